"""A lesson set as learners see it: by its address or its link, reading and quizzes in their order."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from studyapp.accounts.guests import TooManyGuestsError, guest_for
from studyapp.attempts.queries import next_open
from studyapp.usecases import study_set, take_quiz
from studyapp.web.decorators import missing_is_404

FROM_SET = "from_set"


@require_safe
@never_cache
@missing_is_404
def set_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, slug=slug)


@require_safe
@never_cache
@missing_is_404
def set_shared(request: HttpRequest, code: str) -> HttpResponse:
    return _show(request, code=code)


def _show(request: HttpRequest, *, slug: str = "", code: str = "") -> HttpResponse:
    """Who is asked to do it is led to where their answers count."""
    now = timezone.now()
    lesson_set = study_set.set_for(request.user, slug, code, now)
    if assignment := study_set.assignment_of(request.user, lesson_set, now):
        return redirect("study:assignment", assignment.pk)
    course = study_set.course_of(lesson_set, request.user)
    return render(request, "study/set_detail.html", {"course": course, "code": code})


def _set(request: HttpRequest, slug: str):
    """(set, address of the page it was seen on); a link's code comes with the form."""
    code = request.POST.get("code", "")
    lesson_set = study_set.set_for(request.user, slug, code, timezone.now())
    if lesson_set.slug != slug:
        raise type(lesson_set).DoesNotExist
    page = reverse("study:set-shared", args=[code]) if code else reverse("study:set-detail", args=[slug])
    return lesson_set, page


@missing_is_404
def set_read(request: HttpRequest, slug: str) -> HttpResponse:
    """“I have read this”. Twice is as good as once."""
    if request.method != "POST":
        return redirect("study:set-detail", slug)
    lesson_set, page = _set(request, slug)
    article = request.POST.get("article", "")
    try:
        study_set.mark_read(guest_for(request), lesson_set, article, timezone.now())
    except TooManyGuestsError:
        messages.error(request, _("Too many guests began at this address. Sign in, or wait a minute."))
    if assignment := request.POST.get("assignment", ""):
        known = assignment.isascii() and assignment.isdecimal() and len(assignment) < 10
        page = reverse("study:assignment", args=[assignment]) if known else reverse("study:assigned")
    return redirect(f"{page}#next")


@missing_is_404
def set_begin(request: HttpRequest, slug: str) -> HttpResponse:
    """A quiz of the set; one that is assigned is taken by the terms of its assignment."""
    if request.method != "POST":
        return redirect("study:set-detail", slug)
    now = timezone.now()
    lesson_set, page = _set(request, slug)
    quiz = study_set.quiz_in(lesson_set, request.POST.get("quiz", ""), request.user)
    if assignment := study_set.assignment_asking(request.user, quiz, now):
        messages.info(request, _("Your class is asked to do this. Take its quizzes here."))
        return redirect("study:assignment", assignment.pk)
    try:
        attempt = take_quiz.start_quiz(guest_for(request), quiz, now=now)
    except TooManyGuestsError:
        messages.error(request, _("Too many guests began at this address. Sign in, or wait a minute."))
        return redirect(page)
    except take_quiz.NoQuestionsError:
        messages.warning(request, _("No question of this quiz can be asked today. You can still read the lessons."))
        return redirect(page)
    request.session[FROM_SET] = [str(attempt.pk), page, lesson_set.title]
    return redirect("study:question", attempt.pk, next_open(attempt) or 1)


def set_of_attempt(request: HttpRequest, attempt) -> dict[str, str] | None:
    """The set from which this sitting was begun in this browser, to go back to; no statement."""
    kept = request.session.get(FROM_SET) or ["", "", ""]
    return {"url": kept[1], "title": kept[2]} if kept[0] == str(attempt.pk) else None
