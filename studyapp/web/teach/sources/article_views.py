"""Correcting an article, its text, its topic; withdrawing it and putting it back."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from studyapp.sources.correcting import article_as_printed
from studyapp.sources.queries import articles_editable_by
from studyapp.usecases.arrange_topics import move_article, move_targets
from studyapp.usecases.correct_article import (
    MeanwhileError,
    TextRefusedError,
    correct_metadata,
    submit_new_text,
    text_refused,
    text_to_edit,
)
from studyapp.usecases.preview_of_changes import touched_by
from studyapp.usecases.withdraw_article import reinstate_article, withdraw_article
from studyapp.web.teach.sources.forms import ArticleForm, IntoTopicForm, TextForm, WithdrawForm
from studyapp.web.teach.sources.views import article_of

REFUSED = {
    "empty": gettext_lazy("There is no text. To take an article off the site, withdraw it."),
    "unchanged": gettext_lazy("This is the text as it stands. Nothing was changed."),
    "too_large": gettext_lazy("This text is too large for an article: at most 2 MB are read."),
    "running": gettext_lazy("A new text of this article is being read at this moment. Wait for it, then look again."),
    "newer": gettext_lazy(
        "This article got a new text while you were writing. Yours is below, unsaved. Look at what changed, "
        "take over what you need, and save again: then yours becomes the next version."
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def source_edit(request: HttpRequest, slug: str) -> HttpResponse:
    article = article_of(request, slug)
    form = ArticleForm(request.POST or None, now=article_as_printed(article))
    if request.method == "POST" and form.is_valid():
        try:
            changed = correct_metadata(request.user, article.pk, form.cleaned_data["seen"], form.wanted())
        except MeanwhileError as error:
            form.show_clashes(error.clashes)
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
            return redirect("teach:source-detail", article.slug)
    return render(request, "teach/sources/source_edit.html", {"article": article, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def source_text(request: HttpRequest, slug: str) -> HttpResponse:
    article = article_of(request, slug)
    number = article.current_version.number
    initial = {"edited_from": number, "key": uuid4().hex}
    if request.method != "POST":
        initial["text"] = _refused(request, article) or text_to_edit(article)
    form = TextForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid() and (job := _submit(request, article, form)):
        return redirect("teach:import-detail", job.pk)
    return render(request, "teach/sources/source_text.html", {"article": article, "form": form})


def _refused(request: HttpRequest, article) -> str | None:
    """A text of theirs that could not be taken, where the address names its import."""
    number = request.GET.get("again", "")
    return text_refused(request.user, article, int(number)) if number.isdecimal() and len(number) < 18 else None


def _submit(request: HttpRequest, article, form: TextForm):
    """The job of this text; None where it is refused, with the reason beside it and the text kept."""
    given = form.cleaned_data
    try:
        return submit_new_text(
            request.user,
            article.pk,
            key=given["key"],
            edited_from=given["edited_from"],
            text=given["text"],
            file=form.upload(),
        )
    except TextRefusedError as error:
        form.newer_than = given["edited_from"] if str(error) == "newer" else None
        form.add_error(None if str(error) == "newer" else "text", REFUSED[str(error)])
        form.data = form.data.copy()
        form.data["edited_from"] = article.current_version.number
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def source_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    article = article_of(request, slug)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if withdraw_article(request.user, article.pk, form.cleaned_data["because"]):
            messages.success(request, _("“%s” is withdrawn. Its questions have left the quizzes.") % article.title)
        else:
            messages.info(request, _("It was withdrawn already; the reason given then stands below."))
        return redirect("teach:source-detail", article.slug)
    touched = touched_by(articles_editable_by(request.user).filter(pk=article.pk), request.user, timezone.now())
    context = {"article": article, "form": form, "touched": touched}
    return render(request, "teach/sources/source_withdraw.html", context)


@require_POST
def source_reinstate(request: HttpRequest, slug: str) -> HttpResponse:
    article = article_of(request, slug)
    if reinstate_article(request.user, article.pk):
        messages.success(request, _("“%s” is back on the site, and so are its questions.") % article.title)
    return redirect("teach:source-detail", article.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def source_move(request: HttpRequest, slug: str) -> HttpResponse:
    article = article_of(request, slug)
    form = IntoTopicForm(request.POST or None, topics=move_targets(request.user, article))
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        move_article(request.user, article.pk, into.pk)
        messages.success(
            request,
            _("“%(article)s” is in the topic “%(topic)s” now.") % {"article": article.title, "topic": into.name},
        )
        return redirect("teach:source-detail", article.slug)
    touched = touched_by(articles_editable_by(request.user).filter(pk=article.pk), request.user, timezone.now())
    return render(request, "teach/sources/source_move.html", {"article": article, "form": form, "touched": touched})
