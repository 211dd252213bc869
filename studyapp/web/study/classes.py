"""A student's classes: join, accept, look, leave."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from studyapp.accounts import joining
from studyapp.accounts.classes import code_typed
from studyapp.accounts.people import invitations_of, teachers_in_words
from studyapp.accounts.queries import learns_in, taught_by
from studyapp.accounts.tries import count_try, too_many_tries
from studyapp.usecases import run_class
from studyapp.usecases.assigned_work import assigned_work
from studyapp.web.decorators import missing_is_404
from studyapp.web.zones import in_their_zone


@never_cache
def classes(request: HttpRequest) -> HttpResponse:
    mine = list(learns_in(request.user).select_related("owner"))
    context = {
        "classes": mine,
        "teachers": teachers_in_words(mine),
        "invitations": invitations_of(request.user),
        "teaches": taught_by(request.user).filter(archived_at=None).exists(),
    }
    return render(request, "study/classes.html", context)


@never_cache
@in_their_zone
def class_detail(request: HttpRequest, pk: int) -> HttpResponse:
    classroom = get_object_or_404(learns_in(request.user).select_related("owner"), pk=pk)
    context = {
        "classroom": classroom,
        "teachers": teachers_in_words([classroom])[pk],
        "work": assigned_work(request.user, timezone.now(), classroom=classroom),
    }
    return render(request, "study/class_detail.html", context)


def class_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked for on a page of its own."""
    classroom = get_object_or_404(learns_in(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "study/class_leave.html", {"classroom": classroom})
    joining.end_membership(classroom, request.user.pk, timezone.now())
    messages.success(request, _("You have left %s. Your answers and your progress stay yours.") % classroom.name)
    return redirect("study:classes")


@require_POST
@missing_is_404
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    accepts = request.POST.get("do") == "accept"
    row = run_class.answer_invitation(request.user, pk, accepts=accepts, now=timezone.now())
    if not accepts:
        messages.success(request, _("You declined. You are not in %s.") % row.classroom.name)
        return redirect("study:classes")
    messages.success(request, _("You are in %s.") % row.classroom.name)
    return redirect("teach:class-detail" if row.role == row.Role.TEACHER else "study:class-detail", pk)


def join(request: HttpRequest) -> HttpResponse:
    """The field for a code: to the page of the class, where it is confirmed."""
    code = code_typed(request.POST.get("code") or request.GET.get("code", ""))
    return redirect("study:join-class", code) if code else render(request, "study/join.html")


@never_cache
def join_class(request: HttpRequest, code: str) -> HttpResponse:
    """Who has no account yet is asked for one and comes back; nobody learns of a class by trying codes."""
    if not request.user.is_authenticated or request.user.is_guest:
        return render(request, "study/join.html", {"code": code_typed(code), "needs_account": True})
    now = timezone.now()
    if too_many_tries(*_who(request), now=now):
        return _cannot_join(request, code, _("Too many wrong codes. Wait ten minutes, and ask for the right one."), 429)
    try:
        if request.method == "POST":
            return _join(request, code)
        classroom = joining.class_of_code(code)
    except joining.WrongCodeError:
        count_try(*_who(request), now=now)
        return _cannot_join(request, code, _("No class takes this code. Check it, or ask for a new one."), 404)
    names = teachers_in_words([classroom])[classroom.pk]
    context = {"classroom": classroom, "code": code_typed(code), "teachers": names}
    return render(request, "study/join.html", context)


def _join(request: HttpRequest, code: str) -> HttpResponse:
    row = run_class.join(request.user, code, timezone.now())
    classroom = row.classroom if row else joining.class_of_code(code)
    if row is None or row.role == row.Role.TEACHER:
        messages.info(request, _("You teach this class."))
        return redirect("teach:class-detail", classroom.pk)
    messages.success(request, _("You are in %s.") % classroom.name)
    return redirect("study:class-detail", classroom.pk)


def _cannot_join(request: HttpRequest, code: str, error: str, status: int) -> HttpResponse:
    context = {"code": code_typed(code), "error": error}
    return render(request, "study/join.html", context, status=status)


def _who(request: HttpRequest) -> tuple[str, str]:
    return f"person-{request.user.pk}", f"session-{request.session.session_key}"
