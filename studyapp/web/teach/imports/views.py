"""What instructors do: bring texts in and watch them become facts and questions."""

from __future__ import annotations

from uuid import uuid4

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from studyapp.sources.incoming import batches_visible_to, brought_in_together, topic_of, totals
from studyapp.sources.queries import jobs_visible_to
from studyapp.usecases import steer_imports
from studyapp.usecases.bring_in import NothingReceivedError, bring_in
from studyapp.usecases.desk_of_sources import to_review
from studyapp.web.htmx import HtmxHttpRequest, show
from studyapp.web.teach.imports.forms import BringInForm

A_PAGE = 20
FIELD_OF = {"address": "addresses", "text": "text"}


def import_list(request: HtmxHttpRequest) -> HttpResponse:
    form = BringInForm(
        request.POST or None, request.FILES or None, user=request.user, initial={"key": uuid4().hex}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and (batch := _brought_in(request, form)):
        return redirect(_address_of(batch))
    seen = jobs_visible_to(request.user).select_related("topic", "version__article", "batch")
    page = Paginator(seen.order_by("-created_at", "-pk"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "totals": totals(jobs_visible_to(request.user)),
        "together": brought_in_together(page),
        "to_review": _to_review(page),
    }
    return show(request, "teach/imports/import_list.html", "teach/imports/_imports.html", context)


def _brought_in(request: HttpRequest, form: BringInForm):
    """The batch of this form; None when nothing of it can be taken, with each reason beside its field."""
    try:
        return bring_in(request.user, form.cleaned_data["key"], form.submission("look" in request.POST))
    except NothingReceivedError as error:
        for line, field, reason, about in error.problems:
            where = _("Line %d") % line if line else ""
            said = ", ".join(filter(None, (about, where, "" if field in FIELD_OF else field)))
            form.add_error(FIELD_OF.get(field, "files"), f"{said}: {reason}" if said else reason)
        return None


def _address_of(batch) -> str:
    """A text alone has a page of its own; several, or one beside a problem, have theirs together."""
    first = list(batch.jobs.order_by("pk").values_list("pk", flat=True)[:2])
    if len(first) == 1 and not batch.problems:
        return reverse("teach:import-detail", args=first)
    return reverse("teach:import-batch", args=[batch.pk])


@require_safe
def import_detail(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(jobs_visible_to(request.user).select_related("topic", "version__article", "batch"), pk=pk)
    context = {"job": job, "to_review": _to_review([job]), "together": brought_in_together([job])}
    return show(request, "teach/imports/import_detail.html", "teach/imports/_job.html", context, title=job.name)


@require_POST
def import_stop(request: HttpRequest, pk: int) -> HttpResponse:
    steer_imports.cancel_import(request.user, pk, timezone.now())
    return _back(request, "teach:import-detail", pk)


@require_POST
def import_retry(request: HttpRequest, pk: int) -> HttpResponse:
    steer_imports.retry_import(request.user, pk)
    return _back(request, "teach:import-detail", pk)


@require_POST
def import_save(request: HttpRequest, pk: int) -> HttpResponse:
    steer_imports.save_import(request.user, pk)
    return _back(request, "teach:import-detail", pk)


@require_safe
def import_batch(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(batches_visible_to(request.user), pk=pk)
    of_batch = jobs_visible_to(request.user).filter(batch=batch)
    page = Paginator(of_batch.order_by("pk"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": batch,
        "page": page,
        "totals": totals(of_batch),
        "topic": topic_of(batch),
        "to_review": _to_review(page),
    }
    return show(request, "teach/imports/import_batch.html", "teach/imports/_batch.html", context)


@require_POST
def import_batch_stop(request: HttpRequest, pk: int) -> HttpResponse:
    steer_imports.cancel_batch(request.user, pk, timezone.now())
    return redirect("teach:import-batch", pk)


@require_POST
def import_batch_retry(request: HttpRequest, pk: int) -> HttpResponse:
    steer_imports.retry_batch(request.user, pk)
    return redirect("teach:import-batch", pk)


@require_POST
def import_batch_save(request: HttpRequest, pk: int) -> HttpResponse:
    steer_imports.save_batch(request.user, pk)
    return redirect("teach:import-batch", pk)


def _to_review(jobs) -> dict[int, dict[str, int]]:
    return to_review(job.version.article_id for job in jobs if job.version_id)


def _back(request: HttpRequest, view: str, pk: int) -> HttpResponse:
    """To where the button was pressed: a list of imports, else the import's own page."""
    lists = {"list": reverse("teach:import-list")}
    if (number := request.POST.get("batch", "")).isdecimal() and len(number) < 18:
        lists["batch"] = reverse("teach:import-batch", args=[int(number)])
    return HttpResponseRedirect(lists.get(request.POST.get("from", ""), reverse(view, args=[pk])))
