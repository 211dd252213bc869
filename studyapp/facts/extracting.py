"""Fact drafts become rows: a fact that is known keeps its row, whatever the text's version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Case, Exists, F, OuterRef, QuerySet, When

from studyapp.engine.extraction.claims import says_of_what
from studyapp.engine.extraction.facts import FactDraft, RefusalDraft
from studyapp.facts.entities import Entities
from studyapp.facts.models import Fact, FactCorrection, FactEvidence, FactReview, Refusal
from studyapp.sources.following import Following
from studyapp.sources.models import Article, ArticleVersion, Topic
from studyapp.sources.places import Places

SpanKey = tuple[int, int, str]  # sentence of the new text, start, answer type
ClaimKey = tuple[str, str, str]  # claim, answer type, value


def write_facts(places: Places, drafts: Iterable[FactDraft]) -> list[tuple[FactDraft, FactEvidence]]:
    """Each draft with its evidence row, in the order given. May run twice.

    A fact is found again by its carried-over span (same sentence, wherever it moved), then by what it claims and
    gives as the value. It takes over how this text and this engine put its claim.
    """
    drafts = [draft for draft in drafts if 0 < len(draft.value.printed) <= 300]
    topic = places.version.article.topic
    entities = Entities(topic, drafts)
    carried = _facts_by_span(places)
    claimed = _facts_by_claim(places.version.article, drafts)
    chosen: list[Fact] = []
    for draft in drafts:
        fact = _carried_over(carried, draft, places) or claimed.get(_claim_key(draft))
        if fact is None:
            fact = _new_fact(topic, draft, entities)
        claimed.setdefault(_claim_key(draft), fact)
        chosen.append(fact)
    _reword(places.version.article, zip(chosen, drafts, strict=True))
    Fact.objects.bulk_create(list({id(fact): fact for fact in chosen if fact.pk is None}.values()))
    return list(zip(drafts, _evidence(places, drafts, chosen), strict=True))


def write_refusals(version: ArticleVersion, drafts: Iterable[RefusalDraft], engine_version: str) -> None:
    """What was refused in this version by this engine; older engines' refusals go."""
    version.refusals.exclude(engine_version=engine_version).delete()
    Refusal.objects.bulk_create(
        (
            Refusal(
                version=version,
                start=draft.span.start,
                end=draft.span.end,
                kind=draft.kind[:20],
                codes=list(draft.codes),
                engine_version=engine_version,
            )
            for draft in drafts
        ),
        ignore_conflicts=True,
    )


def carry_evidence(following: Following, rows: Iterable[FactEvidence]) -> dict[int, FactEvidence]:
    """Each of these places (with its sentence) where its sentence stands unchanged in the new text, by its number.

    What stands there already is found again; a place whose sentence changed or went is missing.
    """
    here = FactEvidence.objects.filter(sentence__version=following.places.version)
    known = {(row.fact_id, row.sentence_id, row.start): row for row in here}
    found: dict[int, FactEvidence] = {}
    for row in rows:
        if (now := following.span(row.sentence, row.start, row.end)) is not None:
            sentence, span = now
            printed = span.cut(following.places.version.text)
            fields = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
            fields |= {"sentence_id": sentence.pk, "start": span.start, "end": span.end, "printed": printed}
            key = (row.fact_id, sentence.pk, span.start)
            found[row.pk] = known.setdefault(key, FactEvidence(**fields))
    FactEvidence.objects.bulk_create(list({id(row): row for row in found.values() if row.pk is None}.values()))
    return found


def carry_facts(places: Places, former: ArticleVersion | None, engine_version: str) -> None:
    """Facts of the former text whose sentence stands in this one stay, whether the engine found them again or not.

    A newer engine that no longer finds a fact has its way, unless a person approved or changed the fact.
    """
    if former is None or former.pk == places.version.pk:
        return
    rows = FactEvidence.objects.filter(sentence__version=former).select_related("sentence").order_by("pk")
    if former.refusals.exclude(engine_version=engine_version).exists():
        touched = Exists(FactReview.objects.filter(fact=OuterRef("fact")))
        rows = rows.filter(touched | Exists(FactCorrection.objects.filter(fact=OuterRef("fact"))))
    carry_evidence(Following(places, {former.pk}), rows)


def settle_facts(article: Article, former: ArticleVersion | None = None) -> int:
    """After the article's current version changed from ``former``: facts that stand in no current text become stale,
    or superseded where the new text gives the same claim another value. Returns how many were lost."""
    standing = FactEvidence.objects.filter(
        sentence__version__article__current_version=F("sentence__version"),
        sentence__version__article__status=Article.Status.ACTIVE,
    )
    mine = Fact.objects.filter(evidence__sentence__version__article=article)
    here = Fact.objects.filter(evidence__sentence__version=article.current_version_id).distinct()
    back = here.filter(status__in=[Fact.Status.STALE, Fact.Status.SUPERSEDED])
    Fact.objects.filter(pk__in=list(back.values_list("pk", flat=True))).update(
        status=Fact.Status.ACTIVE, superseded_by=None
    )
    living = mine.filter(status__in=[Fact.Status.ACTIVE, Fact.Status.DISPUTED])
    lost = list(living.exclude(pk__in=standing.values("fact")).distinct())
    before = FactEvidence.objects.filter(sentence__version__article=article)
    before = (
        before.filter(sentence__version=former)
        if former
        else before.exclude(sentence__version=article.current_version_id)
    )
    successors = _successors(here.exclude(pk__in=before.values("fact")), lost)
    for fact in lost:
        fact.superseded_by = successors.get(fact.pk)
        fact.status = Fact.Status.SUPERSEDED if fact.superseded_by else Fact.Status.STALE
        fact.save(update_fields=["status", "superseded_by"])
    return len(lost)


