"""A new version of an article: what follows its sentences, what goes stale, what comes back."""

from __future__ import annotations

import re

import pytest

from studyapp.attempts.paper import sheet
from studyapp.engine import pipeline
from studyapp.facts.models import Fact, FactEvidence, FactReview
from studyapp.facts.receipts import receipt_of
from studyapp.questions.carrying import FACT_REJECTED, bring_back, follow, set_stale
from studyapp.questions.models import Question, QuestionEvidence, Review
from studyapp.questions.queries import servable
from studyapp.questions.reviewing import review
from studyapp.questions.wordings import wording
from studyapp.sources.models import Article
from studyapp.usecases import publish_article
from studyapp.usecases.seed_content import FOLDER
from studyapp.usecases.take_quiz import Given, submit_answer
from tests import plain_engine
from tests.factories import (
    NOW,
    AttemptFactory,
    ContentManagerFactory,
    FactFactory,
    InstructorFactory,
    QuestionEvidenceFactory,
    QuestionFactory,
    QuestionVersionFactory,
    ResponseFactory,
    StudentFactory,
)

pytestmark = pytest.mark.django_db
SENTENCES = [
    "The mill of Carrow was built in 1823 by Ann Lowe.",
    "Its wheel broke in 1954 and was sold.",
    "Nobody had the money to mend the old roof.",
    "The first museum in the valley opened in 1971.",
    "A school moved into the barn in 1982.",
    "The bridge beside it was widened in 1990.",
    "In 2003 the river flooded all of the cellars.",
    "Since 2011 the council pays for the garden.",
    "The last miller died there in 1961.",
]


@pytest.fixture
def plain(monkeypatch):
    monkeypatch.setattr(pipeline, "harvest_read", plain_engine.harvest)


def publish(sentences: list[str], name: str = "mill.md"):
    text = "---\ntitle: The mill\ntopic: Mills\n---\n" + " ".join(sentences) + "\n"
    job = publish_article.run(publish_article.submit_file(text.encode(), name))
    assert job.step == "done", job.report
    return job


def key_words(question: Question) -> list[str]:
    """What the sentences say that prove a question, or introduce it, as its current wording points to them."""
    rows = QuestionEvidence.objects.filter(version=question.current_version_id, role__in=["key", "context"])
    return [row.sentence.span.cut(row.sentence.version.text) for row in rows.select_related("sentence__version")]


def statuses() -> dict[int, str]:
    return dict(Question.objects.values_list("pk", "status"))


def of_sentence(words: str) -> list[Question]:
    return [q for q in Question.objects.order_by("pk") if any(words in said for said in key_words(q))]


def changed_text() -> list[str]:
    """Three figures changed, two sentences moved, one removed."""
    text = list(SENTENCES)
    text[0] = text[0].replace("1823", "1832")
    text[3] = text[3].replace("1971", "1972")
    text[6] = text[6].replace("2003", "2013")
    text.remove(SENTENCES[4])
    moved = [text.pop(text.index(SENTENCES[1])), text.pop(text.index(SENTENCES[7]))]
    return [*text[:2], moved[1], *text[2:], moved[0]]


def with_people(article: Article) -> dict[str, Question]:
    """Approves one of each sentence, edits some, and writes some by hand, one with a context of its own."""
    manager = ContentManagerFactory()
    for question in Question.objects.filter(kind="cloze", article=article):
        review(question.current_version, manager, "approved")
    edited = {}
    for year in ("1823", "1954", "1990"):
        question = Question.objects.get(kind="multiple_choice", fact__value=year)
        edited[f"edited {year}"] = question
        QuestionVersionFactory(question=question, stem=f"Better: when, {year[:2]}..?", author=manager)
    for words, value in ((SENTENCES[2], "old roof"), (SENTENCES[4], "barn"), (SENTENCES[5], "bridge")):
        fact = FactFactory(article=article, value=value, answer_type="name")
        question = QuestionFactory(
            fact=fact, origin="written", kind="short_answer", status="approved", generation_key=None
        )
        QuestionVersionFactory(question=question, author=manager, accepted=[value, f"the {value}"])
        edited[f"written {value}"] = question
        assert key_words(question) == [words]
    fact = FactFactory(article=article, value="money", answer_type="name")
    question = QuestionFactory(fact=fact, origin="written", status="approved", generation_key=None)
    version = QuestionVersionFactory(question=question, author=manager, context=SENTENCES[3])
    sentence = article.current_version.sentences.get(position=4)
    QuestionEvidenceFactory(version=version, sentence=sentence)
    edited["in context"] = question
    return edited


