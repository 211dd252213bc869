"""One answer moves mastery and memory of one learner, in few statements."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from studyapp.engine.learning.mastery import Estimate
from studyapp.progress.asked import asked_of
from studyapp.progress.difficulties import newest
from studyapp.progress.models import Ability, FactMemory
from studyapp.progress.updating import before, fold, note
from studyapp.questions.wordings import wording
from tests.factories import NOW, AbilityFactory, FactMemoryFactory, QuestionFactory, ResponseFactory, StudentFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def learner():
    return StudentFactory()


@pytest.fixture
def question():
    return QuestionFactory(kind="short_answer")


def test_first_answer_makes_three_rows(answer, learner, question):
    answer(learner, question)
    assert list(Ability.objects.order_by("scope").values_list("learner", "topic", "answers")) == [
        (learner.pk, None, 1),
        (learner.pk, question.topic_id, 1),
    ]
    assert FactMemory.objects.values_list("learner", "fact", "reviews").get() == (learner.pk, question.fact_id, 1)


def test_next_answer_changes_the_same_rows(answer, learner, question):
    answer(learner, question)
    before = set(Ability.objects.values_list("pk", flat=True))
    answer(learner, question)
    assert set(Ability.objects.values_list("pk", flat=True)) == before
    assert set(Ability.objects.values_list("answers", flat=True)) == {2}
    assert FactMemory.objects.get().reviews == 2


def test_another_topic_shares_general_ability(answer, learner, question):
    answer(learner, question)
    answer(learner, QuestionFactory(kind="short_answer"))
    assert sorted(Ability.objects.values_list("answers", flat=True)) == [1, 1, 2]


def test_other_learners_are_not_touched(answer, learner, question):
    answer(learner, question)
    rows = list(Ability.objects.order_by("pk").values())
    answer(StudentFactory(), question, 0.0)
    assert list(Ability.objects.filter(learner=learner).order_by("pk").values()) == rows


@pytest.mark.parametrize("known", ["nothing", "general", "topic", "all"])
def test_four_statements_whatever_is_known(django_assert_num_queries, learner, question, known):
    if known != "nothing":
        AbilityFactory(learner=learner, topic=None)
    if known in ("topic", "all"):
        AbilityFactory(learner=learner, topic=question.topic)
    if known == "all":
        FactMemoryFactory(learner=learner, fact=question.fact)
    response = ResponseFactory(attempt__learner=learner, attempt__questions=[question])
    asked = asked_of(wording(response.version_id))
    newest()
    with django_assert_num_queries(4):
        then = before(learner.pk, asked)
        note(response, asked, then)
        fold(response, asked, then, learner_id=learner.pk, now=response.answered_at)


def test_feedback_tells_how_mastery_moved_and_when_the_fact_returns(answer, learner, question):
    for day in range(4):
        _, folded = answer(learner, question, at=NOW + 4 * day * DAY)
    assert folded.counted
    assert folded.mastery_after.chance > folded.mastery_before.chance
    assert folded.mastery_after.answers == folded.mastery_before.answers + 1 == 4
    assert folded.memory_after.stability > folded.memory_before.stability
    assert folded.next_review_days == (FactMemory.objects.get().due - (NOW + 12 * DAY)).days > 3


def test_what_feedback_tells_is_what_is_kept(answer, learner, question):
    _, folded = answer(learner, question, 0.0)
    assert FactMemory.objects.get().as_memory() == folded.memory_after
    assert Ability.objects.get(topic=None).as_estimate() == Estimate(
        *Ability.objects.filter(topic=None)
        .values_list("mean", "variance", "answers", "days", "last_at", "form", "lean")
        .get()
    )


def test_an_answer_that_is_not_counted_changes_nothing(answer, learner, question):
    answer(learner, question)
    rows = list(Ability.objects.order_by("pk").values()), list(FactMemory.objects.values())
    _, folded = answer(learner, question, 0.0, counted=False, not_counted_because="question_withdrawn")
    assert (list(Ability.objects.order_by("pk").values()), list(FactMemory.objects.values())) == rows
    assert not folded.counted
    assert folded.mastery_after == folded.mastery_before
    assert folded.memory_after == folded.memory_before


def test_not_counted_first_answer_leaves_no_rows_and_no_review(answer, learner, question):
    _, folded = answer(learner, question, counted=False)
    assert not Ability.objects.exists()
    assert folded.next_review_days is None


def test_not_knowing_weighs_no_less_than_a_wrong_guess(answer, question):
    options = QuestionFactory(kind="multiple_choice", topic=question.topic, article=question.article)
    _, guessed = answer(StudentFactory(), options, 0.0)
    _, unknown = answer(StudentFactory(), options, 0.0, dont_know=True, given="", reason="dont_know")
    assert unknown.mastery_after.chance == pytest.approx(guessed.mastery_after.chance)
    assert unknown.memory_after.stability == guessed.memory_after.stability


def test_right_option_moves_mastery_and_memory_less_than_right_typed(answer, question):
    options = QuestionFactory(kind="multiple_choice", fact=question.fact)
    _, chosen = answer(StudentFactory(), options)
    _, typed = answer(StudentFactory(), question)
    assert chosen.mastery_after.chance < typed.mastery_after.chance
    assert chosen.memory_after.stability < typed.memory_after.stability


def test_time_that_counts_is_when_it_was_answered(answer, question):
    answer(early := StudentFactory(), question, at=NOW)
    answer(late := StudentFactory(), question, at=NOW, now=NOW + DAY)
    dues = FactMemory.objects.filter(learner__in=[early, late]).values_list("due", "last_review")
    assert len(set(dues)) == 1


def test_being_told_of_a_change_outlives_an_answer(answer, learner, question):
    FactMemoryFactory(learner=learner, fact=question.fact, told_of_change=False)
    answer(learner, question)
    assert FactMemory.objects.get().told_of_change is False


def test_a_learner_has_one_general_ability(learner):
    AbilityFactory(learner=learner, topic=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        AbilityFactory(learner=learner, topic=None)
