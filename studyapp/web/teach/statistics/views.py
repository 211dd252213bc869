"""How questions and quizzes do: flags first, then figures."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from studyapp.progress import figures
from studyapp.questions.queries import reviewable_by
from studyapp.questions.reporting import open_reports, reports_for
from studyapp.usecases import regrade
from studyapp.web.decorators import missing_is_404
from studyapp.web.teach.statistics.forms import ListForm

AT_ONCE = 50


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    form = ListForm(request.GET, user=request.user)
    form.is_valid()  # an address with nonsense in it shows the whole list
    topic, flagged = form.cleaned_data.get("topic"), bool(form.cleaned_data.get("flagged"))
    rows = figures.all_figures(request.user, topic_id=topic.pk if topic else None, flagged=flagged)
    page = Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [figures.Figures(row) for row in page],
        "quizzes": figures.quiz_rows(request.user)[:AT_ONCE],
        "reports": open_reports(reports_for(request.user)).count(),
        "kept": form.kept(),
    }
    return render(request, "teach/statistics/statistics.html", context)


@require_safe
@missing_is_404
def question_statistics(request: HttpRequest, pk: int) -> HttpResponse:
    found = figures.question_figures(request.user, pk, timezone.now())
    decides = reviewable_by(request.user).filter(pk=pk).exists()
    counted = found.figures.row.refused if decides and found.figures and found.question.format == "typed" else ()
    context = {
        "found": found,
        "figures": found.figures,
        "refused": regrade.still_refused(found.question, counted),
        "decides": decides,
        "reports": open_reports(reports_for(request.user).filter(version__question=pk)).count(),
        "corrected": decides and regrade.has_corrected_key(found.question),
    }
    return render(request, "teach/statistics/question_statistics.html", context)


@require_safe
@missing_is_404
def quiz_statistics(request: HttpRequest, slug: str) -> HttpResponse:
    found = figures.quiz_figures(request.user, slug)
    return render(request, "teach/statistics/quiz_statistics.html", {"found": found})