def test_marks_exactly_the_questions_on_changed_figures_and_the_removed_sentence(plain):
    publish(SENTENCES)
    made = with_people(Article.objects.get())
    before = statuses()
    gone = [SENTENCES[n] for n in (0, 3, 4, 6)]
    expected = {q.pk for q in Question.objects.all() if set(key_words(q)) & set(gone)}
    assert len(expected) == 2 * 4 + 2  # generated ones, the written one on the barn, and the one in context
    job = publish(changed_text())
    stale = {pk for pk, status in statuses().items() if status == "stale"}
    assert stale == expected
    assert {pk: status for pk, status in statuses().items() if pk in before and pk not in stale} == {
        pk: status for pk, status in before.items() if pk not in stale
    }
    assert made["in context"].pk in stale
    assert (job.report["stale"], job.report["carried"] > 0) == (len(expected), True)
    assert job.report["sentence_changes"] == {"same": 3, "reworded": 3, "moved": 2, "gone": 1}


def test_what_follows_keeps_its_words_and_points_into_the_new_text(plain):
    publish(SENTENCES)
    made = with_people(Article.objects.get())
    article = Article.objects.get()
    keep = ("edited 1954", "edited 1990", "written old roof", "written bridge")
    before = {name: wording(made[name].current_version_id) for name in keep}
    said = {name: key_words(made[name]) for name in keep}
    authors = {name: made[name].current_version.author_id for name in keep}
    publish(changed_text())
    article.refresh_from_db()
    for name in keep:
        question = Question.objects.get(pk=made[name].pk)
        now = wording(question.current_version_id)
        assert question.current_version.number == before_number(made[name]) + 1
        assert question.current_version.author_id == authors[name]
        for field in ("stem", "context", "key_value", "key_option", "accepted", "instruction"):
            assert getattr(now, field) == getattr(before[name], field), (name, field)
        assert [option.text for option in now.options] == [option.text for option in before[name].options]
        assert now.quote.version_id == article.current_version_id
        assert (now.quote.mark, key_words(question)) == (before[name].quote.mark, said[name])
        proof = question.current_version.evidence.get(role="key").fact_evidence
        assert (proof.fact_id, receipt_of(proof).quote.mark) == (question.fact_id, now.quote.mark)


def before_number(question: Question) -> int:
    return question.current_version.number


def test_every_receipt_old_and_new_holds(plain):
    publish(SENTENCES)
    with_people(Article.objects.get())
    publish(changed_text())
    for place in FactEvidence.objects.all():
        assert receipt_of(place).quote.mark == place.printed
    for question in Question.objects.all():
        for version in question.versions.all():
            assert wording(version.pk).quote.mark


def test_going_stale_is_written_down_with_the_version(plain):
    publish(SENTENCES)
    approved = Question.objects.get(kind="cloze", fact__value="1823")
    review(approved.current_version, ContentManagerFactory(), "approved")
    publish(changed_text())
    last = Review.objects.filter(version__question=approved).latest("pk")
    assert (last.verdict, last.before, last.after, last.reviewer) == ("stale", "approved", "stale", None)
    assert (last.reasons, last.note) == (["sentence_changed"], "version 2")


def test_the_older_text_restores_what_it_had(plain):
    publish(SENTENCES)
    with_people(Article.objects.get())
    before = statuses()
    facts = dict(Fact.objects.values_list("pk", "status"))
    publish(changed_text())
    publish([*changed_text(), "It rains in 2020."])
    job = publish(SENTENCES)
    assert {pk: status for pk, status in statuses().items() if pk in before} == before
    assert {pk: s for pk, s in Fact.objects.values_list("pk", "status") if pk in facts} == facts
    assert job.report["restored"] > 0
    again = Question.objects.filter(status__in=["approved", "draft"])
    article = Article.objects.get()
    assert {wording(q.current_version_id).quote.version_id for q in again} == {article.current_version_id}
    assert Fact.objects.filter(value="1823").count() == 1
    assert {q.fact.value for q in Question.objects.filter(status="stale")} == {"1832", "1972", "2013", "2020"}


