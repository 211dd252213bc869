"""What choosing a quiz needs of a wording, read once per process: wordings never change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q

from studyapp.questions.models import Option, Question, QuestionEvidence, QuestionVersion

MOST = 50_000  # kept, about a kilobyte each
AT_A_TIME = 5_000  # numbers in a statement: databases have limits


@dataclass(frozen=True, slots=True)
class Outline:
    """``text`` is context and stem, of a set with its rows and what may be matched; ``options`` stand in stored order, ``sentences`` prove the key."""

    text: str
    answer: str
    options: tuple[str, ...]
    key_option: int | None
    sentences: frozenset[int]


_known: dict[int, Outline] = {}


def outlines(version_ids: Sequence[int]) -> dict[int, Outline]:
    """By version. Two queries for five thousand wordings not read before in this process, else none."""
    found = {pk: outline for pk in version_ids if (outline := _known.get(pk))}
    missing = [pk for pk in version_ids if pk not in found]
    for start in range(0, len(missing), AT_A_TIME):
        read = _read(missing[start : start + AT_A_TIME])
        if len(_known) + len(read) > MOST:
            _known.clear()
        _known.update(read)
        found |= read
    return found


def forget_outlines() -> None:
    """Empty what the process keeps, for tests that reuse row numbers and after an erasure."""
    _known.clear()


def _read(version_ids: Sequence[int]) -> dict[int, Outline]:
    options: dict[int, list[str]] = {}
    matches: dict[int, list[str]] = {}
    rows = Option.objects.filter(version__in=version_ids).order_by("version", "position")
    for version_id, text, match in rows.values_list("version", "text", "match"):
        options.setdefault(version_id, []).append(text)
        matches.setdefault(version_id, []).append(match)
    key = FilteredRelation("evidence", condition=Q(evidence__role=QuestionEvidence.Role.KEY))
    versions = QuestionVersion.objects.filter(pk__in=version_ids).annotate(proof=key).order_by()
    fields = ("pk", "question__format", "context", "stem", "key_option", "key_value", F("proof__sentence"))
    found: dict[int, Outline] = {}
    for pk, item_format, context, stem, key_option, key_value, sentence in versions.values_list(*fields):
        before = found[pk].sentences if pk in found else frozenset()
        sentences = before if sentence is None else before | {sentence}
        answer = key_value if key_option is None else options[pk][key_option]
        text = " ".join((context, stem, *_printed(item_format, options.get(pk, []), matches.get(pk, []))))
        found[pk] = Outline(text, answer, tuple(options.get(pk, ())), key_option, sentences)
    return found


def _printed(item_format: str, rows: list[str], matches: list[str]) -> list[str]:
    """The rows of a set, and of a matching what may be matched; dates of an ordering come after the answer."""
    if item_format == Question.Format.MATCH:
        return rows + matches
    return rows if item_format == Question.Format.ORDER else []
