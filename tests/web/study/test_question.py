"""The question page: what it hides before the answer, what it shows after, with and without htmx."""

from __future__ import annotations

import gzip
import html
import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.attempts.models import Attempt, Response
from studyapp.usecases import take_quiz
from tests.browser import scene
from tests.factories import StudentFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def quiz(client):
    """The attempt of a signed-in student who has begun a quiz in every format."""
    made = scene.build()
    student = StudentFactory()
    client.force_login(student)
    return take_quiz.start(student, topic=made.topic, article=made.article, length=10, now=timezone.now(), seed=11)


def address(attempt: Attempt, position: int) -> str:
    return reverse("study:question", args=[attempt.pk, position])


def position_of(attempt: Attempt, *, kind: str, form: str) -> int:
    for position in range(1, attempt.length + 1):
        words = take_quiz.sheet(attempt, position).wording
        if (words.kind, words.format) == (kind, form):
            return position
    raise AssertionError(f"no {kind}/{form} in this paper")


def right_answer(attempt: Attempt, position: int) -> str:
    asked = take_quiz.sheet(attempt, position)
    if asked.wording.format != "options":
        return asked.wording.key_value
    return str(1 + [o.position for o in asked.options].index(asked.wording.key_option))


def wrong_answer(attempt: Attempt, position: int) -> str:
    words = take_quiz.sheet(attempt, position).wording
    if words.format == "options":
        return str(int(right_answer(attempt, position)) % len(words.options) + 1)
    return {"true": "false", "false": "true"}.get(words.key_value, "something else altogether")


def bare(body: str) -> str:
    """A page without what changes at every look: its token and its signed time."""
    return re.sub(r'name="(csrfmiddlewaretoken|shown_at)" value="[^"]*"', "", body)


def test_every_page_before_the_answer_keeps_the_receipt_to_itself(client, quiz):
    for position in range(1, quiz.length + 1):
        words = take_quiz.sheet(quiz, position).wording
        body = html.unescape(client.get(address(quiz, position)).content.decode())
        assert words.quote.short_hash not in body
        assert words.quote.sentence not in body or words.kind == "true_false"
        assert f"#{words.quote.anchor}" not in body
        assert 'class="receipt"' not in body
        assert "<mark>" not in body
        if words.format == "typed":
            assert words.key_value not in re.sub(r"<[^>]+>", " ", body)


def test_options_differ_in_nothing_but_place_and_text(client, quiz):
    for position in range(1, quiz.length + 1):
        asked = take_quiz.sheet(quiz, position)
        if asked.wording.format != "options":
            continue
        body = client.get(address(quiz, position)).content.decode()
        labels = re.findall(r'<label class="option">.*?</label>', body)
        shapes = {
            label.replace(html.escape(o.text), "TEXT").replace(f'"{n}"', '"N"').replace(f">{n}<", ">N<")
            for n, (label, o) in enumerate(zip(labels, asked.options, strict=True), 1)
        }
        assert len(shapes) == 1


def test_page_is_the_same_whichever_statement_is_true(client, quiz):
    """True and false statements look alike before the answer."""
    pages = set()
    for position in range(1, quiz.length + 1):
        words = take_quiz.sheet(quiz, position).wording
        if words.kind == "true_false":
            body = bare(client.get(address(quiz, position)).content.decode())
            pages.add(re.search(r'<div class="options pair">.*?</div>', body, re.DOTALL).group())
    assert len(pages) == 1


def test_plain_post_redirects_to_the_verdict(client, quiz):
    response = client.post(address(quiz, 1), {"given": right_answer(quiz, 1)})
    assert response.status_code == 302
    assert response["Location"] == address(quiz, 1) + "#verdict"
    body = client.get(address(quiz, 1)).content.decode()
    assert 'id="verdict"' in body
    assert 'class="receipt"' in body
    assert "<html" in body


def test_htmx_post_gets_the_fragment_with_the_verdict_focused(client, quiz):
    response = client.post(address(quiz, 1), {"given": wrong_answer(quiz, 1)}, headers=HTMX)
    body = response.content.decode()
    assert "<html" not in body
    assert '<h2 tabindex="-1" data-focus>' in body
    assert "Not quite" in body
    assert 'role="status"' not in body
    assert "HX-Request" in response["Vary"]


def test_fragment_of_the_next_question_brings_its_title(client, quiz):
    body = client.get(address(quiz, 2), headers=HTMX).content.decode()
    assert body.startswith(f"<title>Question 2 of {quiz.length} · Studyapp</title>")
    assert body.count('id="question"') == 1


def test_restored_history_gets_the_whole_page(client, quiz):
    headers = HTMX | {"HX-History-Restore-Request": "true"}
    response = client.get(address(quiz, 1), headers=headers)
    assert "<html" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_second_answer_changes_nothing(client, quiz):
    client.post(address(quiz, 1), {"given": wrong_answer(quiz, 1)}, headers=HTMX)
    body = client.post(address(quiz, 1), {"given": right_answer(quiz, 1)}, headers=HTMX).content.decode()
    assert "Not quite" in body
    assert Response.objects.filter(attempt=quiz).count() == 1