def test_a_sentence_that_comes_back_in_a_third_text_restores_its_questions(plain):
    publish(SENTENCES)
    approved = Question.objects.get(kind="cloze", fact__value="1982")
    review(approved.current_version, ContentManagerFactory(), "approved")
    publish(changed_text())
    publish([SENTENCES[4], *changed_text()])
    approved.refresh_from_db()
    assert (approved.status, key_words(approved)) == ("approved", [SENTENCES[4]])
    last = Review.objects.filter(version__question=approved).latest("pk")
    assert (last.verdict, last.reasons, last.undoes.verdict) == ("undone", ["sentence_back"], "stale")
    assert Fact.objects.filter(value="1982").count() == 1


def test_the_same_version_settled_twice_changes_nothing(plain):
    publish(SENTENCES)
    with_people(Article.objects.get())
    publish(changed_text())
    before = statuses(), Review.objects.count(), dict(Question.objects.values_list("pk", "current_version"))
    for question in Question.objects.exclude(status="rejected"):
        follow(question.pk)
    assert (statuses(), Review.objects.count(), dict(Question.objects.values_list("pk", "current_version"))) == before


def test_a_rejected_question_follows_when_it_is_asked_again(plain):
    publish(SENTENCES)
    gone, stays = (Question.objects.get(kind="cloze", fact__value=year) for year in ("1823", "1954"))
    for question in (gone, stays):
        review(question.current_version, ContentManagerFactory(), "rejected")
    publish(changed_text())
    Question.objects.filter(pk__in=[gone.pk, stays.pk]).update(status="draft")
    assert (follow(gone.pk), follow(stays.pk)) == (False, True)
    stays.refresh_from_db()
    assert wording(stays.current_version_id).quote.version_number == 2
    assert Question.objects.get(pk=gone.pk).status == "stale"


def test_what_a_person_set_stale_does_not_come_back_with_a_text(plain):
    publish(SENTENCES)
    question = Question.objects.get(kind="cloze", fact__value="1954")
    review(question.current_version, ContentManagerFactory(), "approved")
    question.refresh_from_db()
    set_stale([question], FACT_REJECTED, who=ContentManagerFactory())
    publish(changed_text())
    question.refresh_from_db()
    assert question.status == "stale"
    assert bring_back([question], FACT_REJECTED) == 1
    assert Question.objects.get(pk=question.pk).status == "approved"


def test_old_answers_keep_their_version_and_an_open_attempt_its_paper(plain):
    publish(SENTENCES)
    gone, stays = (Question.objects.get(kind="cloze", fact__value=year) for year in ("1823", "1954"))
    for question in (gone, stays):
        review(question.current_version, ContentManagerFactory(), "approved")
        question.refresh_from_db()
    answered = ResponseFactory(attempt=AttemptFactory(questions=[stays]))
    open_one = AttemptFactory(learner=StudentFactory(), questions=[gone, stays])
    paper = open_one.paper
    publish(changed_text())
    answered.refresh_from_db()
    assert wording(answered.version_id).quote.version_number == 1
    open_one.refresh_from_db()
    assert open_one.paper == paper
    pages = [submit_answer(open_one.learner, open_one.pk, n, Given("1900"), NOW) for n in (1, 2)]
    assert [(page.feedback.counted, page.feedback.not_counted_because) for page in pages] == [
        (False, "question_withdrawn"),
        (True, ""),
    ]
    assert sheet(open_one, 1).wording.quote.sentence == SENTENCES[0]
    topic = gone.topic
    assert gone.pk not in servable(topic).values_list("pk", flat=True)


@pytest.mark.parametrize(("context", "status"), [("", "approved"), ("opened in 1971.", "stale")])
def test_a_sentence_that_is_only_leant_on_may_change_its_figures_unless_they_are_shown(plain, context, status):
    publish(SENTENCES)
    article = Article.objects.get()
    fact = FactFactory(article=article, value="barn", answer_type="name")
    question = QuestionFactory(fact=fact, origin="written", status="approved", generation_key=None)
    version = QuestionVersionFactory(question=question, author=ContentManagerFactory(), context=context)
    QuestionEvidenceFactory(version=version, sentence=article.current_version.sentences.get(position=4))
    publish([sentence.replace("1971", "1972") for sentence in SENTENCES])
    question.refresh_from_db()
    assert question.status == status
    publish([sentence.replace("first museum", "last hospital") for sentence in SENTENCES])
    question.refresh_from_db()
    assert question.status == "stale"


