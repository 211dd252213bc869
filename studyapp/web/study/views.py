"""What learners do: start a quiz, answer, look at the receipts, see their progress."""

from __future__ import annotations

import time
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from studyapp.accounts.guests import TooManyGuestsError, guest_for
from studyapp.accounts.roles import may_enter_backoffice
from studyapp.attempts.answering import Given, UnanswerableError
from studyapp.attempts.queries import attempts_of
from studyapp.attempts.sitting import withheld
from studyapp.progress import queries as knowledge
from studyapp.sources.queries import articles_visible_to, topics_visible_to
from studyapp.usecases import assigned_work, report_question, review_today, take_quiz
from studyapp.web.decorators import missing_is_404
from studyapp.web.htmx import HtmxHttpRequest, partial_or_redirect, show
from studyapp.web.review_panel import review_panel
from studyapp.web.study import progress_page, results_page
from studyapp.web.study.forms import AccountForm, AnswerForm
from studyapp.web.study.sets import set_of_attempt
from studyapp.web.zones import in_their_zone

MISSING = {
    "choose": gettext_lazy("Choose an answer, or press I don’t know."),
    "type": gettext_lazy("Type an answer, or press I don’t know."),
    "rows": gettext_lazy("Choose something in every row, or press I don’t know."),
    "twice": gettext_lazy("Two rows have the same choice. Each belongs to one row only."),
}
SURE_COOKIE = "sure"


