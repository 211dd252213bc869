"""The facts of an article: approved, rejected, put better, split in two."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from studyapp.facts.reviewing import NotInSentenceError, Part, fact_as_printed
from studyapp.sources.correcting import MeanwhileError
from studyapp.usecases.desk_of_facts import fact_page, facts_of, with_places
from studyapp.usecases.judge_fact import approve_fact, correct_fact, facts_judged_by, reject_fact, split_fact
from studyapp.web.asked import words_asked
from studyapp.web.teach.filters import filters_kept
from studyapp.web.teach.sources.forms import FactForm, RejectFactForm, SplitForm
from studyapp.web.teach.sources.views import article_of

FACTS_A_PAGE = 25
SHOWN = ("active", "disputed", "retired")


@require_safe
def source_facts(request: HttpRequest, slug: str) -> HttpResponse:
    article = article_of(request, slug)
    words = words_asked(request)
    status = request.GET.get("status", "")
    status = status if status in SHOWN else ""
    page = Paginator(facts_of(article, status, words), FACTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "article": article,
        "facts": with_places(article, list(page)),
        "page": page,
        "words": words,
        "status": status,
        "statuses": SHOWN,
        "query": filters_kept(q=words, status=status),
    }
    return render(request, "teach/sources/source_facts.html", context)


def _fact(request: HttpRequest, article, pk: int):
    return get_object_or_404(facts_of(article).select_related("topic"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def fact_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    article = article_of(request, slug)
    fact = _fact(request, article, pk)
    form = FactForm(request.POST or None, now=fact_as_printed(fact))
    may_judge = facts_judged_by(request.user).filter(pk=pk).exists()
    if request.method == "POST" and may_judge and form.is_valid():
        try:
            changed = correct_fact(request.user, pk, form.cleaned_data["seen"], form.wanted())
        except MeanwhileError as error:
            form.show_clashes(error.clashes)
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
            return redirect("teach:fact-edit", article.slug, pk)
    context = {"article": article, "form": form, "reject": RejectFactForm(prefix="reject"), "may_judge": may_judge}
    return render(request, "teach/sources/fact_edit.html", context | fact_page(article, fact))


@require_POST
def fact_decide(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    article = article_of(request, slug)
    get_object_or_404(facts_judged_by(request.user), pk=_fact(request, article, pk).pk)
    if request.POST.get("verdict") == "approve":
        judged = approve_fact(request.user, pk)
        messages.success(request, _approved(judged) if judged.changed else _("It was approved already."))
        return redirect("teach:fact-edit", article.slug, pk)
    form = RejectFactForm(request.POST, prefix="reject")
    if not form.is_valid():
        fact = _fact(request, article, pk)
        context = {"article": article, "form": FactForm(now=fact_as_printed(fact)), "reject": form, "may_judge": True}
        return render(request, "teach/sources/fact_edit.html", context | fact_page(article, fact), status=422)
    judged = reject_fact(request.user, pk, form.cleaned_data["why"])
    messages.success(request, _rejected(judged) if judged.changed else _("It was rejected already."))
    return redirect("teach:fact-edit", article.slug, pk)


def _approved(judged) -> str:
    if not judged.back:
        return _("Approved.")
    return ngettext(
        "Approved. %d question came back as it was.", "Approved. %d questions came back as they were.", judged.back
    ) % judged.back  # fmt: skip


def _rejected(judged) -> str:
    said = [_("Rejected: the fact is not asked about any more.")]
    if judged.rejected:
        said.append(ngettext("%d draft went with it.", "%d drafts went with it.", judged.rejected) % judged.rejected)
    if judged.stale:
        said.append(
            ngettext("%d approved question waits for a look.", "%d approved questions wait for a look.", judged.stale)
            % judged.stale  # fmt: skip
        )
    return " ".join(said)


@require_http_methods(["GET", "HEAD", "POST"])
def fact_split(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    article = article_of(request, slug)
    fact = get_object_or_404(facts_judged_by(request.user), pk=_fact(request, article, pk).pk)
    page = fact_page(article, fact)
    form = SplitForm(request.POST or None, questions=page["questions"], initial={"first": fact.label})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            part = Part(given["second"], given["printed"])
            new = split_fact(request.user, pk, given["first"], part, map(int, given["questions"]))
        except NotInSentenceError:
            form.add_error("printed", _("No sentence of this fact has these words. Copy them from the sentence above."))
        else:
            messages.success(request, _("There are two facts now. This is the second."))
            return redirect("teach:fact-edit", article.slug, new.pk)
    return render(request, "teach/sources/fact_split.html", {"article": article, "form": form} | page)
