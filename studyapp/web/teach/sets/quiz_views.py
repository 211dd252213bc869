"""A quiz of a set: its list of questions, or the draw that stands for one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from studyapp.lessons import building, sets
from studyapp.lessons.ordering import OrderChangedError
from studyapp.lessons.set_queries import sets_editable_by
from studyapp.sources.queries import topics_visible_to
from studyapp.usecases import build_quiz, quiz_desk
from studyapp.web.decorators import missing_is_404
from studyapp.web.htmx import HtmxHttpRequest, show, wants_fragment
from studyapp.web.teach.filters import filters_kept
from studyapp.web.teach.sets.builder import move_focus, numbers, pair
from studyapp.web.teach.sets.forms import QuizForm

SHOWN = 10
MORE = 5  # questions that the field offers beyond a full list
PARAMS = ("q", "everywhere", "page")


def _item(request: HttpRequest, slug: str, pk: int):
    lesson_set = get_object_or_404(sets_editable_by(request.user), slug=slug)
    return lesson_set, lesson_set.items.select_related("quiz__topic", "quiz__article").exclude(quiz=None).get(pk=pk)


def _context(request: HttpRequest, lesson_set, item, *, focus="", said="", bad="") -> dict[str, Any]:
    asked = request.POST if request.method == "POST" else request.GET
    filters = {name: asked.get(name, "").strip()[:100] for name in PARAMS}
    articles = quiz_desk.articles_asked(lesson_set, item.quiz)
    found = quiz_desk.questions_to_add(
        request.user, item.quiz, words=filters["q"], articles=articles, everywhere=bool(filters["everywhere"])
    )
    entries = quiz_desk.list_of(item.quiz, request.user)
    wanted = item.quiz.length if len(entries) < item.quiz.length else len(entries) + MORE
    page = Paginator(found, SHOWN).get_page(filters["page"])
    return {
        "lesson_set": lesson_set,
        "item": item,
        "quiz": item.quiz,
        "entries": entries,
        "page": page,
        "offers": quiz_desk.offers(item.quiz, list(page)),
        "filters": filters,
        "query": filters_kept(q=filters["q"], everywhere=filters["everywhere"]),
        "fill_to": min(wanted, building.LONGEST),
        "longest": building.LONGEST,
        "focus": focus,
        "said": said,
        "bad": bad,
    }


@missing_is_404
def set_quiz(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A post writes title, note and the measure of a draw; questions are changed at an address of their own."""
    lesson_set, item = _item(request, slug, pk)
    lessons = lesson_set.items.exclude(article=None).select_related("article__topic").order_by("position")
    articles = {place.article_id: place.article for place in lessons}
    if item.quiz.article:
        articles.setdefault(item.quiz.article_id, item.quiz.article)
    topics = topics_visible_to(request.user).filter(
        pk__in={article.topic_id for article in articles.values()} | {item.quiz.topic_id}
    )
    form = QuizForm(
        request.POST or None,
        quiz=item.quiz,
        lessons=list(articles.values()),
        topics=list(topics),
        is_draw=not item.quiz.entries.exists(),
        initial={"note": item.note, "seen": sets.state_of(item)},
    )
    if request.method == "POST" and form.is_valid() and form.is_of(sets.state_of(item)):
        building.describe_quiz(lesson_set, item.quiz, **form.wanted())
        sets.describe_item(lesson_set, pk, note=form.cleaned_data["note"])
        messages.success(request, _("Saved."))
        return redirect("teach:set-quiz", slug, pk)
    return render(request, "teach/sets/set_quiz.html", _context(request, lesson_set, item) | {"form": form})


