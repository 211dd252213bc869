"""Which drafts are trusted: the table shipped with the engine, moved by this site's own verdicts."""

from __future__ import annotations

import functools
import time

from django.db.models import Count as CountRows
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from studyapp.engine import cells
from studyapp.engine.cells import Cell, Count, Table, Trust
from studyapp.engine.items import ItemDraft
from studyapp.engine.pipeline import SERVING_LINE
from studyapp.questions.models import Question, Review
from studyapp.questions.reviewing import carried_from_judged, judgements

KEPT_SECONDS = 60


def table() -> Table:
    """Shipped and own verdicts together; one statement a minute and process.

    An empty shipped table stays empty: a site's own verdicts move figures, they do not replace them.
    """
    return _table(int(time.monotonic() // KEPT_SECONDS))


@functools.lru_cache(maxsize=1)
def _table(minute: int) -> Table:
    shipped = cells.shipped()
    return shipped.moved_by(own_verdicts()) if shipped.has_figures else shipped


def forget_table() -> None:
    """Read it anew at the next use: for tests, and after verdicts that must count at once."""
    _table.cache_clear()


def own_verdicts() -> list[tuple[Cell, Count]]:
    """What this site's people think of generated wordings that nobody edited.

    The last judgement on a wording counts, without those taken back, also where it was carried into a new text in
    between; verdicts without a reviewer came with shipped content.
    """
    later = judgements().filter(carried_from_judged("version__"), pk__gt=OuterRef("pk"))
    rows = (
        judgements()
        .filter(
            ~Exists(later),
            version__author__isnull=True,
            version__question__origin=Question.Origin.GENERATED,
        )
        .order_by()
        .values_list("version__question__kind", "version__question__format", "version__question__answer_type")
        .annotate(accepted=CountRows("pk", filter=Q(verdict=Review.Verdict.APPROVED)), judged=CountRows("pk"))
    )
    return [(Cell(*row[:3]), Count(*row[3:])) for row in rows]


def trusted_drafts() -> Q:
    """Condition on questions: drafts that learners get by default, without those already approved."""
    drafts = Q(status=Question.Status.DRAFT, score__gte=SERVING_LINE, sensitive=False)
    known = table()
    return drafts & _in(known.proven()) if known.has_figures else drafts


def _in(proven: tuple[Cell, ...]) -> Q:
    types: dict[tuple[str, str], list[str]] = {}
    for cell in proven:
        types.setdefault((cell.kind, cell.format), []).append(cell.answer_type)
    found = Q(pk__in=[])  # no cell, no question
    for (kind, form), named in types.items():
        found |= Q(kind=kind, format=form, answer_type__in=named)
    return found


def trust_of(question: Question) -> Trust:
    """What the question would be as a draft, whatever was decided about it since."""
    cell = Cell(question.kind, question.format, question.answer_type)
    return table().trust(cell, above_line=question.score >= SERVING_LINE, sensitive=question.sensitive)


def trust_of_item(item: ItemDraft, known: Table) -> Trust:
    """The same for an item that is no row yet, by the figures of ``known``."""
    return known.trust(Cell.of(item), above_line=item.score >= SERVING_LINE, sensitive=cells.is_sensitive(item))


def why(question: Question) -> str:
    """``trust_of`` in a few words for whoever runs the site."""
    count = table().count(Cell(question.kind, question.format, question.answer_type))
    figures = {
        "accepted": count.accepted,
        "judged": count.judged,
        "enough": cells.ENOUGH_VERDICTS,
        "low": round(100 * count.interval[0]),
        "least": round(100 * cells.LEAST_RATE),
        "line": f"{SERVING_LINE:.2f}",
    }
    words = {
        Trust.TRUSTED: _("%(accepted)d of %(judged)d accepted, at least %(low)d %% to be expected"),
        Trust.LOW_RATE: _("%(accepted)d of %(judged)d accepted, %(low)d %% to be expected; %(least)d %% needed"),
        Trust.FEW_VERDICTS: _("%(judged)d of the %(enough)d verdicts needed for questions of its sort"),
        Trust.NO_FIGURES: _("no verdicts yet on any sort of question: the score alone decides"),
        Trust.BELOW_LINE: _("scores below %(line)s"),
        Trust.SENSITIVE: _("sensitive: waits for a reviewer"),
    }
    return words[trust_of(question)] % figures
