"""A set from the text to the learner and back: rows, places, the share of right ones, a receipt each."""

from __future__ import annotations

import pytest
from django.utils import timezone

from studyapp.attempts.answering import Given, UnanswerableError
from studyapp.engine import pipeline
from studyapp.engine.reading.article import Document, Metadata
from studyapp.facts.extracting import write_facts
from studyapp.progress.models import Ability
from studyapp.progress.rebuilding import rebuild
from studyapp.questions.carrying import settle_questions
from studyapp.questions.models import Question, QuestionEvidence
from studyapp.questions.writing import Origin, write_questions
from studyapp.sources.places import Places
from studyapp.usecases import take_quiz
from tests.engine.item_writing.test_sets import EVENTS, TITLE, TUNNEL
from tests.factories import ArticleFactory, ArticleVersionFactory, AttemptFactory, QuestionFactory, StudentFactory

pytestmark = pytest.mark.django_db
ORIGIN = Origin("7", "model 1", "digest")
ROWS = [("Work began", "1932", "1932"), ("The ferry ran", "1958", "1958"), ("The pier was mended", "2031", "2031")]


@pytest.fixture(scope="module")
def harvest():
    return pipeline.harvest(Document(TUNNEL, Metadata(title=TITLE)))


@pytest.fixture
def article():
    return ArticleFactory(title=TITLE, text=TUNNEL)


def written(article, harvest) -> Question:
    places = Places(article.current_version)
    [item] = [item for item in harvest.items if item.kind == "ordering"]
    proof = {id(fact): row for fact, row in write_facts(places, [item.fact])}
    found = write_questions(places, [(item, proof[id(item.fact)])], ORIGIN)
    return Question.objects.get(pk__in=found.proposed)


def test_each_row_is_kept_with_its_date_and_its_sentence(article, harvest):
    version = written(article, harvest).current_version
    rows = list(version.options.order_by("position"))
    assert [(row.match, row.text) for row in rows] == EVENTS
    keys = version.evidence.filter(role=QuestionEvidence.Role.KEY).select_related("sentence__version", "option")
    assert {key.option_id: key.span.cut(key.sentence.version.text) for key in keys} == {
        row.pk: row.match for row in rows
    }


def test_the_same_set_again_is_no_second_wording(article, harvest):
    first, second = written(article, harvest), written(article, harvest)
    assert (first.pk, second.versions.count()) == (second.pk, 1)


def test_a_set_is_stale_when_one_of_its_sentences_is_gone(article, harvest):
    question = written(article, harvest)
    Question.objects.update(status="approved")
    version = ArticleVersionFactory(article=article, text=TUNNEL.replace("closed to lorries", "closed to buses"))
    settle_questions(Places(version), frozenset({question.pk}))
    question.refresh_from_db()
    assert question.status == "stale"


@pytest.fixture
def sitting():
    question = QuestionFactory(kind="ordering", answer_type="year", status="approved", wording={"pairs": ROWS})
    paper = [{"version": question.current_version_id, "options": [2, 0, 1]}]
    return AttemptFactory(learner=StudentFactory(), paper=paper)


def answered(sitting, *rows: str, **more):
    given = Given(rows=rows, **more)
    return take_quiz.submit_answer(sitting.learner, sitting.pk, 1, given, timezone.now())


def test_before_the_answer_a_set_shows_its_rows_and_no_date(sitting):
    question = take_quiz.see_question(sitting.learner, sitting.pk, 1).question
    assert [row.text for row in question.rows] == ["The pier was mended", "Work began", "The ferry ran"]
    assert {(row.match, row.place, row.receipt) for row in question.rows} == {("", 0, None)}
    assert (question.choices, question.options) == ((), ())


def test_places_are_kept_in_stored_order_and_the_share_is_the_score(sitting):
    page = answered(sitting, "3", "2", "1")
    response = sitting.responses.get()
    assert (response.given, response.reason, round(response.score, 2)) == ("2 1 3", "partly", 0.33)
    assert page.segments == ("partly",)
    feedback = page.feedback
    assert [(row.text, row.match, row.chosen_place, row.is_right) for row in feedback.rows] == [
        ("Work began", "1932", 2, False),
        ("The ferry ran", "1958", 1, False),
        ("The pier was mended", "2031", 3, True),
    ]
    assert [row.receipt.quote.mark for row in feedback.rows] == ["1932", "1958", "2031"]
    assert feedback.receipt == feedback.rows[0].receipt


def test_a_partly_right_set_is_folded_alike_when_progress_is_rebuilt(sitting):
    answered(sitting, "3", "2", "1")
    before = list(Ability.objects.order_by("scope").values_list("scope", "mean", "variance"))
    rebuild([sitting.learner.pk])
    assert list(Ability.objects.order_by("scope").values_list("scope", "mean", "variance")) == before
    assert len(before) == 2


def test_all_in_place_is_right(sitting):
    assert answered(sitting, "3", "1", "2").feedback.is_right


def test_not_knowing_shows_the_rows(sitting):
    feedback = answered(sitting, dont_know=True).feedback
    assert (feedback.dont_know, [row.match for row in feedback.rows]) == (True, ["1932", "1958", "2031"])


@pytest.mark.parametrize(
    ("rows", "why"),
    [((), "rows"), (("1", "2", ""), "rows"), (("1", "2", "4"), "rows"), (("1", "2", "2"), "twice")],
)
def test_what_leaves_a_row_open_or_uses_a_place_twice_cannot_be_marked(sitting, rows, why):
    with pytest.raises(UnanswerableError, match=why):
        answered(sitting, *rows)
    assert not sitting.responses.exists()
