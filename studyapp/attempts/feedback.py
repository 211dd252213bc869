"""What a learner sees of a question: before the answer nothing that tells, after it the receipt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from studyapp.attempts.models import Response
from studyapp.attempts.paper import Sheet
from studyapp.engine.items import GAP
from studyapp.facts.queries import NOBODY, Others, has_others
from studyapp.facts.receipts import Receipt, Source, source_of
from studyapp.questions.models import Question
from studyapp.questions.reasons import in_words
from studyapp.questions.wordings import KIND_LABELS, Wording
from studyapp.sources.models import Article
from studyapp.sources.queries import topics_visible_to


@dataclass(frozen=True, slots=True)
class ShownOption:
    """``place`` is the 1-based number shown. ``state`` is open, right, chosen or off."""

    place: int
    text: str
    state: str = "open"
    why: str = ""
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a set. After the answer ``match`` is what belongs to it, ``chosen`` what the learner chose, in words.

    ``place`` is where it belongs among the matches, from 1; ``chosen_place`` where the learner put it, or None.
    """

    text: str
    match: str = ""
    place: int = 0
    chosen: str = ""
    chosen_place: int | None = None
    receipt: Receipt | None = None

    @property
    def is_right(self) -> bool:
        return self.place == self.chosen_place


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as shown before its answer. ``passage`` is context and stem in one, cut at the gap.

    Of a set ``rows`` are what is to be matched or ordered, in the order shown, and ``choices`` what may be matched.
    ``topic_name`` is empty and ``source`` None where they would tell the answer.
    """

    position: int
    length: int
    kind: str
    kind_label: str
    format: str
    answer_type: str
    instruction: str
    hint: str
    context: str
    stem: str
    before_gap: str
    after_gap: str
    has_gap: bool
    options: tuple[ShownOption, ...]
    rows: tuple[ShownRow, ...]
    choices: tuple[str, ...]
    topic_name: str
    source: Source | None
    says_so: str
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Feedback:
    """An answered question. ``given_text`` is what the learner chose or wrote, in words.

    ``rows`` of a set: of an ordering in the right order, of a matching the missed ones first; the receipt is that of
    the first that was missed. ``others`` speak on the same fact; empty where nobody asked for them.
    ``score_before`` is what a regraded answer got when it was given; None where its score never changed.
    """

    question: QuestionView
    fact_id: int
    score: float
    reason: str
    is_right: bool
    dont_know: bool
    confidence: int | None
    given_text: str
    read_as: str
    key_text: str
    explanation: str
    options: tuple[ShownOption, ...]
    rows: tuple[ShownRow, ...]
    receipt: Receipt
    others: Others
    counted: bool
    not_counted_because: str
    answered_at: dt.datetime
    score_before: float | None = None
    is_late: bool = False

    @property
    def is_forgiven(self) -> bool:
        """Right, though not written as the source writes it."""
        return self.is_right and self.question.format == "typed" and self.reason != "right"

    @property
    def right_rows(self) -> int:
        return sum(row.is_right for row in self.rows)

    @property
    def is_partly_right(self) -> bool:
        return 0.0 < self.score < 1.0


def question_view(sheet: Sheet, question: Question, *, answered: bool = False) -> QuestionView:
    """``question`` must come with its article, publisher and topic (``asked_about``)."""
    words = sheet.wording
    source = source_of(question.article)
    before, gap, after = words.stem.partition(GAP)
    matches = tuple(option.match for option in words.options) if words.is_set else ()
    forms = () if answered else (words.key_text, *words.accepted, *matches)
    return QuestionView(
        position=sheet.position,
        length=sheet.attempt.length,
        kind=words.kind,
        kind_label=str(KIND_LABELS[words.kind]),
        format=words.format,
        answer_type=words.answer_type,
        instruction=words.instruction,
        hint=words.hint,
        context=words.context,
        stem=words.stem,
        before_gap=before,
        after_gap=after,
        has_gap=bool(gap),
        options=() if words.is_set else tuple(ShownOption(n, o.text) for n, o in enumerate(sheet.options, 1)),
        rows=tuple(ShownRow(o.text) for o in sheet.options) if words.is_set else (),
        choices=matches if words.format == Question.Format.MATCH else (),
        topic_name="" if _holds(source.topic_name, forms) else source.topic_name,
        source=None if _tells(source, forms) else source,
        says_so=words.says_so,
        reviewed=question.status == Question.Status.APPROVED,
    )


def _tells(source: Source, forms: tuple[str, ...]) -> bool:
    """Whether title, publisher or date of the article contain the key or one of its forms."""
    shown = " ".join(filter(None, (source.title, source.publisher, source.author)))
    if source.published_on:
        shown += f" {source.published_on:%-d %B %Y} {source.published_on.isoformat()}"
    return _holds(shown, forms)


def _holds(shown: str, forms: tuple[str, ...]) -> bool:
    folded = f" {_fold(shown)} "
    return any(f" {_fold(form)} " in folded for form in forms if form)


def _fold(text: str) -> str:
    kept = "".join(c if c.isalnum() else " " for c in text.replace("’s", " ").replace("'s", " "))
    return " ".join(kept.casefold().split())


def feedback_of(sheet: Sheet, response: Response, question: Question, others: Others = NOBODY) -> Feedback:
    words = sheet.wording
    source = source_of(question.article)
    by_position = {str(o.position): o for o in words.options}
    chosen = by_position.get(response.given) if words.format == "options" else None
    rows = _answered_rows(words, response, source) if words.is_set else ()
    first_missed = next((row for row in rows if not row.is_right), None)
    return Feedback(
        question=question_view(sheet, question, answered=True),
        fact_id=words.fact_id,
        score=response.score_now,
        score_before=None if response.score_now == response.score else response.score,
        reason=response.reason_now,
        is_right=response.is_right,
        dont_know=response.dont_know,
        confidence=response.confidence,
        given_text=chosen.text if chosen else response.given,
        read_as=response.read_as,
        key_text=words.key_text,
        explanation=in_words(words.explanation_code, words.explanation_params) if words.explanation_code else "",
        options=() if words.is_set else _answered_options(sheet, response, source),
        rows=rows,
        receipt=first_missed.receipt if first_missed else Receipt(words.quote, source, words.says_so, words.as_of),
        others=others,
        counted=response.counted,
        not_counted_because=response.not_counted_because,
        answered_at=response.answered_at,
        is_late=response.late and sheet.attempt.came_late(response.answered_at),
    )


def _answered_rows(words: Wording, response: Response, source: Source) -> tuple[ShownRow, ...]:
    """Rows with what belongs to them and the sentence that says so."""
    places = [int(place) for place in response.given.split()] or [None] * len(words.options)
    ordered = words.format == Question.Format.ORDER
    rows = [
        ShownRow(
            text=option.text,
            match=option.match,
            place=place,
            chosen="" if chosen is None or ordered else words.options[chosen - 1].match,
            chosen_place=chosen,
            receipt=Receipt(option.quote, source, words.says_so, words.as_of),
        )
        for place, (option, chosen) in enumerate(zip(words.options, places, strict=True), 1)
    ]
    return tuple(rows if ordered else sorted(rows, key=lambda row: row.is_right))


def _answered_options(sheet: Sheet, response: Response, source: Source) -> tuple[ShownOption, ...]:
    shown = []
    for place, option in enumerate(sheet.options, 1):
        if option.position == sheet.wording.key_option:
            state = "right"
        elif str(option.position) == response.given and not response.dont_know:
            state = "chosen"
        else:
            state = "off"
        receipt = (
            Receipt(option.quote, source) if option.quote and option.quote.article_id == source.article_id else None
        )
        shown.append(ShownOption(place, option.text, state, in_words(option.why_code, option.why_params), receipt))
    return tuple(shown)


_MAY_CHANGE = (
    "status",
    "topic",
    "fact",
    *(
        f"article__{name}"
        for name in ("slug", "title", "author", "published_on", "as_of", "url", "licence", "status", "current_version")
    ),
    "article__publisher__name",
    "article__topic__slug",
    "article__topic__name",
)


def asked_about(question_ids: list[int], reader) -> dict[int, Question]:
    """What may have changed since a wording: status, article, publisher, topic, ``has_others`` to speak of. One query.

    Questions of a topic that the reader may not see, or no longer, are missing.
    """
    seen = Question.objects.filter(pk__in=question_ids, topic__in=topics_visible_to(reader))
    found = seen.select_related("article__publisher", "article__topic")
    return {q.pk: q for q in found.only(*_MAY_CHANGE).annotate(has_others=has_others())}


def is_withdrawn(question: Question) -> bool:
    """Rejected, stale or retired questions, or those of a withdrawn article, no longer count."""
    return (
        question.status not in (Question.Status.APPROVED, Question.Status.DRAFT)
        or question.article.status == Article.Status.WITHDRAWN
    )
