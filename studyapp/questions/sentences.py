"""The sentences of an article, to choose from when a question is written or its evidence moved."""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.facts.receipts import Quote, quote
from studyapp.questions.proposals import Place, stretch
from studyapp.sources.models import Article, Sentence

MOST = 400  # sentences on a page; beyond that one searches


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as it is read; ``number`` counts from 1."""

    pk: int
    number: int
    text: str
    heading: str = ""


def lines_of(article: Article, search: str = "", most: int = MOST) -> list[Line]:
    """Sentences of the current text that hold all words of the search, in their order. Two statements."""
    version = article.current_version
    words = search.casefold().split()
    found = []
    for number, sentence in enumerate(version.sentences.order_by("position"), 1):
        text = " ".join(sentence.span.cut(version.text).split())
        if all(word in text.casefold() for word in words):
            found.append(Line(sentence.pk, number, text, sentence.heading))
        if len(found) == most:
            break
    return found


def sentence_of(article: Article, sentence_id: int) -> Sentence | None:
    """A sentence of the article's current text, with its version; None for any other one."""
    rows = Sentence.objects.select_related("version__article").filter(version=article.current_version_id)
    return rows.filter(pk=sentence_id).first()


def place_of(sentence: Sentence, printed: str, occurrence: int = 1) -> Place | None:
    """Where ``printed`` stands in the sentence, the so-manieth time; None where it does not."""
    found = stretch(sentence.span.cut(sentence.version.text), printed, occurrence)
    return Place(sentence.pk, sentence.start + found[0], sentence.start + found[1]) if found else None


def quote_at(place: Place) -> Quote:
    """The sentence between its neighbours, with the place marked."""
    return quote(place.sentence_id, place.start, place.end)


def printed_at(place: Place) -> str:
    """What stands there, word for word."""
    return quote_at(place).mark


def keeps(place: Place, before: str, after: str) -> bool:
    """Whether a sentence that a question leans on still belongs to it: one shown in the context ``before`` must be
    shown in the context ``after``; one that only resolves a name stays."""
    said = " ".join(quote_at(place).sentence.split())
    return said in after or said not in " ".join(before.split())
