"""Sheets for a blind judge: questions of several origins in random order, and the key that stays behind.

The sheet is a page of plain HTML; the judge answers in a text file, one line a question (see BRIEF).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from html import escape
from random import Random

from studyapp.engine.items import ItemDraft
from studyapp.engine.quality.measures import Sample
from studyapp.engine.reading.spans import Span

ENGINE, PEOPLE = "engine", "people"
BRIEF = """Judge each question as a teacher who has to answer for the test. You do not know who wrote it, or how.
Give seven marks, 1 for yes and 0 for no: G it is grammatical and reads well; S the evidence supports the key;
O exactly one option is right, and none is nonsense that gives the key away; C a student who read the article some
time ago understands it from what is printed here; D the wrong options are plausible and of the same type as the key
(1 where there are none; of pairs and orders the rows are the options of each other); W it is worth asking; F no claim, forecast, rumour or opinion is told as plain fact.
Then the verdict: A where all seven are 1, otherwise R; a question that would have to be repaired is R.
Write one line for each question into a text file: number, verdict, marks, reason."""
EXAMPLE = "12 R G1S1O0C1D0W1F1 two options are companies, the key is a person"
STYLE = """body{font:1rem/1.5 serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
article{border-top:1px solid;padding:.5rem 0 1rem}h2{font-size:1rem;margin:0}
blockquote{margin:.5rem 0;padding-left:1rem;border-left:3px solid}small{display:block}"""


@dataclass(frozen=True, slots=True)
class Judged:
    """One question of a sheet: what the judge sees, and from ``origin`` on what only the key tells."""

    title: str
    date: str
    instruction: str
    context: str
    stem: str
    hint: str
    options: tuple[tuple[str, bool], ...]
    answer: str
    accepted: tuple[str, ...]
    evidence: tuple[str, str, str]  # before, marked, after
    more_evidence: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str, tuple[str, str, str]], ...] = ()  # row, what belongs to it, its evidence
    says_so: str = ""
    origin: str = ENGINE
    kind: str = ""
    format: str = ""
    answer_type: str = ""
    style: str = ""
    file: str = ""
    score: float = 0.0
    served: bool = False
    warnings: tuple[str, ...] = field(default=())
    features: dict[str, float] = field(default_factory=dict)

    @property
    def hidden(self) -> dict:
        """What goes into the key."""
        names = "origin kind format answer_type style file score served stem answer features".split()
        every = asdict(self)
        return {name: every[name] for name in names} | {"warnings": list(self.warnings)}


def from_item(item: ItemDraft, sample: Sample) -> Judged:
    text, metadata = sample.harvest.article.text, sample.harvest.article.metadata
    mark = item.answer_span or Span(item.evidence.end, item.evidence.end)
    rows = tuple((p.text, p.match, _marked(text, p.evidence, p.answer_span)) for p in item.pairs)
    return Judged(
        title=metadata.title,
        date=_date(metadata.published_on),
        instruction=item.instruction,
        context=item.context or "",
        stem=item.stem,
        hint=item.hint or "",
        options=tuple((option.text, option.correct) for option in item.options),
        answer=item.answer,
        accepted=item.accepted,
        evidence=_marked(text, item.evidence, mark),
        pairs=rows,
        more_evidence=tuple(span.cut(text) for span in item.more_evidence),
        says_so=item.attributed_to or "",
        kind=item.kind.value,
        format=item.format.value,
        answer_type=item.answer_type.value,
        style=sample.style,
        file=sample.file,
        score=item.score,
        served=item in sample.served,
        warnings=item.warnings,
        features=dict(item.features),
    )


def _marked(text: str, sentence: Span, mark: Span) -> tuple[str, str, str]:
    return text[sentence.start : mark.start], mark.cut(text), text[mark.end : sentence.end]


def from_row(row: dict) -> Judged:
    """A question that people wrote, with the names of the preview; ``title`` and ``published_on`` may join.

    Needs stem, answer and evidence (a text, or an object with one). Raises KeyError for what is missing.
    """
    evidence = row["evidence"]["text"] if isinstance(row["evidence"], dict) else row["evidence"]
    options = tuple((option["text"], bool(option["correct"])) for option in row.get("options", ()))
    before, mark, after = evidence.partition(row["answer"])
    return Judged(
        title=row.get("title") or "",
        date=row.get("published_on") or "",
        instruction=row.get("instruction") or "",
        context=row.get("context") or "",
        stem=row["stem"],
        hint=row.get("hint") or "",
        options=options,
        answer=row["answer"],
        accepted=tuple(row.get("accepted", ())),
        evidence=(before, mark, after),
        origin=row.get("origin") or PEOPLE,
        kind=row.get("kind") or ("multiple_choice" if options else "short_answer"),
        format=row.get("format") or ("options" if options else "typed"),
        answer_type=row.get("answer_type") or "",
        style=row.get("style") or "",
        file=row.get("file") or "",
    )


def drawn(rows: Sequence[Judged], people: Sequence[Judged], rng: Random, most: int, most_people: int) -> list[Judged]:
    """At most so many of each, drawn and mixed by ``rng``."""
    chosen = rng.sample(list(rows), min(most, len(rows))) + rng.sample(list(people), min(most_people, len(people)))
    rng.shuffle(chosen)
    return chosen


def key_of(rows: Sequence[Judged], seed: int, engine: str) -> str:
    """The key as JSON: what each number of the sheet is."""
    items = {str(number): row.hidden for number, row in enumerate(rows, 1)}
    return json.dumps({"engine": engine, "seed": seed, "items": items}, indent=1, ensure_ascii=False) + "\n"


def page(rows: Sequence[Judged]) -> str:
    """The sheet as one self-contained page, for judges who are told nothing else."""
    body = "\n".join(_article(number, row) for number, row in enumerate(rows, 1))
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Questions to judge</title>\n'
        f"<style>{STYLE}</style>\n<h1>{len(rows)} questions to judge</h1>\n"
        f"<p>{escape(BRIEF)}</p>\n<pre>{escape(EXAMPLE)}</pre>\n{body}\n</html>\n"
    )


def _article(number: int, row: Judged) -> str:
    proofs = [] if row.pairs else [row.evidence]
    parts = [
        f"<h2>{number}</h2>",
        f"<small>{escape(', '.join(filter(None, (row.title, row.date))) or 'no title')}</small>",
        _paragraph(row.instruction, "em"),
        _paragraph(row.context),
        _paragraph(f"{row.stem} ({row.hint})" if row.hint else row.stem, "strong"),
        _options(row.options),
        *(part for pair in row.pairs for part in _pair(*pair)),
        "" if row.pairs else f"<p>Key: {escape(row.answer)}{_also(row)}</p>",
        *(_evidence(*proof) for proof in proofs),
        *(_quote(escape(text)) for text in row.more_evidence),
        _paragraph(f"Says so: {row.says_so}" if row.says_so else ""),
    ]
    return f'<article id="q{number}">\n' + "\n".join(part for part in parts if part) + "\n</article>"


def _pair(text: str, match: str, evidence: tuple[str, str, str]) -> list[str]:
    """A row of a set with what belongs to it; the judge sees an ordering in its right order."""
    return [f"<p>{escape(text)} → <b>{escape(match)}</b></p>", _evidence(*evidence)]


def _evidence(before: str, mark: str, after: str) -> str:
    marked = f"<mark>{escape(mark)}</mark>" if mark else ""
    return _quote(f"{escape(before)}{marked}{escape(after)}")


def _quote(escaped: str) -> str:
    return f"<blockquote>{escaped}</blockquote>"


def _paragraph(text: str, tag: str = "") -> str:
    inner = f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text)
    return f"<p>{inner}</p>" if text else ""


def _options(options: Iterable[tuple[str, bool]]) -> str:
    rows = "".join(f"<li>{escape(text)}{' ←' if correct else ''}</li>" for text, correct in options)
    return f'<ol type="a">{rows}</ol>' if rows else ""


def _also(row: Judged) -> str:
    also = [form for form in dict.fromkeys(row.accepted) if form != row.answer]
    return escape(f" (also {'; '.join(also)})") if also else ""


def _date(date: dt.date | None) -> str:
    return date.isoformat() if date else ""
