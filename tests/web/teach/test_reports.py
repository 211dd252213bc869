"""Reported questions: who sees them, what is decided, who hears."""

import pytest
from django.urls import reverse

from studyapp.accounts.models import Notice
from studyapp.accounts.notices import in_words
from studyapp.questions.models import ReportDecision, Review
from tests.factories import (
    AttemptFactory,
    InstructorFactory,
    QuestionVersionFactory,
    ReportFactory,
    ResponseFactory,
    StudentFactory,
    playable_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(client):
    teacher = InstructorFactory()
    client.force_login(teacher)
    return teacher


@pytest.fixture
def question(teacher):
    return playable_topic(owner=teacher).questions[0]


def reported(question, **fields):
    learner = StudentFactory()
    ResponseFactory(attempt=AttemptFactory(questions=[question], learner=learner), score=0.0, given="0")
    return ReportFactory(version=question.current_version, reporter=learner, **fields)


def decide(client, *reports, **fields):
    data = {"report": [report.pk for report in reports], "outcome": "kept"} | fields
    return client.post(reverse("teach:report-decide"), data, follow=True)


def listed(client, **query):
    return client.get(reverse("teach:report-list"), query).content.decode()


def test_reports_stand_together_by_wording_with_counts_and_without_names(client, question):
    reports = [reported(question, reason="wrong_key", text="It says 1933.", given="1933") for _ in range(2)]
    reported(question, reason="unclear")
    page = listed(client)
    assert "The marked answer is wrong: 2" in page
    assert "It says 1933." in page
    assert page.count(f'id="reported-{question.current_version_id}"') == 1
    assert [report.reporter.name in page for report in reports] == [False, False]


@pytest.mark.parametrize(("outcome", "words"), [("kept", "the question stays as it is"), ("fixed", "fixed")])
def test_decision_is_told_to_each_reporter(client, question, outcome, words):
    reports = [reported(question), reported(question)]
    assert "2 learners are told." in decide(client, *reports, outcome=outcome, note="Thank you.").content.decode()
    assert set(ReportDecision.objects.values_list("outcome", "note")) == {(outcome, "Thank you.")}
    notices = Notice.objects.order_by("pk")
    assert [notice.user for notice in notices] == [report.reporter for report in reports]
    assert {in_words(notice) for notice in notices} == {f"You reported a question: {words}."}
    assert all(notice.path.startswith("/attempts/") for notice in notices)
    question.refresh_from_db()
    assert question.status == "approved"
    assert "Thank you." in listed(client, show="decided")
    assert "No report waits" in listed(client)


def test_withdrawn_question_is_retired_with_who_did_it(client, teacher, question):
    decide(client, reported(question), outcome="withdrawn")
    question.refresh_from_db()
    assert question.status == "retired"
    assert list(Review.objects.values_list("reviewer", "verdict")) == [(teacher.pk, "retired")]


def test_report_that_came_meanwhile_is_not_decided_unseen(client, question):
    seen, later = reported(question), reported(question)
    decide(client, seen)
    assert list(ReportDecision.objects.values_list("report", flat=True)) == [seen.pk]
    assert not later.decisions.exists()


def test_two_decide_at_once_and_the_first_decision_stands(client, teacher, question):
    report = reported(question)
    decide(client, report, outcome="kept")
    assert "Somebody else has decided" in decide(client, report, outcome="withdrawn").content.decode()
    assert ReportDecision.objects.count() == Notice.objects.count() == 1
    question.refresh_from_db()
    assert question.status == "approved"


def test_decision_without_an_outcome_keeps_the_note(client, question):
    page = decide(client, reported(question), outcome="", note="Half a line").content.decode()
    assert "Choose what comes of it." in page
    assert ">Half a line</textarea>" in page
    assert ReportDecision.objects.count() == 0


def test_reports_of_somebody_elses_question_are_neither_seen_nor_decided(client, teacher):
    report = reported(playable_topic(owner=InstructorFactory()).questions[0], text="Secret words")
    assert "Secret words" not in listed(client)
    assert decide(client, report).status_code == 404
    assert decide(client, report, report=["x"]).status_code in (200, 404)
    assert ReportDecision.objects.count() == 0


def test_wording_that_was_edited_since_is_said(client, question):
    reported(question)
    QuestionVersionFactory(question=question, stem="Better words?")
    page = listed(client)
    assert "was edited since" in page
    assert "Better words?" not in page


def test_typed_answer_can_be_accepted_from_its_report(client, teacher):
    question = playable_topic(owner=teacher).questions[4]
    reported(question, given="the late fifties")
    assert reverse("teach:accept-answer", args=[question.pk]) + "?form=the%20late%20fifties" in listed(client)


@pytest.mark.parametrize("wordings", [1, 15])
def test_list_takes_a_bounded_number_of_statements(client, teacher, wordings, django_assert_max_num_queries):
    for _ in range(wordings):
        reported(playable_topic(owner=teacher).questions[0])
    listed(client)
    with django_assert_max_num_queries(12):
        listed(client)


def test_what_is_missing_is_said_on_the_page_of_the_list_that_was_open(client, teacher):
    """Ten reported wordings a page: the eleventh is decided from the second."""
    questions = [question for _ in range(3) for question in playable_topic(owner=teacher).questions][:11]
    newest_first = [reported(question) for question in questions][::-1]
    address = reverse("teach:report-decide")
    assert f'action="{address}?page=2"' in listed(client, page=2)
    data = {"report": newest_first[10].pk, "outcome": "", "note": "Half a line"}
    page = client.post(f"{address}?page=2", data)
    assert page.status_code == 422
    assert "Choose what comes of it." in page.content.decode()
    assert "Half a line" in page.content.decode()


def test_note_that_is_too_long_is_kept_with_its_outcome_and_told(client, question):
    page = decide(client, reported(question), outcome="fixed", note="x" * 501).content.decode()
    assert "at most 500 characters" in page
    assert 'value="fixed" checked' in page
    assert "x" * 501 in page
    assert ReportDecision.objects.count() == 0


def test_decision_without_reports_says_what_to_do(client, teacher):
    page = client.post(reverse("teach:report-decide"), {"outcome": "kept"}, follow=True)
    assert page.redirect_chain == [(reverse("teach:report-list"), 302)]
    assert "Nothing was decided" in page.content.decode()
