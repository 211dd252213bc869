"""What the item-writing rules say of a wording, for a reviewer: what holds in plain words, what does not with advice."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from studyapp.engine.extraction.facts import FactDraft
from studyapp.engine.extraction.values import AnswerType, Stance, Value
from studyapp.engine.item_writing.flaws.by_hand import flaws_by_hand, in_order
from studyapp.engine.item_writing.flaws.case import Severity
from studyapp.engine.items import ItemDraft, ItemFormat, ItemKind, OptionDraft, PairDraft, Reason
from studyapp.engine.reading.spans import Span
from studyapp.facts.models import FactEvidence
from studyapp.questions.proposals import Place, Proposal, Proposed
from studyapp.sources.models import Sentence

OPTIONS, TYPED, CLOZE, STATEMENT, SET = "options", "typed", "cloze", "statement", "set"
# What holds where no rule of its line is broken; the rules begin with these letters.
HOLDS = (
    (_("The answer is in the sentence, word for word."), ("EV-01", "EV-02"), {OPTIONS, TYPED, CLOZE}),
    (_("Exactly one option is right."), ("MC-01", "MC-02"), {OPTIONS}),
    (_("The options differ, and none contains another."), ("MC-03", "MC-05", "MC-06", "MC-07"), {OPTIONS}),
    (_("The options are of one kind and size."), ("MC-16", "MC-20", "MC-19", "MC-10"), {OPTIONS}),
    (
        _("Neither length nor wording tells which option is right."),
        ("MC-04", "MC-11", "MC-12", "MC-13", "MC-14", "MC-15"),
        {OPTIONS},
    ),
    (_("Every option says why it is right or wrong."), ("MC-27",), {OPTIONS}),
    (_("The question does not print its answer."), ("MC-24", "IT-02"), {OPTIONS, TYPED, CLOZE}),
    (_("One gap, and the answer fits it."), ("CL-",), {CLOZE}),
    (_("One claim, with one value changed at most."), ("TF-",), {STATEMENT}),
    (_("Typed answers that should count are listed."), ("SA-",), {TYPED}),
    (_("Each row has one match, and none tells another’s."), ("SE-",), {SET}),
    (_("It can be read without the article."), ("MC-23", "EV-04"), {OPTIONS, TYPED, CLOZE, STATEMENT, SET}),
    (_("It asks positively, and not too long."), ("MC-08", "MC-09", "MC-22"), {OPTIONS, TYPED, STATEMENT}),
    (_("It keeps who says so, and how surely."), ("EV-03",), {OPTIONS, TYPED, CLOZE, STATEMENT}),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a wording breaks, with a sentence of advice. One that ``blocks`` keeps it from being approved."""

    code: str
    blocks: bool
    advice: str


@dataclass(frozen=True, slots=True)
class Checks:
    """What holds in words, and what does not, with what blocks last: so it is read."""

    holds: tuple[str, ...]
    warnings: tuple[Finding, ...]
    blocking: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*self.warnings, *self.blocking)


def checks_of(proposal: Proposal, title: str = "") -> Checks:
    """Every rule of the table over a wording. ``title`` is the article's, which learners see above the question.

    Two or three statements: the text, its sentences, what is known of the place.
    """
    item, text = _item(proposal)
    found = [Finding(f.rule, f.severity == Severity.BLOCKS, f.advice) for f in flaws_by_hand(item, text, title)]
    broken = [finding.code for finding in found]
    sorts = _sorts(proposal)
    holds = tuple(
        str(line)
        for line, rules, of in HOLDS
        if sorts & of and not any(code.startswith(rule) for code in broken for rule in rules)
    )
    return Checks(holds, tuple(f for f in found if not f.blocks), tuple(f for f in found if f.blocks))


def sorted_options(proposal: Proposal) -> tuple[tuple[Proposed, ...], int | None]:
    """Figures and dates as they rise, other options as they are; and where the right one stands then."""
    if proposal.is_set or not proposal.options:
        return proposal.options, proposal.key
    places = in_order([option.text for option in proposal.options])
    key = places.index(proposal.key) if proposal.key in places else None
    return tuple(proposal.options[place] for place in places), key


def _sorts(proposal: Proposal) -> set[str]:
    if proposal.is_set:
        return {SET}
    if proposal.kind == ItemKind.TRUE_FALSE:
        return {STATEMENT}
    cloze = {CLOZE} if proposal.kind == ItemKind.CLOZE else set()
    return {OPTIONS if proposal.format == ItemFormat.OPTIONS else TYPED} | cloze


def _item(proposal: Proposal) -> tuple[ItemDraft, str]:
    rows = [o.place for o in proposal.options if o.place] if proposal.is_set else []
    places = (proposal.place, *proposal.leans_on, *rows)
    sentences = Sentence.objects.in_bulk({place.sentence_id for place in places})
    version_id = sentences[proposal.place.sentence_id].version_id
    text = Sentence.objects.values_list("version__text", flat=True).get(pk=proposal.place.sentence_id)
    here = {pk: sentence for pk, sentence in sentences.items() if sentence.version_id == version_id}
    told = _told(rows or [proposal.place])
    fact = _fact(proposal, proposal.place, text, here, told)
    whole = here[proposal.place.sentence_id].span
    mark = Span(proposal.place.start, proposal.place.end)
    is_options = proposal.format == ItemFormat.OPTIONS
    return ItemDraft(
        kind=ItemKind(proposal.kind),
        format=ItemFormat(proposal.format),
        answer_type=AnswerType(proposal.answer_type),
        instruction=proposal.instruction,
        stem=proposal.stem,
        answer=proposal.answer,
        evidence=whole,
        fact=fact,
        answer_span=None if mark == whole else mark,
        hint=proposal.hint or None,
        context=proposal.context or None,
        options=_options(proposal) if is_options else (),
        pairs=tuple(
            PairDraft(o.text, o.match, here[o.place.sentence_id].span, Span(*o.place[1:]), _fact(proposal, o.place, text, here, told))
            for o in proposal.options
            if proposal.is_set and o.place and o.place.sentence_id in here
        ),
        accepted=proposal.accepted,
        more_evidence=tuple(here[p.sentence_id].span for p in proposal.leans_on if p.sentence_id in here),
        attributed_to=proposal.says_so or None,
        tolerance=proposal.tolerance,
    ), text  # fmt: skip


def _options(proposal: Proposal) -> tuple[OptionDraft, ...]:
    return tuple(
        OptionDraft(option.text, place == proposal.key, Reason(option.why_code))
        for place, option in enumerate(proposal.options)
    )


def _told(places: list[Place]) -> dict[tuple[int, int], FactEvidence]:
    """What facts say of these places: who says so, how surely, what type the value is of."""
    rows = FactEvidence.objects.filter(sentence__in={place.sentence_id for place in places}).select_related("fact")
    return {(row.sentence_id, row.start): row for row in rows.order_by("pk")}


def _fact(proposal: Proposal, place: Place, text: str, sentences: dict, told: dict) -> FactDraft:
    known = told.get((place.sentence_id, place.start))
    printed = text[place.start : place.end]
    kind = AnswerType(known.fact.answer_type) if known else AnswerType(proposal.answer_type)
    return FactDraft(
        sentence=sentences[place.sentence_id].position,
        span=Span(place.start, place.end),
        value=Value(kind, printed, known.fact.value if known else printed),
        label=known.fact.label if known else "",
        claim_key="",
        speaker=(known.speaker or None) if known else None,
        stance=Stance(known.stance) if known else Stance.ASSERTED,
    )
