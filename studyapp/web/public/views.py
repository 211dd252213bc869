"""What everyone may read: topics, articles as lessons, the list of keys."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from studyapp.lessons.queries import lesson_of
from studyapp.sources.queries import articles_visible_to, topics_visible_to
from studyapp.web.decorators import missing_is_404


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html", {"topics": topics_visible_to(request.user)})


@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(topics_visible_to(request.user), slug=slug)
    articles = articles_visible_to(request.user).filter(topic=topic)
    return render(request, "public/topic_detail.html", {"topic": topic, "articles": articles})


@require_safe
@missing_is_404
def lesson(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    article = get_object_or_404(articles_visible_to(request.user), slug=slug)
    return render(request, "public/lesson.html", {"lesson": lesson_of(article, number)})


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    return render(request, "public/keys.html")
