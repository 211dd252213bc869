"""Editing a wording and writing a question, checked while one types."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from studyapp.questions.checking import Checks, checks_of
from studyapp.questions.editing import BlockedError, ChangedMeanwhileError, OldTextError
from studyapp.questions.queue import Wanted
from studyapp.questions.reviewing import Seen
from studyapp.questions.sentences import lines_of, quote_at, sentence_of
from studyapp.usecases import review_questions
from studyapp.usecases.review_desk import following
from studyapp.usecases.wording_page import (
    NoSuchPlaceError,
    WordingPage,
    article_to_write_on,
    page_to_edit,
    page_to_write,
)
from studyapp.web.decorators import missing_is_404
from studyapp.web.htmx import HtmxHttpRequest, show, wants_fragment
from studyapp.web.teach.review.addresses import question_address, write_address
from studyapp.web.teach.review.forms import SentenceForm, WordingForm
from studyapp.web.teach.review.words import already, key_was_corrected

CHECK, FIND, SAVE, APPROVE = "check", "find", "save", "approve"
MOST_FOUND = 25
LONGEST_NUMBER = 18  # digits of a number that a row may have
OLD_TEXT = gettext_lazy("The article’s text changed. Choose the sentence of the current text that says it.")
OLD_SET = gettext_lazy("The article’s text changed, so the rows of this question are not proved any more. Retire it.")


@dataclass(slots=True)
class Outcome:
    """What came of a press: ``to`` where it worked, else what to say of it."""

    to: str = ""
    conflict: str = ""
    now: WordingPage | None = None


@missing_is_404
def review_edit(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    page, wanted = page_to_edit(request.user, pk), Wanted.read(request.GET)
    form = _form(request, page)
    if request.method == "POST" and request.POST.get("action") in (SAVE, APPROVE) and form.is_valid():
        outcome = _reword(request, page, form, wanted)
        if outcome.to:
            return redirect(outcome.to)
        return _show(request, page, form, wanted, outcome)
    return _show(request, page, form, wanted)


@require_safe
@missing_is_404
def review_sentences(request: HttpRequest, slug: str) -> HttpResponse:
    """The article's sentences to choose from; the choice goes on to the form."""
    article = article_to_write_on(request.user, slug)
    search = " ".join(request.GET.get("q", "").split())[:100]
    lines = lines_of(article, search)
    chosen = request.GET.get("sentence", "")
    context = {
        "article": article,
        "lines": lines,
        "search": search,
        "chosen": int(chosen) if chosen.isdecimal() else None,
        "form": SentenceForm(request.GET if "printed" in request.GET else None),
    }
    return render(request, "teach/review/sentences.html", context)


