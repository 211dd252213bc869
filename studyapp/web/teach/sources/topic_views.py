"""Making, arranging and merging topics."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from studyapp.accounts.queries import taught_by
from studyapp.questions.queries import publishing_of, served_under
from studyapp.sources.correcting import MeanwhileError, topic_as_printed
from studyapp.sources.queries import successor_of, topics_editable_by
from studyapp.sources.topics import NameTakenError
from studyapp.usecases.arrange_topics import articles_of, merge_targets, merge_topics
from studyapp.usecases.keep_topics import change_topic, new_topic
from studyapp.usecases.preview_of_changes import touched_by
from studyapp.web.teach.sources.forms import IntoTopicForm, TopicForm

NOTHING = {"name": "", "description": "", "parent": "", "visibility": "private"}


def _form(request: HttpRequest, topic, now: dict[str, str]) -> TopicForm:
    classes = taught_by(request.user).filter(archived_at=None)
    granted = classes.filter(grants__topic=topic) if topic else classes.none()
    parents = topics_editable_by(request.user)
    return TopicForm(
        request.POST or None,
        now=now,
        topic=topic,
        parents=parents.exclude(pk=topic.pk) if topic else parents,
        classes=classes,
        initial={"classes": granted},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def topic_new(request: HttpRequest) -> HttpResponse:
    form = _form(request, None, NOTHING)
    if request.method == "POST" and form.is_valid():
        try:
            topic = new_topic(request.user, form.wanted(), form.cleaned_data["classes"])
        except NameTakenError:
            form.add_error("name", _("There is a topic of this name already. Choose another, or use that one."))
        else:
            messages.success(
                request, _("The topic “%s” is made. Bring sources into it, or move some here.") % topic.name
            )
            return redirect("teach:topic-edit", topic.slug)
    return render(request, "teach/sources/topic_edit.html", {"form": form, "topic": None})


def _topic_or_successor(request: HttpRequest, slug: str):
    """The topic, or the one into which it was merged; another's is not found."""
    mine = topics_editable_by(request.user).select_related("owner", "parent")
    if topic := mine.filter(slug=slug).first():
        return topic, False
    successor = successor_of(slug)
    if successor is None or not mine.filter(pk=successor.pk).exists():
        raise Http404
    return successor, True


@require_http_methods(["GET", "HEAD", "POST"])
def topic_edit(request: HttpRequest, slug: str) -> HttpResponse:
    topic, was_merged = _topic_or_successor(request, slug)
    if was_merged:
        return redirect("teach:topic-edit", topic.slug)
    form = _form(request, topic, topic_as_printed(topic))
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_topic(
                request.user, topic.pk, form.cleaned_data["seen"], form.wanted(), form.cleaned_data["classes"]
            )
        except MeanwhileError as error:
            form.show_clashes(error.clashes)
        except NameTakenError:
            form.add_error("name", _("Somebody took this name a moment ago. Choose another."))
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
            return redirect("teach:topic-edit", topic.slug)
    return render(request, "teach/sources/topic_edit.html", {"form": form, **_about(topic)})


def _about(topic) -> dict:
    """What the page says of a topic that is there."""
    served = served_under(topic)
    return {
        "topic": topic,
        "served": served,
        "policy": publishing_of(topic),
        "served_now": served[publishing_of(topic)],
        "publishing_changed": topic.corrections.filter(field="publishing").select_related("who").last(),
        "corrections": topic.corrections.select_related("who").order_by("-pk")[:50],
        "other_classes": topic.grants.select_related("classroom"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def topic_merge(request: HttpRequest, slug: str) -> HttpResponse:
    topic, was_merged = _topic_or_successor(request, slug)
    if was_merged:
        return redirect("teach:topic-edit", topic.slug)
    form = IntoTopicForm(request.POST or None, topics=merge_targets(request.user, topic))
    if request.method == "POST" and form.is_valid():
        into = merge_topics(request.user, topic.pk, form.cleaned_data["into"].pk)
        messages.success(
            request,
            _("“%(topic)s” is part of “%(into)s” now. Its old address leads there.")
            % {"topic": topic.name, "into": into.name},
        )
        return redirect("teach:topic-edit", into.slug)
    touched = touched_by(articles_of(topic), request.user, timezone.now())
    return render(request, "teach/sources/topic_merge.html", {"topic": topic, "form": form, "touched": touched})
