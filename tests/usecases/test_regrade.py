"""Accepting what was refused: who is concerned, by how much, and what follows everywhere."""

import datetime as dt

import pytest
from django.utils import timezone

from studyapp.accounts.models import Notice
from studyapp.accounts.notices import in_words
from studyapp.attempts.answering import Given
from studyapp.attempts.models import Regrade, Rescore, Response
from studyapp.attempts.queries import scores
from studyapp.attempts.regrading import UnacceptableError
from studyapp.progress.models import Ability, FactMemory
from studyapp.progress.queries import history
from studyapp.progress.rebuilding import rebuild
from studyapp.questions.models import AcceptedForm, Question, ReportDecision
from studyapp.questions.wordings import wording
from studyapp.usecases import regrade, take_quiz
from tests.factories import (
    AdminFactory,
    ArticleVersionFactory,
    AssignmentFactory,
    AttemptFactory,
    ClassroomFactory,
    ContentManagerFactory,
    FactEvidenceFactory,
    InstructorFactory,
    MembershipFactory,
    QuestionVersionFactory,
    ReportFactory,
    ResponseFactory,
    StudentFactory,
    playable_topic,
)
from tests.progress.test_rebuilding import numbers

pytestmark = pytest.mark.django_db
FORM = "the late fifties"


@pytest.fixture
def boss():
    return ContentManagerFactory()


@pytest.fixture
def question():
    return playable_topic().questions[4]


def answer(question, given, learner=None, **fields):
    """Answered as the app does it, mastery and memory and all."""
    learner = learner or StudentFactory()
    attempt = AttemptFactory(learner=learner, questions=[question], **fields)
    take_quiz.submit_answer(learner, attempt.pk, 1, Given(given), timezone.now())
    return Response.objects.get(attempt=attempt)


def valid(response):
    return scores(response.attempt)[response.position]


def test_accepting_changes_exactly_the_answers_that_gave_the_form_and_keeps_the_old_scores(
    boss, question, django_capture_on_commit_callbacks
):
    gave = [answer(question, given) for given in (FORM, "The late fifties", "  the LATE fifties ")]
    others = [answer(question, given) for given in ("1958", "1957", "the early fifties")]
    assert regrade.preview_form(boss, question.pk, FORM).answers == 3
    with django_capture_on_commit_callbacks(execute=True):
        _, changed = regrade.accept_form(boss, question.pk, FORM, timezone.now())
    assert changed == 3
    assert [valid(response) for response in gave] == [1.0, 1.0, 1.0]
    assert [valid(response) for response in others] == [1.0, 0.0, 0.0]
    assert set(Response.objects.filter(pk__in=[r.pk for r in gave]).values_list("score", flat=True)) == {0.0}
    assert (
        list(Rescore.objects.values_list("before", "score", "reason", "who"))
        == [(0.0, 1.0, "accepted_since", boss.pk)] * 3
    )


def test_accepting_twice_is_accepting_once(boss, question):
    answer(question, FORM)
    first, changed = regrade.accept_form(boss, question.pk, FORM, timezone.now())
    again, changed_again = regrade.accept_form(AdminFactory(), question.pk, f" {FORM} ", timezone.now())
    assert (changed, changed_again) == (1, 0)
    assert again == first
    assert Regrade.objects.count() == Rescore.objects.count() == Notice.objects.count() == 1
    assert AcceptedForm.objects.filter(form=FORM, origin="instructor").count() == 1


def test_the_form_counts_from_now_on_in_a_process_that_read_the_wording_before(boss, question):
    wording(question.current_version_id)
    regrade.accept_form(boss, question.pk, FORM, timezone.now())
    assert FORM not in wording(question.current_version_id).accepted
    response = answer(question, FORM)
    assert (response.score, response.reason) == (1.0, "right_form")
    assert answer(question, "the early fifties").score == 0.0


