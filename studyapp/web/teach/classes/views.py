"""An instructor's classes and their settings. Every view starts from the classes this person teaches."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from studyapp.accounts import classes
from studyapp.accounts.people import classes_with_counts, may_hand_over, open_classes, people_of
from studyapp.accounts.queries import taught_by
from studyapp.usecases import assign as assigning
from studyapp.usecases import run_class
from studyapp.web.teach.classes.forms import CopyForm, NameForm
from studyapp.web.zones import in_their_zone


def class_list(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        opened = classes.open_class(request.user, form.cleaned_data["name"], timezone.now())
        messages.success(request, _("The class is open. Give its students the code, or bring a list in."))
        return redirect("teach:class-people", opened.pk)
    return render(
        request, "teach/classes/class_list.html", {"form": form, "classes": classes_with_counts(request.user)}
    )


def class_settings(request: HttpRequest, pk: int) -> HttpResponse:
    classroom = get_object_or_404(taught_by(request.user).select_related("owner"), pk=pk)
    form = NameForm(
        request.POST if request.method == "POST" else None, initial={"name": classroom.name, "shown": classroom.name}
    )
    if request.method == "POST" and form.is_valid():
        if classes.rename(classroom, form.cleaned_data["name"], shown=form.cleaned_data["shown"]):
            messages.success(request, _("Saved."))
            return redirect("teach:class-settings", pk)
        form.add_error("name", _("Somebody renamed the class meanwhile: it is “%s” now.") % classroom.name)
        form.data = form.data.dict() | {"shown": classroom.name}
    context = {
        "classroom": classroom,
        "form": form,
        "copy_form": CopyForm(classes=open_classes(request.user).exclude(pk=pk)),
        "may_hand_over": may_hand_over(request.user, classroom),
        "teachers": [row for row in people_of(classroom).teachers if row.joined_at],
    }
    return render(request, "teach/classes/class_settings.html", context)


@require_POST
def class_code(request: HttpRequest, pk: int) -> HttpResponse:
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    match request.POST.get("do"):
        case "renew":
            classes.renew_code(classroom)
            messages.success(request, _("The class has a new code. The old one opens nothing any more."))
        case "close" | "open" as wanted:
            classes.set_joining(classroom, is_open=wanted == "open")
            closed = _("Nobody can join with the code now.")
            messages.success(request, _("Whoever has the code can join.") if wanted == "open" else closed)
    return redirect(reverse("teach:class-people", args=[pk]) + "#code")


@require_POST
def class_archive(request: HttpRequest, pk: int) -> HttpResponse:
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    if request.POST.get("do") == "reopen":
        classes.reopen(classroom)
        messages.success(request, _("The class is open again, with everything that was in it."))
    else:
        classes.archive(classroom, timezone.now())
        messages.success(request, _("The class is archived. Its answers are kept; students see its work no more."))
    return redirect("teach:class-settings", pk)


@require_POST
def class_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    to = next((row.user for row in people_of(classroom).teachers if str(row.user_id) == request.POST.get("to")), None)
    if not may_hand_over(request.user, classroom):
        messages.error(request, _("Only the owner can hand the class over."))
    elif to is None:
        messages.error(request, _("Choose a co-teacher first."))
    else:
        _hand_over(request, classroom, to)
    return redirect("teach:class-settings", pk)


def _hand_over(request: HttpRequest, classroom, to) -> None:
    try:
        run_class.hand_over(classroom, to, by=request.user, now=timezone.now())
        messages.success(request, _("%s owns the class now. You teach it together.") % to.name)
    except classes.NoCoTeacherError:
        messages.error(request, _("%s does not teach this class yet: the invitation is not accepted.") % to.name)


@require_POST
@in_their_zone
def class_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is assigned in the class, for another one, from a day on."""
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    form = CopyForm(request.POST, classes=open_classes(request.user).exclude(pk=pk))
    if not form.is_valid():
        messages.error(request, _("Choose a class, and the day on which the first assignment opens there."))
        return redirect(reverse("teach:class-settings", args=[pk]) + "#copy")
    to, zone = form.cleaned_data["to"], timezone.get_current_timezone()
    try:
        new = assigning.copy_all(classroom, to, first_on=form.cleaned_data["opens_on"], by=request.user, zone=zone)
    except assigning.NotYoursToGrantError as refused:
        messages.error(request, _("Not copied: the class may not see %s, and it is not yours to share.") % refused)
        return redirect(reverse("teach:class-settings", args=[pk]) + "#copy")
    messages.success(request, _("%(n)d assignments are copied to %(class)s.") % {"n": len(new), "class": to.name})
    return redirect("teach:class-detail", to.pk)
