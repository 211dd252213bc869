"""A question whose sentence changed, beside what stands there now, and the wording that the new sentence would give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from studyapp.engine.item_writing.flaws.case import holds
from studyapp.questions.models import Question
from studyapp.questions.proposals import GAP, Place, Proposal, proposal_of
from studyapp.sources.comparing import ALIKE, Piece, word_by_word
from studyapp.sources.models import Article, ArticleVersion, Sentence

WORD = re.compile(r"\w+(?:[.,]\w+)*|[^\w\s]")


class Change(StrEnum):
    """What became of a sentence."""

    SAME = "same"  # it stands in the text, perhaps elsewhere
    REWORDED = "reworded"  # the answer still stands in it
    NEW_VALUE = "new_value"  # nothing but the answer changed
    REWRITTEN = "rewritten"  # the answer changed, and more
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Compared:
    """``before`` and ``after`` are the sentences in pieces, changed or not; ``old`` and ``new`` the answer in each.

    ``proposal`` is the question as the new sentence would have it; None where a person has to write it. ``start`` is
    what they then begin from: the question at its new place, else as it is. ``stands`` tells that it is proved by the
    current text already.
    """

    change: Change
    before: tuple[Piece, ...]
    after: tuple[Piece, ...] = ()
    old: str = ""
    new: str = ""
    number: int = 0
    proposal: Proposal | None = None
    start: Proposal | None = None
    stands: bool = False


def compare_with_now(question: Question) -> Compared:
    """A question's key sentence beside its likeness in the article's current text. A handful of statements.

    ``question`` must come with its current version and its article.
    """
    proposal = proposal_of(question.current_version)
    key = Sentence.objects.select_related("version").get(pk=proposal.place.sentence_id)
    text = key.span.cut(key.version.text)
    old = key.version.text[proposal.place.start : proposal.place.end]
    found = _likeness(question.article, key, text)
    if found is None:
        return Compared(Change.GONE, (Piece(text, True),), old=old, start=proposal)
    sentence, now = found
    before, after = word_by_word(text, now)
    place = _place(text, now, proposal.place.start - key.start, proposal.place.end - key.start)
    if place is None:
        return Compared(Change.REWRITTEN, before, after, old, number=sentence.position, start=proposal)
    new = now[place[0] : place[1]]
    mine = (proposal.place.start - key.start, proposal.place.end - key.start)
    change = _change(text, now, *mine, place)
    landed = Place(sentence.pk, sentence.start + place[0], sentence.start + place[1])
    moved, is_whole = _moved(question.article, proposal, landed)
    wanted = None
    if is_whole and change == Change.REWORDED:
        wanted = _reworded(moved, (text, *mine), (now, *place))
    elif is_whole and change != Change.REWRITTEN:
        wanted = _with_value(moved, old, new)
    stands = key.version_id == question.article.current_version_id
    return Compared(change, before, after, old, new, sentence.position, wanted, wanted or moved, stands)


def _likeness(article: Article, key: Sentence, text: str) -> tuple[Sentence, str] | None:
    """The sentence of the current text that says the same or most like it; None where none does."""
    version = article.current_version
    sentences = list(version.sentences.order_by("position"))
    words = {sentence.pk: sentence.span.cut(version.text) for sentence in sentences}
    wanted = _bag(text)
    ranked = sorted(
        ((_share(wanted, _bag(words[s.pk])), -abs(s.position - key.position), s.pk) for s in sentences), reverse=True
    )
    if not ranked or ranked[0][0] < ALIKE:
        return None
    best = next(sentence for sentence in sentences if sentence.pk == ranked[0][2])
    return best, words[best.pk]


def _bag(words: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", words.casefold()))


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _place(before: str, after: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the stretch ``[start, end)`` has gone: what stands between the words that stood around it."""
    old, new = list(WORD.finditer(before)), list(WORD.finditer(after))
    mine = [n for n, word in enumerate(old) if word.start() < end and word.end() > start]
    if not mine:
        return None
    matcher = SequenceMatcher(None, [w.group() for w in old], [w.group() for w in new], autojunk=False)
    covered: list[int] = []
    for _tag, i1, i2, j1, j2 in matcher.get_opcodes():
        inside = [n for n in mine if i1 <= n < i2]
        if not inside:
            continue
        if i2 - i1 == j2 - j1:
            covered += [j1 + n - i1 for n in inside]
        else:
            covered += range(j1, j2)
    if not covered:
        return None
    return new[min(covered)].start(), new[max(covered)].end()


def _change(before: str, after: str, start: int, end: int, place: tuple[int, int]) -> Change:
    same_value = before[start:end] == after[place[0] : place[1]]
    around = _plain(before[:start], before[end:]) == _plain(after[: place[0]], after[place[1] :])
    if same_value:
        return Change.SAME if around else Change.REWORDED
    return Change.NEW_VALUE if around else Change.REWRITTEN


