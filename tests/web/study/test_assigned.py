"""Assigned work as a student meets it: found, begun, answered, waiting, handed in."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from studyapp.attempts.models import Attempt
from studyapp.usecases import take_quiz
from tests.factories import (
    AssignmentFactory,
    ExtensionFactory,
    LessonSetFactory,
    LessonSetItemFactory,
    MembershipFactory,
    QuizFactory,
    QuizQuestionFactory,
    playable_topic,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def played():
    return playable_topic()


@pytest.fixture
def quiz(played):
    quiz = QuizFactory(topic=played.topic, title="What was agreed")
    for question in played.questions:
        QuizQuestionFactory(quiz=quiz, question=question)
    return quiz


@pytest.fixture
def given(quiz):
    now = timezone.now()
    return AssignmentFactory(quiz=quiz, opens_at=now - DAY, due_at=now + DAY, attempts_allowed=2, shuffled=False)


@pytest.fixture
def student(client, given):
    student = MembershipFactory(classroom=given.classroom).user
    client.force_login(student)
    return student


def begin(client, given) -> Attempt:
    client.post(reverse("study:assignment-begin", args=[given.pk]), {"quiz": given.quiz.slug})
    return Attempt.objects.latest("started_at")


def at(attempt, position=1):
    return reverse("study:question", args=[attempt.pk, position])


def test_it_is_on_the_front_page_by_due_date_with_its_state(client, given, student):
    sooner = AssignmentFactory(
        classroom=given.classroom, quiz__title="Sooner", opens_at=given.opens_at, due_at=given.due_at - DAY / 2
    )
    page = client.get(reverse("public:home")).content.decode()
    assert page.index("Sooner") < page.index("What was agreed")
    assert page.count("Not begun") == 2
    begin(client, given)
    assert "0 of 5 answered" in client.get(reverse("study:assigned")).content.decode()
    assert client.get(reverse("study:assignment", args=[sooner.pk])).status_code == 200


def test_front_page_asks_as_much_for_one_as_for_thirty(client, given, student, quiz):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("public:home"))
        return len(queries)

    cost()
    one = cost()
    for hours in range(1, 30):
        AssignmentFactory(
            classroom=given.classroom, quiz=quiz, opens_at=given.opens_at, due_at=given.due_at + hours * DAY / 24
        )
    assert cost() == one


def test_beginning_is_a_press_and_twice_is_one_attempt(client, given, student):
    where = reverse("study:assignment-begin", args=[given.pk])
    assert client.get(where)["Location"] == reverse("study:assignment", args=[given.pk])
    assert not Attempt.objects.exists()
    first = client.post(where, {"quiz": given.quiz.slug})["Location"]
    assert client.post(where, {"quiz": given.quiz.slug})["Location"] == first
    attempt = Attempt.objects.get()
    client.post(at(attempt), {"dont_know": "1"})
    assert client.post(where, {"quiz": given.quiz.slug})["Location"] == at(attempt, 2)
    assert client.post(where, {"quiz": "another"}).status_code == 404


@pytest.mark.parametrize(
    ("change", "says"), [({"due_at": -1}, "This is closed"), ({"attempts_allowed": 0}, "You have used all attempts")]
)
def test_what_cannot_be_begun_says_why(client, given, student, change, says):
    for name, value in change.items():
        setattr(given, name, timezone.now() - DAY / 2 if name == "due_at" else value)
    given.save()
    response = client.post(reverse("study:assignment-begin", args=[given.pk]), {"quiz": given.quiz.slug}, follow=True)
    assert says in response.content.decode()
    assert not Attempt.objects.exists()


def test_parts_of_a_set_stand_in_their_order(client, given, student, quiz, played):
    lesson_set = LessonSetFactory(title="Week 3")
    LessonSetItemFactory(lesson_set=lesson_set, article=played.article, note="Read this first")
    LessonSetItemFactory(lesson_set=lesson_set, article=None, quiz=quiz)
    whole = AssignmentFactory(
        classroom=given.classroom, quiz=None, lesson_set=lesson_set, opens_at=given.opens_at, due_at=given.due_at
    )
    page = client.get(reverse("study:assignment", args=[whole.pk])).content.decode()
    assert page.index("Read this first") < page.index(quiz.title)
    client.post(reverse("study:assignment-begin", args=[whole.pk]), {"quiz": quiz.slug})
    assert Attempt.objects.get().assignment == whole


def test_time_that_is_left_is_said_by_the_server(client, given, student):
    given.time_limit_minutes = 20
    given.save()
    attempt = begin(client, given)
    page = client.get(at(attempt)).content.decode()
    assert "19 minutes left" in page
    assert 0 < int(re.search(r'data-seconds-left="(\d+)"', page).group(1)) <= 1200
    assert "countdown.js" in page


def test_when_the_time_is_up_an_open_question_shows_nothing_and_leads_on(client, given, student):
    attempt = begin(client, given)
    Attempt.objects.update(deadline=timezone.now() - dt.timedelta(seconds=5))
    page = client.get(at(attempt)).content.decode()
    assert "The time is up" in page
    assert "answer-form" not in page
    assert reverse("study:results", args=[attempt.pk]) in page
    late = client.post(at(attempt), {"dont_know": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "This answer came after the end. It is kept, and does not count." in late
    assert attempt.responses.get().late
    results = client.get(reverse("study:results", args=[attempt.pk])).content.decode()
    assert "None of five." in results
    assert "1 answer came after the end" in results


@pytest.fixture
def waiting(given):
    given.feedback = "after_due"
    given.save()
    return given


def key_words(attempt) -> set[str]:
    """What would tell: keys that are typed and no option, and the sentences that prove keys, unless they are asked."""
    sheets = [take_quiz.sheet(attempt, position).wording for position in range(1, attempt.length + 1)]
    found = {words.key_text for words in sheets if words.format == "typed"}
    return found | {words.quote.sentence for words in sheets} - {words.stem for words in sheets}


@pytest.mark.parametrize("htmx", [False, True])
def test_while_receipts_wait_no_page_holds_a_key(client, waiting, student, htmx):
    attempt = begin(client, waiting)
    headers = {"HX-Request": "true"} if htmx else {}
    telling = key_words(attempt)
    pages = []
    for position in range(1, attempt.length):
        words = take_quiz.sheet(attempt, position).wording
        sent = {"given": "1"} if words.format == "options" else {"given": "true"}
        sent = {"given": "forty-two"} if words.format == "typed" else sent
        pages.append(client.post(at(attempt, position), sent, headers=headers, follow=True).content.decode())
        pages.append(client.get(at(attempt, position), headers=headers).content.decode())
    where = reverse("study:results", args=[attempt.pk])
    pages.append(client.get(where).content.decode())
    pages.append(client.post(reverse("study:retry", args=[attempt.pk]), follow=True).content.decode())
    pages.append(client.post(reverse("study:hand-in", args=[attempt.pk]), follow=True).content.decode())
    pages.append(client.get(reverse("study:assignment", args=[waiting.pk])).content.decode())
    pages.append(client.get(reverse("study:assigned")).content.decode())
    pages.append(client.get(reverse("study:topic-progress", args=[waiting.quiz.topic.slug])).content.decode())
    for page in pages:
        shown = strip_tags(page).replace(waiting.quiz.title, "").replace(waiting.quiz.topic.name, "")
        assert not [word for word in telling if word and re.search(rf"\b{re.escape(word)}(?!\w)", shown)]
        assert not re.search(r'class="[^"]*\b(right|wrong|partly)\b|%</span>|receipt-paper', page)
    assert "Saved" in pages[0]
    assert Attempt.objects.count() == 1


def test_what_was_chosen_stays_picked(client, waiting, student):
    attempt = begin(client, waiting)
    position = next(n for n in range(1, 6) if take_quiz.sheet(attempt, n).wording.format == "options")
    client.post(at(attempt, position), {"given": "2"})
    page = client.get(at(attempt, position)).content.decode()
    [picked] = re.findall(r'<li class="outcome picked">.*?</li>', page, re.DOTALL)
    assert take_quiz.sheet(attempt, position).options[1].text in picked


def test_after_the_due_date_receipts_and_score_are_there_and_for_an_extended_learner_later(client, waiting, student):
    attempt = begin(client, waiting)
    client.post(at(attempt), {"dont_know": "1"})
    extension = ExtensionFactory(assignment=waiting, learner=student, due_at=timezone.now() + 9 * DAY)
    type(waiting).objects.update(due_at=timezone.now() - DAY / 2)
    Attempt.objects.update(deadline=timezone.now() - DAY / 2)
    where = reverse("study:results", args=[attempt.pk])
    assert "receipts" not in client.get(where).content.decode().split("</header>")[-1].lower().split("<footer")[0]
    extension.delete()
    shown = client.get(where).content.decode()
    assert "None of five." in shown
    assert "Your score: 0 %" in shown


def test_handing_in_needs_a_press_and_keeps_what_was_answered(client, given, student):
    attempt = begin(client, given)
    client.post(at(attempt), {"dont_know": "1"})
    where = reverse("study:results", args=[attempt.pk])
    assert "Hand in with 4 questions open" in client.get(where).content.decode()
    assert client.get(reverse("study:hand-in", args=[attempt.pk])).status_code == 405
    client.post(reverse("study:hand-in", args=[attempt.pk]))
    attempt.refresh_from_db()
    assert attempt.finished_at is not None
    assert "You have handed this in" in client.get(at(attempt, 2)).content.decode()


def test_an_answer_of_assigned_work_costs_one_statement_more_at_most(client, given, student):
    def cost(feedback):
        type(given).objects.update(feedback=feedback)
        attempt = begin(client, given)
        position = 1 + attempt.responses.count()
        client.get(at(attempt, position), headers={"HX-Request": "true"})
        with CaptureQueriesContext(connection) as queries:
            client.post(at(attempt, position), {"dont_know": "1"}, headers={"HX-Request": "true"})
        return len([q for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])

    assert cost("at_once") <= 11
    assert cost("after_due") <= 12


@pytest.mark.parametrize("who", ["another class", "former", "owner"])
def test_it_is_for_the_students_of_the_class(client, given, who):
    person = given.classroom.owner if who == "owner" else MembershipFactory().user
    if who == "former":
        MembershipFactory(classroom=given.classroom, user=person, left_at=timezone.now())
    client.force_login(person)
    assert client.get(reverse("study:assignment", args=[given.pk])).status_code == 404
    begun = client.post(reverse("study:assignment-begin", args=[given.pk]), {"quiz": given.quiz.slug})
    assert begun.status_code == 404
    assert not Attempt.objects.exists()
