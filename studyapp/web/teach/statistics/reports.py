"""What learners reported, question by question, and what comes of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from studyapp.usecases import report_question
from studyapp.web.decorators import missing_is_404
from studyapp.web.teach.filters import filters_kept
from studyapp.web.teach.statistics.forms import DECISIONS, DecisionForm

AT_ONCE = 10


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    return _list(request, decided=request.GET.get("show") == "decided")


def _list(request: HttpRequest, *, decided: bool = False, form: DecisionForm | None = None, status: int = 200):
    wordings = report_question.reported_wordings(request.user, decided=decided)
    page = Paginator(wordings, AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "groups": report_question.groups(request.user, list(page), decided=decided),
        "decided": decided,
        "query": filters_kept(show="decided" if decided else ""),
        "outcomes": DECISIONS,
        "form": form,
    }
    return render(request, "teach/statistics/report_list.html", context, status=status)


@require_POST
@missing_is_404
def report_decide(request: HttpRequest) -> HttpResponse:
    form = DecisionForm(request.POST)
    form.fields["report"].choices = [(number, number) for number in _numbers(request)]
    if not form.is_valid():
        if form.fields["report"].choices:
            return _list(request, form=form, status=422)
        messages.warning(request, _("Nothing was decided: no report came with it. Choose again here."))
        return redirect("teach:report-list")
    fields = form.cleaned_data
    decided = report_question.decide(request.user, fields["report"], outcome=fields["outcome"], note=fields["note"])
    if decided:
        said = ngettext("Decided. %(n)d learner is told.", "Decided. %(n)d learners are told.", decided)
        messages.success(request, said % {"n": decided})
    else:
        messages.warning(request, _("Somebody else has decided these reports meanwhile. Their decision stands."))
    return redirect("teach:report-list")


def _numbers(request: HttpRequest) -> list[int]:
    return [int(number) for number in request.POST.getlist("report") if number.isdecimal() and len(number) < 16]