def _plain(before: str, after: str) -> tuple[str, str]:
    return _flat(before), _flat(after)


def _moved(article: Article, proposal: Proposal, place: Place) -> tuple[Proposal, bool]:
    """The proposal proved at ``place``, with whatever else it leans on where that still stands; and whether it is whole.

    It is not where a sentence shown before the question is gone. A set, whose rows each have a sentence, stays.
    """
    if proposal.is_set:
        return proposal, False
    version = article.current_version
    now = _standing(version, [p.sentence_id for p in (*proposal.leans_on, *_own_places(proposal))])
    leans_on = [_whole(now[leant.sentence_id]) for leant in proposal.leans_on if leant.sentence_id in now]
    is_whole = len(leans_on) == len(proposal.leans_on) or not proposal.context
    options = tuple(
        replace(option, place=_whole(now[option.place.sentence_id]) if option.place.sentence_id in now else None)
        if option.place
        else option
        for option in proposal.options
    )
    return replace(proposal, place=place, leans_on=tuple(leans_on), options=options), is_whole


def _reworded(proposal: Proposal, before: tuple[str, int, int], now: tuple[str, int, int]) -> Proposal | None:
    """The question where its sentence says the same answer in other words; a sentence and its answer's stretch each.

    One that is the sentence, whole or with a gap, becomes the new one. Any other stays as it is; None where it uses
    words that the sentence has no more.
    """
    (old, start, end), (new, starts, ends) = before, now
    if proposal.is_cloze and _flat(proposal.stem) == _flat(f"{old[:start]}{GAP}{old[end:]}"):
        stem = _flat(f"{new[:starts]}{GAP}{new[ends:]}")
        wrong = [option.text for place, option in enumerate(proposal.options) if place != proposal.key]
        return None if any(holds(stem, text) for text in wrong) else replace(proposal, stem=stem)
    if proposal.is_statement and proposal.answer == "true" and _flat(proposal.stem) == _flat(old):
        return replace(proposal, stem=_flat(new))
    gone = _bag(old) - _bag(new)
    return None if gone & _bag(f"{proposal.context} {proposal.stem}") else proposal


def _flat(words: str) -> str:
    return " ".join(words.split())


def _own_places(proposal: Proposal) -> list[Place]:
    return [option.place for option in proposal.options if option.place]


def _whole(sentence: Sentence) -> Place:
    return Place(sentence.pk, sentence.start, sentence.end)


def _standing(version: ArticleVersion, sentence_ids: list[int]) -> Mapping[int, Sentence]:
    """For sentences of earlier texts the same in this one. Two statements."""
    if not sentence_ids:
        return {}
    prints = dict(Sentence.objects.filter(pk__in=sentence_ids).values_list("pk", "fingerprint"))
    here = {s.fingerprint: s for s in version.sentences.filter(fingerprint__in=set(prints.values()) - {""})}
    mine = {s.pk: s for s in version.sentences.filter(pk__in=sentence_ids)}
    return {pk: here[mark] for pk, mark in prints.items() if mark in here} | mine


def _with_value(proposal: Proposal, old: str, new: str) -> Proposal | None:
    """The same question with the new answer; None where a person has to look: a wrong option is right now, a figure
    stands elsewhere in it, or the answer is not what is printed."""
    if old == new:
        return proposal
    if proposal.format == Question.Format.TRUE_FALSE:
        return _statement_with(proposal, old, new)
    if old not in proposal.answer or holds(f"{proposal.context} {proposal.stem}", new):
        return None
    answer = proposal.answer.replace(old, new)
    wrong = [option.text for place, option in enumerate(proposal.options) if place != proposal.key]
    if any(holds(text, new) or holds(answer, text) for text in wrong):
        return None
    options = tuple(
        replace(
            option,
            text=answer if place == proposal.key else option.text,
            why_params=_params(option.why_params, old, new),
        )
        for place, option in enumerate(proposal.options)
    )
    return replace(
        proposal,
        answer=answer,
        options=options,
        accepted=(answer,) if proposal.accepted else (),
        hint=proposal.hint if new[:1].isdigit() else "",  # one on a name speaks of its letters
        explanation_params=_params(proposal.explanation_params, old, new),
    )


def _statement_with(proposal: Proposal, old: str, new: str) -> Proposal | None:
    params = _params(proposal.explanation_params, old, new)
    if proposal.answer == "true":
        found = proposal.stem.count(old) == 1
        return replace(proposal, stem=proposal.stem.replace(old, new), explanation_params=params) if found else None
    return None if holds(proposal.stem, new) else replace(proposal, explanation_params=params)


def _params(params: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    return {name: value.replace(old, new) if isinstance(value, str) else value for name, value in params.items()}
