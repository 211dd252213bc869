"""Sets and their quizzes as they are built: started, filled, put in order, copied."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from studyapp.lessons import building, sets
from studyapp.lessons.models import LessonSet, Quiz
from studyapp.lessons.ordering import OrderChangedError
from studyapp.lessons.starting_sets import add_articles, start_set
from studyapp.sources.correcting import MeanwhileError
from tests.factories import (
    ArticleFactory,
    InstructorFactory,
    LessonSetFactory,
    LessonSetItemFactory,
    QuestionFactory,
    QuizFactory,
    QuizQuestionFactory,
    TopicFactory,
    playable_topic,
)
from tests.factories.playable import playable_town as town

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return InstructorFactory()


def places(lesson_set) -> list[str]:
    return [str(item.article or item.quiz) for item in lesson_set.items.order_by("position")]


def positions(lesson_set) -> list[int]:
    return list(lesson_set.items.order_by("position").values_list("position", flat=True))


def listed(quiz) -> list[int]:
    return list(quiz.entries.order_by("position").values_list("question", flat=True))


def item_of(lesson_set, place: int):
    return lesson_set.items.get(position=place)


def quiz_with(owner, playable, *questions):
    lesson_set = LessonSetFactory(owner=owner)
    quiz = QuizFactory(topic=playable.topic, owner=owner)
    LessonSetItemFactory(lesson_set=lesson_set, article=None, quiz=quiz)
    for question in questions:
        QuizQuestionFactory(quiz=quiz, question=question)
    return lesson_set, quiz


def test_a_set_of_two_articles_has_a_lesson_and_a_quiz_for_each_and_one_at_the_end(owner):
    first, second = town(0), town(1)
    lesson_set = start_set(owner, "Harbours", [first.article, second.article], each=3, closing=6)
    items = list(lesson_set.items.order_by("position").select_related("quiz"))
    assert [bool(item.article_id) for item in items] == [True, False, True, False, False]
    assert [items[0].article_id, items[2].article_id] == [first.article.pk, second.article.pk]
    assert [len(listed(item.quiz)) for item in items if item.quiz] == [3, 3, 6]
    assert [item.quiz.article_id for item in items if item.quiz] == [first.article.pk, second.article.pk, None]
    assert lesson_set.status == LessonSet.Status.DRAFT


def test_the_closing_quiz_asks_first_what_no_other_quiz_asks(owner):
    first, second = town(0), town(1)
    lesson_set = start_set(owner, "Harbours", [first.article, second.article], each=3, closing=4)
    by_article, closing = set(), set()
    for item in lesson_set.items.exclude(quiz=None).select_related("quiz"):
        (by_article if item.quiz.article_id else closing).update(listed(item.quiz))
    assert len(by_article) == 6
    assert closing.isdisjoint(by_article)


def test_the_same_press_twice_makes_one_set(owner):
    article = playable_topic().article
    assert start_set(owner, "Harbours", [article]) == start_set(owner, "Harbours", [article])
    assert LessonSet.objects.count() == 1


def test_what_waits_for_a_review_becomes_a_draw_and_what_has_no_question_a_lesson_alone(owner, settings):
    settings.PUBLISHING = "approved"
    waiting, without = playable_topic(status="draft").article, ArticleFactory()
    lesson_set = start_set(owner, "Harbours", [waiting, without])
    [quiz] = Quiz.objects.filter(article__isnull=False)
    assert places(lesson_set) == [waiting.title, quiz.title, without.title, "Closing quiz"]
    assert (quiz.article, listed(quiz), quiz.length) == (waiting, [], 5)


def test_an_article_is_in_a_set_once(owner):
    article = playable_topic().article
    lesson_set = start_set(owner, "Harbours", [article])
    before = places(lesson_set)
    assert add_articles(lesson_set, [article], owner) == 0
    assert sets.add_lessons(lesson_set, [article]) == []
    assert places(lesson_set) == before


def test_starting_takes_as_many_statements_for_ten_articles_as_for_two(owner):
    def statements(title, numbers):
        articles = [town(number).article for number in numbers]
        with CaptureQueriesContext(connection) as seen:
            start_set(owner, title, articles)
        return len(seen)

    assert statements("Two", range(2)) == statements("Ten", range(2, 12))


def test_filling_keeps_what_is_listed_and_asks_each_fact_once(owner):
    playable = playable_topic()
    kept = playable.questions[2]
    QuestionFactory(fact=playable.questions[0].fact, kind="short_answer", status="approved")
    lesson_set, quiz = quiz_with(owner, playable, kept)
    filled = building.fill(lesson_set, quiz, 4, owner, articles=[playable.article.pk])
    assert (filled.added, filled.total, filled.why_short) == (3, 4, "")
    assert listed(quiz)[0] == kept.pk
    facts = quiz.entries.values_list("question__fact", flat=True)
    assert len(set(facts)) == 4


def test_filling_says_why_the_quiz_is_short(owner):
    playable = playable_topic()
    lesson_set, quiz = quiz_with(owner, playable)
    filled = building.fill(lesson_set, quiz, 12, owner, articles=[playable.article.pk])
    assert (filled.added, filled.total) == (5, 5)
    assert filled.why_short == "No more facts here have a question that passed the checks."


def test_filling_takes_only_what_learners_get_and_the_person_may_see(owner):
    playable = playable_topic()
    stale = playable.questions[0]
    stale.status = "stale"
    stale.save()
    closed = playable_topic(visibility="private", owner=InstructorFactory())
    lesson_set, quiz = quiz_with(owner, playable)
    building.fill(lesson_set, quiz, 20, owner, articles=[playable.article.pk, closed.article.pk])
    assert set(listed(quiz)) == {question.pk for question in playable.questions[1:]}


def test_filling_keeps_to_the_chosen_facts_of_a_lesson(owner):
    playable, other = town(0), town(1)
    wanted = playable.questions[1]
    lesson_set, quiz = quiz_with(owner, playable)
    articles = [playable.article.pk, other.article.pk]
    building.fill(lesson_set, quiz, 20, owner, articles=articles, facts={playable.article.pk: {wanted.fact_id}})
    assert set(listed(quiz)) == {wanted.pk, *(question.pk for question in other.questions)}


def test_a_question_that_gives_another_away_is_not_added(owner):
    playable = playable_topic()
    first = playable.questions[0]
    twin = QuestionFactory(fact=first.fact, kind="short_answer", status="approved")
    lesson_set, quiz = quiz_with(owner, playable, playable.questions[3], first)
    with pytest.raises(building.GivesAwayError) as refused:
        building.add_question(lesson_set, quiz, twin)
    assert refused.value.position == 2
    assert building.clashes(quiz, [twin.pk, playable.questions[4].pk]) == {twin.pk: 2}
    assert building.add_question(lesson_set, quiz, playable.questions[4])
    assert not building.add_question(lesson_set, quiz, playable.questions[4])
    assert listed(quiz) == [q.pk for q in (playable.questions[3], first, playable.questions[4])]


def test_a_removed_question_leaves_no_gap(owner):
    playable = playable_topic()
    lesson_set, quiz = quiz_with(owner, playable, *playable.questions[:3])
    entry = quiz.entries.get(position=2)
    assert building.remove_question(lesson_set, quiz, entry.pk)
    assert not building.remove_question(lesson_set, quiz, entry.pk)
    assert list(quiz.entries.values_list("position", "question")) == [
        (1, playable.questions[0].pk),
        (2, playable.questions[2].pk),
    ]


def test_swapping_keeps_the_place_and_the_rest(owner):
    playable = playable_topic()
    lesson_set, quiz = quiz_with(owner, playable, *playable.questions[:3])
    entry = quiz.entries.get(position=2)
    assert building.swap_question(lesson_set, quiz, entry.pk, owner, articles=[playable.article.pk])
    now = listed(quiz)
    assert [now[0], now[2]] == [playable.questions[0].pk, playable.questions[2].pk]
    assert now[1] in {playable.questions[3].pk, playable.questions[4].pk}


@pytest.fixture
def three(owner):
    lesson_set = LessonSetFactory(owner=owner)
    for title in "ABC":
        LessonSetItemFactory(lesson_set=lesson_set, article=ArticleFactory(title=title))
    return lesson_set


def test_the_same_press_moves_a_place_once(three):
    last = item_of(three, 3)
    assert sets.move_item(three, last.pk, seen=3, step=-1)
    assert not sets.move_item(three, last.pk, seen=3, step=-1)
    assert (places(three), positions(three)) == (["A", "C", "B"], [1, 2, 3])


@pytest.mark.parametrize(("place", "step"), [(1, -1), (3, 1)])
def test_the_ends_move_no_further(three, place, step):
    assert not sets.move_item(three, item_of(three, place).pk, seen=place, step=step)
    assert places(three) == ["A", "B", "C"]


def test_an_order_is_taken_only_by_who_saw_the_one_before(three):
    a, b, c = (item_of(three, place).pk for place in (1, 2, 3))
    assert sets.arrange_items(three, [c, a, b], seen=[a, b, c])
    assert not sets.arrange_items(three, [c, a, b], seen=[a, b, c])
    with pytest.raises(OrderChangedError):
        sets.arrange_items(three, [b, a, c], seen=[a, b, c])
    with pytest.raises(OrderChangedError):
        sets.arrange_items(three, [c, a], seen=[c, a, b])
    assert places(three) == ["C", "A", "B"]


def test_taking_out_closes_the_gap_and_keeps_the_quiz(three, owner):
    quiz = QuizFactory(owner=owner)
    sets.add_quiz(three, quiz)
    gone = sets.remove_item(three, item_of(three, 4).pk)
    sets.remove_item(three, item_of(three, 1).pk)
    assert gone.quiz == quiz
    assert (places(three), positions(three)) == (["B", "C"], [1, 2])
    assert Quiz.objects.get() == quiz


def test_two_people_change_different_words_and_both_stay(three):
    seen = {"title": three.title, "goal": "", "introduction": ""}
    sets.reword(three, seen, seen | {"goal": "Tell ports apart"})
    sets.reword(three, seen, seen | {"title": "Ports"})
    three.refresh_from_db()
    assert (three.title, three.goal) == ("Ports", "Tell ports apart")


def test_who_changes_the_same_word_second_is_told_and_nothing_is_lost(three):
    seen = {"title": three.title, "goal": "", "introduction": ""}
    sets.reword(three, seen, seen | {"goal": "Tell ports apart"})
    with pytest.raises(MeanwhileError) as told:
        sets.reword(three, seen, seen | {"goal": "Name the ports", "title": "Ports"})
    assert [(clash.field, clash.now) for clash in told.value.clashes] == [("goal", "Tell ports apart")]
    three.refresh_from_db()
    assert (three.goal, three.title) == ("Tell ports apart", seen["title"])


def test_a_copy_lists_the_same_in_quizzes_of_its_own(owner):
    playable = playable_topic()
    lesson_set = start_set(owner, "Harbours", [playable.article], each=4)
    lesson_set.share_code = "abc"
    lesson_set.status = "published"
    lesson_set.goal = "Know it"
    lesson_set.save()
    fact = playable.questions[0].fact
    sets.describe_item(lesson_set, item_of(lesson_set, 1).pk, note="Slowly", facts=[fact.pk])
    other = InstructorFactory()
    copy = sets.duplicate(lesson_set, other)
    quiz, new = item_of(lesson_set, 2).quiz, item_of(copy, 2).quiz
    assert (copy.title, copy.status, copy.share_code, copy.goal) == ("Harbours (copy)", "draft", None, "Know it")
    assert (copy.owner, copy.copied_from, new.owner) == (other, lesson_set, other)
    assert new != quiz
    assert listed(new) == listed(quiz) != []
    first = item_of(copy, 1)
    assert (first.article, first.note, list(first.facts.all())) == (playable.article, "Slowly", [fact])
    assert sets.duplicate(lesson_set, other) == copy


def test_a_new_link_makes_the_old_one_lead_nowhere(three):
    code = sets.share(three)
    assert sets.share(three) == code
    assert sets.share(three, renew=True) != code
    sets.stop_sharing(three)
    three.refresh_from_db()
    assert three.share_code is None


def test_a_set_holds_no_more_than_its_limit(owner):
    topic = TopicFactory()
    lesson_set = LessonSetFactory(owner=owner)
    sets.add_lessons(lesson_set, [ArticleFactory(topic=topic) for _ in range(sets.MOST_ITEMS)])
    with pytest.raises(sets.FullError):
        sets.add_lessons(lesson_set, [ArticleFactory(topic=topic)])
    assert lesson_set.items.count() == sets.MOST_ITEMS
