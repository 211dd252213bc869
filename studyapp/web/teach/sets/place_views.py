"""Changing the places of a set: order, what is added, what is taken out, and what a lesson says."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from studyapp.lessons import sets
from studyapp.lessons.ordering import OrderChangedError
from studyapp.lessons.queries import lesson_of
from studyapp.lessons.set_queries import loose_quizzes, sets_editable_by
from studyapp.lessons.starting_sets import CLOSING, EACH, add_articles
from studyapp.sources.queries import articles_visible_to, topics_visible_to
from studyapp.usecases.build_quiz import add_filled_quiz
from studyapp.web.decorators import missing_is_404
from studyapp.web.htmx import HtmxHttpRequest, show, wants_fragment
from studyapp.web.teach.sets.builder import PARAMS, context_of, move_focus, numbers, pair
from studyapp.web.teach.sets.forms import LessonForm


@require_POST
def set_places(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """One button of the builder: ``up``, ``down``, ``remove``, ``order``, ``lessons``, ``quiz`` or ``back``.

    Each carries what the person saw, so that a second arrival of the same press changes nothing.
    """
    lesson_set = get_object_or_404(sets_editable_by(request.user), slug=slug)
    act = next((name for name in ACTS if name in request.POST), "")
    try:
        told = ACTS[act](request, lesson_set) if act else {}
    except sets.FullError:
        told = {"bad": _("A set holds %d lessons and quizzes at most.") % sets.MOST_ITEMS}
    except OrderChangedError:
        told = {"bad": _("Somebody changed this set meanwhile. This is how it stands now; move it again if you like.")}
    if wants_fragment(request):
        lesson_set.refresh_from_db()
        context = context_of(request, lesson_set, **told)
        return show(request, "teach/sets/_builder.html", "teach/sets/_builder.html", context)
    if told.get("bad"):
        messages.error(request, told["bad"])
    elif told.get("said"):
        messages.success(request, told["said"])
    kept = urlencode({name: request.POST[name] for name in PARAMS if request.POST.get(name)})
    return redirect(
        reverse("teach:set-detail", args=[slug]) + (f"?{kept}" if kept else "") + "#" + told.get("focus", "")
    )


def _move(request: HttpRequest, lesson_set, name: str, step: int) -> dict:
    pk, seen = pair(request.POST[name])
    is_moved = sets.move_item(lesson_set, pk, seen=seen, step=step)
    return move_focus(name, pk, seen + step, lesson_set.items.count(), is_moved=is_moved)


def _up(request: HttpRequest, lesson_set) -> dict:
    return _move(request, lesson_set, "up", -1)


def _down(request: HttpRequest, lesson_set) -> dict:
    return _move(request, lesson_set, "down", 1)


def _remove(request: HttpRequest, lesson_set) -> dict:
    pk, seen = pair(request.POST["remove"])
    item = sets.remove_item(lesson_set, pk)
    if item is None:
        return {"focus": "places-title"}
    following = lesson_set.items.filter(position__gte=seen).order_by("position").values_list("pk", flat=True)
    pk_after = following.first()
    kept = (
        _("“%s” was taken out. You can put it back from your quizzes below.")
        if item.quiz_id
        else _("“%s” was taken out.")
    )
    return {"said": kept % (item.article or item.quiz), "focus": f"remove-{pk_after}" if pk_after else "places-title"}


def _order(request: HttpRequest, lesson_set) -> dict:
    order, seen = numbers(request.POST["order"]), numbers(request.POST.get("seen", ""))
    is_new = sets.arrange_items(lesson_set, order, seen=seen)
    return {"said": _("Moved.") if is_new else ""}


def _lessons(request: HttpRequest, lesson_set) -> dict:
    """``lessons`` is "quiz" for a quiz after each, else lessons alone."""
    wanted = articles_visible_to(request.user).filter(pk__in=numbers(",".join(request.POST.getlist("article"))))
    if not (articles := list(wanted.order_by("title", "pk"))):
        return {"bad": _("Tick the articles to add first."), "focus": "add-lessons"}
    each = EACH if request.POST["lessons"] == "quiz" else 0
    count = add_articles(lesson_set, articles, request.user, each=each)
    return {"said": ngettext("%d lesson added.", "%d lessons added.", count) % count, "focus": "add-lessons"}


def _quiz(request: HttpRequest, lesson_set) -> dict:
    """A closing quiz over the lessons of the set, filled; of a set without lessons it draws from a topic."""
    topic = topics_visible_to(request.user).filter(slug=request.POST.get("quiz_topic", "")).first()
    made = add_filled_quiz(
        lesson_set, request.user, title=_("Closing quiz"), length=CLOSING, key=request.POST.get("key", ""), topic=topic
    )
    if made is None:
        return {"bad": _("Add a lesson first: a quiz asks about the lessons of its set."), "focus": "add-quiz"}
    return {"said": _("A quiz was added at the end."), "focus": "add-quiz"}


def _back(request: HttpRequest, lesson_set) -> dict:
    quiz = loose_quizzes(lesson_set.owner_id).filter(pk__in=numbers(request.POST.get("loose", ""))).first()
    if quiz is None:
        return {"bad": _("Choose a quiz first."), "focus": "put-back"}
    sets.add_quiz(lesson_set, quiz)
    return {"said": _("“%s” was added at the end.") % quiz, "focus": "places-title"}


ACTS = {
    "up": _up,
    "down": _down,
    "remove": _remove,
    "order": _order,
    "lessons": _lessons,
    "quiz": _quiz,
    "back": _back,
}


@missing_is_404
def set_lesson(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The note to the learner and the facts to look for."""
    lesson_set = get_object_or_404(sets_editable_by(request.user), slug=slug)
    readable = lesson_set.items.filter(article__topic__in=topics_visible_to(request.user))
    item = readable.select_related("article__current_version", "article__topic").get(pk=pk)
    lesson = lesson_of(item.article)
    chosen = set(item.facts.values_list("pk", flat=True))
    ticked = [fact.fact_id for fact in lesson.facts if chosen.intersection(fact.fact_ids)]
    now = sets.state_of(item)
    initial = {"note": item.note, "facts": ticked, "seen": now}
    form = LessonForm(request.POST or None, facts=lesson.facts, initial=initial)
    if request.method == "POST" and form.is_valid() and form.is_of(now):
        sets.describe_item(
            lesson_set, pk, note=form.cleaned_data["note"], facts=[int(fact) for fact in form.cleaned_data["facts"]]
        )
        messages.success(request, _("Saved."))
        return redirect(reverse("teach:set-detail", args=[slug]) + f"#place-{pk}")
    shown = {str(value) for value in form["facts"].value() or []}
    context = {"lesson_set": lesson_set, "item": item, "lesson": lesson, "form": form, "ticked": shown}
    return render(request, "teach/sets/set_lesson.html", context)
