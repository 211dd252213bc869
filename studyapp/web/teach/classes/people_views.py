"""Who belongs to a class: students, invitations, co-teachers."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from studyapp.accounts import joining
from studyapp.accounts.people import may_hand_over, people_of
from studyapp.accounts.queries import taught_by
from studyapp.accounts.roster import never_signed_in
from studyapp.usecases import run_class
from studyapp.web.teach.classes.forms import CoTeacherForm


@never_cache
def class_people(request: HttpRequest, pk: int, form: CoTeacherForm | None = None) -> HttpResponse:
    classroom = get_object_or_404(taught_by(request.user).select_related("owner"), pk=pk)
    context = {
        "classroom": classroom,
        "people": people_of(classroom),
        "form": form or CoTeacherForm(),
        "unused": never_signed_in(classroom).count(),
        "may_hand_over": may_hand_over(request.user, classroom),
        "link": request.build_absolute_uri(reverse("study:join-class", args=[classroom.join_code])),
    }
    return render(request, "teach/classes/class_people.html", context)


def class_invite(request: HttpRequest, pk: int) -> HttpResponse:
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    form = CoTeacherForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _invite(request, classroom, form):
        return redirect("teach:class-people", pk)
    if request.method != "POST":
        return redirect("teach:class-people", pk)
    return class_people(request, pk, form)


def _invite(request: HttpRequest, classroom, form: CoTeacherForm) -> bool:
    """False with the reason beside the field."""
    try:
        row = run_class.invite_co_teacher(classroom, form.cleaned_data["person"], by=request.user, now=timezone.now())
    except joining.CannotTeachError:
        form.add_error("person", _("Nobody who may teach has this name or address. Check the spelling."))
        return False
    except joining.IsStudentError:
        form.add_error("person", _("This person is a student of the class. Remove them first."))
        return False
    if row is None:
        messages.info(request, _("This person teaches the class, or is asked already."))
    else:
        messages.success(request, _("%s is invited, and teaches the class once they accept.") % row.user.name)
    return True


def class_remove(request: HttpRequest, pk: int, person_id: int) -> HttpResponse:
    """Asked for on a page of its own: it cannot be taken back by the person who presses."""
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    people = people_of(classroom)
    row = next((r for r in (*people.students, *people.invited, *people.teachers) if r.user_id == person_id), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        joining.end_membership(classroom, person_id, timezone.now())
        messages.success(request, _("%s is not in the class any more. Their answers are kept.") % row.user.name)
        return redirect("teach:class-people", pk)
    return render(request, "teach/classes/class_remove.html", {"classroom": classroom, "row": row})
