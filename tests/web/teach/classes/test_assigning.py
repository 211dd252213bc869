"""The form that assigns, the one that changes, more time for one learner."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse

from studyapp.assignments.models import Assignment, Extension
from tests.factories import AssignmentFactory, ClassroomFactory, InstructorFactory, MembershipFactory, QuizFactory

pytestmark = pytest.mark.django_db
SENT = {
    "opens_at": "2026-03-02T08:00",
    "due_at": "2026-03-09T18:00",
    "attempts_allowed": "2",
    "time_limit_minutes": "20",
    "counts": "best",
    "feedback": "at_once",
    "shuffled": "on",
}


@pytest.fixture
def teacher(client):
    teacher = InstructorFactory(time_zone="Europe/Berlin")
    client.force_login(teacher)
    return teacher


@pytest.fixture
def classroom(teacher):
    return ClassroomFactory(owner=teacher)


@pytest.fixture
def address(teacher):
    return reverse("teach:assign") + f"?quiz={QuizFactory(owner=teacher).slug}"


def test_times_are_those_of_the_instructors_zone(client, classroom, address):
    response = client.post(address, SENT | {"classes": [classroom.pk]})
    assert response["Location"] == reverse("teach:class-detail", args=[classroom.pk])
    given = Assignment.objects.get()
    assert given.opens_at == dt.datetime(2026, 3, 2, 7, tzinfo=dt.UTC)
    page = client.get(reverse("teach:assignment-edit", args=[classroom.pk, given.pk])).content.decode()
    assert 'value="2026-03-02T08:00"' in page
    assert "Times are in Europe/Berlin." in page


def test_several_classes_get_it_with_one_press_and_twice_is_once(client, classroom, address):
    both = [classroom.pk, ClassroomFactory(owner=classroom.owner).pk]
    for _ in range(2):
        client.post(address, SENT | {"classes": both})
    assert sorted(Assignment.objects.values_list("classroom", flat=True)) == sorted(both)


def test_the_class_that_was_come_from_is_chosen_already(client, classroom, address):
    page = client.get(f"{address}&class={classroom.pk}").content.decode()
    assert re.search(rf'value="{classroom.pk}"[^>]* checked', page)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"due_at": "2026-03-01T08:00"}, "due_at"),
        ({"due_at": "", "feedback": "after_due"}, "due_at"),
        ({"due_at": "the ides of March"}, "due_at"),
        ({"opens_at": ""}, "opens_at"),
        ({"opens_at": "2026-03-29T02:30"}, "opens_at"),
        ({"attempts_allowed": "0"}, "attempts_allowed"),
        ({"time_limit_minutes": "99999999999"}, "time_limit_minutes"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_the_rest_stays(client, classroom, address, sent, field):
    response = client.post(address, SENT | {"classes": [classroom.pk]} | sent)
    body = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r'id="id_(\w+)_error"', body) == [field]
    assert not Assignment.objects.exists()


def test_a_class_of_somebody_else_cannot_be_chosen(client, address):
    other = ClassroomFactory()
    body = client.post(address, SENT | {"classes": [other.pk]}).content.decode()
    assert not Assignment.objects.exists()
    assert other.name not in body


def test_work_of_somebody_else_is_not_offered(client, classroom):
    theirs = QuizFactory(owner=InstructorFactory(), title="Not yours")
    page = client.get(reverse("teach:assign") + f"?quiz={theirs.slug}").content.decode()
    assert "Not yours" not in page


def test_a_private_topic_is_named_before_it_is_shared(client, teacher, classroom):
    quiz = QuizFactory(owner=teacher, topic__visibility="private", topic__owner=teacher)
    where = reverse("teach:assign") + f"?quiz={quiz.slug}"
    assert f"The topic “{quiz.topic.name}” is private" in client.get(where).content.decode()
    client.post(where, SENT | {"classes": [classroom.pk]})
    quiz.topic.refresh_from_db()
    assert quiz.topic.visibility == "granted"


def test_a_topic_that_is_not_ones_own_is_refused_in_words(client, teacher, classroom):
    quiz = QuizFactory(owner=teacher, topic__visibility="private", topic__owner=InstructorFactory())
    body = client.post(
        reverse("teach:assign") + f"?quiz={quiz.slug}", SENT | {"classes": [classroom.pk]}
    ).content.decode()
    assert "it is not yours to share" in body
    assert not Assignment.objects.exists()


@pytest.fixture
def given(classroom):
    return AssignmentFactory(classroom=classroom, quiz__owner=classroom.owner, created_by=classroom.owner)


def edit(given):
    return reverse("teach:assignment-edit", args=[given.classroom_id, given.pk])


def shown_in(body):
    return re.search(r'name="shown" value="(\w+)"', body).group(1)


def test_limits_are_changed_and_two_at_once_lose_nothing(client, given):
    shown = shown_in(client.get(edit(given)).content.decode())
    client.post(edit(given), SENT | {"shown": shown, "attempts_allowed": "3"})
    refused = client.post(edit(given), SENT | {"shown": shown, "attempts_allowed": "9"}).content.decode()
    assert Assignment.objects.get().attempts_allowed == 3
    assert 'name="attempts_allowed" value="9"' in refused
    client.post(edit(given), SENT | {"shown": shown_in(refused), "attempts_allowed": "9"})
    assert Assignment.objects.get().attempts_allowed == 9


def test_a_mistake_in_the_form_keeps_what_it_was_shown(client, given):
    shown = shown_in(client.get(edit(given)).content.decode())
    refused = client.post(edit(given), SENT | {"shown": shown, "opens_at": ""}).content.decode()
    assert shown_in(refused) == shown
    client.post(edit(given), SENT | {"shown": shown})
    assert Assignment.objects.get().time_limit_minutes == 20


def test_it_is_withdrawn_and_put_back(client, given):
    where = reverse("teach:assignment-withdraw", args=[given.classroom_id, given.pk])
    client.post(where)
    assert Assignment.objects.get().withdrawn_at is not None
    client.post(where, {"do": "put_back"})
    assert Assignment.objects.get().withdrawn_at is None


def test_one_learner_is_given_more(client, given):
    learner = MembershipFactory(classroom=given.classroom).user
    client.get(edit(given), {"more_for": learner.pk})
    where = reverse("teach:assignment-extension", args=[given.classroom_id, given.pk, learner.pk])
    assert client.get(edit(given), {"more_for": learner.pk})["Location"] == where
    sent = {"due_at": "", "extra_time_percent": "50", "extra_attempts": "1"}
    client.post(where, sent)
    client.post(where, sent)
    extension = Extension.objects.get()
    assert (extension.extra_time_percent, extension.extra_attempts, extension.due_at) == (50, 1, None)
    assert learner.notices.count() == 1
    refused = client.post(where, sent | {"due_at": "2026-03-01T10:00"}).content.decode()
    assert 'id="id_due_at_error"' in refused


def test_what_two_give_one_learner_at_once_is_not_lost(client, given):
    learner = MembershipFactory(classroom=given.classroom).user
    where = reverse("teach:assignment-extension", args=[given.classroom_id, given.pk, learner.pk])
    sent = {"due_at": "", "extra_time_percent": "0", "extra_attempts": "0"}
    shown = shown_in(client.get(where).content.decode())
    client.post(where, sent | {"shown": shown, "extra_attempts": "1"})
    refused = client.post(where, sent | {"shown": shown, "extra_time_percent": "50"}).content.decode()
    assert Extension.objects.get().extra_time_percent == 0
    assert 'name="extra_time_percent" value="50"' in refused
    client.post(where, sent | {"shown": shown_in(refused), "extra_time_percent": "50"})
    assert Extension.objects.get().extra_time_percent == 50


def test_learner_whose_number_is_no_number_of_ours_is_not_found(client, given):
    for number in ("\u0663", "9" * 40):
        assert client.get(edit(given), {"more_for": number}, follow=True).status_code == 404


def test_it_is_copied_to_another_class_from_a_day_on(client, given):
    to = ClassroomFactory(owner=given.classroom.owner)
    where = reverse("teach:assignment-copy", args=[given.classroom_id, given.pk])
    client.post(where, {"to": to.pk, "opens_on": "2026-09-07"})
    copied = Assignment.objects.get(classroom=to)
    assert copied.opens_at.date() == dt.date(2026, 9, 7)
    assert copied.due_at.date() == dt.date(2026, 9, 14)
    client.post(where, {"to": "", "opens_on": "never"})
    assert Assignment.objects.count() == 2