def test_blanks_between_words_do_not_make_a_sentence_another(plain):
    publish(SENTENCES)
    question = Question.objects.get(kind="cloze", fact__value="1954")
    review(question.current_version, ContentManagerFactory(), "approved")
    publish([s.replace("wheel broke in", "wheel  broke in") for s in SENTENCES])
    question.refresh_from_db()
    now = wording(question.current_version_id)
    assert (question.status, now.quote.mark, now.quote.version_number) == ("approved", "1954", 2)


def test_facts_of_standing_sentences_stay_and_hand_made_ones_too(plain):
    publish(SENTENCES)
    article = Article.objects.get()
    written = FactFactory(article=article, value="garden", answer_type="name")
    publish(changed_text())
    written.refresh_from_db()
    article.refresh_from_db()
    now = written.evidence.get(sentence__version=article.current_version)
    assert (written.status, receipt_of(now).quote.sentence) == ("active", SENTENCES[7])


def test_a_new_engine_drops_facts_it_no_longer_finds_but_not_those_a_person_judged(plain, monkeypatch):
    publish(SENTENCES)
    kept, dropped = Fact.objects.get(value="1954"), Fact.objects.get(value="1990")
    FactReview.objects.create(fact=kept, approved=True, reviewer=ContentManagerFactory())
    monkeypatch.setattr(pipeline, "ENGINE_VERSION", "next")
    empty = lambda article, parse, context: pipeline.Harvest(article, (), (), ())  # noqa: E731
    monkeypatch.setattr(pipeline, "harvest_read", empty)
    publish([*SENTENCES, "It rains."])
    assert [Fact.objects.get(pk=fact.pk).status for fact in (kept, dropped)] == ["active", "stale"]


def test_a_real_article_with_its_real_questions():
    """Through the whole pipeline, with a shipped article: three figures, two moves, one removal."""
    raw = (FOLDER / "shells-drills-denials.md").read_text()
    publish_article.run(publish_article.submit_file(raw.encode(), "real.md"))
    article = Article.objects.get()
    manager = InstructorFactory()
    pool = list(Question.objects.order_by("pk").select_related("current_version"))
    for question in pool[::3]:
        review(question.current_version, manager, "approved")
    for question in pool[1::9]:
        if question.format == "options":
            texts = list(question.current_version.options.values_list("text", flat=True))
            QuestionVersionFactory(
                question=question,
                stem=f"{question.current_version.stem} ",
                options=texts,
                key_option=question.current_version.key_option,
                key_value=question.current_version.key_value,
                author=manager,
            )
    text = article.current_version.text
    words = [s.span.cut(text) for s in article.current_version.sentences.all()]
    asked = [w for w in dict.fromkeys(w for q in Question.objects.all() for w in key_words(q)) if w in words]
    figures = [w for w in asked if re.search(r"\b(?!20[0-9]{2})\d{2,}\b", w) and raw.count(w) == 1][:3]
    assert len(figures) == 3
    rest = [w for w in asked if w not in figures and raw.count(w) == 1]
    moved, removed = rest[:2], rest[2]
    new = raw
    for sentence in figures:
        new = new.replace(
            sentence, re.sub(r"\b(?!20[0-9]{2})(\d)(\d+)\b", lambda m: f"{9 - int(m[1]) or 1}{m[2]}", sentence, count=1)
        )
    new = new.replace(removed, "")
    for sentence in moved:
        new = new.replace(sentence, "")
    new = new.rstrip() + "\n\n" + " ".join(moved) + "\n"
    gone = {*figures, removed}
    expected = {q.pk for q in Question.objects.exclude(status="rejected") if gone & set(key_words(q))}
    before = statuses()
    job = publish_article.run(publish_article.submit_file(new.encode(), "real.md"))
    assert job.report["outcome"] == "changed"
    stale = {pk for pk, status in statuses().items() if status == "stale"}
    assert (len(expected) > 4, stale) == (True, expected)
    assert {pk: s for pk, s in statuses().items() if pk in before and pk not in stale} == {
        pk: s for pk, s in before.items() if pk not in stale
    }
    article.refresh_from_db()
    for question in Question.objects.exclude(status="stale"):
        assert wording(question.current_version_id).quote.version_id == article.current_version_id
