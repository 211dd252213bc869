"""The sources of an instructor: what is there, and what a new version of a text changed."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from studyapp.sources.comparing import compare_versions
from studyapp.sources.queries import articles_editable_by, topics_editable_by
from studyapp.usecases.desk_of_sources import (
    desk_articles,
    desk_topics,
    learners_of_changed_values,
    numbers_of,
    stale_since,
    topic_rows,
    versions_of,
)
from studyapp.web.asked import words_asked
from studyapp.web.decorators import missing_is_404
from studyapp.web.teach.filters import filters_kept

TOPICS_A_PAGE = 12
ARTICLES_A_PAGE = 40


def article_of(request: HttpRequest, slug: str):
    """The article that is this person's to correct, with its text; any other is not found."""
    articles = articles_editable_by(request.user).select_related("topic__owner", "current_version")
    return get_object_or_404(articles, slug=slug)


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    words = words_asked(request)
    if slug := words_asked(request, "topic"):
        return _one_topic(request, slug, words)
    page = Paginator(desk_topics(request.user, words), TOPICS_A_PAGE).get_page(request.GET.get("page"))
    rows = topic_rows(request.user, list(page), words)
    numbers = numbers_of(article for row in rows for article in row.articles)
    context = {"rows": rows, "numbers": numbers, "page": page, "words": words, "query": filters_kept(q=words)}
    return render(request, "teach/sources/source_list.html", context)


def _one_topic(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    topic = get_object_or_404(desk_topics(request.user), slug=slug)
    page = Paginator(desk_articles(request.user, topic, words), ARTICLES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "topic": topic,
        "mine": topics_editable_by(request.user).filter(pk=topic.pk).exists(),
        "articles": list(page),
        "numbers": numbers_of(page),
        "page": page,
        "words": words,
        "query": filters_kept(topic=topic.slug, q=words),
    }
    return render(request, "teach/sources/source_topic.html", context)


@require_safe
def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    article = article_of(request, slug)
    context = {
        "article": article,
        "numbers": numbers_of([article])[article.pk],
        "versions": versions_of(article),
        "corrections": article.corrections.select_related("who").order_by("-pk")[:50],
        "mine": topics_editable_by(request.user).filter(pk=article.topic_id).exists(),
    }
    return render(request, "teach/sources/source_detail.html", context)


@require_safe
@missing_is_404
def source_changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What a version changed, sentence by sentence, against the one before it or another that is asked for."""
    article = article_of(request, slug)
    version = article.versions.get(number=number)
    earlier = article.versions.exclude(number=number)
    asked = request.GET.get("against", "")
    before = (
        earlier.get(number=int(asked))
        if asked.isdecimal() and len(asked) < 10
        else earlier.filter(number__lt=number).last()
    )
    context = {
        "article": article,
        "version": version,
        "before": before,
        "versions": versions_of(article),
        "comparison": compare_versions(before, version) if before else None,
        "stale": stale_since(version).count(),
        "learners": learners_of_changed_values(version),
    }
    return render(request, "teach/sources/source_changes.html", context)
