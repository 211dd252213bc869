"""A set as learners go through it: assigned, by its link, as a guest."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.attempts.models import Attempt
from studyapp.lessons.models import Reading
from studyapp.lessons.sets import describe_item
from studyapp.lessons.starting_sets import add_articles, start_set
from tests.factories import (
    AssignmentFactory,
    ClassroomFactory,
    InstructorFactory,
    MembershipFactory,
    ResponseFactory,
    StudentFactory,
)
from tests.factories.playable import playable_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return playable_town(0)


@pytest.fixture
def lesson_set(town):
    lesson_set = start_set(InstructorFactory(), "Old towns", [town.article], each=3)
    lesson_set.status, lesson_set.share_code = "published", "Kf-93_x"
    lesson_set.save()
    return lesson_set


@pytest.fixture
def student(client):
    student = StudentFactory()
    client.force_login(student)
    return student


def shared(lesson_set) -> str:
    return reverse("study:set-shared", args=[lesson_set.share_code])


def own(lesson_set) -> str:
    return reverse("study:set-detail", args=[lesson_set.slug])


def parts(client, path: str) -> list:
    return list(client.get(path).context["course"].parts)


def begin(client, lesson_set, **more):
    quiz = lesson_set.items.exclude(quiz=None).first().quiz
    where = reverse("study:set-begin", args=[lesson_set.slug])
    return client.post(where, {"quiz": quiz.slug, "code": lesson_set.share_code or ""} | more)


def assigned(lesson_set, student, **limits):
    classroom = ClassroomFactory(owner=lesson_set.owner)
    MembershipFactory(classroom=classroom, user=student)
    return AssignmentFactory(lesson_set=lesson_set, quiz=None, classroom=classroom, **limits)


def test_a_stranger_with_the_link_reads_it_in_order(client, lesson_set, town):
    lesson, quiz = parts(client, shared(lesson_set))
    assert (lesson.item.article, lesson.is_next, lesson.is_open) == (town.article, True, True)
    assert (quiz.questions, quiz.is_next) == (3, False)


@pytest.mark.parametrize("change", [{"status": "draft"}, {"share_code": None}, {"share_code": "another"}])
def test_a_link_leads_nowhere_for_drafts_and_old_codes(client, lesson_set, change):
    address = shared(lesson_set)
    for name, value in change.items():
        setattr(lesson_set, name, value)
    lesson_set.save()
    assert client.get(address).status_code == 404


def test_reading_is_kept_once_and_the_quiz_comes_next(client, student, lesson_set, town):
    where = reverse("study:set-read", args=[lesson_set.slug])
    for _press in range(2):
        response = client.post(where, {"article": town.article.slug, "code": lesson_set.share_code})
        assert response["Location"] == shared(lesson_set) + "#next"
    assert Reading.objects.get().learner == student
    lesson, quiz = parts(client, shared(lesson_set))
    assert (lesson.is_done, quiz.is_next) == (True, True)


def test_only_lessons_of_the_set_can_be_read_in_it(client, student, lesson_set):
    other = playable_town(1).article
    where = reverse("study:set-read", args=[lesson_set.slug])
    assert client.post(where, {"article": other.slug, "code": lesson_set.share_code}).status_code == 404
    assert not Reading.objects.exists()


def test_a_code_of_one_set_opens_no_other(client, student, lesson_set):
    other = start_set(InstructorFactory(), "Others", [playable_town(1).article])
    where = reverse("study:set-begin", args=[other.slug])
    quiz = other.items.exclude(quiz=None).first().quiz
    assert client.post(where, {"quiz": quiz.slug, "code": lesson_set.share_code}).status_code == 404
    assert not Attempt.objects.exists()


def test_a_guest_takes_the_quiz_and_comes_back_to_the_set(client, lesson_set):
    response = begin(client, lesson_set)
    attempt = Attempt.objects.get()
    assert response["Location"] == reverse("study:question", args=[attempt.pk, 1])
    assert (attempt.learner.is_guest, attempt.length) == (True, 3)
    assert client.get(reverse("study:results", args=[attempt.pk])).context["from_set"]["url"] == shared(lesson_set)


def test_a_quiz_that_is_done_shows_its_best_score(client, student, lesson_set):
    begin(client, lesson_set)
    attempt = Attempt.objects.get()
    assert parts(client, shared(lesson_set))[1].sitting.open_attempt is None
    ResponseFactory(attempt=attempt, position=1, score=1.0)
    assert parts(client, shared(lesson_set))[1].sitting.answered == 1
    ResponseFactory(attempt=attempt, position=2, score=1.0)
    ResponseFactory(attempt=attempt, position=3, score=0.0)
    attempt.finished_at = timezone.now()
    attempt.save()
    sitting = parts(client, shared(lesson_set))[1].sitting
    assert (round(sitting.best, 3), sitting.results, sitting.open_attempt) == (0.667, attempt, None)


def test_what_is_closed_or_withdrawn_is_said_and_passed_over(client, lesson_set, town):
    closed = playable_town(1, visibility="private", owner=lesson_set.owner)
    add_articles(lesson_set, [closed.article], lesson_set.owner)
    page = client.get(shared(lesson_set))
    assert [part.is_open for part in page.context["course"].parts] == [True, True, False, False]
    assert closed.article.title not in page.content.decode().replace(f"Quiz: {closed.article.title}", "")
    town.article.status = "withdrawn"
    town.article.save()
    assert [part.is_open for part in parts(client, shared(lesson_set))] == [False, False, False, False]


def test_a_quiz_that_is_closed_to_the_person_is_not_begun(client, student, lesson_set):
    closed = playable_town(1, visibility="private", owner=lesson_set.owner)
    add_articles(lesson_set, [closed.article], lesson_set.owner)
    quiz = lesson_set.items.get(position=4).quiz
    assert begin(client, lesson_set, quiz=quiz.slug).status_code == 404


def test_who_finds_a_set_by_its_address(client, lesson_set):
    lesson_set.share_code = None
    lesson_set.save()
    learner = StudentFactory()
    given = assigned(lesson_set, learner)
    found = {}
    for name, person in {
        "owner": lesson_set.owner,
        "learner": learner,
        "student": StudentFactory(),
        "instructor": InstructorFactory(),
    }.items():
        client.force_login(person)
        found[name] = client.get(own(lesson_set)).status_code
    assert found == {"owner": 200, "learner": 200, "student": 404, "instructor": 404}
    given.withdrawn_at = timezone.now()
    given.save()
    client.force_login(learner)
    assert client.get(own(lesson_set)).status_code == 404


def test_an_assigned_quiz_is_taken_by_the_terms_of_its_assignment(client, student, lesson_set):
    now = timezone.now()
    given = assigned(
        lesson_set,
        student,
        opens_at=now - dt.timedelta(days=1),
        due_at=now + dt.timedelta(days=1),
        feedback="after_due",
    )
    there = reverse("study:assignment", args=[given.pk])
    for page in (own(lesson_set), shared(lesson_set)):
        assert client.get(page)["Location"] == there
    for code in ("", lesson_set.share_code):
        assert begin(client, lesson_set, code=code)["Location"] == there
    assert not Attempt.objects.exists()
    given.opens_at, given.due_at = now - dt.timedelta(days=3), now - dt.timedelta(days=2)
    given.save()
    assert begin(client, lesson_set, code="").status_code == 302
    assert Attempt.objects.get().assignment is None


def test_a_quiz_that_is_assigned_is_taken_there_from_other_sets_too(client, student, lesson_set):
    now = timezone.now()
    quiz = lesson_set.items.exclude(quiz=None).get().quiz
    classroom = MembershipFactory(user=student).classroom
    given = AssignmentFactory(quiz=quiz, classroom=classroom, opens_at=now, due_at=now + dt.timedelta(days=1))
    shared(lesson_set)
    assert begin(client, lesson_set)["Location"] == reverse("study:assignment", args=[given.pk])
    assert not Attempt.objects.exists()


def read_there(client, town, **named):
    return client.get(reverse("public:lesson", args=[town.article.slug]), named)


def test_a_lesson_of_assigned_work_leads_back_to_it_and_asks_no_quiz_that_does_not_count(
    client, student, lesson_set, town
):
    given = assigned(lesson_set, student, due_at=None)
    page = client.get(reverse("study:assignment", args=[given.pk])).content.decode()
    assert f"{reverse('public:lesson', args=[town.article.slug])}?assignment={given.pk}" in page
    lesson = read_there(client, town, assignment=given.pk)
    assert lesson.context["read_for"].assignment == given.pk
    assert reverse("study:article-quiz", args=[town.article.slug]) not in lesson.content.decode()
    done = client.post(
        reverse("study:set-read", args=[lesson_set.slug]), {"article": town.article.slug, "assignment": given.pk}
    )
    assert done["Location"] == reverse("study:assignment", args=[given.pk]) + "#next"
    assert client.get(done["Location"]).context["next"].quiz is not None
    assert "Go on with the next" in read_there(client, town, assignment=given.pk).content.decode()


@pytest.mark.parametrize("named", [{"assignment": "0"}, {"assignment": "9" * 40}, {"assignment": "²"}, {"slug": "x"},
                                   {"code": "x"}, {"slug": "old-towns"}])  # fmt: skip
def test_a_lesson_is_read_for_nothing_that_is_not_ones_own(client, student, lesson_set, town, named):
    lesson_set.share_code = None
    lesson_set.save()
    assigned(lesson_set, StudentFactory())
    assert read_there(client, town, **named).context["read_for"] is None


def test_a_lesson_of_a_shared_set_leads_back_by_its_link(client, lesson_set, town):
    address = shared(lesson_set)
    lesson = read_there(client, town, code=lesson_set.share_code)
    assert lesson.context["read_for"].lesson_set == lesson_set
    assert f'href="{address}#next"' in lesson.content.decode()


def test_a_lesson_of_assigned_work_is_marked_as_read_there(client, student, lesson_set, town):
    given = assigned(lesson_set, student)
    where = reverse("study:set-read", args=[lesson_set.slug])
    response = client.post(where, {"article": town.article.slug, "assignment": given.pk})
    assert response["Location"] == reverse("study:assignment", args=[given.pk]) + "#next"
    page = client.get(response["Location"])
    assert [part.read for part in page.context["parts"]] == [True, False]


def test_chosen_facts_lead_to_their_sentences(client, lesson_set, town):
    fact = town.questions[2].fact
    describe_item(lesson_set, lesson_set.items.get(position=1).pk, note="Look well", facts=[fact.pk])
    lesson, _quiz = parts(client, shared(lesson_set))
    assert [(one.label, one.anchor) for one in lesson.look_for] == [(fact.label, "s3")]
    page = client.get(shared(lesson_set)).content.decode()
    assert f"{reverse('public:lesson', args=[town.article.slug])}?code={lesson_set.share_code}#s3" in page


def test_a_preview_shows_nothing_done_and_records_nothing(client, lesson_set, town):
    client.force_login(lesson_set.owner)
    Reading.objects.create(learner=lesson_set.owner, article=town.article, read_at=timezone.now())
    page = client.get(reverse("teach:set-preview", args=[lesson_set.slug]))
    assert [part.is_done for part in page.context["course"].parts] == [False, False]
    assert "<form" not in page.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def test_statements_do_not_grow_with_the_set(client, student, lesson_set):
    def statements():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(shared(lesson_set)).status_code == 200
        return len(seen)

    few = statements()
    add_articles(lesson_set, [playable_town(n).article for n in range(1, 15)], lesson_set.owner, each=3)
    assert lesson_set.items.count() == 30
    assert statements() == few
