"""What a person may see of imports, where they may put a text, and which texts resemble it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from studyapp.accounts.roles import sees_everything
from studyapp.sources import jobs
from studyapp.sources.importing import fingerprint
from studyapp.sources.models import Article, ImportBatch, ImportJob, Sentence, Topic
from studyapp.sources.queries import articles_visible_to, topics_visible_to

ALIKE = 0.3  # share of equal sentences from which a text is called nearly the same
FEWEST_WORDS = 5  # shorter sentences are the same in many texts
AT_ONCE = 500  # values in one statement
MOST_ALIKE = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """An article that shares sentences: how many, and their share of the shorter of the two texts."""

    article: Article
    equal: int
    share: float


def batches_visible_to(user) -> QuerySet[ImportBatch]:
    """Batches this person sent; those who manage content see all."""
    batches = ImportBatch.objects.select_related("topic")
    if sees_everything(user):
        return batches
    return batches.filter(owner=user) if user.is_authenticated else batches.none()


def brought_in_together(found: Iterable[ImportJob]) -> set[int]:
    """Numbers of the batches of these jobs that hold more than the one text: others, or such as could not be taken."""
    ids = {job.batch_id for job in found if job.batch_id}
    batches = ImportBatch.objects.filter(pk__in=ids).annotate(n=Count("jobs"))
    return set(batches.filter(Q(n__gt=1) | ~Q(problems=[])).values_list("pk", flat=True))


def topic_of(batch: ImportBatch) -> Topic | None:
    """Where its texts stand today; None where that is in several topics, or nowhere yet. One statement."""
    found = Topic.objects.filter(articles__versions__import_jobs__batch=batch).distinct()[:2]
    return found[0] if len(found) == 1 else None


def topics_open_to(user) -> QuerySet[Topic]:
    """Topics this person may put a text into: their own and the site's; for those who manage content all."""
    seen = topics_visible_to(user)
    return seen if sees_everything(user) else seen.filter(Q(owner=user) | Q(owner=None))


def named_alike(name: str) -> Topic | None:
    """The topic of that name, whoever owns it: names are given once. For checking a name, not for showing."""
    return Topic.objects.filter(name__iexact=name).first()


def last_topic_of(user) -> Topic | None:
    """Where this person put their last text, if they still may."""
    last = ImportJob.objects.filter(owner=user, topic__isnull=False).order_by("-created_at").values("topic")[:1]
    return topics_open_to(user).filter(pk__in=last.values("topic")).first() if user.is_authenticated else None


def totals(found: QuerySet[ImportJob]) -> dict[str, int]:
    """How many of these jobs wait, run, are done, were looked at, failed and were stopped: one statement."""
    finished = Q(step__in=jobs.FINISHED)
    looked = Q(step=jobs.DONE, dry_run=True)
    return found.order_by().aggregate(
        all=Count("pk"),
        waiting=Count("pk", filter=Q(step=jobs.RECEIVED, lease_until=None)),
        running=Count("pk", filter=~finished & ~Q(step=jobs.RECEIVED, lease_until=None)),
        done=Count("pk", filter=Q(step=jobs.DONE) & ~looked),
        looked=Count("pk", filter=looked & Q(report__outcome=jobs.PREVIEWED)),
        failed=Count("pk", filter=Q(step=jobs.FAILED)),
        stopped=Count("pk", filter=Q(step=jobs.CANCELLED)),
    )


def fingerprints(sentences: Iterable[str]) -> set[str]:
    """Those of sentences long enough to tell texts apart."""
    return {fingerprint(s) for s in sentences if len(s.split()) >= FEWEST_WORDS}


def nearly_the_same(sentences: Sequence[str], owner, leaving_out: int | None) -> list[Alike]:
    """Articles whose current text shares many of ``sentences``, most first.

    Of all that ``owner`` may see (None: the whole site) but for the article ``leaving_out``.
    """
    own = sorted(fingerprints(sentences))
    seen = articles_visible_to(owner) if owner else Article.objects.filter(status=Article.Status.ACTIVE)
    seen = seen.exclude(pk=leaving_out) if leaving_out else seen
    equal: Counter[int] = Counter()
    for start in range(0, len(own), AT_ONCE):
        rows = Sentence.objects.filter(
            fingerprint__in=own[start : start + AT_ONCE], version__in=seen.order_by().values("current_version")
        )
        found = rows.order_by().values_list("version__article").annotate(n=Count("fingerprint", distinct=True))
        equal.update(dict(found))
    lengths = dict(
        Sentence.objects.filter(version__article__in=[pk for pk, _ in equal.most_common(AT_ONCE)])
        .filter(version__in=seen.order_by().values("current_version"))
        .order_by()
        .values_list("version__article")
        .annotate(n=Count("pk"))
    )
    shares = {pk: n / max(1, min(lengths.get(pk, n), len(own))) for pk, n in equal.items()}
    closest = sorted((pk for pk in shares if shares[pk] >= ALIKE), key=lambda pk: -shares[pk])[:MOST_ALIKE]
    articles = Article.objects.select_related("publisher").in_bulk(closest)
    return [Alike(articles[pk], equal[pk], min(1.0, shares[pk])) for pk in closest]
