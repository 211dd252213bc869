"""Assigned work: the list, one assignment, beginning it and handing it in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from studyapp.attempts.queries import next_open
from studyapp.usecases import assigned_work, take_quiz
from studyapp.web.decorators import missing_is_404
from studyapp.web.zones import in_their_zone

NOT_NOW = {
    "not_open": gettext_lazy("This is not open yet."),
    "closed": gettext_lazy("This is closed. Ask your instructor if you need more time."),
    "withdrawn": gettext_lazy("Your instructor withdrew this."),
    "no_attempts": gettext_lazy("You have used all attempts."),
}


@require_safe
@never_cache
@in_their_zone
def assigned(request: HttpRequest) -> HttpResponse:
    work = assigned_work.assigned_work(request.user, timezone.now())
    context = {
        "waiting": [one for one in work if not one.is_ended],
        "ended": [one for one in work if one.is_ended],
    }
    return render(request, "study/assigned.html", context)


@require_safe
@never_cache
@missing_is_404
@in_their_zone
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    work = assigned_work.one_assignment(request.user, pk, now)
    parts = assigned_work.parts_of(work, request.user, now)
    following = assigned_work.next_of(work, parts)
    return render(request, "study/assignment.html", {"work": work, "parts": parts, "next": following})


@missing_is_404
def assignment_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """A sitting that is going on is found again: pressing twice costs no attempt."""
    now = timezone.now()
    work = assigned_work.one_assignment(request.user, pk, now)
    if request.method != "POST":
        return redirect("study:assignment", pk)
    quiz = assigned_work.quiz_of(work, request.POST.get("quiz", ""))
    try:
        attempt = take_quiz.start_quiz(request.user, quiz, assignment=work.assignment, now=now)
    except take_quiz.NotNowError as why:
        messages.warning(request, str(NOT_NOW[str(why)]))
        return redirect("study:assignment", pk)
    except take_quiz.NoQuestionsError:
        messages.warning(request, _("No question of this quiz can be asked today. Tell your instructor."))
        return redirect("study:assignment", pk)
    return redirect("study:question", attempt.pk, next_open(attempt) or 1)


@require_POST
@missing_is_404
def hand_in(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    take_quiz.hand_in(request.user, attempt_id, timezone.now())
    messages.success(request, _("Handed in."))
    return redirect("study:results", attempt_id)
