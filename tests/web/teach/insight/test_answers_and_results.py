"""From the class down to one learner, one assignment, one answer with its receipt; and the tables to take away."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.progress.assignment_results import question_results
from studyapp.progress.difficulties import look_again
from tests import factories

pytestmark = pytest.mark.django_db


def text(client, made, name, **query) -> str:
    client.force_login(made.classroom.owner)
    body = client.get(reverse(f"teach:{name}", kwargs=made.addresses[name]), query).content.decode()
    main = re.search(r"<main.*</main>", body, re.DOTALL).group()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def table(client, made, name, query="") -> list[dict]:
    client.force_login(made.classroom.owner)
    response = client.get(reverse(f"teach:{name}", kwargs=made.addresses[name]) + query)
    body = b"".join(response.streaming_content).decode("utf-8-sig" if not query else "utf-8")
    return list(csv.DictReader(io.StringIO(body, newline="")))


def test_learner_page_shows_topics_of_the_class_work_and_answers(client, made):
    factories.AbilityFactory(learner=made.learner, topic__name="Private reading", answers=9)

    body = text(client, made, "class-learner")

    assert "Ada Brandt ada · last active" in body
    assert re.search(r"Harbours (Starting|Growing): about \d+%, likely \d+–\d+%, from 7 answers", body)
    assert re.search(r"Week 3 Due on \w+, \d+ \w+\. Done 50%", body)
    assert len(re.findall(r"(Right|Wrong) Week 3", body)) == 2
    assert "Private reading" not in body


def test_learner_page_says_why_somebody_is_stuck(client, made):
    made.learner.abilities.update(mean=-1.5, variance=0.05, answers=12, days=3)

    assert "Stuck: 12 answers on 3 days, and even the upper end of the likely range is" in text(
        client, made, "class-learner"
    )


@pytest.mark.parametrize("extra", [0, 20])
def test_learner_page_takes_the_same_statements_however_many_answers(client, made, extra):
    question = factories.QuestionFactory(topic=made.right.version.question.topic)
    for n in range(extra):
        start = timezone.now() - dt.timedelta(hours=n + 1)
        factories.ResponseFactory(
            attempt=factories.AttemptFactory(learner=made.learner, questions=[question], started_at=start)
        )
    client.force_login(made.classroom.owner)
    look_again()
    with CaptureQueriesContext(connection) as sent:
        client.get(reverse("teach:class-learner", kwargs=made.addresses["class-learner"]))

    assert len(sent) <= 26


def test_answer_shows_what_was_asked_given_and_its_receipt(client, made):
    client.force_login(made.classroom.owner)
    where = reverse("teach:class-answer", args=[made.classroom.pk, made.wrong.pk])
    body = client.get(where).content.decode()
    quote = made.wrong.version.evidence.get(role="key")

    assert "1985" in body
    assert quote.span.cut(quote.sentence.version.text) in re.search(r"<mark>(.*?)</mark>", body).group(1)
    assert made.wrong.version.question.article.title in body
    assert ">Wrong<" in re.sub(r"\s+", "", body)


@pytest.mark.parametrize("place", range(5))
def test_answers_of_every_format_are_shown(client, made, place):
    played = factories.playable_topic()
    factories.TopicGrantFactory(topic=played.topic, classroom=made.classroom)
    attempt = factories.AttemptFactory(
        learner=made.learner, questions=[played.questions[place]], started_at=timezone.now()
    )
    given = "0" if played.questions[place].format == "options" else "false"
    response = factories.ResponseFactory(attempt=attempt, score=0.0, given=given)
    client.force_login(made.classroom.owner)

    body = client.get(reverse("teach:class-answer", args=[made.classroom.pk, response.pk]))

    assert body.status_code == 200
    assert "study of their own" in body.content.decode()


def test_answer_that_was_scored_again_says_so(client, made):
    factories.RescoreFactory(response=made.wrong, score=1.0)
    client.force_login(made.classroom.owner)

    body = client.get(reverse("teach:class-answer", args=[made.classroom.pk, made.wrong.pk])).content.decode()

    assert "Scored again since: it was 0, now it is 1." in body


def test_assignment_shows_completion_scores_and_where_each_learner_stands(client, made):
    late = factories.MembershipFactory(classroom=made.classroom, user__display_name="Bo").user
    until = timezone.now() + dt.timedelta(days=9)
    factories.ExtensionFactory(assignment=made.assignment, learner=late, due_at=until)

    body = text(client, made, "assignment-detail")

    assert "done 1 of 2 begun 1 of 2 mean score 50% median 50%" in body
    assert "Bo Not begun more time until" in body
    assert body.index("Bo Not begun") < body.index("Ada Brandt Done 50% 2 of 2 1")


def test_questions_show_facility_of_first_answers_and_the_most_given_wrong_answer(made):
    typed, options = made.wrong.version.question, made.right.version.question
    people = [factories.MembershipFactory(classroom=made.classroom).user for _ in range(4)]
    for person, given in zip(people, ("1958", "1960", " 1960", ""), strict=True):
        attempt = factories.AttemptFactory(
            learner=person, questions=[options, typed], what="assignment", assignment=made.assignment
        )
        factories.ResponseFactory(attempt=attempt, score=0.0, given="0")
        right = given == "1958"
        factories.ResponseFactory(attempt=attempt, score=float(right), given=given, dont_know=not given)
    again = factories.AttemptFactory(
        learner=people[0], questions=[options], what="assignment", assignment=made.assignment
    )
    factories.ResponseFactory(attempt=again)
    ids = [made.learner.pk, *(person.pk for person in people)]

    found = {r.version.question_id: r for r in question_results(made.assignment, ids, made.classroom.owner)}

    first = options.current_version.options.get(position=0).text
    chosen, written = found[options.pk], found[typed.pk]
    assert (chosen.facility, chosen.answers, chosen.wrong, chosen.wrong_count) == (0.2, 5, first, 4)
    assert (written.facility, written.answers, written.wrong, written.wrong_count) == (0.2, 5, "1960", 2)
    assert (written.not_known, written.may_review) == (1, False)


def test_late_answers_and_those_of_who_left_are_left_out_of_the_questions(made):
    attempt = factories.AttemptFactory(
        questions=[made.right.version.question], what="assignment", assignment=made.assignment
    )
    factories.ResponseFactory(attempt=attempt, score=0.0)

    found = question_results(made.assignment, [made.learner.pk], made.classroom.owner)

    assert {r.version.question_id: (r.answers, r.facility) for r in found} == {
        made.right.version.question_id: (1, 1.0),
        made.wrong.version.question_id: (1, 0.0),
    }


@pytest.mark.parametrize("learners", [1, 12])
def test_results_take_the_same_statements_however_many_learners(client, made, learners):
    questions = [made.right.version.question, made.wrong.version.question]
    for _ in range(learners):
        person = factories.MembershipFactory(classroom=made.classroom).user
        attempt = factories.AttemptFactory(
            learner=person, questions=questions, what="assignment", assignment=made.assignment,
            quiz=made.assignment.quiz,
        )  # fmt: skip
        factories.ResponseFactory(attempt=attempt)
    client.force_login(made.classroom.owner)
    with CaptureQueriesContext(connection) as sent:
        client.get(reverse("teach:assignment-detail", kwargs=made.addresses["assignment-detail"]))

    assert len(sent) <= 20


def test_mastery_table_holds_number_range_and_answers(client, made):
    [row] = table(client, made, "class-mastery-csv")

    assert (row["Learner"], row["User name"], row["Harbours: answers"]) == ("Ada Brandt", "ada", "7")
    assert int(row["Harbours: from"]) < int(row["Harbours"]) < int(row["Harbours: to"])


def test_scores_table_holds_every_learner(client, made):
    factories.MembershipFactory(classroom=made.classroom, user__display_name="=Bo")

    rows = table(client, made, "assignment-csv")

    assert [(r["Learner"], r["State"], r["Score, per cent"], r["Answered"], r["Of"]) for r in rows] == [
        ("'=Bo", "Not begun", "", "0", "2"),
        ("Ada Brandt", "Done", "50.0", "2", "2"),
    ]


def test_answers_table_holds_what_was_given_in_words(client, made):
    key = made.right.version.options.get(position=1).text

    newest, oldest = table(client, made, "class-answers-csv")

    assert (oldest["Given"], oldest["Key"], oldest["Score"], oldest["Work"]) == (key, key, "1.0", "Week 3")
    assert (newest["Given"], newest["Key"], newest["Score"], newest["Did not know"]) == ("1985", "1958", "0.0", "0")
    assert newest["Answered"].endswith("+00:00")


@pytest.mark.parametrize(("query", "begins"), [("", b"\xef\xbb\xbf"), ("?bom=0", b"Lea")])
def test_mark_of_utf_8_can_be_left_out(client, made, query, begins):
    client.force_login(made.classroom.owner)
    response = client.get(reverse("teach:class-mastery-csv", args=[made.classroom.pk]) + query)

    assert b"".join(response.streaming_content)[:3] == begins
    assert response["Content-Disposition"] == 'attachment; filename="Harbour_class_mastery.csv"'