def test_older_wordings_of_the_same_key_are_regraded_and_others_are_not(boss, question):
    same = answer(question, FORM)
    QuestionVersionFactory(question=question, stem="In which year did the ferry begin?")
    newer = answer(question, FORM)
    QuestionVersionFactory(question=question, stem="When did the ferry begin?", key_value="1959")
    other = answer(question, FORM)
    regrade.accept_form(boss, question.pk, FORM, timezone.now())
    assert [valid(response) for response in (same, newer, other)] == [0.0, 0.0, 1.0]
    QuestionVersionFactory(question=question, stem="In which year did the ferry begin to run?", key_value="1958")
    regrade.accept_form(boss, question.pk, FORM, timezone.now())
    assert [valid(response) for response in (same, newer, other)] == [1.0, 1.0, 1.0]


def test_rebuild_and_refold_after_a_regrade_agree_and_later_answers_build_on_it(
    boss, question, django_capture_on_commit_callbacks
):
    learner = StudentFactory()
    answer(question, FORM, learner)
    before = numbers()
    with django_capture_on_commit_callbacks(execute=True):
        regrade.accept_form(boss, question.pk, FORM, timezone.now())
    after = numbers()
    assert after != before
    answer(question, "1958", learner)
    then = numbers()
    Ability.objects.all().delete()
    FactMemory.objects.all().delete()
    rebuild()
    assert numbers() == then
    assert [step.response.score_now for step in history(learner, question.topic)] == [1.0, 1.0]


def test_many_learners_are_refolded_by_the_worker(boss, question, django_capture_on_commit_callbacks):
    for _ in range(regrade.AT_ONCE + 1):
        answer(question, FORM)
    before = numbers()
    with django_capture_on_commit_callbacks() as waiting:
        regrade.accept_form(boss, question.pk, FORM, timezone.now())
    assert numbers() == before
    for callback in waiting:
        callback()
    assert numbers() != before


def test_an_answer_on_its_way_meanwhile_is_found_by_the_sweep(boss, question):
    regraded, _ = regrade.accept_form(boss, question.pk, FORM, timezone.now())
    attempt = AttemptFactory(questions=[question])
    late = ResponseFactory(attempt=attempt, score=0.0, given=FORM)  # marked by the old forms
    regrade.refold.func(regraded.pk)
    assert valid(late) == 1.0
    assert Notice.objects.filter(user=attempt.learner, code="regraded").count() == 1
    regrade.refold.func(regraded.pk)
    assert Rescore.objects.count() == 1


def test_learners_are_told_once_and_led_to_the_answer(boss, question):
    response = answer(question, FORM)
    regrade.accept_form(boss, question.pk, FORM, timezone.now())
    [notice] = Notice.objects.filter(user=response.attempt.learner)
    assert notice.path == f"/attempts/{response.attempt_id}/questions/1/"
    assert in_words(notice).endswith("now counts as right.")


def test_nobody_is_told_while_the_receipts_of_an_assignment_wait(boss, question):
    now = timezone.now()
    given = {"opens_at": now - dt.timedelta(days=1), "due_at": now + dt.timedelta(days=1)}
    assignment = AssignmentFactory(feedback="after_due", **given)
    response = ResponseFactory(
        attempt=AttemptFactory(questions=[question], assignment=assignment, what="assignment"), score=0.0, given=FORM
    )
    regrade.accept_form(boss, question.pk, FORM, now)
    assert valid(response) == 1.0
    assert Notice.objects.count() == 0


def assigned(question, classroom, name, *, left=False):
    """An answer of a learner of this class to what the class was assigned."""
    learner = StudentFactory(display_name=name)
    gone = timezone.now() if left else None
    MembershipFactory(classroom=classroom, user=learner, role="student", joined_at=timezone.now(), left_at=gone)
    attempt = AttemptFactory(
        questions=[question], learner=learner, assignment=AssignmentFactory(classroom=classroom), what="assignment"
    )
    return ResponseFactory(attempt=attempt, score=0.0, given=FORM)


