"""The builder of a set: its places, its words, who sees it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.lessons.models import LessonSet
from studyapp.lessons.sets import add_lessons
from studyapp.lessons.starting_sets import add_articles
from tests.factories import (
    AssignmentFactory,
    ClassroomFactory,
    ContentManagerFactory,
    ImportBatchFactory,
    ImportJobFactory,
    InstructorFactory,
    LessonSetFactory,
    QuizFactory,
)
from tests.factories.playable import playable_town

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def where(lesson_set, name: str = "detail") -> str:
    return reverse(f"teach:set-{name}", args=[lesson_set.slug])


def places(lesson_set) -> list[str]:
    return [str(item.article or item.quiz) for item in lesson_set.items.order_by("position")]


def change(client, lesson_set, **pressed):
    return client.post(where(lesson_set, "places"), pressed)


def statements(client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_a_batch_becomes_a_set_in_two_presses(client, owner):
    batch = ImportBatchFactory(owner=owner, topic=None)
    articles = [playable_town(number).article for number in range(3)]
    for article in articles:
        ImportJobFactory(batch=batch, owner=owner, version=article.current_version, step="done")
    playable_town(3)
    address = f"{reverse('teach:set-new')}?batch={batch.pk}"
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in ("title", "articles", "each", "closing")} | {"title": "Three towns"}
    response = client.post(address, sent)
    lesson_set = LessonSet.objects.get()
    assert response["Location"] == where(lesson_set)
    lessons = [item.article for item in lesson_set.items.order_by("position") if item.article]
    assert lessons == articles
    assert lesson_set.items.exclude(quiz=None).count() == 4


def test_a_batch_of_somebody_else_is_not_found(client, owner):
    batch = ImportBatchFactory(owner=InstructorFactory())
    assert client.get(f"{reverse('teach:set-new')}?batch={batch.pk}").status_code == 404


def test_an_empty_title_is_asked_for_and_the_ticks_stay(client, owner, town):
    address = f"{reverse('teach:set-new')}?topic={town.topic.slug}"
    response = client.post(address, {"title": " ", "articles": [town.article.pk], "each": "8", "closing": "0"})
    form = response.context["form"]
    assert "title" in form.errors
    assert (form["each"].value(), response.context["ticked"]) == ("8", {str(town.article.pk)})
    assert not LessonSet.objects.exists()


def test_the_summary_adds_up(client, lesson_set):
    summary = client.get(where(lesson_set)).context["desk"].summary
    assert (summary.questions, summary.covered, summary.facts, summary.sources) == (3, 3, 5, 1)
    assert summary.kinds == (("short answer", 3),)


def test_a_page_of_sixty_places_takes_as_many_statements_as_one_of_two(client, owner, lesson_set):
    few = statements(client, where(lesson_set))
    add_articles(lesson_set, [playable_town(number).article for number in range(1, 16)], owner, each=3)
    add_lessons(lesson_set, [playable_town(number).article for number in range(16, 46)])
    assert lesson_set.items.count() == 62
    assert statements(client, where(lesson_set)) == few


def test_a_button_moves_a_place_and_keeps_the_focus(client, lesson_set):
    lesson, quiz = lesson_set.items.order_by("position")
    response = client.post(where(lesson_set, "places"), {"up": f"{quiz.pk},2"}, headers=HTMX)
    assert [item.pk for item in lesson_set.items.order_by("position")] == [quiz.pk, lesson.pk]
    # At the top "up" is switched off, so "down" takes the focus.
    assert response.context["focus"] == f"down-{quiz.pk}"
    assert response.context["said"] == "Now 1 of 2"
    again = client.post(where(lesson_set, "places"), {"up": f"{quiz.pk},2"}, headers=HTMX)
    assert again.context["said"] == ""
    assert [item.pk for item in lesson_set.items.order_by("position")] == [quiz.pk, lesson.pk]


def test_an_order_that_somebody_changed_meanwhile_is_shown_and_not_overwritten(client, lesson_set):
    first, second = lesson_set.items.order_by("position").values_list("pk", flat=True)
    assert change(client, lesson_set, order=f"{second},{first}", seen=f"{first},{second}").status_code == 302
    # A third person saw the order of before, and wants something else.
    third = lesson_set.items.create(article=playable_town(1).article, position=3).pk
    response = client.post(
        where(lesson_set, "places"),
        {"order": f"{first},{third},{second}", "seen": f"{first},{second},{third}"},
        headers=HTMX,
    )
    assert response.context["bad"].startswith("Somebody changed this set meanwhile.")
    assert list(lesson_set.items.order_by("position").values_list("pk", flat=True)) == [second, first, third]


def test_a_quiz_that_was_taken_out_can_be_put_back_whole(client, lesson_set):
    item = lesson_set.items.get(position=2)
    change(client, lesson_set, remove=f"{item.pk},2")
    assert lesson_set.items.count() == 1
    [loose] = client.get(where(lesson_set)).context["loose"]
    change(client, lesson_set, back="1", loose=str(loose.pk))
    assert lesson_set.items.get(position=2).quiz == item.quiz
    assert item.quiz.entries.count() == 3


def test_lessons_are_added_with_a_quiz_each_or_alone(client, owner, lesson_set):
    with_quiz, alone = playable_town(1).article, playable_town(2).article
    change(client, lesson_set, lessons="quiz", article=[with_quiz.pk])
    change(client, lesson_set, lessons="only", article=[alone.pk, with_quiz.pk])
    assert places(lesson_set)[2:] == [with_quiz.title, f"Quiz: {with_quiz.title}", alone.title]


def test_an_article_that_the_person_may_not_see_is_not_added(client, lesson_set):
    closed = playable_town(1, visibility="private", owner=InstructorFactory()).article
    before = places(lesson_set)
    change(client, lesson_set, lessons="quiz", article=[closed.pk])
    assert places(lesson_set) == before


def test_a_closing_quiz_is_filled_once_however_often_the_press_arrives(client, lesson_set):
    key = client.get(where(lesson_set)).context["key"]
    for _press in range(2):
        change(client, lesson_set, quiz="1", key=key)
    assert places(lesson_set)[2:] == ["Closing quiz"]
    assert lesson_set.items.get(position=3).quiz.entries.count() == 5


@pytest.mark.parametrize("pressed", [{}, {"up": "x"}, {"remove": "9,9,9"}, {"order": "1,2", "seen": ""}, {"back": "1"}])
def test_nonsense_changes_nothing(client, lesson_set, pressed):
    before = places(lesson_set)
    assert change(client, lesson_set, **pressed).status_code == 302
    assert places(lesson_set) == before


def test_what_left_is_said_with_what_learners_get(client, owner, lesson_set, town):
    gone = lesson_set.items.get(position=2).quiz.entries.first().question
    gone.status = "stale"
    gone.save()
    place = client.get(where(lesson_set)).context["desk"].places[1]
    assert (place.listed, place.gone, place.asks) == (3, 1, 2)
    assert "learners get the quiz without it" in client.get(where(lesson_set)).content.decode()
    town.article.status = "withdrawn"
    town.article.save()
    lesson, quiz = client.get(where(lesson_set)).context["desk"].places
    assert (lesson.is_open, quiz.asks) == (False, 0)


def test_words_of_two_people_at_once_lose_nothing(client, lesson_set):
    shown = client.get(where(lesson_set)).context["form"]["seen"].value()
    client.post(where(lesson_set), {"title": "Old towns", "goal": "Theirs", "introduction": "", "seen": shown})
    response = client.post(where(lesson_set), {"title": "Old towns", "goal": "Mine", "introduction": "", "seen": shown})
    form = response.context["form"]
    assert form["goal"].value() == "Mine"
    assert "Theirs" in form.errors["goal"][0]
    lesson_set.refresh_from_db()
    assert lesson_set.goal == "Theirs"
    sent = {name: form[name].value() for name in ("title", "goal", "introduction", "seen")}
    client.post(where(lesson_set), sent)
    lesson_set.refresh_from_db()
    assert lesson_set.goal == "Mine"


def test_an_empty_set_is_not_published(client, owner):
    lesson_set = LessonSetFactory(owner=owner)
    client.post(where(lesson_set, "publish"), {"to": "published"})
    lesson_set.refresh_from_db()
    assert lesson_set.status == "draft"


def test_a_set_that_learners_work_on_stays_published(client, owner, lesson_set):
    client.post(where(lesson_set, "publish"), {"to": "published"})
    ours = ClassroomFactory(owner=owner, name="Class 9b")
    AssignmentFactory(lesson_set=lesson_set, quiz=None, classroom=ours, due_at=None)
    AssignmentFactory(lesson_set=lesson_set, quiz=None, due_at=None)
    said = client.post(where(lesson_set, "publish"), {"to": "draft"}, follow=True).content.decode()
    assert "Class 9b, one more class" in said
    lesson_set.refresh_from_db()
    assert lesson_set.status == "published"
    lesson_set.assignments.update(withdrawn_at="2026-03-02T09:00Z")
    client.post(where(lesson_set, "publish"), {"to": "draft"})
    lesson_set.refresh_from_db()
    assert lesson_set.status == "draft"


def test_an_assigned_set_is_not_deleted(client, owner, lesson_set):
    AssignmentFactory(lesson_set=lesson_set, quiz=None)
    client.post(where(lesson_set, "delete"))
    assert LessonSet.objects.get() == lesson_set
    lesson_set.assignments.all().delete()
    client.post(where(lesson_set, "delete"))
    assert not LessonSet.objects.exists()


@pytest.mark.parametrize("name", ["detail", "places", "publish", "link", "copy", "delete", "preview"])
def test_a_set_of_somebody_else_is_not_found(client, lesson_set, name):
    client.force_login(InstructorFactory())
    post = name not in ("detail", "preview")
    assert (client.post if post else client.get)(where(lesson_set, name)).status_code == 404
    client.force_login(ContentManagerFactory())
    assert (client.post if post else client.get)(where(lesson_set, name)).status_code in (200, 302)


def test_the_list_shows_own_sets_and_its_statements_do_not_grow(client, owner, lesson_set):
    LessonSetFactory()
    address = reverse("teach:set-list")
    assert [one.title for one in client.get(address).context["page"]] == ["Old towns"]
    one = statements(client, address)
    for number in range(12):
        LessonSetFactory(owner=owner, title=f"Set {number}")
    assert statements(client, address) == one


def test_the_note_and_facts_of_a_lesson_are_kept(client, lesson_set, town):
    item = lesson_set.items.get(position=1)
    address = reverse("teach:set-lesson", args=[lesson_set.slug, item.pk])
    seen = client.get(address).context["form"]["seen"].value()
    fact = town.questions[1].fact
    client.post(address, {"note": "Slowly", "facts": [fact.pk], "seen": seen})
    item.refresh_from_db()
    assert (item.note, list(item.facts.all())) == ("Slowly", [fact])
    second = client.post(address, {"note": "Faster", "seen": seen})
    assert second.context["form"]["note"].value() == "Faster"
    item.refresh_from_db()
    assert item.note == "Slowly"


def test_quizzes_of_others_are_not_offered(client, lesson_set):
    QuizFactory(owner=InstructorFactory())
    QuizFactory(owner=None)
    assert client.get(where(lesson_set)).context["loose"] == []


def test_words_that_were_searched_for_go_along_whatever_they_are(client, lesson_set):
    to = change(client, lesson_set, q="mills & weirs\n#1", up="0,0")["Location"]
    assert parse_qs(urlsplit(to).query) == {"q": ["mills & weirs\n#1"]}
