"""Deciding on several questions at once: tick them or take all that the filters show, look at the number, do it."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from studyapp.questions.queue import Wanted, queue
from studyapp.questions.reasons import REJECTIONS
from studyapp.questions.reviewing import Seen
from studyapp.usecases import review_questions
from studyapp.web.decorators import missing_is_404
from studyapp.web.teach.review.addresses import queue_address
from studyapp.web.teach.review.forms import SeveralForm

ON_A_PAGE = 50


@missing_is_404
def review_several(request: HttpRequest) -> HttpResponse:
    wanted = Wanted.read(request.GET)
    if request.method != "POST":
        return _list(request, wanted)
    form = SeveralForm(request.POST)
    if not form.is_valid():
        return _list(request, wanted, form)
    seen = review_questions.all_of(request.user, wanted) if form.cleaned_data["all"] else form.seen()
    if request.POST.get("digest") != _digest(seen):
        return _preview(request, wanted, form, seen)
    decided = review_questions.judge(request.user, seen, **form.decision())
    _tell(request, len(decided.reviews), len(decided.changed), len(decided.outdated))
    return redirect(queue_address(wanted))


def _list(request: HttpRequest, wanted: Wanted, form: SeveralForm | None = None) -> HttpResponse:
    questions = queue(request.user, wanted).select_related("current_version", "article")
    page = Paginator(questions, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"wanted": wanted, "page": page, "form": form, "reasons": REJECTIONS, "step": uuid.uuid4().hex}
    return render(request, "teach/review/several.html", context, status=400 if form else 200)


def _preview(request: HttpRequest, wanted: Wanted, form: SeveralForm, seen: list[Seen]) -> HttpResponse:
    """The number, before anything happens; also where the queue changed since it was looked at."""
    context = {
        "wanted": wanted,
        "data": form.cleaned_data,
        "seen": seen,
        "digest": _digest(seen),
        "by_status": sorted(Counter(row.status for row in seen).items()),
        "changed": bool(request.POST.get("digest")),
        "reasons": [REJECTIONS[code] for code in form.cleaned_data["reason"]],
    }
    return render(request, "teach/review/several_preview.html", context)


def _digest(seen: list[Seen]) -> str:
    """Stands for exactly these questions as they stand."""
    return hashlib.sha256(repr(sorted(seen)).encode()).hexdigest()[:32]


def _tell(request: HttpRequest, done: int, changed: int, outdated: int) -> None:
    messages.success(request, ngettext("%d question decided.", "%d questions decided.", done) % done)
    if changed:
        words = ngettext("%d was left out: it changed meanwhile, or was so already.",
                         "%d were left out: they changed meanwhile, or were so already.", changed)  # fmt: skip
        messages.warning(request, words % changed)
    if outdated:
        words = ngettext("%d was left out: its sentence is not in the text any more.",
                         "%d were left out: their sentences are not in the text any more.", outdated)  # fmt: skip
        messages.warning(request, words % outdated)
