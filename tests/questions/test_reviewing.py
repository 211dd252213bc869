import pytest

from studyapp.questions.models import Review
from studyapp.questions.reviewing import OutdatedVersionError, retire, review
from tests import factories

pytestmark = pytest.mark.django_db


def test_review_appends_a_row_and_moves_the_status():
    question, reviewer = factories.QuestionFactory(), factories.ContentManagerFactory()
    given = review(question.current_version, reviewer, "rejected", ["vague_stem"], "Which pier?")
    question.refresh_from_db()
    assert question.status == "rejected"
    assert (given.before, given.after, given.reasons, given.note) == (
        "draft",
        "rejected",
        ["vague_stem"],
        "Which pier?",
    )


def test_later_verdict_stands_and_the_earlier_one_stays():
    question = factories.QuestionFactory()
    review(question.current_version, None, "approved")
    review(question.current_version, None, "rejected")
    question.refresh_from_db()
    assert question.status == "rejected"
    assert list(Review.objects.order_by("pk").values_list("before", "after")) == [
        ("draft", "approved"),
        ("approved", "rejected"),
    ]


def test_verdict_on_an_older_wording_is_refused():
    question = factories.QuestionFactory()
    old = question.current_version
    factories.QuestionVersionFactory(question=question)
    with pytest.raises(OutdatedVersionError):
        review(old, None, "approved")
    question.refresh_from_db()
    assert (question.status, Review.objects.count()) == ("draft", 0)


def test_only_verdicts_are_given():
    question = factories.QuestionFactory()
    with pytest.raises(ValueError, match="retired"):
        review(question.current_version, None, "retired")


def test_retiring_happens_once():
    question = factories.QuestionFactory(status="approved")
    assert retire(question.pk) is True
    assert retire(question.pk) is False
