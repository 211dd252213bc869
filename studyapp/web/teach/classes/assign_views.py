"""Giving work to classes: assign, change, withdraw, copy, and more time for one learner."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from studyapp.accounts.people import open_classes
from studyapp.accounts.queries import learners_of
from studyapp.assignments import assigning as rows
from studyapp.assignments.queries import assignments_taught_by, extension_for, extensions_given
from studyapp.usecases import assign as assigning
from studyapp.web.teach.classes.forms import AssignForm, CopyForm, ExtensionForm, LimitsForm
from studyapp.web.zones import in_their_zone


@in_their_zone
def assign(request: HttpRequest) -> HttpResponse:
    """``?set=`` or ``?quiz=`` names the work, ``?class=`` the class; without work there is a list to choose from."""
    work = assigning.work_of(request.user, set_slug=request.GET.get("set", ""), quiz_slug=request.GET.get("quiz", ""))
    classes = open_classes(request.user)
    if work is None:
        return _choose(request)
    only = [one.pk for one in classes[:2]]
    chosen = [request.GET["class"]] if request.GET.get("class", "").isdecimal() else only if len(only) == 1 else []
    form = AssignForm(
        request.POST if request.method == "POST" else None,
        classes=classes,
        now=timezone.now(),
        initial={"classes": chosen},
    )
    if request.method == "POST" and form.is_valid() and (to := _assign(request, work, form)):
        return redirect("teach:class-detail", to)
    context = {
        "work": work,
        "form": form,
        "has_classes": classes.exists(),
        "to_grant": assigning.to_grant(work, classes),
        "is_draft": getattr(work, "status", "") == "draft",
    }
    return render(request, "teach/classes/assign.html", context)


def _choose(request: HttpRequest) -> HttpResponse:
    context = {
        "sets": assigning.sets_to_assign(request.user)[:100],
        "quizzes": assigning.quizzes_to_assign(request.user).filter(set_items=None)[:100],
        "class": request.GET.get("class", ""),
    }
    return render(request, "teach/classes/assign_choose.html", context)


def _assign(request: HttpRequest, work, form: AssignForm) -> int | None:
    """The number of a class it was assigned to; None with the reason on the form."""
    classes = list(form.cleaned_data["classes"])
    try:
        new = assigning.assign(work, classes, form.limits(), by=request.user)
    except assigning.NotYoursToGrantError as refused:
        form.add_error("classes", _("The class may not see %s, and it is not yours to share.") % refused)
        return None
    if new:
        said = ngettext("Assigned to %d class.", "Assigned to %d classes.", len(new)) % len(new)
        messages.success(request, said)
    else:
        messages.info(request, _("This was assigned already, with the same dates and limits."))
    return classes[0].pk


def _assignment(request: HttpRequest, pk: int, assignment_id: int):
    return get_object_or_404(assignments_taught_by(request.user), pk=assignment_id, classroom=pk)


@in_their_zone
def assignment_edit(request: HttpRequest, pk: int, assignment_id: int) -> HttpResponse:
    given = _assignment(request, pk, assignment_id)
    if request.GET.get("more_for", "").isdecimal():
        return redirect("teach:assignment-extension", pk, assignment_id, int(request.GET["more_for"][:18]))
    shown = request.POST.get("shown") or rows.state_of(given)
    form = LimitsForm(request.POST if request.method == "POST" else None, instance=given)
    if request.method == "POST" and form.is_valid():
        try:
            assigning.change(given, form.limits(), shown=shown)
        except rows.ChangedMeanwhileError:
            form.add_error(None, _("Somebody changed these limits meanwhile. What you see is yours: save it again."))
            shown = rows.state_of(_assignment(request, pk, assignment_id))
        else:
            messages.success(request, _("Saved. Attempts that have begun keep the time they were given."))
            return redirect("teach:assignment-edit", pk, assignment_id)
    context = {
        "assignment": given,
        "title": assigning.title_of(given),
        "form": form,
        "shown": shown,
        "extensions": extensions_given(given),
        "learners": learners_of(given.classroom),
        "copy_form": CopyForm(classes=open_classes(request.user)),
    }
    return render(request, "teach/classes/assignment_edit.html", context)


@require_POST
def assignment_withdraw(request: HttpRequest, pk: int, assignment_id: int) -> HttpResponse:
    given = _assignment(request, pk, assignment_id)
    if request.POST.get("do") == "put_back":
        rows.put_back(given)
        messages.success(request, _("The class sees it again."))
    else:
        rows.withdraw(given, timezone.now())
        messages.success(request, _("Withdrawn. Students see it no more; their answers are kept."))
    return redirect("teach:assignment-edit", pk, assignment_id)


@require_POST
@in_their_zone
def assignment_copy(request: HttpRequest, pk: int, assignment_id: int) -> HttpResponse:
    given = _assignment(request, pk, assignment_id)
    form = CopyForm(request.POST, classes=open_classes(request.user))
    if not form.is_valid():
        messages.error(request, _("Choose a class, and the day on which it opens there."))
        return redirect("teach:assignment-edit", pk, assignment_id)
    to: object = form.cleaned_data["to"]
    days: dt.timedelta = form.cleaned_data["opens_on"] - timezone.localtime(given.opens_at).date()
    zone = timezone.get_current_timezone()
    try:
        new = assigning.copy([given], to, days=days.days, by=request.user, zone=zone)
    except assigning.NotYoursToGrantError as refused:
        messages.error(request, _("Not copied: the class may not see %s, and it is not yours to share.") % refused)
        return redirect("teach:assignment-edit", pk, assignment_id)
    if not new:
        messages.info(request, _("This was assigned already, with the same dates and limits."))
        return redirect("teach:assignment-edit", pk, assignment_id)
    messages.success(request, _("Copied. Check the dates."))
    return redirect("teach:assignment-edit", to.pk, new[0].pk)


@in_their_zone
def assignment_extension(request: HttpRequest, pk: int, assignment_id: int, learner_id: int) -> HttpResponse:
    given = _assignment(request, pk, assignment_id)
    person = get_object_or_404(learners_of(given.classroom), pk=learner_id)
    extension = extension_for(given, person)
    shown = request.POST.get("shown") or rows.state_of_extension(extension)
    form = ExtensionForm(request.POST if request.method == "POST" else None, instance=extension)
    if request.method == "POST" and form.is_valid():
        try:
            assigning.extend(given, person, form.given(), by=request.user, shown=shown)
        except rows.ChangedMeanwhileError:
            form.add_error(
                None, _("Somebody gave %s more meanwhile. Give yours again to put it in place.") % person.name
            )
            shown = rows.state_of_extension(extension_for(given, person))
        else:
            messages.success(request, _("%s has more time now, also for an attempt that has begun.") % person.name)
            return redirect("teach:assignment-edit", pk, assignment_id)
    context = {"assignment": given, "title": assigning.title_of(given), "learner": person, "form": form, "shown": shown}
    return render(request, "teach/classes/assignment_extension.html", context)
