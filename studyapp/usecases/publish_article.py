"""How a text becomes a lesson with questions: received, fetched, cleaned, sentences, facts, questions, done.

Everything is worked out from the stored payload first and written in one transaction at the end. So a
step may run twice, a crash leaves nothing half-saved, and whoever finds the lapsed lease begins anew.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from django.utils import timezone

from studyapp.engine import pipeline
from studyapp.engine.reading import documents, encodings, parser, reading
from studyapp.engine.reading.article import Document, UnreadableError
from studyapp.facts import extracting
from studyapp.facts.disputes import settle_disputes
from studyapp.facts.queries import knowledge_of
from studyapp.questions import carrying, ranker, writing
from studyapp.questions.queries import asked_in
from studyapp.questions.trust import table, trust_of_item
from studyapp.sources import finding, importing, incoming, jobs, topics
from studyapp.sources.comparing import compare_versions
from studyapp.sources.models import Article, ArticleVersion, ImportJob, Topic
from studyapp.sources.places import Places
from studyapp.usecases import import_report
from studyapp.usecases.in_time import given_up_after

log = logging.getLogger(__name__)
Told = Callable[[ImportJob], None]
LONGEST_DECODING = 90.0  # seconds; a slow machine takes ten for the longest file
BROKEN = "Something went wrong while reading this text, and nothing of it was saved. It was noted for repair."
GAVE_UP = f"Reading this text was broken off {jobs.MOST_ATTEMPTS} times, so it was given up. Nothing was saved."


def submit_file(
    payload: bytes, name: str, topic_name: str | None = None, stated: dict[str, str] | None = None
) -> ImportJob:
    """The job for a file's bytes, ready to run; ``name`` is its path below the imported folder.

    ``stated`` holds its line, where it is a row of a table. The same file again finds its job again: done where its
    text still stands, else to be run once more.
    Raises UnreadableError for what is too large to be kept.
    """
    if len(payload) > encodings.MAX_BYTES:
        raise UnreadableError(encodings.TOO_LARGE)
    topic = importing.topic_named(topic_name) if topic_name else None
    identity = f"{topic.pk if topic else ''}\n{name}\n{importing.raw_hash(payload)}".encode(errors="backslashreplace")
    job = importing.receive(
        payload,
        kind=ImportJob.Kind.FILE,
        name=name,
        idempotency_key=f"file:{hashlib.sha256(identity).hexdigest()}",
        topic=topic,
        stated=stated,
    )
    if not jobs.settle_again(job):
        jobs.reopen(job)
    return job


def run(job: ImportJob, told: Told = lambda job: None, clock: Callable[[], dt.datetime] = timezone.now) -> ImportJob:
    """Take the job and see it through; ``told`` is called at each step. Never raises for a bad text.

    Afterwards ``job.step`` is done, failed or cancelled and ``job.report`` says what came of it; a job
    that somebody else works on comes back as it is.
    """
    claimed = jobs.claim(job.pk, clock())
    if claimed is None:
        job.refresh_from_db()
        return job
    try:
        if claimed.attempts > jobs.MOST_ATTEMPTS:
            raise UnreadableError(GAVE_UP)
        _publish(claimed, told, clock)
    except jobs.LostJobError:
        jobs.cancel_if_asked(claimed.pk)
    except UnreadableError as error:
        _fail(claimed, str(error), clock())
    except Exception:
        log.exception("Import %s of %r", claimed.pk, claimed.name)
        _fail(claimed, BROKEN, clock())
    claimed.refresh_from_db()
    told(claimed)
    return claimed


def _publish(job: ImportJob, told: Told, clock: Callable[[], dt.datetime]) -> None:
    def reached(step: str, **so_far: object) -> None:
        jobs.advance(job, step, clock(), report=job.report | so_far)
        told(job)

    _fetch(job, told, clock)
    payload = bytes(job.payload)
    document = _document(job, payload)
    topic = importing.topic_of(job, document.metadata)
    place = _place(job, topic, document)
    if importing.is_unchanged(place.article, payload):
        job.version = place.article.current_version
        jobs.finish(job, jobs.DONE, _summary(document, topic, job.version, "unchanged"), clock())
        return
    reached(jobs.CLEANED, **import_report.about(document, topic, job))
    read, parse = reading.read(document)
    reached(jobs.SENTENCES, sentences=len(read.sentences))
    context = _context(topic, place.article)
    harvest = pipeline.harvest_read(read, parse, context)
    import_report.require_something(harvest)
    reached(jobs.FACTS, facts=len(harvest.facts))
    reached(jobs.QUESTIONS, questions=len(harvest.items))
    found = import_report.found(document, harvest, place, job.owner)
    if job.dry_run:
        report = job.report | found | import_report.preview(harvest, place)
        jobs.finish(job, jobs.DONE, report, clock())
        return

    def save() -> None:
        jobs.hold(job)
        topic = _topic(job, document)
        # One import at a time names a topic's entities; and the topic may have been merged while this was read.
        topic = importing.standing(Topic.objects.select_for_update().get(pk=topic.pk))
        key = _place(job, topic, document).key
        job.topic = topic if job.stated.get("new_topic") else job.topic
        job.version, report = _save(job, topic, key, document, harvest, context.digest)
        jobs.finish(job, jobs.DONE, report | found, clock())

    importing.despite_others(save)


def _fetch(job: ImportJob, told: Told, clock: Callable[[], dt.datetime]) -> None:
    """Read a web page once: its bytes stay with the job, and whoever goes on later finds them there."""
    if job.kind != ImportJob.Kind.URL or job.payload:
        return
    from studyapp.sources import fetching  # its libraries are large, and only the worker dials

    page = fetching.fetch(job.name)
    where = {"url": page.url, "media": page.media, "fetched": clock().date().isoformat()}
    jobs.advance(job, jobs.FETCHED, clock(), payload=page.body, stated=job.stated | where)
    told(job)


def _document(job: ImportJob, payload: bytes) -> Document:
    """The text with what is known of it. Where it is to be an article's next version, the article says that."""
    is_file = job.kind == ImportJob.Kind.FILE and "line" not in job.stated
    with given_up_after(LONGEST_DECODING):
        document = documents.decode(payload, job.name if is_file else "", job.stated.get("media", ""))
    known = importing.metadata_of(job.article) if job.article else importing.with_stated(document.metadata, job)
    return replace(document, metadata=known)


