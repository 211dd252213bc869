"""Saying that something is wrong with a question just answered."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from studyapp.usecases import report_question
from studyapp.usecases.report_question import REASONS, Reportable, TooManyReportsError
from studyapp.web.decorators import missing_is_404
from studyapp.web.htmx import HtmxHttpRequest, partial_or_redirect, show
from studyapp.web.study.forms import ReportForm


@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def report(request: HtmxHttpRequest, attempt_id: UUID, position: int) -> HttpResponse:
    place = report_question.reportable(request.user, attempt_id, position)
    form = ReportForm(request.POST if request.method == "POST" else None, auto_id=f"report-{position}-%s")
    if form.is_valid():
        try:
            report_question.submit(request.user, place, **form.cleaned_data, now=timezone.now())
        except TooManyReportsError:
            form.add_error(None, _("You have sent many reports within an hour. Wait a little, then send this one."))
        else:
            place = report_question.reportable(request.user, attempt_id, position)
            where = reverse("study:question", args=[attempt_id, position])
            return partial_or_redirect(
                request, "study/_report.html", _context(place, form, fresh=True), to=f"{where}#report-{position}"
            )
    return show(request, "study/report.html", "study/_report.html", _context(place, form), title=_("Report a question"))


def _context(place: Reportable, form: ReportForm, *, fresh: bool = False) -> dict:
    return {
        "place": place,
        "attempt_id": place.attempt_id,
        "position": place.position,
        "report": place.mine,
        "reasons": REASONS,
        "form": form,
        "fresh": fresh,
    }
