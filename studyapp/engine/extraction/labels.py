"""A fact's label: what is claimed, in the sentence's own words and without the value."""

from __future__ import annotations

import re

from studyapp.engine.extraction.recognisers import Candidate
from studyapp.engine.extraction.sentence import Wording
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.reading.spans import Span

LONGEST = 120  # characters
MARK = "…"  # stands where the value stood
POINTS_BACK = re.compile(r"^(?:When )?(?:it|he|she|they|this|these|those|its|his|her|their|such)\b", re.IGNORECASE)
LOWERED = frozenset(
    "a an the in on at by for from with after before during its his her their this these some all one two".split()
)
JOINTS = re.compile(r"(?:, |; | and | but | which | who | where | when | because | while )")


def label_of(candidate: Candidate, wording: Wording) -> str:
    """ "When the ferry began to run" where the value is a year at the start or end, else the sentence with … for it.

    A long sentence is cut at its joints; the words around the value stay.
    """
    if candidate.answer_type == AnswerType.YEAR:
        label = _when(candidate, wording)
        if label:
            return label
    text = wording.show(candidate.span, MARK).rstrip(".")
    return text if len(text) <= LONGEST else _shortened(text)


def points_back(label: str) -> bool:
    """Whether the label opens with a word for something named before: no title for a list of key facts."""
    return bool(POINTS_BACK.match(label))


def _shortened(text: str) -> str:
    place = text.index(MARK)
    ends = [m.start() for m in JOINTS.finditer(text) if max(place, 40) < m.start() <= LONGEST]
    if place < LONGEST - 15:
        end = ends[-1] if ends else text.rfind(" ", place + 1, LONGEST)
        return text[: max(end, place + 1)].rstrip(" ,;:")
    if len(text) <= LONGEST + 50:
        return text
    starts = [m.end() for m in JOINTS.finditer(text) if m.end() < place - 10]
    rest = text[starts[-1] :] if starts else text[text.rfind(" ", 0, place - 40) + 1 :]
    rest = re.sub(r"^(?:and|but|which|who|where|when)\s+", "", rest)
    if len(rest) > LONGEST:
        rest = rest[: max(rest.rfind(" ", 0, LONGEST), rest.index(MARK) + 1)]
    return rest[0].upper() + rest[1:].rstrip(" ,;:")


def _when(candidate: Candidate, wording: Wording) -> str:
    source, own = candidate.sentence.source, candidate.sentence.span
    lead = re.search(r"(?:,\s*)?\b[Ii]n\s+$", source[own.start : candidate.span.start])
    if not lead:
        return ""
    start, end = own.start + lead.start(), candidate.span.end
    if start == own.start and source[end : end + 1] == ",":
        end += 1
    rest = wording.without(Span(start, end)).text.rstrip(".")
    if not 12 < len(rest) <= LONGEST or re.search(r"[,;:]", rest):
        return ""
    first = rest.split()[0]
    if first.lower() in LOWERED or re.search(rf"(?<![.!?] )\b{re.escape(first.lower())}\b", source):
        rest = rest[0].lower() + rest[1:]
    return f"When {rest}"
