"""What the import would ask of a file, without any database."""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from studyapp.engine import cells, pipeline
from studyapp.engine.cells import Trust
from studyapp.engine.extraction.facts import RefusalDraft
from studyapp.engine.items import ItemDraft
from studyapp.engine.reading.article import UnreadableError
from studyapp.engine.reading.documents import decode
from studyapp.engine.reading.spans import Span
from studyapp.questions.reasons import in_words
from studyapp.questions.trust import trust_of_item

log = logging.getLogger(__name__)


def preview(path: Path, *, below_line: bool = False) -> Iterator[dict]:
    """One dict for the article and one for each question, best first; or one error. Never raises for a bad file.

    Offsets are code points of the article's ``text``. A question is trusted by the verdicts shipped with the
    engine (no database is asked), else a draft; ``served`` says whether learners get it without a review,
    ``trust`` why or why not. A set has ``pairs`` in place of options; those of an ordering stand in the right order.
    Questions below the serving line come only with ``below_line``.
    """
    file = os.fsencode(path).decode(errors="replace")
    try:
        harvest = pipeline.harvest(decode(path.read_bytes(), path.name))
    except UnreadableError as error:
        yield _error(file, str(error))
    except OSError as error:
        yield _error(file, f"This file cannot be opened: {error.strerror or error}.")
    except Exception:
        log.exception("Preview of %s", file)
        yield _error(file, "Something went wrong while reading this text.")
    else:
        yield _article(file, harvest)
        for item in harvest.items:
            if below_line or item.score >= pipeline.SERVING_LINE:
                yield _question(file, harvest.article.text, item)


def _error(file: str, reason: str) -> dict:
    return {"type": "error", "file": file, "reason": reason}


def _article(file: str, harvest: pipeline.Harvest) -> dict:
    article = harvest.article
    return {
        "type": "article",
        "file": file,
        "title": article.metadata.title,
        "publisher": article.metadata.publisher,
        "published_on": _iso(article.metadata.published_on),
        "text": article.text,
        "refused": counts_by_code(harvest.refusals),
    }


def counts_by_code(refusals: Iterable[RefusalDraft]) -> dict[str, int]:
    """How often each rule refused something, commonest first."""
    counts = Counter(code for refusal in refusals for code in refusal.codes)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _question(file: str, text: str, item: ItemDraft) -> dict:
    trust = trust_of_item(item, cells.shipped())
    return {
        "type": "question",
        "file": file,
        "kind": item.kind.value,
        "format": item.format.value,
        "status": "trusted" if trust == Trust.TRUSTED else "draft",
        "served": trust.is_served,
        "trust": trust.value,
        "instruction": item.instruction,
        "hint": item.hint or None,
        "context": item.context or None,
        "stem": item.stem,
        "options": [
            {"text": o.text, "correct": o.correct, "why": in_words(o.reason.code, o.reason.params)}
            for o in item.options
        ],
        "pairs": [
            {
                "text": p.text,
                "match": p.match,
                "evidence": _quoted(text, p.evidence),
                "answer_span": _offsets(p.answer_span),
            }
            for p in item.pairs
        ],
        "answer": item.answer,
        "accepted": list(item.accepted),
        "tolerance": item.tolerance,
        "answer_type": item.answer_type.value,
        "evidence": _quoted(text, item.evidence),
        "more_evidence": [_quoted(text, span) for span in item.more_evidence],
        "answer_span": _offsets(item.answer_span) if item.answer_span else None,
        "attributed_to": item.attributed_to,
        "as_of": _iso(item.as_of),
        "score": round(item.score, 4),
        "flags": list(item.warnings),
    }


def _quoted(text: str, span: Span) -> dict:
    return {"start": span.start, "end": span.end, "text": span.cut(text)}


def _offsets(span: Span) -> dict:
    return {"start": span.start, "end": span.end}


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
