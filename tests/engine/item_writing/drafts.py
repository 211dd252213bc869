"""Short ways to write an item for a test. ``[[…]]`` marks the value in its source sentence."""

from __future__ import annotations

import dataclasses

from studyapp.engine.extraction.facts import FactDraft
from studyapp.engine.extraction.values import AnswerType, Stance, Value
from studyapp.engine.item_writing.flaws import Case
from studyapp.engine.items import GAP, ItemDraft, ItemFormat, ItemKind, OptionDraft, Reason
from studyapp.engine.reading.spans import Span


def _fact(sentence: str, answer_type: AnswerType, aliases: tuple[str, ...] = ()) -> tuple[str, FactDraft]:
    start, end = sentence.index("[["), sentence.index("]]") - 2
    text = sentence.replace("[[", "").replace("]]", "")
    value = Value(answer_type, text[start:end], text[start:end], aliases=aliases)
    return text, FactDraft(0, Span(start, end), value, label="A claim", claim_key=text[:start] + text[end:])


def options(*texts: str, key: str) -> tuple[OptionDraft, ...]:
    return tuple(OptionDraft(t, t == key, Reason("stated" if t == key else "same_kind")) for t in texts)


def _case(kind, form, answer_type, sentence, stem, texts, title, aliases, changes) -> Case:
    text, fact = _fact(sentence, answer_type, aliases)
    answer = fact.value.printed
    item = ItemDraft(
        kind=kind,
        format=form,
        answer_type=answer_type,
        instruction="Which year fills the gap?" if answer_type == AnswerType.YEAR else "Answer the question.",
        stem=stem if stem is not None else text.replace(answer, GAP, 1),
        answer=answer,
        evidence=Span(0, len(text)),
        fact=fact,
        answer_span=fact.span,
        options=options(*texts, key=answer),
        accepted=() if texts else (answer,),
    )
    return Case(dataclasses.replace(item, **changes), text, title)


def gap(
    sentence: str,
    *texts: str,
    kind: AnswerType = AnswerType.YEAR,
    stem: str | None = None,
    title: str = "",
    aliases: tuple[str, ...] = (),
    **changes,
) -> Case:
    """A passage with a gap; with options when ``texts`` are given, else typed."""
    form = ItemFormat.OPTIONS if texts else ItemFormat.TYPED
    return _case(ItemKind.CLOZE, form, kind, sentence, stem, texts, title, aliases, changes)


def ask(
    question: str,
    sentence: str,
    *texts: str,
    kind: AnswerType = AnswerType.NAME,
    title: str = "",
    aliases: tuple[str, ...] = (),
    **changes,
) -> Case:
    """A question on ``sentence``; with options when ``texts`` are given, else typed."""
    form = ItemFormat.OPTIONS if texts else ItemFormat.TYPED
    item_kind = ItemKind.MULTIPLE_CHOICE if texts else ItemKind.SHORT_ANSWER
    return _case(item_kind, form, kind, sentence, question, texts, title, aliases, changes)


def say(statement: str, sentence: str, answer: str, kind: AnswerType = AnswerType.YEAR, **changes) -> Case:
    """A true/false statement made from ``sentence``, whose marked value is the one that may be changed."""
    case = _case(ItemKind.TRUE_FALSE, ItemFormat.TRUE_FALSE, kind, sentence, statement, (), "", (), {})
    item = dataclasses.replace(case.item, answer=answer, accepted=(), **changes)
    return Case(item, case.text, "")


def with_stance(case: Case, stance: Stance, speaker: str | None = None) -> Case:
    fact = dataclasses.replace(case.item.fact, stance=stance, speaker=speaker)
    return Case(dataclasses.replace(case.item, fact=fact, attributed_to=speaker), case.text, case.title)