def test_preview_names_only_learners_of_ones_own_classes_and_their_assigned_work():
    teacher = InstructorFactory()
    question = playable_topic(owner=teacher).questions[4]
    mine = ClassroomFactory(owner=teacher)
    assigned(question, mine, "Mira")
    assigned(question, mine, "Gone", left=True)
    assigned(question, ClassroomFactory(), "Elsewhere")
    private = AttemptFactory(questions=[question], learner=StudentFactory(display_name="Private"))
    ResponseFactory(attempt=private, score=0.0, given=FORM)
    found = regrade.preview_form(teacher, question.pk, FORM)
    assert [(row.name, row.before, row.after) for row in found.named] == [("Mira", 0.0, 1.0)]
    assert (found.answers, found.learners, found.others) == (4, 4, 3)


def test_who_may_not_review_a_question_accepts_nothing(question):
    with pytest.raises(Question.DoesNotExist):
        regrade.preview_form(InstructorFactory(), question.pk, FORM)
    with pytest.raises(Question.DoesNotExist):
        regrade.accept_form(InstructorFactory(), question.pk, FORM, timezone.now())
    assert Regrade.objects.count() == 0


@pytest.mark.parametrize(
    ("place", "form", "why"), [(4, " ", "blank"), (0, "1932", "not_typed"), (4, "1958", "is_right")]
)
def test_what_cannot_be_accepted_is_said(boss, place, form, why):
    question = playable_topic().questions[place]
    for act in (
        lambda: regrade.preview_form(boss, question.pk, form),
        lambda: regrade.accept_form(boss, question.pk, form, timezone.now()),
    ):
        with pytest.raises(UnacceptableError, match=why):
            act()


def test_open_reports_of_the_accepted_answer_are_decided_and_their_learners_hear(boss, question):
    response = answer(question, FORM)
    version = question.current_version
    fields = {"version": version, "reason": "also_right"}
    report = ReportFactory(reporter=response.attempt.learner, given=FORM, **fields)
    other = ReportFactory(given="the early fifties", **fields)
    regrade.accept_form(boss, question.pk, FORM, timezone.now())
    assert list(ReportDecision.objects.values_list("report", "outcome")) == [(report.pk, "accepted")]
    assert not other.decisions.exists()
    codes = Notice.objects.filter(user=response.attempt.learner).values_list("code", flat=True)
    assert set(codes) == {"regraded", "report_decided"}


def test_corrected_key_is_previewed_and_scores_go_both_ways(boss):
    question = playable_topic().questions[0]
    before = question.current_version
    texts = [option.text for option in before.options.order_by("position")]
    chose = {}
    for text in texts:
        score = float(text == texts[before.key_option])
        attempt = AttemptFactory(questions=[question])
        chose[text] = ResponseFactory(attempt=attempt, score=score, given=str(texts.index(text)))
    turned = texts[::-1]
    QuestionVersionFactory(
        question=question, stem=before.stem, options=turned, key_value=texts[3], key_option=turned.index(texts[3])
    )
    question.refresh_from_db()
    found = regrade.preview_key(boss, question.pk)
    assert (found.answers, found.learners) == (2, 2)
    assert regrade.accept_key(boss, question.pk, timezone.now()) == 2
    assert [valid(chose[text]) for text in texts] == [0.0, 0.0, 0.0, 1.0]
    assert regrade.accept_key(boss, question.pk, timezone.now()) == 0
    codes = {notice.user_id: notice.code for notice in Notice.objects.all()}
    assert codes == {
        chose[texts[1]].attempt.learner_id: "key_corrected",
        chose[texts[3]].attempt.learner_id: "regraded",
    }


def test_a_new_answer_of_a_new_text_corrects_no_earlier_one(boss):
    question = playable_topic().questions[4]
    old = question.current_version
    given = answer(question, old.key_value)
    assert valid(given) == 1.0
    article = question.article
    text = article.current_version.text.replace(old.key_value, "1961")
    there = ArticleVersionFactory(article=article, text=text).sentences.get(
        position=old.evidence.get(role="key").sentence.position
    )
    FactEvidenceFactory(fact=question.fact, sentence=there, printed="1961")
    QuestionVersionFactory(question=question, stem=old.stem, key_value="1961")
    assert regrade.preview_key(boss, question.pk).answers == 0
