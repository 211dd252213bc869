"""What reviewers reject again and again ranks lower: drafts of one pattern share what was decided on their like.

A pattern is a cell (kind, format, answer type) with one warning of the engine, or with none. Each judgement on a
generated wording counts for its patterns, as long as no fit of the ranker has learnt from it. Where most were rejected,
a draft's score moves from what the ranker gave towards the share of approvals, the more the more was decided, never up,
and by ``MOST`` at most. The ranker itself learns more finely, but only from two hundred verdicts on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from studyapp.engine.item_writing import ranking
from studyapp.questions.models import Question, RankerFit, Review
from studyapp.questions.reasons import DUPLICATE
from studyapp.questions.reviewing import judgements

LEAST = 3  # judgements from which a pattern speaks
MOSTLY = 0.6  # share of rejections from which it speaks
HELD = 4.0  # judgements that the ranker's own estimate is worth
MOST = 0.3  # by which a score falls at most
NEWEST = 5000  # judgements that are read


class Pattern(NamedTuple):
    kind: str
    format: str
    answer_type: str
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often questions of a pattern were judged and rejected, and for which reason most."""

    rejected: int
    judged: int
    reason: str = ""

    @property
    def speaks(self) -> bool:
        return self.judged >= LEAST and self.rejected >= MOSTLY * self.judged


def patterns_of(kind: str, format: str, answer_type: str, warnings: Collection[str]) -> list[Pattern]:
    return [Pattern(kind, format, answer_type, warning) for warning in dict.fromkeys(warnings) or ("",)]


def tallies(like: Question | None = None) -> dict[Pattern, Tally]:
    """Of all patterns, or of those of one question's cell. Two statements, over the newest judgements."""
    fit = RankerFit.objects.filter(base=ranking.shipped().version).order_by("-pk").first()
    later = judgements().filter(version__question=OuterRef("version__question"), pk__gt=OuterRef("pk"))
    given = judgements().filter(
        ~Exists(later), version__author__isnull=True, version__question__origin=Question.Origin.GENERATED
    )
    if like is not None:
        cell = {"kind": like.kind, "format": like.format, "answer_type": like.answer_type}
        given = given.filter(**{f"version__question__{name}": value for name, value in cell.items()})
    if fit is not None:
        given = given.filter(created_at__gt=fit.created_at)
    fields = ("version__question__kind", "version__question__format", "version__question__answer_type")
    rows = given.order_by("-pk").values_list(*fields, "version__warnings", "verdict", "reasons")
    return _counted(rows[:NEWEST])


def lowered(score: float, patterns: Iterable[Pattern], known: Mapping[Pattern, Tally]) -> float:
    """The score after what was decided on questions of these patterns."""
    found = [score]
    for tally in filter(None, map(known.get, patterns)):
        if tally.speaks:
            share = (tally.judged - tally.rejected) / tally.judged
            found.append((HELD * score + tally.judged * share) / (HELD + tally.judged))
    return round(max(min(found), score - MOST, 0.0), 3)


def told_of(question: Question, warnings: Collection[str]) -> Tally | None:
    """The pattern that lowers a draft's score most, for the reviewer; None where none does. Two statements."""
    known = tallies(question)
    mine = patterns_of(question.kind, question.format, question.answer_type, warnings)
    speaking = [known[p] for p in mine if p in known and known[p].speaks]
    return max(speaking, key=lambda tally: (tally.rejected / tally.judged, tally.judged), default=None)


def _counted(rows: Iterable[tuple]) -> dict[Pattern, Tally]:
    judged: Counter[Pattern] = Counter()
    rejected: Counter[Pattern] = Counter()
    why: dict[Pattern, Counter[str]] = defaultdict(Counter)
    for kind, form, answer_type, warnings, verdict, reasons in rows:
        if reasons == [DUPLICATE]:
            continue  # that another question asks the same says nothing of this one
        for pattern in patterns_of(kind, form, answer_type, warnings):
            judged[pattern] += 1
            if verdict == Review.Verdict.REJECTED:
                rejected[pattern] += 1
                why[pattern].update(reasons)
    return {
        pattern: Tally(rejected[pattern], n, min(why[pattern], key=lambda r: (-why[pattern][r], r), default=""))
        for pattern, n in judged.items()
    }