def _topic(job: ImportJob, document: Document) -> Topic:
    """The topic of the text, made where it was named and is not there yet."""
    found = importing.topic_of(job, document.metadata)
    if found or not job.stated.get("new_topic"):
        return found or importing.topic_for(job, document.metadata)
    name, visibility = job.stated["new_topic"], job.stated.get("visibility") or Topic.Visibility.PRIVATE
    try:
        return topics.create_topic(name, job.owner, visibility=visibility)
    except topics.NameTakenError as error:
        raise UnreadableError(
            f"There is a topic called “{name}” already, and it is not yours. Bring the text in with another topic."
        ) from error


def _place(job: ImportJob, topic: Topic | None, document: Document) -> finding.Place:
    def words() -> set[str]:
        split = reading.split(document)
        return incoming.fingerprints(sentence.span.cut(split.text) for sentence in split.sentences)

    return finding.place_of(job, topic, document.metadata, words)


def _context(topic: Topic | None, article: Article | None) -> pipeline.TopicContext:
    """What the topic's other articles know and ask, as of now: one that is imported at this moment is not among them."""
    if topic is None:
        return pipeline.TopicContext()
    asked = asked_in(topic, article)
    return replace(knowledge_of(topic, article), asked=asked.claims, passages=asked.passages)


def _save(
    job: ImportJob, topic: Topic, key: str, document: Document, harvest: pipeline.Harvest, context_digest: str
) -> tuple[ArticleVersion, dict]:
    """Rows of all stages, from left to right."""
    article = importing.store_article(job, topic, key, document.metadata)
    version = importing.store_version(article, job, harvest.article)
    version.article = article
    places = Places(version)
    known = ranker.active()
    items = ranker.scored(harvest.items, known)
    evidence = extracting.write_facts(places, (*harvest.facts, *(item.fact for item in items)))
    proof = {id(draft): row for draft, row in evidence}
    origin = writing.Origin(
        pipeline.ENGINE_VERSION, f"{parser.MODEL} {parser.MODEL_VERSION}", context_digest, known.version
    )
    pairs = [(item, proof[id(item.fact)]) for item in items if id(item.fact) in proof]
    written = writing.write_questions(places, pairs, origin)
    extracting.write_refusals(version, harvest.refusals, pipeline.ENGINE_VERSION)
    former = article.current_version
    outcome = "new" if former is None else "changed"
    extracting.carry_facts(places, former, pipeline.ENGINE_VERSION)
    importing.make_current(article, version)
    settled = carrying.settle_questions(places, written.proposed, pipeline.ENGINE_VERSION)
    extracting.settle_facts(article, former)
    disputed = settle_disputes(article)
    report = _summary(document, topic, version, outcome) | {
        "set_aside": dict(Counter(mark.reason.value for mark in harvest.article.marks)),
        "facts": len({row.fact_id for _, row in evidence}),
        "questions": len(written.proposed),
        "new_questions": written.new,
        "served": sum(trust_of_item(item, table()).is_served for item in items),
        "stale": settled.stale,
        "carried": settled.carried,
        "restored": settled.restored,
        "disputed": disputed,
        "refused": dict(Counter(code for refusal in harvest.refusals for code in refusal.codes).most_common(12)),
    }
    if former is not None:
        report |= {"sentence_changes": compare_versions(former, version).counts}
    return version, report


def _summary(document: Document, topic: Topic, version: ArticleVersion, outcome: str) -> dict:
    metadata = document.metadata
    return {
        "outcome": outcome,
        "title": metadata.title,
        "publisher": metadata.publisher,
        "published_on": metadata.published_on.isoformat() if metadata.published_on else None,
        "topic": topic.name,
        "article": version.article.slug,
        "version": version.number,
        "sentences": version.sentences.count(),
    }


def _fail(job: ImportJob, reason: str, now: dt.datetime) -> None:
    with contextlib.suppress(jobs.LostJobError):  # then somebody else has it, and will say how it went
        jobs.finish(job, jobs.FAILED, job.report | {"outcome": "failed", "reason": reason}, now)
