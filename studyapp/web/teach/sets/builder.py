"""What the builder of a set shows, whole or the part that a change swaps in."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from studyapp.lessons.set_queries import loose_quizzes
from studyapp.sources.queries import topics_visible_to
from studyapp.usecases.set_desk import SHOWN, desk_of, readings_to_add, with_numbers
from studyapp.web.teach.filters import filters_kept
from studyapp.web.teach.sets.forms import new_key

PARAMS = ("topic", "q", "page")


def context_of(request: HttpRequest, lesson_set, *, focus: str = "", said: str = "", bad: str = "") -> dict[str, Any]:
    """``focus`` is the id of the control that keeps it, ``said`` what is announced, ``bad`` what went wrong."""
    asked = request.POST if request.method == "POST" else request.GET
    filters = {name: asked.get(name, "").strip()[:100] for name in PARAMS}
    desk = desk_of(lesson_set, request.user)
    found = readings_to_add(request.user, topic_slug=filters["topic"], words=filters["q"])
    page = Paginator(found, SHOWN).get_page(filters["page"])
    return {
        "lesson_set": lesson_set,
        "desk": desk,
        "page": page,
        "readings": with_numbers(request.user, desk, list(page)),
        "filters": filters,
        "query": filters_kept(topic=filters["topic"], q=filters["q"]),
        "topics": topics_visible_to(request.user),
        "loose": list(loose_quizzes(lesson_set.owner_id)[:30]),
        "key": new_key(),
        "focus": focus,
        "said": said,
        "bad": bad,
    }


def numbers(text: str) -> list[int]:
    """Row numbers as a form sends them, separated by commas; what is none is left out."""
    return [int(part) for part in text.split(",")[:300] if part.isdecimal() and len(part) < 18]


def pair(text: str) -> tuple[int, int]:
    """A row and the place it was seen at; zeros for anything else."""
    found = numbers(text)
    return (found[0], found[1]) if len(found) == 2 else (0, 0)


def move_focus(name: str, pk: int, place: int, count: int, *, is_moved: bool) -> dict[str, str]:
    """The same button keeps the focus; at an end, where it is switched off, the other one gets it."""
    ends = 1 if name == "up" else count
    other = "down" if name == "up" else "up"
    return {
        "said": _("Now %(place)d of %(all)d") % {"place": place, "all": count} if is_moved else "",
        "focus": f"{other if is_moved and place == ends else name}-{pk}",
    }
