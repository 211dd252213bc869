"""The review desk: a queue, one question with its evidence, a key for each decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from studyapp.questions.editing import BlockedError, ChangedMeanwhileError, OldTextError
from studyapp.questions.queue import Wanted
from studyapp.questions.renewing import NothingToTakeOverError
from studyapp.usecases import review_questions
from studyapp.usecases.review_desk import Desk, desk, following
from studyapp.web.decorators import missing_is_404
from studyapp.web.htmx import HtmxHttpRequest, show, wants_fragment
from studyapp.web.teach.review.addresses import question_address, queue_address
from studyapp.web.teach.review.forms import DecisionForm, SeenForm, StepForm
from studyapp.web.teach.review.words import already, decided_words, who_was_quicker, why_none

PAGE, FRAGMENT = "teach/review/review.html", "teach/review/_swapped.html"


@require_safe
@missing_is_404
def review(request: HtmxHttpRequest) -> HttpResponse:
    return _desk(request, Wanted.read(request.GET))


@require_safe
@missing_is_404
def review_question(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    return _desk(request, Wanted.read(request.GET), pk)


@require_POST
@missing_is_404
def review_decide(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    wanted, form = Wanted.read(request.GET), DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That did not reach us whole. Nothing was decided; try it once more."))
        return _go_on(request, wanted, pk)
    onwards = following(request.user, wanted, pk)
    decided = review_questions.judge(request.user, [form.seen(pk)], **form.decision())
    if decided.reviews:
        return _go_on(request, wanted, onwards, said=decided_words(decided))
    messages.warning(request, already(pk) if decided.changed else str(why_none("outdated")))
    return _go_on(request, wanted, pk)


@require_POST
@missing_is_404
def review_undo(request: HtmxHttpRequest) -> HttpResponse:
    wanted, form = Wanted.read(request.GET), StepForm(request.POST)
    undone = review_questions.take_back(request.user, form.cleaned_data["step"] if form.is_valid() else "")
    if undone.changed:
        messages.warning(request, who_was_quicker(len(undone.changed)))
    back = undone.reviews[0].version.question_id if undone.reviews else None
    return _go_on(request, wanted, back, said=_("Taken back.") if undone.reviews else "")


@require_POST
@missing_is_404
def review_take_over(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    wanted, form = Wanted.read(request.GET), SeenForm(request.POST)
    onwards = following(request.user, wanted, pk)
    try:
        if form.is_valid():
            review_questions.take_over(request.user, form.seen(pk), step=form.cleaned_data["step"])
            return _go_on(request, wanted, onwards, said=_("Taken over and approved."))
    except ChangedMeanwhileError:
        messages.warning(request, already(pk))
    except (NothingToTakeOverError, BlockedError, OldTextError):
        messages.warning(request, str(why_none("nothing_to_take_over")))
    return _go_on(request, wanted, pk)


@require_safe
@missing_is_404
def review_another(request: HttpRequest, pk: int) -> HttpResponse:
    """To a different question on the same fact or sentence, or back with the reason why there is none."""
    wanted = Wanted.read(request.GET)
    found = review_questions.another_like(request.user, pk)
    if found is None:
        messages.info(request, str(why_none("another")))
    return redirect(question_address(found.pk if found else pk, wanted))


def _desk(request: HtmxHttpRequest, wanted: Wanted, pk: int | None = None, said: str = "") -> HttpResponse:
    found = desk(request.user, wanted, pk)
    context = {"desk": found, "rejecting": found.shown is not None and _is_rejecting(request, found), "said": said}
    return show(request, PAGE, FRAGMENT, context, title=_("Review"))


def _is_rejecting(request: HtmxHttpRequest, found: Desk) -> bool:
    """Whether to ask for reasons: not where somebody decided since the page was made on which that was asked for."""
    if request.method == "POST" or "reject" not in request.GET:
        return False
    question = found.shown.question
    if request.GET.get("seen") in (None, f"{question.current_version_id}-{question.status}"):
        return True
    messages.warning(request, already(question.pk))
    return False


def _go_on(request: HtmxHttpRequest, wanted: Wanted, pk: int | None, said: str = "") -> HttpResponse:
    """To the question ``pk``, or to the head of the queue: swapped in for htmx, by a redirect without it."""
    to = question_address(pk, wanted) if pk else queue_address(wanted)
    if not wants_fragment(request):
        return redirect(to)
    response = _desk(request, wanted, pk, said)
    response["HX-Push-Url"] = to
    return response
