"""Reporting a question in two taps, and hearing what came of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.accounts.notices import notify
from studyapp.questions.models import Report
from studyapp.questions.reporting import MOST_AN_HOUR, MOST_OF_A_GUEST
from studyapp.usecases import report_question
from studyapp.usecases.claim_guest import claim_guest
from tests.factories import (
    AttemptFactory,
    ContentManagerFactory,
    GuestFactory,
    ReportDecisionFactory,
    ReportFactory,
    ResponseFactory,
    StudentFactory,
    playable_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(client):
    """A learner who is signed in and has answered the first of two questions."""
    response = ResponseFactory(attempt=AttemptFactory(questions=playable_topic().questions[:2]), score=0.0, given="0")
    client.force_login(response.attempt.learner)
    return response


def addresses(response, position=1):
    words = [response.attempt.pk, position]
    return reverse("study:report", args=words), reverse("study:question", args=words)


def test_feedback_offers_every_reason_and_says_who_hears(client, answered):
    report, question = addresses(answered)
    page = client.get(question).content.decode()
    assert page.count('name="reason"') == len(Report.Reason)
    assert f'href="{report}"' in page


def test_report_is_bound_to_the_wording_and_the_answer_given(client, answered):
    report, question = addresses(answered)
    got = client.post(report, {"reason": "wrong_key", "text": "  It was 1933. "})
    assert (got.status_code, got["Location"]) == (302, f"{question}#report-1")
    [row] = Report.objects.all()
    option = answered.version.options.get(position=0).text
    assert (row.version, row.reporter) == (answered.version, answered.attempt.learner)
    assert (row.reason, row.text, row.given) == ("wrong_key", "It was 1933.", option)


def test_second_report_of_a_wording_stays_the_first(client, answered):
    report, question = addresses(answered)
    for reason in ("wrong_key", "unclear"):
        client.post(report, {"reason": reason})
    assert list(Report.objects.values_list("reason", flat=True)) == ["wrong_key"]
    assert "You reported this question" in client.get(question).content.decode()
    assert "You reported this question" in client.get(report).content.decode()


def test_fragment_says_that_it_was_reported_and_takes_the_focus(client, answered):
    got = client.post(addresses(answered)[0], {"reason": "other"}, headers={"hx-request": "true"})
    page = got.content.decode()
    assert page.strip().startswith("<title>") or 'id="report-1"' in page
    assert "data-focus" in page
    assert 'name="reason"' not in page


def test_report_without_a_reason_keeps_what_was_typed(client, answered):
    page = client.post(addresses(answered)[0], {"text": "It was 1933."}).content.decode()
    assert "Choose what is wrong." in page
    assert ">It was 1933.</textarea>" in page
    assert Report.objects.count() == 0


def test_question_not_answered_yet_cannot_be_reported(client, answered):
    where = addresses(answered, position=2)[0]
    assert [client.get(where).status_code, client.post(where, {"reason": "other"}).status_code] == [404, 404]


def test_answer_of_somebody_else_cannot_be_reported(client, answered):
    client.force_login(StudentFactory())
    assert client.post(addresses(answered)[0], {"reason": "other"}).status_code == 404


@pytest.mark.parametrize(("person", "most"), [(GuestFactory, MOST_OF_A_GUEST), (StudentFactory, MOST_AN_HOUR)])
def test_reports_are_limited_by_person(client, person, most):
    learner = person()
    response = ResponseFactory(attempt=AttemptFactory(questions=playable_topic().questions[:1], learner=learner))
    for _ in range(most - 1):
        ReportFactory(reporter=learner)
    client.force_login(learner)
    other = ResponseFactory(attempt=AttemptFactory(questions=playable_topic().questions[:1], learner=learner))
    client.post(addresses(response)[0], {"reason": "other"})
    assert Report.objects.count() == most
    refused = client.post(addresses(other)[0], {"reason": "other", "text": "kept"}).content.decode()
    assert "many reports" in refused
    assert ">kept</textarea>" in refused
    assert Report.objects.count() == most


def test_outcome_stands_at_the_question_and_on_the_results(client, answered):
    report = ReportFactory(version=answered.version, reporter=answered.attempt.learner)
    ReportDecisionFactory(report=report, outcome="withdrawn", note="Two dates fit.")
    _, question = addresses(answered)
    for where in (question, reverse("study:results", args=[answered.attempt.pk])):
        page = client.get(where).content.decode()
        assert "It was decided: the question was withdrawn." in page
        assert "Two dates fit." in page


def test_nobody_sees_what_others_reported(client, answered):
    ReportFactory(version=answered.version, text="Mine alone")
    page = client.get(addresses(answered)[1]).content.decode()
    assert "You reported" not in page
    assert "Mine alone" not in page


def test_giving_an_answer_asks_nothing_about_reports(client):
    attempt = AttemptFactory(questions=playable_topic().questions[:1])
    client.force_login(attempt.learner)
    where = reverse("study:question", args=[attempt.pk, 1])
    with CaptureQueriesContext(connection) as queries:
        client.post(where, {"dont_know": "1"}, headers={"hx-request": "true"})
    assert [q["sql"] for q in queries if "questions_report" in q["sql"]] == []


def test_guest_who_signs_in_takes_open_reports_and_news_along():
    guest, person = GuestFactory(), StudentFactory()
    attempt = AttemptFactory(questions=playable_topic().questions[:2], learner=guest)
    versions = [ResponseFactory(attempt=attempt).version for _ in range(2)]
    ReportFactory(reporter=guest, version=versions[0], text="Two dates fit.")
    decided = ReportDecisionFactory(report__reporter=guest, report__version=versions[1]).report
    notify([guest], "report_decided", "/", outcome="fixed")
    claim_guest(guest, person)
    assert list(person.reports.values_list("version", "text")) == [(versions[0].pk, "Two dates fit.")]
    assert list(guest.reports.all()) == [decided]
    assert person.notices.count() == 1
    report_question.decide(ContentManagerFactory(), [person.reports.get().pk], outcome="fixed", note="")
    assert person.notices.count() == 2
