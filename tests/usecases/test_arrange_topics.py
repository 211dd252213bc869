"""Merging topics and moving articles: everything that hangs on them goes along, and what learners know follows."""

from __future__ import annotations

import pytest

from studyapp.attempts.models import Attempt
from studyapp.engine.reading.article import Metadata
from studyapp.facts.models import Entity, Fact
from studyapp.facts.receipts import receipt_of
from studyapp.progress.models import Ability, FactMemory
from studyapp.progress.rebuilding import rebuild
from studyapp.questions.models import Question
from studyapp.questions.wordings import wording
from studyapp.sources.importing import topic_for, topic_named
from studyapp.sources.models import Article, Topic, TopicCorrection
from studyapp.sources.queries import topics_visible_to
from studyapp.usecases.arrange_topics import NotPossibleError, merge_topics, move_article
from studyapp.usecases.preview_of_changes import touched_by
from studyapp.usecases.refolding import AT_ONCE
from studyapp.usecases.take_quiz import Given, submit_answer
from tests.factories import (
    NOW,
    AdminFactory,
    ArticleFactory,
    AssignmentFactory,
    AttemptFactory,
    ClassroomFactory,
    ContentManagerFactory,
    EntityFactory,
    EntityNameFactory,
    FactEvidenceFactory,
    FactFactory,
    ImportJobFactory,
    InstructorFactory,
    LessonSetFactory,
    LessonSetItemFactory,
    QuestionFactory,
    QuizFactory,
    QuizQuestionFactory,
    ResponseFactory,
    StudentFactory,
    TopicFactory,
    TopicGrantFactory,
    playable_topic,
    sentence_with,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return InstructorFactory()


def two_topics(owner):
    return playable_topic(name="Ports", slug="ports", owner=owner), playable_topic(
        name="Harbours", slug="harbours", owner=owner
    )


def answered(learner, questions) -> None:
    attempt = AttemptFactory(learner=learner, questions=questions)
    for _ in questions:
        ResponseFactory(attempt=attempt)


def state_of(learner) -> tuple:
    abilities = (
        Ability.objects.filter(learner=learner).order_by("scope").values_list("scope", "mean", "variance", "answers")
    )
    memories = FactMemory.objects.filter(learner=learner).order_by("fact").values_list("fact", "stability", "due")
    return list(abilities), list(memories)


def test_a_merge_takes_everything_along(owner):
    ports, harbours = two_topics(owner)
    quiz, job = QuizFactory(topic=ports.topic), ImportJobFactory(topic=ports.topic)
    child = TopicFactory(parent=ports.topic)
    attempt = AttemptFactory(questions=ports.questions[:2])
    classroom = ClassroomFactory(owner=owner)
    TopicGrantFactory(topic=ports.topic, classroom=classroom)
    into = merge_topics(owner, ports.topic.pk, harbours.topic.pk)
    assert into == harbours.topic
    for row in (ports.article, quiz, job, attempt, *ports.questions):
        row.refresh_from_db()
        assert row.topic == into
    assert Fact.objects.exclude(topic=into).count() == 0
    child.refresh_from_db()
    ports.topic.refresh_from_db()
    assert (child.parent, ports.topic.merged_into) == (into, into)
    assert [grant.classroom for grant in into.grants.all()] == [classroom]
    assert ports.topic not in topics_visible_to(owner)


def test_a_merge_pressed_twice_happens_once_and_is_written_down(owner):
    ports, harbours = two_topics(owner)
    for _ in range(2):
        merge_topics(owner, ports.topic.pk, harbours.topic.pk)
    rows = TopicCorrection.objects.order_by("pk").values_list("topic__name", "field", "after", "who")
    assert list(rows) == [("Ports", "merged_into", "Harbours", owner.pk), ("Harbours", "merged", "Ports", owner.pk)]


def test_things_of_one_name_become_one(owner):
    ports, harbours = two_topics(owner)
    one = EntityFactory(topic=ports.topic, name="Ilse Brandt", folded_name="ilse brandt")
    EntityNameFactory(entity=one, form="Brandt")
    other = EntityFactory(topic=harbours.topic, name="Ilse Brandt", folded_name="ilse brandt")
    alone = EntityFactory(topic=ports.topic, name="Per Lund", folded_name="per lund")
    fact = FactFactory(article=ports.article, value="Ilse Brandt", answer_type="person", entity=one)
    merge_topics(owner, ports.topic.pk, harbours.topic.pk)
    fact.refresh_from_db()
    alone.refresh_from_db()
    assert (fact.entity, alone.topic) == (other, harbours.topic)
    assert not Entity.objects.filter(pk=one.pk).exists()
    assert [name.form for name in other.names.all()] == ["Brandt"]


def test_two_articles_of_one_origin_stay_two(owner):
    ports, harbours = two_topics(owner)
    ports.article.source_key = harbours.article.source_key
    ports.article.save()
    merge_topics(owner, ports.topic.pk, harbours.topic.pk)
    keys = Article.objects.filter(topic=harbours.topic).values_list("source_key", flat=True)
    assert set(keys) == {harbours.article.source_key, f"{harbours.article.source_key}#merged-{ports.article.pk}"}


def test_a_topic_merged_into_its_own_part_is_no_circle(owner):
    ports, harbours = two_topics(owner)
    Topic.objects.filter(pk=harbours.topic.pk).update(parent=ports.topic)
    into = merge_topics(owner, ports.topic.pk, harbours.topic.pk)
    into.refresh_from_db()
    assert into.parent is None


def test_topics_merged_one_after_the_other_all_lead_to_the_last(owner):
    ports, harbours = two_topics(owner)
    last = TopicFactory(owner=owner)
    merge_topics(owner, ports.topic.pk, harbours.topic.pk)
    merge_topics(owner, harbours.topic.pk, last.pk)
    ports.topic.refresh_from_db()
    assert ports.topic.merged_into == last


def test_a_topic_is_not_merged_into_itself_nor_anothers(owner):
    ports, harbours = two_topics(owner)
    with pytest.raises(NotPossibleError):
        merge_topics(owner, ports.topic.pk, ports.topic.pk)
    with pytest.raises(Topic.DoesNotExist):
        merge_topics(InstructorFactory(), ports.topic.pk, harbours.topic.pk)
    with pytest.raises(Topic.DoesNotExist):
        merge_topics(owner, ports.topic.pk, TopicFactory(owner=None).pk)


@pytest.mark.parametrize("others", [0, AT_ONCE])
def test_what_learners_know_counts_towards_the_other_topic(owner, others, django_capture_on_commit_callbacks):
    ports, harbours = two_topics(owner)
    learner = StudentFactory()
    answered(learner, ports.questions[:3])
    answered(learner, harbours.questions[:2])
    for _ in range(others):  # then the background does it
        answered(StudentFactory(), ports.questions[:1])
    rebuild()
    with django_capture_on_commit_callbacks(execute=True):
        merge_topics(owner, ports.topic.pk, harbours.topic.pk)
    folded = state_of(learner)
    assert [row[0] for row in folded[0]] == [0, harbours.topic.pk]
    assert folded[0][1][3] == 5
    rebuild([learner.pk])
    assert state_of(learner) == folded


def test_a_move_takes_facts_questions_and_progress_along(owner, django_capture_on_commit_callbacks):
    ports, harbours = two_topics(owner)
    stays = ArticleFactory(topic=ports.topic)
    learner = StudentFactory()
    answered(learner, ports.questions[:2])
    rebuild()
    with django_capture_on_commit_callbacks(execute=True):
        article = move_article(owner, ports.article.pk, harbours.topic.pk)
    assert article.topic == harbours.topic
    assert {q.topic for q in Question.objects.filter(article=article)} == {harbours.topic}
    assert {f.topic for f in Fact.objects.filter(questions__article=article)} == {harbours.topic}
    assert Attempt.objects.get(learner=learner).topic == harbours.topic
    assert [row[0] for row in state_of(learner)[0]] == [0, harbours.topic.pk]
    stays.refresh_from_db()
    assert stays.topic == ports.topic
    correction = article.corrections.get()
    assert (correction.field, correction.before, correction.after, correction.who) == (
        "topic",
        "Ports",
        "Harbours",
        owner,
    )


def test_a_fact_that_another_article_states_too_is_split(owner, django_capture_on_commit_callbacks):
    topic, into = TopicFactory(owner=owner), TopicFactory(owner=owner)
    goes, stays = ArticleFactory(topic=topic), ArticleFactory(topic=topic)
    fact = FactFactory(article=goes, value="1932")
    FactEvidenceFactory(fact=fact, sentence=sentence_with(stays, "1932"))
    moved, left = QuestionFactory(fact=fact, article=goes), QuestionFactory(fact=fact, article=stays)
    Question.objects.filter(pk=moved.pk).update(generation_key=f"{fact.pk}:cloze:typed:abc")
    item = LessonSetItemFactory(article=goes, quiz=None)
    item.facts.add(fact)
    learner = StudentFactory()
    answered(learner, [moved])
    rebuild()
    with django_capture_on_commit_callbacks(execute=True):
        move_article(owner, goes.pk, into.pk)
    for question in (moved, left):
        question.refresh_from_db()
    copy = moved.fact
    assert (left.fact, left.topic, copy.topic, copy.value) == (fact, topic, into, "1932")
    assert moved.generation_key == f"{copy.pk}:cloze:typed:abc"
    assert [place.sentence.version.article for place in copy.evidence.all()] == [goes]
    assert [place.sentence.version.article for place in fact.evidence.all()] == [stays]
    assert receipt_of(copy.evidence.get()).quote.mark == "1932"
    assert list(item.facts.all()) == [copy]
    assert [row[0] for row in state_of(learner)[1]] == [copy.pk]


def test_a_moved_fact_names_things_of_its_new_topic(owner):
    topic, into = TopicFactory(owner=owner), TopicFactory(owner=owner)
    article = ArticleFactory(topic=topic)
    thing = EntityFactory(topic=topic, name="Ilse Brandt", folded_name="ilse brandt")
    there = EntityFactory(topic=into, name="Ilse Brandt", folded_name="ilse brandt")
    fact = FactFactory(article=article, value="Ilse Brandt", answer_type="person", entity=thing)
    move_article(owner, article.pk, into.pk)
    fact.refresh_from_db()
    assert fact.entity == there
    assert not Entity.objects.filter(topic=topic).exists()


def test_an_article_of_somebody_else_or_into_a_closed_topic_is_not_moved(owner):
    ports, _ = two_topics(owner)
    with pytest.raises(Article.DoesNotExist):
        move_article(InstructorFactory(), ports.article.pk, TopicFactory().pk)
    with pytest.raises(Topic.DoesNotExist):
        move_article(owner, ports.article.pk, TopicFactory(visibility="private", owner=InstructorFactory()).pk)


def test_the_preview_counts_and_names_what_hangs_on_an_article(owner):
    playable = playable_topic(owner=owner)
    questions = playable.questions
    Question.objects.filter(pk=questions[0].pk).update(status="stale")
    mine = LessonSetFactory(owner=owner, title="Mine")
    LessonSetItemFactory(lesson_set=mine, article=playable.article, quiz=None)
    theirs = LessonSetFactory(title="Theirs")
    LessonSetItemFactory(lesson_set=theirs, article=playable.article, quiz=None)
    quiz = QuizFactory(topic=playable.topic, title="Ferry quiz", owner=owner)
    QuizQuestionFactory(quiz=quiz, question=questions[1])
    AssignmentFactory(classroom=ClassroomFactory(owner=owner, name="7b"), quiz=quiz)
    AssignmentFactory(quiz=quiz)
    AssignmentFactory(quiz=quiz, due_at=NOW.replace(year=2025), opens_at=NOW.replace(year=2024))
    ResponseFactory(attempt=AttemptFactory(questions=questions[:2]))
    AttemptFactory(questions=[QuestionFactory()])
    found = touched_by(Article.objects.filter(pk=playable.article.pk), owner, NOW)
    assert (found.articles, found.facts, found.questions) == (1, 5, {"approved": 4, "stale": 1})
    assert (found.sets.shown, found.sets.more) == (("Mine",), 1)
    assert (found.quizzes.shown, found.quizzes.more) == (("Ferry quiz",), 0)
    assert (found.assignments.shown, found.assignments.more) == (("Ferry quiz (7b)",), 1)
    assert (found.open_attempts, found.learners) == (1, 1)
    for person in (ContentManagerFactory(), AdminFactory()):
        assert touched_by(Article.objects.filter(pk=playable.article.pk), person, NOW).sets.total == 2


def test_the_preview_takes_as_many_statements_for_many_articles(owner, django_assert_max_num_queries):
    topic = TopicFactory(owner=owner)
    for _n in range(12):
        article = ArticleFactory(topic=topic)
        QuestionFactory(fact=FactFactory(article=article))
    with django_assert_max_num_queries(14):
        assert touched_by(topic.articles.all(), owner, NOW).articles == 12


def test_an_answer_after_a_merge_counts_towards_the_topic_of_today(owner):
    ports, harbours = two_topics(owner)
    attempt = AttemptFactory(questions=ports.questions[:1])
    wording(ports.questions[0].current_version_id)  # as a process keeps it that has shown the question
    merge_topics(owner, ports.topic.pk, harbours.topic.pk)
    submit_answer(attempt.learner, attempt.pk, 1, Given("1"), NOW)
    topics = Ability.objects.filter(learner=attempt.learner).values_list("topic", flat=True)
    assert set(topics) == {None, harbours.topic.pk}


def test_a_text_that_names_a_merged_topic_comes_into_the_other(owner):
    ports, harbours = two_topics(owner)
    merge_topics(owner, ports.topic.pk, harbours.topic.pk)
    assert topic_named("ports ") == harbours.topic
    job = ImportJobFactory(topic=None, owner=owner)
    assert topic_for(job, Metadata(topic="Ports")) == harbours.topic
    assert topic_for(ImportJobFactory(topic=None, owner=None), Metadata(topic="Ports")) == harbours.topic
