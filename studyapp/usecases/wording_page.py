"""What the page needs on which a wording is edited or written."""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.facts.models import FactEvidence
from studyapp.questions.comparing import compare_with_now
from studyapp.questions.models import Question
from studyapp.questions.proposals import Place, Proposal, blank, proposal_of
from studyapp.questions.queries import articles_reviewable_by, reviewable_by
from studyapp.questions.reviewing import Seen
from studyapp.questions.sentences import place_of, sentence_of
from studyapp.sources.models import Article


class NoSuchPlaceError(ValueError):
    """The words marked as the answer do not stand in the sentence."""


@dataclass(frozen=True, slots=True)
class WordingPage:
    """``question`` and ``seen`` are None while a question is being written."""

    article: Article
    base: Proposal
    question: Question | None = None
    seen: Seen | None = None


def page_to_edit(user, question_id: int) -> WordingPage:
    """Raises Question.DoesNotExist for a question that is not theirs."""
    follows = ("topic", "article__current_version", "article__publisher", "current_version__question")
    question = reviewable_by(user).select_related(*follows).get(pk=question_id)
    seen = Seen(question.pk, question.current_version_id, question.status)
    return WordingPage(question.article, _start(question), question, seen)


def _start(question: Question) -> Proposal:
    """The wording as it is; of a stale question what the article's new text makes of it."""
    found = compare_with_now(question).start if question.status == Question.Status.STALE else None
    return found or proposal_of(question.current_version)


def article_to_write_on(user, slug: str) -> Article:
    """Raises Article.DoesNotExist for an article on which this person may not write."""
    return articles_reviewable_by(user).select_related("topic", "current_version").get(slug=slug)


def page_to_write(
    user, slug: str, *, sentence_id: int, printed: str, sort: str, answer_type: str, occurrence: int = 1
) -> WordingPage:
    """A new question on a marked answer. Raises Article.DoesNotExist, NoSuchPlaceError."""
    article = article_to_write_on(user, slug)
    sentence = sentence_of(article, sentence_id)
    place = place_of(sentence, printed, occurrence) if sentence else None
    if sentence is None or place is None:
        raise NoSuchPlaceError(printed)
    text = sentence.span.cut(sentence.version.text)
    return WordingPage(article, blank(sort, answer_type, text, printed, place, _speaker(place)))


def _speaker(place: Place) -> str:
    """Who says so, where the sentence is known to be somebody's claim."""
    rows = FactEvidence.objects.filter(sentence=place.sentence_id).exclude(speaker="")
    return rows.values_list("speaker", flat=True).first() or ""