@missing_is_404
def review_write(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    article = article_to_write_on(request.user, slug)
    asked = SentenceForm(request.GET)
    if not asked.is_valid():
        return render(request, "teach/review/sentences.html", _sentences(article, asked, request.GET))
    wanted = asked.cleaned_data
    try:
        page = page_to_write(
            request.user,
            slug,
            sentence_id=wanted["sentence"],
            printed=wanted["printed"],
            sort=wanted["sort"],
            answer_type=wanted["answer_type"],
        )
    except NoSuchPlaceError:
        asked.add_error("printed", _("These words do not stand in the sentence. Copy them from it letter by letter."))
        return render(request, "teach/review/sentences.html", _sentences(article, asked, request.GET))
    form = _form(request, page)
    if request.method == "POST" and request.POST.get("action") in (SAVE, APPROVE) and form.is_valid():
        outcome = _write(request, slug, page, form)
        if outcome.to:
            return redirect(outcome.to)
        return _show(request, page, form, Wanted(), outcome)
    return _show(request, page, form, Wanted())


def _sentences(article, asked: SentenceForm, given) -> dict:
    chosen = given.get("sentence", "")
    return {
        "article": article,
        "lines": lines_of(article),
        "search": "",
        "chosen": int(chosen) if chosen.isdecimal() else None,
        "form": asked,
    }


def _form(request: HttpRequest, page: WordingPage) -> WordingForm:
    """Bound to what was sent, else to the wording as it stands."""
    given = {"base": page.base, "article": page.article}
    if request.method == "POST":
        return WordingForm(_sent(request), **given)
    start = WordingForm.filled(page.base) | {"step": uuid.uuid4().hex}
    if page.seen:
        start |= {"version": page.seen.version_id, "status": page.seen.status}
    return WordingForm(initial=start, **given)


def _sent(request: HttpRequest):
    """What was sent; another sentence that was chosen takes the place of the one before."""
    sent = request.POST.copy()
    if sent.get("another_sentence", "").isdecimal():
        sent["sentence"] = sent["another_sentence"]
    return sent


def _reword(request: HttpRequest, page: WordingPage, form: WordingForm, wanted: Wanted) -> Outcome:
    data, question = form.cleaned_data, page.question
    approve = request.POST["action"] == APPROVE
    onwards = following(request.user, wanted, question.pk) if approve else question.pk
    seen = Seen(question.pk, data["version"], data["status"])
    try:
        row = review_questions.reword(
            request.user, seen, form.proposal(), step=data["step"], approve=approve, override=data["override"]
        )
    except ChangedMeanwhileError:
        _see_again(form, page)
        return Outcome(conflict=already(question.pk), now=page)
    except OldTextError:
        _refuse_old_text(form)
        return Outcome()
    except BlockedError:
        form.add_error("override", _("A check failed. Mend it, or say here why it is right all the same."))
        return Outcome()
    if row is None:
        messages.info(request, _("Nothing was changed."))
    elif review_questions.key_was_corrected(row):
        messages.warning(request, key_was_corrected(question.pk, row.version.stem))
    elif approve and onwards is None:
        messages.success(request, _("Saved and approved."))
    return Outcome(to=question_address(onwards or question.pk, wanted))


def _refuse_old_text(form: WordingForm) -> None:
    """A set has no field for its sentences: each row has its own."""
    if "printed" in form.fields:
        form.add_error("printed", OLD_TEXT)
    else:
        form.add_error(None, OLD_SET)


def _see_again(form: WordingForm, page: WordingPage) -> None:
    """The form keeps what was typed and takes the newest wording for the one it was begun on."""
    form.data["version"], form.data["status"] = str(page.seen.version_id), page.seen.status
    form.data["step"] = uuid.uuid4().hex


def _write(request: HttpRequest, slug: str, page: WordingPage, form: WordingForm) -> Outcome:
    data = form.cleaned_data
    try:
        question = review_questions.write(
            request.user,
            slug,
            form.proposal(),
            step=data["step"],
            approve=request.POST["action"] == APPROVE,
            override=data["override"],
        )
    except OldTextError:
        _refuse_old_text(form)
    except BlockedError:
        form.add_error("override", _("A check failed. Mend it, or say here why it is right all the same."))
    else:
        return Outcome(to=question_address(question.pk, Wanted(status="all", article=slug)))
    return Outcome()


def _show(
    request: HtmxHttpRequest, page: WordingPage, form: WordingForm, wanted: Wanted, outcome: Outcome | None = None
) -> HttpResponse:
    sent = request.method == "POST"
    checks = _checks(page, form)
    context = {"page": page, "form": form, "checks": checks, "wanted": wanted, "outcome": outcome}
    if sent and wants_fragment(request):
        return show(request, "teach/review/_checks.html", "teach/review/_checks.html", context | {"live": True})
    sentence_id = form["sentence"].value() if "sentence" in form.fields else None
    searched = request.POST.get("action") == FIND
    search = request.POST.get("find", "")[:100]
    context |= {
        "quote": quote_at(page.base.place),
        "chosen": _chosen(page, sentence_id),
        "found": lines_of(page.article, search, MOST_FOUND) if searched else (),
        "searched": searched,
        "search": search,
        "address": request.get_full_path(),
        "back": question_address(page.question.pk, wanted) if page.question else write_address(page.article.slug),
    }
    title = _("Edit a question") if page.question else _("Write a question")
    return show(request, "teach/review/wording.html", "teach/review/wording.html", context, title=title)


def _chosen(page: WordingPage, sentence_id) -> str:
    """The sentence that is chosen as the proof, where it is another than the wording's own."""
    number = str(sentence_id or "")
    if not number.isdecimal() or len(number) > LONGEST_NUMBER or int(number) == page.base.place.sentence_id:
        return ""
    sentence = sentence_of(page.article, int(sentence_id))
    return sentence.span.cut(sentence.version.text) if sentence else ""


def _checks(page: WordingPage, form: WordingForm) -> Checks | None:
    """Of the wording as filled in; None while a part is missing."""
    if not form.is_bound:
        return checks_of(page.base, page.article.title)
    usable = form.is_valid() or set(form.errors) <= {"override"}
    return checks_of(form.proposal(), page.article.title) if usable else None
