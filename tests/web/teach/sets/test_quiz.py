"""A quiz of a set: its list of questions or its draw."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.attempts.models import Attempt
from tests.factories import InstructorFactory, ItemStatisticsFactory, QuestionFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def item(lesson_set):
    return lesson_set.items.select_related("quiz").get(position=2)


def page(item) -> str:
    return reverse("teach:set-quiz", args=[item.lesson_set.slug, item.pk])


def press(client, item, **pressed):
    return client.post(reverse("teach:set-questions", args=[item.lesson_set.slug, item.pk]), pressed, headers=HTMX)


def listed(item) -> list[int]:
    return list(item.quiz.entries.order_by("position").values_list("question", flat=True))


def test_fill_spreads_over_facts_and_says_when_it_falls_short(client, item):
    response = press(client, item, fill="1", to="9")
    assert len(listed(item)) == 5
    assert response.context["bad"].startswith("2 questions added. The quiz has 5, not 9.")


@pytest.mark.parametrize("to", ["", "0", "-3", "9" * 30, "ten"])
def test_a_number_that_is_none_breaks_nothing(client, item, to):
    assert press(client, item, fill="1", to=to).status_code == 200


def test_a_question_is_added_by_hand_at_the_end(client, item, town):
    missing = next(question for question in town.questions if question.pk not in listed(item))
    offered = [offer.question for offer in client.get(page(item)).context["offers"]]
    assert missing in offered
    press(client, item, add=str(missing.pk))
    press(client, item, add=str(missing.pk))
    assert listed(item)[3:] == [missing.pk]


def test_a_question_that_gives_another_away_is_shown_with_its_reason_and_refused(client, item, town):
    first = next(question for question in town.questions if question.pk == listed(item)[0])
    twin = QuestionFactory(fact=first.fact, kind="multiple_choice", status="approved")
    [offer] = [offer for offer in client.get(page(item)).context["offers"] if offer.question == twin]
    assert offer.clash == 1
    assert "number 1" in press(client, item, add=str(twin.pk)).context["bad"]
    assert twin.pk not in listed(item)


def test_a_question_that_learners_do_not_get_is_neither_offered_nor_added(client, item, town):
    missing = next(question for question in town.questions if question.pk not in listed(item))
    missing.status = "rejected"
    missing.save()
    assert missing not in [offer.question for offer in client.get(page(item)).context["offers"]]
    assert press(client, item, add=str(missing.pk)).context["bad"] == "Learners do not get that question any more."


def test_search_finds_words_of_the_question(client, item, town):
    missing = next(question for question in town.questions if question.pk not in listed(item))
    found = client.get(page(item), {"q": missing.fact.label}).context["offers"]
    assert [offer.question for offer in found] == [missing]
    assert client.get(page(item), {"q": "nothing like it"}).context["offers"] == []


def test_figures_are_said_from_the_tenth_answer_on(client, item):
    first, second, _third = listed(item)
    ItemStatisticsFactory(question_id=first, quiz=None, answers=40, facility=0.96)
    ItemStatisticsFactory(question_id=second, quiz=None, answers=9, facility=0.1)
    entries = client.get(page(item)).context["entries"]
    assert [(e.figures.facility, e.figures.is_easy) for e in entries] == [(0.96, True), (None, False), (None, False)]
    body = client.get(page(item)).content.decode()
    assert "96 % right so far" in body
    assert "9 first answers so far" in body


def test_a_question_that_nearly_all_get_right_is_swapped_for_another(client, item):
    first, second, third = listed(item)
    ItemStatisticsFactory(question_id=first, quiz=None, answers=40, facility=0.96)
    entry = item.quiz.entries.get(position=1)
    press(client, item, swap=f"{entry.pk},1")
    now = listed(item)
    assert now[1:] == [second, third]
    assert now[0] not in (first, second, third)


def test_order_by_buttons_and_by_a_whole_list(client, item):
    a, b, c = listed(item)
    pks = list(item.quiz.entries.order_by("position").values_list("pk", flat=True))
    press(client, item, down=f"{pks[0]},1")
    assert listed(item) == [b, a, c]
    order = [pks[2], pks[1], pks[0]]
    press(client, item, order=",".join(map(str, order)), seen=f"{pks[1]},{pks[0]},{pks[2]}")
    assert listed(item) == [c, b, a]


def test_without_a_script_the_list_is_shown_again(client, item):
    pk = item.quiz.entries.get(position=3).pk
    response = client.post(
        reverse("teach:set-questions", args=[item.lesson_set.slug, item.pk]), {"remove": f"{pk},3"}, follow=True
    )
    assert response.redirect_chain[0][0].startswith(page(item))
    assert len(listed(item)) == 2
    assert "Question 3 was taken out." in response.content.decode()


def test_giving_up_the_list_makes_a_draw_with_a_measure_of_its_own(client, item, town):
    press(client, item, draw="1")
    assert listed(item) == []
    form = client.get(page(item)).context["form"]
    sent = {"title": "Warm up", "note": "Twice", "length": "7", "formats": ["typed"], "source": f"t{town.topic.pk}"}
    client.post(page(item), sent | {"seen": form["seen"].value()})
    item.refresh_from_db()
    quiz = item.quiz
    assert (quiz.title, item.note, quiz.length, quiz.formats, quiz.article, quiz.topic) == (
        "Warm up", "Twice", 7, ["typed"], None, town.topic,
    )  # fmt: skip


def test_settings_that_somebody_changed_meanwhile_are_not_overwritten(client, item):
    seen = client.get(page(item)).context["form"]["seen"].value()
    client.post(page(item), {"title": "Theirs", "note": "", "seen": seen})
    response = client.post(page(item), {"title": "Mine", "note": "", "seen": seen})
    item.quiz.refresh_from_db()
    assert item.quiz.title == "Theirs"
    assert response.context["form"]["title"].value() == "Mine"


def test_preview_shows_the_questions_and_records_nothing(client, item):
    address = reverse("teach:set-preview-quiz", args=[item.lesson_set.slug, item.pk])
    asked = client.get(address).context["asked"]
    assert [one.question.position for one in asked] == [1, 2, 3]
    assert [one.key for one in asked] == [
        entry.question.current_version.key_value for entry in item.quiz.entries.order_by("position")
    ]
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("name", ["quiz", "questions", "preview-quiz"])
def test_a_quiz_of_somebody_else_is_not_found(client, item, name):
    client.force_login(InstructorFactory())
    address = reverse(f"teach:set-{name}", args=[item.lesson_set.slug, item.pk])
    assert (client.post if name == "questions" else client.get)(address).status_code == 404


def test_statements_do_not_grow_with_the_list(client, item):
    def statements():
        client.get(page(item))
        with CaptureQueriesContext(connection) as seen:
            client.get(page(item))
        return len(seen)

    press(client, item, remove=f"{item.quiz.entries.get(position=3).pk},3")
    two = statements()
    press(client, item, fill="1", to="4")
    assert len(listed(item)) == 4
    assert statements() == two
