"""What is rejected again and again ranks lower, and says why."""

import pytest

from studyapp.engine.item_writing.ranking import Ranker
from studyapp.questions import patterns, ranker
from studyapp.questions.patterns import Tally, lowered, patterns_of, tallies, told_of
from studyapp.questions.reviewing import Seen, decide, undo
from tests import factories

pytestmark = pytest.mark.django_db
EVEN = Ranker("0", {"intercept": 1.0}, {}, 0)  # scores every draft alike, at 0.731


@pytest.fixture(autouse=True)
def even_ranker(monkeypatch):
    monkeypatch.setattr(ranker, "active", lambda: EVEN)


def draft(*warnings, answer_type="term", **fields):
    wording = {"warnings": list(warnings)}
    return factories.QuestionFactory(
        answer_type=answer_type, features={"dated": 1.0}, wording=wording, score=0.731, **fields
    )


def judge(verdict, question, reasons=(), step=""):
    person = factories.ContentManagerFactory()
    seen = Seen(question.pk, question.current_version_id, question.status)
    decide([seen], person, verdict, step=step or f"step {question.pk}", reasons=reasons)
    return person


def score(question):
    question.refresh_from_db()
    return question.score


def test_a_draft_like_those_rejected_ranks_lower():
    for _turn in range(6):
        judge("rejected", draft("loose_term"), ["trivial"])
    judge("approved", draft("loose_term"))
    alike, other_warning, other_type = draft("loose_term"), draft("hedge"), draft("loose_term", answer_type="person")
    ranker.rescore_drafts()
    waiting = 0.69  # just under the serving line: a doubt keeps all of them from learners
    assert [score(q) for q in (other_warning, other_type)] == [waiting, waiting]
    assert score(alike) == 0.39  # by 0.3 at most


def test_the_reviewer_reads_how_often_and_why():
    for _turn in range(6):
        judge("rejected", draft("loose_term"), ["trivial"])
    judge("approved", draft("loose_term"))
    assert told_of(draft("loose_term"), ["loose_term"]) == Tally(6, 7, "trivial")
    assert told_of(draft("hedge"), ["hedge"]) is None


def test_two_rejections_are_no_pattern_and_neither_are_as_many_approvals():
    for _turn in range(2):
        judge("rejected", draft("loose_term"))
    assert told_of(draft("loose_term"), ["loose_term"]) is None
    judge("rejected", draft("loose_term"))
    assert told_of(draft("loose_term"), ["loose_term"]) == Tally(3, 3, "")
    for _turn in range(3):
        judge("approved", draft("loose_term"))
    assert told_of(draft("loose_term"), ["loose_term"]) is None


def test_what_was_taken_back_does_not_count():
    for _turn in range(3):
        question = draft("loose_term")
        undo(judge("rejected", question, step=f"s{question.pk}"), f"s{question.pk}")
    assert tallies() == {}


def test_a_duplicate_says_nothing_of_its_like():
    for _turn in range(3):
        judge("rejected", draft("loose_term"), ["duplicate"])
    assert tallies() == {}


def test_what_the_ranker_has_learnt_from_is_not_counted_twice(monkeypatch):
    monkeypatch.setattr(patterns.ranking, "shipped", lambda: Ranker("0"))
    for _turn in range(3):
        judge("rejected", draft("loose_term"))
    assert tallies()
    factories.RankerFitFactory()
    assert tallies() == {}


@pytest.mark.parametrize(("rejected", "judged"), [(3, 3), (30, 30), (3000, 3000)])
def test_a_score_falls_by_a_bounded_amount_and_the_more_the_more_was_judged(rejected, judged):
    mine = patterns_of("cloze", "options", "term", [])
    found = lowered(0.8, mine, {mine[0]: Tally(rejected, judged)})
    assert 0.5 <= found < 0.8
    assert lowered(0.1, mine, {mine[0]: Tally(rejected, judged)}) >= 0


def test_a_score_never_rises():
    mine = patterns_of("cloze", "options", "term", [])
    assert lowered(0.2, mine, {mine[0]: Tally(6, 10)}) == 0.2


def test_the_same_judgements_give_the_same_scores():
    for _turn in range(4):
        judge("rejected", draft("loose_term"))
    question = draft("loose_term")
    ranker.rescore_drafts()
    first = score(question)
    assert ranker.rescore_drafts() == 0
    assert score(question) == first
