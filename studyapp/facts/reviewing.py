"""What people decide about facts. Where a fact stands is the text's to say and is never edited."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from studyapp.engine.extraction.values import AnswerType
from studyapp.facts.models import Fact, FactCorrection, FactEvidence, FactReview
from studyapp.sources.correcting import Clash, MeanwhileError

FIELDS = ("label", "answer_type", "value", "number", "unit")


def fact_as_printed(fact: Fact) -> dict[str, str]:
    """What may be corrected, each field as text."""
    number = "" if fact.number is None else f"{fact.number:.15g}"
    return {
        "label": fact.label,
        "answer_type": fact.answer_type,
        "value": fact.value,
        "number": number,
        "unit": fact.unit,
    }


@transaction.atomic
def reject(fact_id: int, who, why: str) -> Fact | None:
    """The fact is not asked about and not shown in lessons any more; None when it was rejected already."""
    fact = Fact.objects.select_for_update().get(pk=fact_id)
    if fact.status == Fact.Status.RETIRED:
        return None
    return _decided(fact, Fact.Status.RETIRED, approved=False, who=who, why=why)


@transaction.atomic
def approve(fact_id: int, who, why: str = "") -> Fact | None:
    """A person has read it and found it right; one that was rejected lives again, as far as a text says so today.

    None when that was the last word on it already.
    """
    fact = Fact.objects.select_for_update().get(pk=fact_id)
    last = fact.reviews.order_by("pk").last()
    if last and last.approved and fact.status != Fact.Status.RETIRED:
        return None
    status = fact.status
    if status == Fact.Status.RETIRED:
        status = Fact.Status.ACTIVE if stands(fact) else Fact.Status.STALE
    return _decided(fact, status, approved=True, who=who, why=why)


def stands(fact: Fact) -> bool:
    """Whether a current text states it."""
    return any(
        row.sentence.version_id == row.sentence.version.article.current_version_id
        for row in fact.evidence.select_related("sentence__version__article").defer("sentence__version__text")
    )


@transaction.atomic
def correct(fact_id: int, seen: Mapping[str, str], wanted: Mapping[str, str], who) -> list[str]:
    """Write the fields that differ from what the person had ``seen``; returns their names. All values as printed.

    Raises MeanwhileError where somebody else changed the same field to something else.
    """
    fact = Fact.objects.select_for_update().get(pk=fact_id)
    now = fact_as_printed(fact)
    touched = [name for name in FIELDS if name in wanted and wanted[name] != seen.get(name, now[name])]
    clashing = [name for name in touched if now[name] not in (seen.get(name, now[name]), wanted[name])]
    if clashing:
        last = {
            row.field: row for row in fact.corrections.filter(field__in=clashing).select_related("who").order_by("pk")
        }
        raise MeanwhileError(
            [Clash(n, now[n], *((last[n].who, last[n].created_at) if n in last else ())) for n in clashing]
        )
    changed = [name for name in touched if wanted[name] != now[name]]
    for name in changed:
        text = wanted[name]
        setattr(fact, name, (float(text) if text else None) if name == "number" else text)
    fact.save(update_fields=changed)
    note(fact, who, **{name: (now[name], wanted[name]) for name in changed})
    return changed


def note(fact: Fact, who, **changes: tuple[str, str]) -> None:
    """Write down before and after of each field."""
    FactCorrection.objects.bulk_create(
        FactCorrection(fact=fact, field=name, before=before, after=after, who=who)
        for name, (before, after) in changes.items()
    )


@dataclass(frozen=True, slots=True)
class Part:
    """What one of two facts says. ``printed`` are the words of the sentence that are its answer."""

    label: str
    printed: str


class NotInSentenceError(ValueError):
    """The words given as an answer do not stand in the sentence."""


@transaction.atomic
def split(fact_id: int, first_label: str, second: Part, who) -> Fact:
    """A fact that says two things becomes two: the row keeps the first, a new one beside it says the second.

    The second stands where the fact stands, in each sentence that has its words. Returns the new fact. Raises
    NotInSentenceError. The same second part again finds the fact that was made.
    """
    fact = Fact.objects.select_for_update().get(pk=fact_id)
    made = Fact.objects.filter(features__split_from=fact.pk, label=second.label, value=second.printed).first()
    if made:
        return made
    places = _places_of(fact, second.printed)
    if not places:
        raise NotInSentenceError(second.printed)
    number = _number(second.printed)
    new = Fact.objects.create(
        topic=fact.topic,
        answer_type=fact.answer_type if (number is None) == (fact.number is None) else _type_of(number),
        label=second.label,
        subject=fact.subject,
        value=second.printed,
        number=number,
        claim_key=f"split:{fact.pk}:{second.label}"[:80],
        status=fact.status,
        features={"split_from": fact.pk},
    )
    for place in places:
        place.fact = new
    FactEvidence.objects.bulk_create(places)
    note(fact, who, split=(fact.label, f"{first_label} + {second.label}"))
    note(new, who, split=(fact.label, second.label))
    if first_label != fact.label:
        fact.label = first_label
        fact.save(update_fields=["label"])
    return new


def _places_of(fact: Fact, printed: str) -> list[FactEvidence]:
    """Copies of the fact's places, marking other words of the same sentences."""
    found = []
    for row in fact.evidence.select_related("sentence__version").order_by("pk"):
        text = row.sentence.version.text
        at = text.find(printed, row.sentence.start, row.sentence.end)
        if at >= 0:
            kept = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
            found.append(FactEvidence(**kept | {"start": at, "end": at + len(printed), "printed": printed}))
    return list({(row.sentence_id, row.start): row for row in found}.values())


def _number(printed: str) -> float | None:
    try:
        number = float(printed.replace(",", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _type_of(number: float | None) -> str:
    return AnswerType.NAME.value if number is None else AnswerType.COUNT.value


def _decided(fact: Fact, status: str, *, approved: bool, who, why: str) -> Fact:
    if fact.status != status:
        fact.status = status
        fact.save(update_fields=["status"])
    FactReview.objects.create(fact=fact, approved=approved, reviewer=who, why=why[:300])
    return fact
