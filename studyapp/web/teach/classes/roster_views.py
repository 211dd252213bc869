"""Class lists: in with a preview, out as CSV, and the first passwords of accounts that a list made."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from studyapp.accounts import roster
from studyapp.accounts.people import people_of
from studyapp.accounts.queries import taught_by
from studyapp.usecases import run_class
from studyapp.web.csv_download import csv_response
from studyapp.web.teach.classes.forms import RosterForm

SALT = "first passwords"
KEPT_FOR = 3600
HEADER = ("name", "user name", "e-mail", "first password")


@require_safe
def class_people_csv(request: HttpRequest, pk: int) -> HttpResponse:
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    people = people_of(classroom)
    rows = (
        (
            row.user.display_name or row.user.get_full_name(),
            row.user.email or "",
            row.user.username,
            f"{row.joined_at:%Y-%m-%d}" if row.joined_at else "",
            _("in the class") if row.joined_at else _("invited"),
        )
        for row in (*people.students, *people.invited)
    )
    header = ("name", "e-mail", "user name", "joined", "state")
    return csv_response(f"{classroom.name}.csv", header, rows, bom="plain" not in request.GET)


@never_cache
def class_roster(request: HttpRequest, pk: int) -> HttpResponse:
    """First what a list would do, line by line; then, on a second press, that."""
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    form = RosterForm(request.POST if request.method == "POST" else None, request.FILES or None)
    context = {"classroom": classroom, "form": form}
    if request.method == "POST" and form.is_valid():
        if "confirmed" in request.POST and (page := _bring_in(request, classroom, form)):
            return page
        planned = roster.plan(classroom, form.lines)
        text = form.cleaned_data["text"]
        again = form if form.non_field_errors() else RosterForm(initial={"text": text})  # to be corrected in place
        context |= {"planned": planned, "counts": _counts(planned), "text": text, "form": again}
    return render(request, "teach/classes/class_roster.html", context)


def _bring_in(request: HttpRequest, classroom, form: RosterForm) -> HttpResponse | None:
    """The page of first passwords, or the class when the list made no account; None when nothing could be done."""
    try:
        brought = run_class.bring_in_roster(classroom, form.lines, by=request.user, now=timezone.now())
    except IntegrityError:
        form.add_error(None, _("Somebody took one of these names at this moment. Nothing was done: press again."))
        return None
    done = _("%(made)d accounts made, %(invited)d people invited.") % {
        "made": len(brought.made),
        "invited": len(brought.invited),
    }
    if brought.made:
        return _passwords_page(request, classroom, brought.made, done)
    messages.success(request, done if brought.invited else _("Everybody in the list is in the class already."))
    return redirect("teach:class-people", classroom.pk)


@never_cache
def class_passwords(request: HttpRequest, pk: int) -> HttpResponse:
    """New first passwords, for a list that was lost before anybody used it."""
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    if request.method != "POST":
        return redirect("teach:class-people", pk)
    made = roster.renew_first_passwords(classroom)
    if not made:
        messages.info(request, _("Everybody has signed in already. A lost password is reset by its owner."))
        return redirect("teach:class-people", pk)
    return _passwords_page(request, classroom, made, _("The earlier first passwords open nothing any more."))


def _passwords_page(request: HttpRequest, classroom, made: list[roster.FirstPassword], done: str) -> HttpResponse:
    rows = [(one.name, one.username, one.email, one.password) for one in made]
    packed = signing.dumps({"class": classroom.pk, "rows": rows}, salt=SALT, compress=True)
    context = {"classroom": classroom, "made": made, "packed": packed, "done": done}
    return render(request, "teach/classes/class_passwords.html", context)


@require_POST
def class_passwords_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The same list as a file, from what the page holds: passwords are stored nowhere."""
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    try:
        packed = signing.loads(request.POST.get("packed", ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        packed = {}
    if packed.get("class") != classroom.pk:
        return HttpResponseBadRequest(_("This list has expired. Make new first passwords on the page of people."))
    return csv_response(f"{classroom.name} passwords.csv", HEADER, packed["rows"])


def _counts(planned: list[roster.Planned]) -> dict[str, int]:
    outcomes = [one.outcome for one in planned]
    kinds = {
        "create": ("create",),
        "invite": ("invite",),
        "there": ("there", "invited", "teaches"),
        "error": ("error", "clash"),
    }
    return {kind: sum(outcome in members for outcome in outcomes) for kind, members in kinds.items()}