def _successors(new: QuerySet[Fact], lost: list[Fact]) -> dict[int, Fact]:
    """For each lost fact the one fact, new with this text, that makes its claim with another value."""
    by_claim: dict[tuple[str, str], set[Fact]] = defaultdict(set)
    for fact in new.filter(claim_key__in=[f.claim_key for f in lost], status=Fact.Status.ACTIVE):
        by_claim[fact.claim_key, fact.answer_type].add(fact)
    found = {fact.pk: by_claim[fact.claim_key, fact.answer_type] for fact in lost}
    return {pk: next(iter(facts)) for pk, facts in found.items() if len(facts) == 1}


def _facts_by_span(places: Places) -> dict[SpanKey, list[Fact]]:
    """Facts of the text that readers have now, and of this one if it was here before, by where they stand here."""
    version = places.version
    former = version.article.current_version_id
    table: dict[SpanKey, list[Fact]] = defaultdict(list)
    if former is None:
        return table
    following = Following(places, {former})
    rows = FactEvidence.objects.filter(sentence__version__in=following.versions)
    for row in rows.select_related("fact", "sentence").order_by("pk"):
        if row.fact.status == Fact.Status.SUPERSEDED and row.sentence.version_id != version.pk:
            continue
        if found := following.span(row.sentence, row.start, row.end):
            sentence, span = found
            table[sentence.pk, span.start, row.fact.answer_type].append(row.fact)
    return table


def _reword(article: Article, found: Iterable[tuple[Fact, FactDraft]]) -> None:
    """Facts that were known say what this text says, so that no label keeps a figure that it no longer gives.

    A label stays where a person chose it, and where the text of another article has it so.
    """
    first: dict[int, tuple[Fact, FactDraft]] = {}
    for fact, draft in found:
        if fact.pk:
            first.setdefault(fact.pk, (fact, draft))
    differ = [pk for pk, (fact, draft) in first.items() if fact.label != draft.label[:300]]
    chosen = FactCorrection.objects.filter(fact__in=differ, field__in=("label", "split"))
    elsewhere = FactEvidence.objects.filter(
        fact__in=differ, sentence__version__article__current_version=F("sentence__version")
    ).exclude(sentence__version__article=article)
    kept = {*chosen.values_list("fact", flat=True), *elsewhere.values_list("fact", flat=True)}
    changed = []
    for pk, (fact, draft) in first.items():
        label, key = fact.label if pk in kept else draft.label[:300], draft.claim_key[:80]
        if (fact.label, fact.claim_key) != (label, key):
            fact.label, fact.claim_key = label, key
            changed.append(fact)
    Fact.objects.bulk_update(changed, ["claim_key", "label"], batch_size=500)


def _carried_over(carried: dict[SpanKey, list[Fact]], draft: FactDraft, places: Places) -> Fact | None:
    facts = carried.get((places.at(draft.sentence).pk, draft.span.start, draft.value.answer_type.value), [])
    same_claim = [fact for fact in facts if fact.claim_key == draft.claim_key[:80]]
    return next(iter(same_claim or facts), None)


def _facts_by_claim(article: Article, drafts: list[FactDraft]) -> dict[ClaimKey, Fact]:
    """The topic's facts that make these claims; of claims that name nothing only those of this article."""
    keys = {draft.claim_key[:80] for draft in drafts}
    here = Fact.objects.filter(pk=OuterRef("pk"), evidence__sentence__version__article=article)
    found = Fact.objects.filter(topic=article.topic_id, claim_key__in=keys)
    last = Case(When(status=Fact.Status.SUPERSEDED, then=0), default=1)  # a living one is found before it
    found = found.order_by(last, "-pk")
    return {
        (fact.claim_key, fact.answer_type, fact.value): fact
        for fact in found.annotate(is_here=Exists(here))
        if fact.is_here or says_of_what(fact.claim_key)
    }


def _claim_key(draft: FactDraft) -> ClaimKey:
    return draft.claim_key[:80], draft.value.answer_type.value, _value(draft)


def _value(draft: FactDraft) -> str:
    return (draft.value.canonical or draft.value.printed)[:300]


def _new_fact(topic: Topic, draft: FactDraft, entities: Entities) -> Fact:
    value = draft.value
    return Fact(
        topic=topic,
        answer_type=value.answer_type.value,
        label=draft.label[:300],
        subject=entities.called(draft.subject),
        entity=entities.of(value),
        value=_value(draft),
        number=value.number,
        unit=value.unit[:60],
        precision=value.precision[:10],
        claim_key=draft.claim_key[:80],
        features=dict(draft.features),
    )


def _evidence(places: Places, drafts: list[FactDraft], facts: list[Fact]) -> list[FactEvidence]:
    """Evidence rows in the order of the drafts; those that exist are found again."""
    known = {
        (place.fact_id, place.sentence_id, place.start): place
        for place in FactEvidence.objects.filter(sentence__version=places.version)
    }
    rows = []
    for draft, fact in zip(drafts, facts, strict=True):
        sentence = places.at(draft.sentence)
        event = draft.event_time
        row = FactEvidence(
            fact=fact,
            sentence=sentence,
            start=draft.span.start,
            end=draft.span.end,
            printed=draft.value.printed,
            speaker=(draft.speaker or "")[:300],
            stance=draft.stance.value,
            event_time=event.value[:20] if event else "",
            event_precision=event.precision[:10] if event else "",
            event_known=event.known[:10] if event else "",
            as_of=draft.as_of,
        )
        rows.append(known.setdefault((fact.pk, sentence.pk, row.start), row))
    FactEvidence.objects.bulk_create(list({id(row): row for row in rows if row.pk is None}.values()))
    return rows
