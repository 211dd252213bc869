"""Accepting an answer that was refused, and scoring anew under a corrected key: look first, then press once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from studyapp.questions.queries import reviewable_by
from studyapp.usecases import regrade
from studyapp.usecases.regrade import UnacceptableError
from studyapp.web.decorators import missing_is_404
from studyapp.web.teach.statistics.forms import AcceptForm

WHY_NOT = {
    "not_typed": gettext_lazy("Only typed answers can be accepted: this question has options."),
    "blank": gettext_lazy("Type the answer that is to count as right."),
    "is_right": gettext_lazy("This answer counts as right already."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def accept_answer(request: HttpRequest, pk: int) -> HttpResponse:
    typed = AcceptForm(request.POST if request.method == "POST" else request.GET)
    if not typed.is_valid():
        reviewable_by(request.user).get(pk=pk)
        messages.error(request, typed.errors["form"][0])
        return redirect("teach:question-statistics", pk)
    form = typed.cleaned_data["form"]
    try:
        if request.method == "POST":
            _regrade, changed = regrade.accept_form(request.user, pk, form, timezone.now())
            messages.success(
                request, _("“%(form)s” counts as right from now on.") % {"form": form} + " " + _said(changed)
            )
            return redirect("teach:question-statistics", pk)
        preview = regrade.preview_form(request.user, pk, form)
    except UnacceptableError as why:
        messages.error(request, WHY_NOT[str(why)])
        return redirect("teach:question-statistics", pk)
    return render(request, "teach/statistics/accept_answer.html", {"preview": preview})


@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def correct_scores(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        messages.success(request, _said(regrade.accept_key(request.user, pk, timezone.now())))
        return redirect("teach:question-statistics", pk)
    preview = regrade.preview_key(request.user, pk)
    return render(request, "teach/statistics/correct_scores.html", {"preview": preview})


def _said(changed: int) -> str:
    if not changed:
        return _("No earlier score changed.")
    said = ngettext("%(n)d earlier score changed.", "%(n)d earlier scores changed.", changed)
    return (
        said % {"n": changed} + " " + _("Those concerned find it in their news. The figures follow within ten minutes.")
    )
