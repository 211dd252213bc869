"""The receipt: the exact sentence, in its article, with publisher, date, version and who says so.

A quote is cut from an immutable text, so it is cut once per process; what may be corrected
(title, publisher, date, withdrawal) is read fresh each time.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from studyapp.facts.models import FactEvidence
from studyapp.sources.models import Article, Sentence
from studyapp.sources.queries import text_hash


class BrokenReceiptError(RuntimeError):
    """The stored text is not the text that was read: nothing may be quoted from it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence between its neighbours; ``lead + mark + tail`` is the sentence, verbatim."""

    article_id: int
    version_id: int
    version_number: int
    short_hash: str
    sentence_id: int
    number: int
    of: int
    anchor: str
    before: str
    lead: str
    mark: str
    tail: str
    after: str

    @property
    def sentence(self) -> str:
        return self.lead + self.mark + self.tail


@dataclass(frozen=True, slots=True)
class Source:
    """What is said of an article today. None means unknown, and is shown as unknown."""

    article_id: int
    slug: str
    title: str
    publisher: str | None
    author: str
    published_on: dt.date | None
    as_of: dt.date | None
    url: str
    licence: str
    topic_slug: str
    topic_name: str
    withdrawn: bool
    current_version_id: int | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """``says_so`` empty means the article itself."""

    quote: Quote
    source: Source
    says_so: str = ""
    as_of: dt.date | None = None

    @property
    def text_has_changed(self) -> bool:
        return self.quote.version_id != self.source.current_version_id


@functools.lru_cache(maxsize=4096)
def quote(sentence_id: int, start: int, end: int) -> Quote:
    """Cut the sentence and mark ``[start, end)`` in it, as ``quote_from`` does."""
    return quote_from(Sentence.objects.select_related("version").get(pk=sentence_id), start, end)


def quote_from(sentence: Sentence, start: int, end: int) -> Quote:
    """The quote of a sentence that was read with its version.

    Raises BrokenReceiptError when the stored text does not match its hash or the span leaves the sentence.
    """
    version = sentence.version
    if text_hash(version.text) != version.text_hash or not sentence.start <= start < end <= sentence.end:
        raise BrokenReceiptError(f"sentence {sentence.pk}, {start}–{end}")
    spans = _spans(version.pk)
    place = next(i for i, row in enumerate(spans) if row[0] == sentence.pk)

    def text_of(i: int) -> str:
        return version.text[spans[i][1] : spans[i][2]] if 0 <= i < len(spans) else ""

    return Quote(
        article_id=version.article_id,
        version_id=version.pk,
        version_number=version.number,
        short_hash=version.short_hash,
        sentence_id=sentence.pk,
        number=place + 1,
        of=len(spans),
        anchor=sentence.anchor,
        before=text_of(place - 1),
        lead=version.text[sentence.start : start],
        mark=version.text[start:end],
        tail=version.text[end : sentence.end],
        after=text_of(place + 1),
    )


@functools.lru_cache(maxsize=1024)
def _spans(version_id: int) -> tuple[tuple[int, int, int], ...]:
    """Number, start and end of a version's sentences in order; they came with the version and never change."""
    sentences = Sentence.objects.filter(version=version_id).order_by("position")
    return tuple(sentences.values_list("pk", "start", "end"))


def forget_quotes() -> None:
    quote.cache_clear()
    _spans.cache_clear()


def source_of(article: Article) -> Source:
    """From an article read with its topic and publisher."""
    return Source(
        article_id=article.pk,
        slug=article.slug,
        title=article.title,
        publisher=article.publisher.name if article.publisher else None,
        author=article.author,
        published_on=article.published_on,
        as_of=article.as_of,
        url=article.url,
        licence=article.licence,
        topic_slug=article.topic.slug,
        topic_name=article.topic.name,
        withdrawn=article.status == Article.Status.WITHDRAWN,
        current_version_id=article.current_version_id,
    )


def receipt_of(evidence: FactEvidence) -> Receipt:
    """The receipt of one place of a fact. Raises BrokenReceiptError when the text has been tampered with."""
    cut = quote(evidence.sentence_id, evidence.start, evidence.end)
    if cut.mark != evidence.printed:
        raise BrokenReceiptError(f"evidence {evidence.pk}")
    article = Article.objects.select_related("topic", "publisher").get(pk=cut.article_id)
    return Receipt(cut, source_of(article), evidence.speaker, evidence.as_of)
