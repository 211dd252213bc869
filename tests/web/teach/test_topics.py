"""Topics on the desk: made, arranged, opened to classes, merged."""

from __future__ import annotations

import pytest
from django.urls import reverse

from studyapp.sources.models import Topic, TopicGrant
from studyapp.sources.queries import topics_visible_to
from tests.factories import (
    ClassroomFactory,
    ContentManagerFactory,
    InstructorFactory,
    MembershipFactory,
    TopicFactory,
    TopicGrantFactory,
    playable_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    owner = InstructorFactory(display_name="Ilse Brandt")
    client.force_login(owner)
    return owner


def edit(topic) -> str:
    return reverse("teach:topic-edit", args=[topic.slug])


def fields(client, where: str, **changes) -> dict:
    form = client.get(where).context["form"]
    sent = {field.name: field.value() or "" for field in form if field.name != "classes"}
    return sent | {"classes": [getattr(c, "pk", c) for c in form["classes"].value() or []]} | changes


def test_an_instructor_makes_a_topic_of_their_own_that_only_they_see(client, owner):
    response = client.post(
        reverse("teach:topic-new"),
        fields(client, reverse("teach:topic-new"), name="  Old   mills ", description="On mills."),
    )
    topic = Topic.objects.get()
    assert response["Location"] == edit(topic)
    assert (topic.name, topic.slug, topic.owner, topic.visibility, topic.description) == (
        "Old mills", "old-mills", owner, "private", "On mills.",
    )  # fmt: skip


def test_a_name_that_is_taken_is_refused_with_what_was_typed(client, owner):
    TopicFactory(name="Harbours")
    response = client.post(
        reverse("teach:topic-new"), fields(client, reverse("teach:topic-new"), name="harbours", description="Kept")
    )
    form = response.context["form"]
    assert "already" in form.errors["name"][0]
    assert form["description"].value() == "Kept"


@pytest.mark.parametrize("make", [lambda: TopicFactory(owner=InstructorFactory()), lambda: TopicFactory(owner=None)])
def test_a_topic_of_others_or_the_site_is_not_found(client, owner, make):
    topic = make()
    for name in ("topic-edit", "topic-merge"):
        assert client.get(reverse(f"teach:{name}", args=[topic.slug])).status_code == 404
    client.force_login(ContentManagerFactory())
    assert client.get(edit(topic)).status_code == 200


def test_a_topic_is_renamed_described_and_put_under_another(client, owner):
    topic, parent = TopicFactory(owner=owner, name="Ports"), TopicFactory(owner=owner)
    client.post(edit(topic), fields(client, edit(topic), name="Harbours", description="On ports.", parent=parent.pk))
    topic.refresh_from_db()
    assert (topic.name, topic.description, topic.parent, topic.publishing) == ("Harbours", "On ports.", parent, "")
    rows = topic.corrections.order_by("pk").values_list("field", "before", "after", "who")
    assert list(rows) == [
        ("name", "Ports", "Harbours", owner.pk),
        ("description", "", "On ports.", owner.pk),
        ("parent", "", parent.name, owner.pk),
    ]


def test_a_topic_is_no_part_of_what_stands_below_it(client, owner):
    topic = TopicFactory(owner=owner)
    below = TopicFactory(owner=owner, parent=TopicFactory(owner=owner, parent=topic))
    response = client.post(edit(topic), fields(client, edit(topic), parent=below.pk))
    assert "part of itself" in response.context["form"].errors["parent"][0]


def test_the_publishing_setting_says_what_it_would_change_today(client, owner):
    playable = playable_topic(owner=owner)
    for question, status, score in zip(
        playable.questions, ("approved", "approved", "draft", "draft", "stale"), (0.9, 0.9, 0.9, 0.1, 0.9), strict=True
    ):
        question.status, question.score = status, score
        question.save()
    page = client.get(edit(playable.topic))
    assert page.context["served"] == {"approved": 2, "trusted": 3, "all": 4}
    body = page.content.decode()
    assert "Learners get 3 questions." in body
    assert "Learners would get 2 questions instead of 3." in body
    assert "Learners would get 4 questions instead of 3." in body
    client.post(edit(playable.topic), fields(client, edit(playable.topic), publishing="approved"))
    playable.topic.refresh_from_db()
    correction = playable.topic.corrections.get()
    assert (playable.topic.publishing, correction.field, correction.before, correction.after) == (
        "approved", "publishing", "trusted", "approved",
    )  # fmt: skip
    assert "Chosen by Ilse Brandt" in client.get(edit(playable.topic)).content.decode()


def test_a_topic_is_shown_to_classes_that_one_teaches(client, owner):
    topic = TopicFactory(owner=owner, visibility="private")
    mine, others = ClassroomFactory(owner=owner), ClassroomFactory()
    TopicGrantFactory(topic=topic, classroom=others)
    learner = MembershipFactory(classroom=mine).user
    assert topic not in topics_visible_to(learner)
    client.post(edit(topic), fields(client, edit(topic), visibility="granted", classes=[mine.pk]))
    assert topic in topics_visible_to(learner)
    assert set(TopicGrant.objects.values_list("classroom", flat=True)) == {mine.pk, others.pk}
    foreign = client.post(edit(topic), fields(client, edit(topic), classes=[others.pk]))
    assert foreign.context["form"].errors["classes"]
    client.post(edit(topic), fields(client, edit(topic), classes=[]))
    assert set(TopicGrant.objects.values_list("classroom", flat=True)) == {others.pk}


def test_classes_have_to_be_chosen_where_only_classes_see_it(client, owner):
    topic = TopicFactory(owner=owner)
    response = client.post(edit(topic), fields(client, edit(topic), visibility="granted"))
    assert "at least one class" in response.context["form"].errors["classes"][0]


def test_two_people_change_a_topic_at_once(client, owner):
    topic = TopicFactory(owner=owner, name="Ports")
    mine = fields(client, edit(topic), name="Mine")
    client.force_login(ContentManagerFactory(display_name="Mara Vint"))
    client.post(edit(topic), fields(client, edit(topic), name="Hers", publishing="all"))
    client.force_login(owner)
    form = client.post(edit(topic), mine).context["form"]
    assert "Mara Vint" in form.errors["name"][0]
    topic.refresh_from_db()
    assert (topic.name, topic.publishing, form["name"].value()) == ("Hers", "all", "Mine")


def test_the_address_of_a_merged_topic_leads_to_the_other(client, owner):
    ports, harbours = TopicFactory(owner=owner), TopicFactory(owner=owner)
    response = client.post(reverse("teach:topic-merge", args=[ports.slug]), {"into": harbours.slug})
    assert response["Location"] == edit(harbours)
    assert client.get(edit(ports))["Location"] == edit(harbours)
    public = reverse("public:topic-detail", args=[ports.slug])
    assert client.get(public)["Location"] == reverse("public:topic-detail", args=[harbours.slug])
    Topic.objects.filter(pk=harbours.pk).update(visibility="private")
    client.force_login(InstructorFactory())
    assert client.get(public).status_code == 404


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_of_a_topic_takes_as_many_statements_for_many_questions(
    client, owner, many, django_assert_max_num_queries
):
    topic = TopicFactory(owner=owner)
    for _ in range(many):
        ClassroomFactory(owner=owner)
        topic.corrections.create(field="name", who=owner)
    with django_assert_max_num_queries(18):
        assert client.get(edit(topic)).status_code == 200