def topic_quiz(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(topics_visible_to(request.user), slug=slug)
    return _begin(request, reverse("public:topic-detail", args=[slug]), topic=topic, article=None)


def article_quiz(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(articles_visible_to(request.user), slug=slug)
    return _begin(request, reverse("public:lesson", args=[slug]), topic=article.topic, article=article)


def _begin(request: HttpRequest, back: str, *, topic, article) -> HttpResponse:
    if request.method != "POST":  # a reloaded or bookmarked address: the button is on the page before
        return redirect(back)
    wanted = request.POST.get("length", "")
    length = int(wanted) if wanted in map(str, take_quiz.LENGTHS) else take_quiz.DEFAULT_LENGTH
    try:
        learner = guest_for(request)
        attempt = take_quiz.start(learner, topic=topic, article=article, length=length, now=timezone.now())
    except TooManyGuestsError:
        messages.error(request, _("Too many guests began at this address. Sign in, or wait a minute."))
        return redirect(back)
    except take_quiz.NoQuestionsError:
        messages.warning(request, _("No question about this has passed the checks yet. You can still read it."))
        return redirect(back)
    return redirect("study:question", attempt.pk, 1)


def review(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("study:progress")
    try:
        attempt = review_today.start(request.user, timezone.now())
    except review_today.NothingDueError:
        messages.info(request, _("Nothing to review today."))
        return redirect("study:progress")
    except review_today.GoalReachedError:
        messages.info(
            request, _("You have given all the answers you set out to give today. What is due waits for you.")
        )
        return redirect("study:progress")
    return redirect("study:question", attempt.pk, 1)


@missing_is_404
@in_their_zone
def question(request: HtmxHttpRequest, attempt_id: UUID, position: int) -> HttpResponse:
    now_ms = time.time_ns() // 1_000_000
    if request.method == "POST":
        return _answer(request, attempt_id, position, now_ms)
    page = take_quiz.see_question(request.user, attempt_id, position)
    sure = request.COOKIES.get(SURE_COOKIE)
    form = AnswerForm.shown(now_ms, int(sure) if sure in ("1", "2", "3") else None)
    return _show(request, page, form)


def _answer(request: HtmxHttpRequest, attempt_id: UUID, position: int, now_ms: int) -> HttpResponse:
    form = AnswerForm(request.POST, auto_id=False)
    form.is_valid()  # what is malformed is as good as not given
    fields = form.cleaned_data
    given = Given(
        text=fields.get("given", ""),
        dont_know=fields.get("dont_know", False),
        confidence=fields.get("confidence"),
        duration_ms=form.duration_ms(now_ms),
        rows=tuple(form.rows),
    )
    try:
        page = take_quiz.submit_answer(request.user, attempt_id, position, given, timezone.now())
    except UnanswerableError as missing:
        page = take_quiz.see_question(request.user, attempt_id, position)
        return _show(request, page, form, error=str(MISSING[str(missing)]))
    response = partial_or_redirect(
        request,
        "study/_question.html",
        _context(request, page),
        to=_url(page, position) + "#verdict",
        title=_title(page),
    )
    if given.confidence:
        response.set_cookie(
            SURE_COOKIE,
            str(given.confidence),
            max_age=90 * 86400,
            httponly=True,
            secure=request.is_secure(),
            samesite="Lax",
        )
    return response


def _url(page: take_quiz.QuizPage, position: int) -> str:
    return reverse("study:question", args=[page.attempt.pk, position])


def _title(page: take_quiz.QuizPage) -> str:
    return _("Question %(n)d of %(all)d") % {"n": page.question.position, "all": page.question.length}


def _context(request: HttpRequest, page: take_quiz.QuizPage, form: AnswerForm | None = None, error: str = "") -> dict:
    next_url = _url(page, page.next_position) if page.next_position else ""
    return {
        "page": page,
        "form": form,
        "error": error,
        "next_url": next_url,
        "returns": _returns(request, page),
        "report": _report(request, page),
        "reasons": report_question.REASONS,
    }


def _report(request: HttpRequest, page: take_quiz.QuizPage) -> report_question.Reported | None:
    """What the learner reported of this wording, if anything; not asked for with a fresh answer."""
    if page.feedback is None or page.change:
        return None
    return report_question.mine_of(request.user, page.attempt).get(page.question.position)


def _returns(request: HttpRequest, page: take_quiz.QuizPage) -> int | None:
    """Days until the fact comes back: known with a fresh answer, else asked for, and not before any answer."""
    if page.feedback is None:
        return None
    if page.change:
        return page.change.next_review_days
    fact_id = page.feedback.fact_id
    return results_page.days_until(knowledge.returns_of(request.user, [fact_id]).get(fact_id), timezone.now())


def _show(request: HtmxHttpRequest, page: take_quiz.QuizPage, form: AnswerForm, error: str = "") -> HttpResponse:
    context = _context(request, page, form, error)
    return show(request, "study/question.html", "study/_question.html", context, title=_title(page))


@require_safe
@never_cache
@missing_is_404
@in_their_zone
def results(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    found = take_quiz.see_results(request.user, attempt_id)
    work = assigned_work.work_of_attempt(request.user, found.attempt, timezone.now())
    if found.receipts_at:
        waiting = {"results": found, "states": results_page.states(found), "work": work}
        return render(request, "study/results_waiting.html", waiting)
    due = knowledge.returns_of(request.user, [f.fact_id for f in found.feedbacks])
    context = {
        "results": found,
        "work": work,
        "rows": results_page.with_return(found.feedbacks, due, timezone.now()),
        "reports": report_question.mine_of(request.user, found.attempt),
        "common_ground": results_page.common_ground(found.missed),
        "states": results_page.states(found),
        "sure": results_page.by_confidence(found),
        "missed_certain": sum(f.confidence == 3 for f in found.missed),
        "from_set": set_of_attempt(request, found.attempt),
    }
    return render(request, "study/results.html", context)


@require_POST
@missing_is_404
def retry(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    attempt = attempts_of(request.user).get(pk=attempt_id)
    try:
        again = take_quiz.retry_missed(request.user, attempt, timezone.now())
    except take_quiz.NoQuestionsError:
        return redirect("study:results", attempt_id)
    return redirect("study:question", again.pk, 1)


@require_safe
@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rows = knowledge.topic_progress(request.user, topics_visible_to(request.user), now)
    answered = [row for row in rows if row.answers]
    context = {"review": review_panel(request.user, now)}
    if answered:
        context["overview"] = progress_page.overview(request.user, answered, now)
    return render(request, "study/progress.html", context)


@require_safe
@never_cache
def topic_progress(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(topics_visible_to(request.user), slug=slug)
    now = timezone.now()
    facts = knowledge.facts_memory(request.user, topic=topic, now=now)
    [standing] = knowledge.topic_progress(request.user, [topic], now)
    history = knowledge.history(request.user, topic)
    waiting = withheld(request.user, now)
    shown = [step for step in history if step.response.attempt_id not in waiting]
    context = {
        "topic": topic,
        "progress": standing,
        "line": progress_page.line_of(request.user, standing, history, now),
        "facts": facts,
        "groups": progress_page.by_memory(facts),
        "answers": progress_page.answers(shown, request.GET.get("page")),
    }
    return render(request, "study/topic_progress.html", context)


def account(request: HttpRequest) -> HttpResponse:
    form = AccountForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("study:account")
    context = {"form": form, "backoffice": may_enter_backoffice(request.user)}
    return render(request, "study/account.html", context)
