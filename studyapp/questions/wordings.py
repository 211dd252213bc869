"""A question as it was worded, read once per process: wordings never change, only more forms may be accepted."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass, field

from studyapp.facts.receipts import Quote, forget_quotes, quote_from
from studyapp.questions.models import AcceptedForm, Question, QuestionEvidence, QuestionVersion
from studyapp.questions.outlines import forget_outlines

SETS = frozenset({Question.Format.MATCH, Question.Format.ORDER})
WITH_OPTIONS = SETS | {Question.Format.OPTIONS}


@dataclass(frozen=True, slots=True)
class WordedOption:
    """``match`` is what belongs to a row of a set; ``quote`` proves the row, or tells what a wrong option is true of."""

    position: int
    text: str
    why_code: str
    why_params: dict[str, str] = field(hash=False, default_factory=dict)
    quote: Quote | None = None
    match: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything immutable about a question version, with the quote that proves its key."""

    version_id: int
    question_id: int
    topic_id: int
    article_id: int
    fact_id: int
    kind: str
    format: str
    answer_type: str
    unit: str
    instruction: str
    context: str
    stem: str
    hint: str
    options: tuple[WordedOption, ...]
    key_option: int | None
    key_value: str
    accepted: tuple[str, ...]
    tolerance: float | None
    explanation_code: str
    explanation_params: dict[str, str]
    says_so: str
    as_of: dt.date | None
    quote: Quote
    context_quotes: tuple[Quote, ...]

    @property
    def is_set(self) -> bool:
        """Whether its options are rows, each with its match."""
        return self.format in SETS

    @property
    def key_text(self) -> str:
        """The right answer as a learner reads it."""
        if self.key_option is None:
            return self.key_value
        return next(o.text for o in self.options if o.position == self.key_option)


@functools.lru_cache(maxsize=4096)
def wording(version_id: int) -> Wording:
    """Raises QuestionVersion.DoesNotExist, and BrokenReceiptError when its proof is damaged."""
    version = QuestionVersion.objects.select_related("question__fact").get(pk=version_id)
    question = version.question
    places = list(version.evidence.select_related("sentence__version").order_by("pk"))
    key = next(p for p in places if p.role == QuestionEvidence.Role.KEY)
    true_of = {p.option_id: p for p in places if p.option_id}
    return Wording(
        version_id=version.pk,
        question_id=question.pk,
        topic_id=question.topic_id,
        article_id=question.article_id,
        fact_id=question.fact_id,
        kind=question.kind,
        format=question.format,
        answer_type=question.answer_type,
        unit=question.fact.unit,
        instruction=version.instruction,
        context=version.context,
        stem=version.stem,
        hint=version.hint,
        options=tuple(
            WordedOption(o.position, o.text, o.why_code, o.why_params, _quote(true_of.get(o.pk)), o.match)
            for o in (version.options.order_by("position") if question.format in WITH_OPTIONS else ())
        ),
        key_option=version.key_option,
        key_value=version.key_value,
        accepted=_forms(version) if question.format == Question.Format.TYPED else (),
        tolerance=version.tolerance,
        explanation_code=version.explanation_code,
        explanation_params=version.explanation_params,
        says_so=version.attributed_to,
        as_of=version.as_of,
        quote=_quote(key),
        context_quotes=tuple(_quote(p) for p in places if p.role == QuestionEvidence.Role.CONTEXT),
    )


def _quote(place: QuestionEvidence | None) -> Quote | None:
    return quote_from(place.sentence, place.start, place.end) if place else None


def _forms(version: QuestionVersion) -> tuple[str, ...]:
    return tuple(version.accepted_forms.order_by("pk").values_list("form", flat=True))


def accepted_since(words: Wording) -> tuple[str, ...]:
    """Forms that were accepted after this process read the wording, in whichever process. One query."""
    known = AcceptedForm.objects.filter(version=words.version_id).order_by("pk").values_list("form", flat=True)
    return tuple(form for form in known if form not in words.accepted)


def forget_wordings() -> None:
    """Empty the per-process caches, for tests that reuse row numbers and after an erasure."""
    wording.cache_clear()
    forget_quotes()
    forget_outlines()


KIND_LABELS = dict(Question.Kind.choices)
