"""Which questions a learner gets (the publishing policy), and which a reviewer sees."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from studyapp.accounts.roles import sees_everything
from studyapp.engine.extraction.claims import says_of_what
from studyapp.engine.pipeline import SERVING_LINE
from studyapp.engine.reading.gazetteers.folding import fold
from studyapp.facts.models import Fact
from studyapp.facts.queries import in_order
from studyapp.questions.models import Question
from studyapp.questions.trust import trusted_drafts
from studyapp.sources.models import Article, Topic

MOST_ASKED = 4000  # of the newest questions


def reviewable_by(user) -> QuerySet[Question]:
    """Questions whose wording and status are this person's to decide, with a wording.

    Those of topics they own and of articles they brought in; of the site's own topics only content managers and
    admins decide, who decide on all.
    """
    worded = Question.objects.filter(current_version__isnull=False)
    if not user.is_authenticated:
        return worded.none()
    return worded if sees_everything(user) else worded.filter(Q(topic__owner=user) | Q(article__owner=user))


def articles_reviewable_by(user) -> QuerySet[Article]:
    """Articles with a text on which this person may write questions, by the same rule."""
    found = Article.objects.filter(current_version__isnull=False, status=Article.Status.ACTIVE)
    if not user.is_authenticated:
        return found.none()
    return found if sees_everything(user) else found.filter(Q(topic__owner=user) | Q(owner=user))


def publishing_of(topic: Topic) -> str:
    """The topic's setting, else the site's."""
    return topic.publishing or settings.PUBLISHING


def waiting(topic: Topic, article: Article | None = None) -> QuerySet[Question]:
    """Drafts that passed the rules and that learners get only once a reviewer approves them."""
    drafts = Question.objects.filter(
        topic=topic,
        status=Question.Status.DRAFT,
        current_version__isnull=False,
        article__status=Article.Status.ACTIVE,
    ).exclude(pk__in=servable(topic, article).select_related(None).values("pk"))
    return drafts.filter(article=article) if article else drafts


@dataclass(frozen=True, slots=True)
class Asked:
    """What questions ask for: values by claim, and by folded value the text that is shown before the answer."""

    claims: dict[str, tuple[str, ...]]
    passages: dict[str, tuple[str, ...]]


def asked_in(topic: Topic, without: Article | None) -> Asked:
    """What approved questions and drafts above the line of the topic's other articles ask for. One query."""
    asked = Question.objects.filter(
        Q(status=Question.Status.APPROVED) | Q(status=Question.Status.DRAFT, score__gte=SERVING_LINE),
        topic=topic,
        current_version__isnull=False,
        article__status=Article.Status.ACTIVE,
    )
    if without is not None:
        asked = asked.exclude(article=without)
    shown = "fact__claim_key", "fact__value", "current_version__context", "current_version__stem"
    claims: dict[str, set[str]] = defaultdict(set)
    passages: dict[str, set[str]] = defaultdict(set)
    for claim, value, context, stem in asked.order_by("-pk").values_list(*shown)[:MOST_ASKED]:
        if says_of_what(claim):
            claims[claim].add(value)
        passages[fold(value)].add(f"{context} {stem}".strip())
    return Asked(in_order(claims), in_order(passages))


def allowed_under(policy: str) -> Q:
    """Condition on questions: what a publishing setting lets learners have."""
    allowed = Q(status=Question.Status.APPROVED)
    open_to_doubt = Q(fact__status=Fact.Status.DISPUTED, current_version__attributed_to="")
    if policy == Topic.Publishing.TRUSTED:
        allowed |= trusted_drafts() & ~open_to_doubt
    elif policy == Topic.Publishing.ALL:
        allowed |= Q(status=Question.Status.DRAFT, sensitive=False) & ~open_to_doubt
    return allowed


def allowed_anywhere() -> Q:
    """The same for questions of any topics, each under its own setting, else the site's."""
    allowed = Q(pk__in=[])
    for policy in Topic.Publishing.values:
        here = [policy, ""] if policy == settings.PUBLISHING else [policy]
        allowed |= Q(topic__publishing__in=here) & allowed_under(policy)
    return Q(allowed, current_version__isnull=False, article__status=Article.Status.ACTIVE)


def served_under(topic: Topic) -> dict[str, int]:
    """How many questions of the topic learners would get under each setting. One query."""
    asked = Question.objects.filter(
        topic=topic, current_version__isnull=False, article__status=Article.Status.ACTIVE
    ).order_by()
    return asked.aggregate(**{policy: Count("pk", filter=allowed_under(policy)) for policy in Topic.Publishing.values})


def servable(topic: Topic, article: Article | None = None) -> QuerySet[Question]:
    """Questions a learner may get, with their current version.

    Only approved ones, these and trusted drafts, or every draft that passed the rules; drafts marked
    sensitive, and those on a disputed fact that do not name who says so, wait for a reviewer under each policy.
    """
    found = Question.objects.filter(
        allowed_under(publishing_of(topic)),
        topic=topic,
        current_version__isnull=False,
        article__status=Article.Status.ACTIVE,
    ).select_related("current_version")
    return found.filter(article=article) if article else found