@require_POST
@missing_is_404
def set_questions(request: HtmxHttpRequest, slug: str, pk: int) -> HttpResponse:
    """One button of the list: ``up``, ``down``, ``remove``, ``order``, ``add``, ``fill``, ``swap`` or ``draw``."""
    lesson_set, item = _item(request, slug, pk)
    act = next((name for name in ACTS if name in request.POST), "")
    try:
        told = ACTS[act](request, lesson_set, item.quiz) if act else {}
    except OrderChangedError:
        told = {"bad": _("Somebody changed this quiz meanwhile. This is how it stands now; move it again if you like.")}
    except building.GivesAwayError as clash:
        told = {
            "bad": _("That question and number %d give each other away, so they never stand in one quiz.")
            % clash.position
        }
    if wants_fragment(request):
        context = _context(request, lesson_set, item, **told)
        return show(request, "teach/sets/_questions.html", "teach/sets/_questions.html", context)
    if told.get("bad"):
        messages.error(request, told["bad"])
    elif told.get("said"):
        messages.success(request, told["said"])
    return redirect(reverse("teach:set-quiz", args=[slug, pk]) + "#" + told.get("focus", ""))


def _move(request: HttpRequest, lesson_set, quiz, name: str, step: int) -> dict:
    pk, seen = pair(request.POST[name])
    is_moved = building.move_question(lesson_set, quiz, pk, seen=seen, step=step)
    return move_focus(name, pk, seen + step, quiz.entries.count(), is_moved=is_moved)


def _up(request: HttpRequest, lesson_set, quiz) -> dict:
    return _move(request, lesson_set, quiz, "up", -1)


def _down(request: HttpRequest, lesson_set, quiz) -> dict:
    return _move(request, lesson_set, quiz, "down", 1)


def _remove(request: HttpRequest, lesson_set, quiz) -> dict:
    pk, seen = pair(request.POST["remove"])
    is_gone = building.remove_question(lesson_set, quiz, pk)
    after = quiz.entries.filter(position__gte=seen).order_by("position").values_list("pk", flat=True).first()
    return {
        "said": _("Question %d was taken out.") % seen if is_gone else "",
        "focus": f"remove-{after}" if after else "questions-title",
    }


def _order(request: HttpRequest, lesson_set, quiz) -> dict:
    order, seen = numbers(request.POST["order"]), numbers(request.POST.get("seen", ""))
    return {"said": _("Moved.") if building.arrange_questions(lesson_set, quiz, order, seen=seen) else ""}


def _add(request: HttpRequest, lesson_set, quiz) -> dict:
    ids = numbers(request.POST["add"])
    question = build_quiz.question_to_add(request.user, ids[0]) if ids else None
    if question is None:
        return {"bad": _("Learners do not get that question any more."), "focus": "add-title"}
    is_new = building.add_question(lesson_set, quiz, question)
    return {"said": _("The question was added at the end.") if is_new else "", "focus": "add-title"}


def _fill(request: HttpRequest, lesson_set, quiz) -> dict:
    wanted = numbers(request.POST.get("to", ""))
    n = min(wanted[0], building.LONGEST) if wanted else quiz.length
    filled = build_quiz.fill_quiz(lesson_set, quiz, n, request.user)
    said = ngettext("%d question added.", "%d questions added.", filled.added) % filled.added
    if filled.total < n:
        short = {"total": filled.total, "n": n, "why": filled.why_short}
        return {"bad": said + " " + _("The quiz has %(total)d, not %(n)d. %(why)s") % short, "focus": "fill"}
    return {"said": said, "focus": "fill"}


def _swap(request: HttpRequest, lesson_set, quiz) -> dict:
    pk, seen = pair(request.POST["swap"])
    if build_quiz.swap(lesson_set, quiz, pk, request.user):
        return {"said": _("Question %d is another one now.") % seen, "focus": f"remove-{pk}"}
    return {"bad": _("There is no other question that fits here."), "focus": f"remove-{pk}"}


def _draw(request: HttpRequest, lesson_set, quiz) -> dict:
    building.draw_instead(lesson_set, quiz)
    return {"said": _("Questions are drawn for each learner now."), "focus": "questions-title"}


ACTS = {
    "up": _up,
    "down": _down,
    "remove": _remove,
    "order": _order,
    "add": _add,
    "fill": _fill,
    "swap": _swap,
    "draw": _draw,
}
