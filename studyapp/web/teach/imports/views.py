"""What instructors do: bring a text in and watch it become facts and questions."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from studyapp.sources.queries import jobs_visible_to, topics_visible_to
from studyapp.usecases.paste_text import UnreadableError, cancel_import, submit_text
from studyapp.web.htmx import HtmxHttpRequest, show
from studyapp.web.teach.imports.forms import PasteForm

SHOWN = 30


def import_list(request: HttpRequest) -> HttpResponse:
    form = PasteForm(request.POST or None, topics=topics_visible_to(request.user), initial={"key": uuid4().hex})
    if request.method == "POST" and form.is_valid() and (job := _submit(request, form)):
        return redirect("teach:import-detail", job.pk)
    jobs = jobs_visible_to(request.user)[:SHOWN]
    return render(request, "teach/imports/import_list.html", {"form": form, "jobs": jobs})


def _submit(request: HttpRequest, form: PasteForm):
    """The job of this form; None when the text is refused, with the reason beside its field."""
    topic = form.cleaned_data["topic"]
    try:
        return submit_text(
            form.cleaned_data["text"],
            owner=request.user,
            idempotency_key=form.cleaned_data["key"],
            topic_name=topic.name if topic else "",
            header=form.header(),
        )
    except UnreadableError as error:
        form.add_error("text", str(error))
        return None


@require_safe
def import_detail(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(jobs_visible_to(request.user), pk=pk)
    return show(request, "teach/imports/import_detail.html", "teach/imports/_job.html", {"job": job}, title=job.name)


@require_POST
def import_stop(request: HttpRequest, pk: int) -> HttpResponse:
    cancel_import(request.user, pk, timezone.now())
    return redirect("teach:import-detail", pk)
