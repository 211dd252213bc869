"""Merging topics and moving an article to another topic: everything that hangs on them goes along."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from studyapp.attempts.models import Attempt
from studyapp.facts.disputes import settle_disputes
from studyapp.facts.models import Fact
from studyapp.facts.moving import join_facts, move_facts
from studyapp.lessons.models import LessonSetItem, Quiz
from studyapp.questions.models import Question
from studyapp.sources.correcting import note_article, note_topic
from studyapp.sources.incoming import topics_open_to
from studyapp.sources.models import Article, ImportBatch, ImportJob, Topic, TopicGrant
from studyapp.sources.queries import articles_editable_by, topics_editable_by
from studyapp.usecases.refolding import learners_of_questions, learners_of_topics, refold_soon


class NotPossibleError(ValueError):
    """What was asked for makes no sense; ``str`` is a code."""


def merge_targets(user, topic: Topic) -> QuerySet[Topic]:
    """Topics that this person may merge the topic into."""
    return topics_editable_by(user).exclude(pk=topic.pk)


def move_targets(user, article: Article) -> QuerySet[Topic]:
    """Topics into which this person may bring a text: their own and the site's; for those who manage content all."""
    return topics_open_to(user).exclude(pk=article.topic_id)


def articles_of(topic: Topic) -> QuerySet[Article]:
    return Article.objects.filter(topic=topic)


@transaction.atomic
def merge_topics(user, topic_id: int, into_id: int) -> Topic:
    """``topic`` becomes part of ``into``, and its address leads there. Pressed twice, it happens once.

    Raises Topic.DoesNotExist for what is not this person's to merge, NotPossibleError for a topic and itself.
    """
    if topic_id == into_id:
        raise NotPossibleError("itself")
    locked = {t.pk: t for t in Topic.objects.select_for_update().filter(pk__in=(topic_id, into_id)).order_by("pk")}
    if topic_id in locked and locked[topic_id].merged_into_id == into_id:
        return locked[topic_id].merged_into
    mine = topics_editable_by(user)
    topic, into = mine.get(pk=topic_id), mine.get(pk=into_id)
    learners = learners_of_topics(topic.pk) | learners_of_questions(Question.objects.filter(topic=topic))
    articles = list(topic.articles.all())
    _free_keys(topic, into)
    join_facts(topic, into)
    for model in (Article, Question, Quiz, Attempt, ImportJob, ImportBatch):
        model.objects.filter(topic=topic).update(topic=into)
    _join_grants(topic, into)
    _arrange_names(topic, into)
    for article in articles:
        article.topic = into
        settle_disputes(article)
    note_topic(topic, user, merged_into=("", into.name))
    note_topic(into, user, merged=("", topic.name))
    refold_soon(learners)
    return into


def _free_keys(topic: Topic, into: Topic) -> None:
    """Two articles of one origin stay two; the one that was there is found again by it."""
    taken = Article.objects.filter(topic=into).values("source_key")
    for article in Article.objects.filter(topic=topic, source_key__in=taken):
        article.source_key = f"{article.source_key[:470]}#merged-{article.pk}"
        article.save(update_fields=["source_key"])


def _join_grants(topic: Topic, into: Topic) -> None:
    """Classes that saw the topic see the other, as far as it is open to classes; nobody loses sight of anything."""
    there = TopicGrant.objects.filter(topic=into).values("classroom")
    topic.grants.filter(classroom__in=list(there.values_list("classroom", flat=True))).delete()
    topic.grants.update(topic=into)


def _arrange_names(topic: Topic, into: Topic) -> None:
    """What was merged or stood below follows; a topic is never its own parent."""
    if into.parent_id == topic.pk:
        Topic.objects.filter(pk=into.pk).update(parent=topic.parent_id if topic.parent_id != into.pk else None)
    Topic.objects.filter(parent=topic).exclude(pk=into.pk).update(parent=into)
    Topic.objects.filter(merged_into=topic).update(merged_into=into)
    Topic.objects.filter(pk=topic.pk).update(merged_into=into, parent=None)


@transaction.atomic
def move_article(user, article_id: int, into_id: int) -> Article:
    """The article goes with its facts, questions, quizzes and sittings. Pressed twice, it happens once.

    Raises Article.DoesNotExist or Topic.DoesNotExist for what is not this person's to move or to move to.
    """
    article = articles_editable_by(user).get(pk=article_id)
    if article.topic_id == into_id:
        return article
    move_targets(user, article).get(pk=into_id)
    ids = sorted((article.topic_id, into_id))
    topics = {t.pk: t for t in Topic.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    source, into = topics[article.topic_id], topics[into_id]
    learners = learners_of_questions(Question.objects.filter(article=article))
    if Article.objects.filter(topic=into, source_key=article.source_key).exists():
        article.source_key = f"{article.source_key[:470]}#moved-{article.pk}"
    copies = move_facts(article, into)
    _move_questions(article, into, copies)
    for model in (Quiz, Attempt, ImportJob):
        model.objects.filter(article=article).update(topic=into)
    article.topic = into
    article.save(update_fields=["topic", "source_key"])
    for fact_id in copies:
        settle_disputes_of(Fact.objects.get(pk=fact_id))
    settle_disputes(article)
    note_article(article, user, topic=(source.name, into.name))
    refold_soon(learners)
    return article


def _move_questions(article: Article, into: Topic, copies: dict[int, Fact]) -> None:
    Question.objects.filter(article=article).update(topic=into)
    give_questions(copies, Question.objects.filter(article=article))
    for item in LessonSetItem.objects.filter(article=article, facts__in=copies).distinct():
        split = [fact.pk for fact in item.facts.all() if fact.pk in copies]
        item.facts.add(*(copies[pk] for pk in split))
        item.facts.remove(*split)


def give_questions(facts: dict[int, Fact], among: QuerySet[Question]) -> None:
    """Questions on a fact (by number) are from now on about the other; the generator finds them again under it."""
    moved = list(among.filter(fact__in=facts))
    for question in moved:
        before, question.fact = question.fact_id, facts[question.fact_id]
        key = question.generation_key
        if key and key.startswith(f"{before}:"):
            question.generation_key = f"{question.fact_id}:{key.split(':', 1)[1]}"
    Question.objects.bulk_update(moved, ["fact", "generation_key"], batch_size=500)


def settle_disputes_of(fact: Fact) -> None:
    """A fact that lost one of its places may no longer be disputed."""
    place = fact.evidence.select_related("sentence__version__article").first()
    if place:
        settle_disputes(place.sentence.version.article)
