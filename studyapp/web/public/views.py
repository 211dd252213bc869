"""What everyone may read: topics, articles as lessons, the list of keys."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from studyapp.attempts.queries import begun
from studyapp.lessons.queries import lesson_of
from studyapp.progress.queries import facts_memory, topic_progress
from studyapp.sources.queries import articles_visible_to, topics_visible_to
from studyapp.usecases.assigned_work import assigned_now
from studyapp.usecases.read_for import read_for
from studyapp.web.decorators import missing_is_404
from studyapp.web.review_panel import review_panel
from studyapp.web.zones import in_their_zone


@require_safe
@in_their_zone
def home(request: HttpRequest) -> HttpResponse:
    topics = list(topics_visible_to(request.user))
    articles = Counter(articles_visible_to(request.user).values_list("topic_id", flat=True))
    progress = topic_progress(request.user, topics) if request.user.is_authenticated else [None] * len(topics)
    rows = [
        {"topic": topic, "articles": articles[topic.pk], "progress": done}
        for topic, done in zip(topics, progress, strict=True)
    ]
    now = timezone.now()
    context = {
        "rows": rows,
        "work": assigned_now(request.user, now) if request.user.is_authenticated else [],
        "begun": begun(request.user),
        "review": review_panel(request.user, now),
    }
    return render(request, "public/home.html", context)


@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic; the address of one that was merged leads to where its articles are."""
    topics = topics_visible_to(request.user)
    topic = topics.filter(slug=slug).first()
    if topic is None:
        return redirect("public:topic-detail", get_object_or_404(topics, merged__slug=slug).slug)
    articles = articles_visible_to(request.user).filter(topic=topic).order_by("-published_on", "title")
    context = {"topic": topic, "articles": articles, "begun": begun(request.user, 1, topic=topic)}
    if request.user.is_authenticated:
        context["progress"] = topic_progress(request.user, [topic])[0]
        context["facts"] = facts_memory(request.user, topic=topic)
    return render(request, "public/topic_detail.html", context)


@require_safe
@missing_is_404
def lesson(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """``?assignment=``, or ``?slug=`` or ``?code=`` of a set, says what it is read for, and leads back there."""
    article = get_object_or_404(articles_visible_to(request.user).select_related("current_version"), slug=slug)
    memory = facts_memory(request.user, article=article) if request.user.is_authenticated else []
    context = {
        "lesson": lesson_of(article, number),
        "memory": {fact.fact_id: fact for fact in memory},
        "begun": begun(request.user, 1, article=article),
    }
    if number is None:
        named = {name: request.GET.get(name, "")[:120] for name in ("assignment", "slug", "code")}
        context["read_for"] = read_for(request.user, article, timezone.now(), **named)
    return render(request, "public/lesson.html", context)


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    return render(request, "public/keys.html")


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address wherever a page names no icon of its own."""
    return redirect(static("icon.svg"))