@pytest.mark.parametrize("given", ["²", "①", "0", "9" * 40, "-1", "one", "\ud800", "\0"])
def test_what_is_no_place_among_the_options_is_as_good_as_nothing(client, quiz, given):
    position = position_of(quiz, kind="multiple_choice", form="options")
    body = f"given={quote(given.encode(errors='surrogatepass'))}"
    response = client.post(address(quiz, position), body, content_type="application/x-www-form-urlencoded")
    assert "Choose an answer" in response.content.decode()
    assert not Response.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_nothing_chosen_is_asked_for_again_and_saves_nothing(client, quiz, headers):
    position = position_of(quiz, kind="multiple_choice", form="options")
    body = client.post(address(quiz, position), {"confidence": "2"}, headers=headers).content.decode()
    assert "Choose an answer" in body
    assert re.search(r'value="2" aria-keyshortcuts="F" checked', body)
    assert not Response.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_i_do_not_know_needs_no_answer_and_shows_the_receipt(client, quiz, headers):
    response = client.post(address(quiz, 1), {"dont_know": "1"}, headers=headers, follow=True)
    assert 'class="receipt"' in response.content.decode()
    kept = Response.objects.get()
    assert (kept.dont_know, kept.score) == (True, 0.0)


def test_typed_answer_close_to_the_source_says_what_was_forgiven(client, quiz):
    position = position_of(quiz, kind="cloze", form="typed")
    body = client.post(address(quiz, position), {"given": "14.20"}, headers=HTMX).content.decode()
    assert "Counted as right" in body
    assert "You wrote" in body


def test_false_statement_is_corrected_in_place(client, quiz):
    position = next(
        n for n in range(1, quiz.length + 1) if take_quiz.sheet(quiz, n).wording.stem.endswith("until 2003.")
    )  # fmt: skip
    body = client.post(address(quiz, position), {"given": "true"}, headers=HTMX).content.decode()
    assert "Not quite. The statement is false" in body
    assert re.search(r'<s class="struck">.*2003</s> <ins class="put-right">.*2011</ins>', body)


def test_wrong_answer_shows_the_two_that_matter_before_the_receipt(client, quiz):
    position = position_of(quiz, kind="multiple_choice", form="options")
    body = client.post(address(quiz, position), {"given": wrong_answer(quiz, position)}, headers=HTMX).content.decode()
    places = [body.index(part) for part in ('"outcome right', '"outcome wrong', 'class="receipt"', '"outcome off')]
    assert places == sorted(places)
    assert '<details class="rest others" open>' in body


def test_time_from_showing_to_sending_is_kept_and_a_forged_one_is_not(client, quiz):
    shown = re.search(r'name="shown_at" value="([^"]+)"', client.get(address(quiz, 1)).content.decode()).group(1)
    client.post(address(quiz, 1), {"given": right_answer(quiz, 1), "shown_at": html.unescape(shown)})
    client.post(address(quiz, 2), {"given": right_answer(quiz, 2), "shown_at": "12:forged"})
    first, second = Response.objects.order_by("position")
    assert first.duration_ms is not None
    assert second.duration_ms is None


def test_sureness_is_remembered_for_the_next_question(client, quiz):
    client.post(address(quiz, 1), {"given": right_answer(quiz, 1), "confidence": "3"}, headers=HTMX)
    body = client.get(address(quiz, 2)).content.decode()
    assert re.search(r'value="3" aria-keyshortcuts="C" checked', body)
    assert body.count(" checked") == 1


@pytest.mark.parametrize("position", [0, 99])
def test_place_outside_the_paper_is_no_page(client, quiz, position):
    assert client.get(address(quiz, position)).status_code == 404


def test_another_persons_attempt_is_no_page(client, quiz):
    client.force_login(StudentFactory())
    assert client.get(address(quiz, 1)).status_code == 404
    assert client.post(address(quiz, 1), {"dont_know": "1"}).status_code == 404
    assert not Response.objects.exists()


def test_fragment_after_an_answer_weighs_at_most_four_kilobytes(client, quiz):
    position = position_of(quiz, kind="multiple_choice", form="options")
    body = client.post(address(quiz, position), {"given": wrong_answer(quiz, position)}, headers=HTMX).content
    assert len(gzip.compress(body, 6)) <= 4096


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_reloaded_answer_still_says_when_its_fact_comes_back(client, quiz, headers):
    fresh = client.post(address(quiz, 1), {"given": right_answer(quiz, 1)}, headers=HTMX).content.decode()
    said = re.search(r"It comes back [^.]+\.", fresh).group()
    assert said in client.get(address(quiz, 1), headers=headers).content.decode()


def test_question_not_yet_answered_asks_nothing_of_memory(client, quiz):
    client.get(address(quiz, 1))  # what a process keeps is kept
    with CaptureQueriesContext(connection) as asked:
        client.get(address(quiz, 1))
    assert not [q["sql"] for q in asked if "progress_factmemory" in q["sql"]]
