"""Lesson sets: the list, a new one, the builder, publishing, sharing, copying, and the learner's view of one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from studyapp.lessons import sets
from studyapp.lessons.set_queries import listed_sets, sets_editable_by
from studyapp.lessons.starting_sets import start_set
from studyapp.sources.correcting import MeanwhileError
from studyapp.sources.incoming import batches_visible_to, topic_of
from studyapp.sources.queries import articles_visible_to, topics_visible_to
from studyapp.usecases import publish_set, study_set
from studyapp.usecases.set_preview import quiz_as_asked
from studyapp.web.decorators import missing_is_404
from studyapp.web.teach.filters import filters_kept
from studyapp.web.teach.sets.builder import context_of
from studyapp.web.teach.sets.forms import StartForm, WordsForm
from studyapp.web.zones import in_their_zone

SETS_A_PAGE = 20
MOST_ARTICLES = 50


@require_safe
@in_their_zone
def set_list(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    page = Paginator(listed_sets(request.user, words), SETS_A_PAGE).get_page(request.GET.get("page"))
    topics = topics_visible_to(request.user).filter(articles__status="active").distinct()
    context = {"page": page, "q": words, "query": filters_kept(q=words), "topics": topics}
    return render(request, "teach/sets/set_list.html", context)


def set_new(request: HttpRequest) -> HttpResponse:
    """``?topic=``, ``?batch=`` or ``?article=`` (several) say which articles are offered, all of them ticked."""
    title, articles = _offered(request)
    shown = list(articles[:MOST_ARTICLES])
    allowed = articles_visible_to(request.user).filter(pk__in=[article.pk for article in shown])
    initial = {"title": title, "articles": [article.pk for article in shown]}
    form = StartForm(request.POST or None, articles=allowed, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = {article.pk for article in form.cleaned_data["articles"]}
        lesson_set = start_set(
            request.user,
            form.cleaned_data["title"],
            [article for article in shown if article.pk in chosen],
            each=form.cleaned_data["each"],
            closing=form.cleaned_data["closing"],
        )
        return redirect("teach:set-detail", lesson_set.slug)
    ticked = {str(pk) for pk in form["articles"].value() or []}
    context = {"form": form, "articles": shown, "ticked": ticked, "more": articles.count() - len(shown)}
    return render(request, "teach/sets/set_new.html", context)


def _offered(request: HttpRequest):
    """(title to begin with, articles) of what the address names."""
    articles = articles_visible_to(request.user).order_by("title", "pk")
    if request.GET.get("topic"):
        topic = get_object_or_404(topics_visible_to(request.user), slug=request.GET["topic"])
        return topic.name, articles.filter(topic=topic)
    if request.GET.get("batch", "").isdecimal():
        batch = get_object_or_404(batches_visible_to(request.user), pk=int(request.GET["batch"][:9]))
        found = articles.filter(versions__import_jobs__batch=batch).distinct()
        topic = topic_of(batch)
        return (topic.name if topic else ""), found
    slugs = request.GET.getlist("article")[:MOST_ARTICLES]
    return "", articles.filter(slug__in=slugs) if slugs else articles.none()


@in_their_zone
def set_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The builder. A post writes title, goal and introduction; places are changed at addresses of their own."""
    lesson_set = get_object_or_404(sets_editable_by(request.user), slug=slug)
    form = WordsForm(request.POST or None, lesson_set=lesson_set)
    if request.method == "POST" and form.is_valid():
        try:
            sets.reword(lesson_set, form.cleaned_data["seen"], form.wanted())
            messages.success(request, _("Saved."))
            return redirect("teach:set-detail", slug)
        except MeanwhileError as meanwhile:
            form.show_clashes(meanwhile.clashes)
    context = context_of(request, lesson_set)
    context |= {"form": form, "in_use": publish_set.in_use(lesson_set, request.user)}
    if lesson_set.share_code:
        context["link"] = request.build_absolute_uri(reverse("study:set-shared", args=[lesson_set.share_code]))
    return render(request, "teach/sets/set_detail.html", context)


@require_POST
def set_publish(request: HttpRequest, slug: str) -> HttpResponse:
    """``to=draft`` takes it back, which is refused while learners are to work on it."""
    lesson_set = get_object_or_404(sets_editable_by(request.user), slug=slug)
    if request.POST.get("to") == "draft":
        try:
            publish_set.unpublish(lesson_set, request.user)
            messages.success(
                request, _("It is a draft again. Learners do not see it; its link leads nowhere meanwhile.")
            )
        except publish_set.InUseError as refused:
            messages.error(request, _in_use(refused.in_use))
    elif not lesson_set.items.exists():
        messages.warning(request, _("There is nothing in this set yet. Add a lesson or a quiz first."))
    else:
        sets.publish(lesson_set)
        messages.success(request, _("Published. Learners see it once it is assigned to them, or by its link."))
    return redirect("teach:set-detail", slug)


def _in_use(found: publish_set.InUse) -> str:
    others = ngettext("one more class", "%d more classes", found.others)
    others = others % found.others if "%d" in others else others
    where = ", ".join((*found.classes, *([others] if found.others else [])))
    return _("Learners are to work on this set (%s). Withdraw the assignment first, or wait until it is over.") % where


@require_POST
def set_link(request: HttpRequest, slug: str) -> HttpResponse:
    lesson_set = get_object_or_404(sets_editable_by(request.user), slug=slug)
    match request.POST.get("to"):
        case "off":
            sets.stop_sharing(lesson_set)
            messages.success(request, _("The link leads nowhere now."))
        case "new":
            sets.share(lesson_set, renew=True)
            messages.success(request, _("There is a new link. The old one leads nowhere now."))
        case _other:
            sets.share(lesson_set)
    return redirect(reverse("teach:set-detail", args=[slug]) + "#share")


@require_POST
def set_copy(request: HttpRequest, slug: str) -> HttpResponse:
    lesson_set = get_object_or_404(sets_editable_by(request.user), slug=slug)
    copy = sets.duplicate(lesson_set, request.user)
    messages.success(request, _("This is the copy: the same questions in the same order, and nobody has worked on it."))
    return redirect("teach:set-detail", copy.slug)


@require_POST
def set_delete(request: HttpRequest, slug: str) -> HttpResponse:
    lesson_set = get_object_or_404(sets_editable_by(request.user), slug=slug)
    if publish_set.delete(lesson_set):
        messages.success(request, _("“%s” is deleted. Answers that were given to its quizzes stay.") % lesson_set.title)
        return redirect("teach:set-list")
    messages.error(request, _("This set was assigned to a class and stays, so that its results can be read."))
    return redirect("teach:set-detail", slug)


@require_safe
def set_preview(request: HttpRequest, slug: str) -> HttpResponse:
    """As a learner sees it who has done nothing of it. Nothing is recorded."""
    lesson_set = get_object_or_404(sets_editable_by(request.user), slug=slug)
    course = study_set.course_of(lesson_set, request.user, preview=True)
    return render(request, "study/set_detail.html", {"course": course, "preview": True})


@require_safe
@missing_is_404
def set_preview_quiz(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    lesson_set = get_object_or_404(sets_editable_by(request.user), slug=slug)
    item = lesson_set.items.select_related("quiz__topic", "quiz__article").exclude(quiz=None).get(pk=pk)
    asked = quiz_as_asked(item.quiz, request.user)
    return render(request, "teach/sets/preview_quiz.html", {"lesson_set": lesson_set, "item": item, "asked": asked})
