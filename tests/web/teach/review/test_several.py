"""Deciding on several questions at once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from studyapp.questions.models import Question, Review
from tests import factories

pytestmark = pytest.mark.django_db
STEP = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def topic(client):
    person = factories.InstructorFactory()
    client.force_login(person)
    return factories.TopicFactory(owner=person)


def address(**filters):
    return reverse("teach:review-several", query=filters or None)


def pick(*questions):
    return [f"{q.pk}:{q.current_version_id}:{q.status}" for q in questions]


def preview(client, path=None, verdict="approved", **data):
    return client.post(path or address(), {"verdict": verdict, "step": STEP, **data})


def confirm(client, seen, path=None, verdict="approved", **data):
    data |= {"verdict": verdict, "step": STEP, "digest": seen.context["digest"]}
    return client.post(path or address(), data)


def statuses():
    return sorted(Question.objects.values_list("status", flat=True))


def test_the_number_is_shown_before_anything_happens(client, topic):
    first, second, _third = factories.QuestionFactory.create_batch(3, topic=topic)
    seen = preview(client, pick=pick(first, second))
    assert "Approve 2 questions?" in seen.content.decode()
    assert statuses() == ["draft"] * 3
    confirm(client, seen, pick=pick(first, second))
    assert statuses() == ["approved", "approved", "draft"]


def test_all_that_the_filters_show(client, topic):
    factories.QuestionFactory.create_batch(60, topic=topic, fact=factories.FactFactory(topic=topic))
    factories.QuestionFactory(topic=topic, kind="cloze")
    path = address(kind="multiple_choice")
    seen = preview(client, path, "rejected", all="1", reason=["trivial"])
    confirm(client, seen, path, "rejected", all="1", reason=["trivial"])
    assert statuses() == ["draft"] + ["rejected"] * 60
    assert Review.objects.filter(reasons=["trivial"], step=STEP).count() == 60


def test_one_press_takes_the_whole_step_back(client, topic):
    questions = factories.QuestionFactory.create_batch(3, topic=topic)
    seen = preview(client, pick=pick(*questions))
    confirm(client, seen, pick=pick(*questions))
    last = client.get(reverse("teach:review")).context["desk"].last
    assert last.count == 3
    client.post(reverse("teach:review-undo"), {"step": last.step})
    assert statuses() == ["draft"] * 3


def test_what_changed_since_the_preview_is_previewed_again(client, topic):
    factories.QuestionFactory.create_batch(2, topic=topic)
    seen = preview(client, all="1")
    factories.QuestionFactory(topic=topic)
    again = confirm(client, seen, all="1")
    assert "The queue changed since you looked." in again.content.decode()
    assert statuses() == ["draft"] * 3


def test_what_somebody_decided_meanwhile_is_left_out_and_told(client, topic):
    first, second = factories.QuestionFactory.create_batch(2, topic=topic)
    picked = pick(first, second)
    seen = preview(client, pick=picked)
    Question.objects.filter(pk=first.pk).update(status="rejected")
    response = client.post(
        address(), {"verdict": "approved", "step": STEP, "digest": seen.context["digest"], "pick": picked}, follow=True
    )
    text = response.content.decode()
    assert "1 question decided." in text
    assert "1 was left out: it changed meanwhile, or was so already." in text
    assert statuses() == ["approved", "rejected"]


def test_undo_leaves_what_was_changed_since(client, topic):
    first, second = factories.QuestionFactory.create_batch(2, topic=topic)
    confirm(client, preview(client, pick=pick(first, second)), pick=pick(first, second))
    Question.objects.filter(pk=first.pk).update(status="retired")
    text = client.post(reverse("teach:review-undo"), {"step": STEP}, follow=True).content.decode()
    assert "1 question was changed since, so it was left as it is." in text
    assert statuses() == ["draft", "retired"]


def test_nothing_ticked_is_said(client, topic):
    assert "Tick at least one question." in preview(client).content.decode()


@pytest.mark.parametrize("broken", ["x", "1", "1:2", "1:2:3:4", "-1:2:draft", "999999:1:draft"])
def test_what_is_no_question_of_theirs_decides_nothing(client, topic, broken):
    question = factories.QuestionFactory(topic=topic)
    seen = preview(client, pick=[broken])
    if seen.context and "digest" in seen.context:
        assert confirm(client, seen, pick=[broken]).status_code == 404
    question.refresh_from_db()
    assert question.status == "draft"


def test_another_persons_questions_are_not_decided(client, topic):
    other = factories.QuestionFactory()
    seen = preview(client, pick=pick(other))
    assert confirm(client, seen, pick=pick(other)).status_code == 404
    assert statuses() == ["draft"]


def test_pages_of_fifty(client, topic):
    factories.QuestionFactory.create_batch(51, topic=topic, fact=factories.FactFactory(topic=topic))
    assert client.get(address()).content.decode().count('name="pick"') == 50
    assert client.get(address(page=2)).content.decode().count('name="pick"') == 1
