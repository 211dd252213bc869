"""What folding needs to know of the wording that was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from studyapp.attempts.models import Response
from studyapp.engine.learning.difficulty import ItemFeatures, first_difficulty
from studyapp.engine.learning.estimates import ItemPrior
from studyapp.engine.learning.pace import words_in
from studyapp.questions.models import Option, QuestionVersion
from studyapp.questions.wordings import Wording


@dataclass(frozen=True, slots=True)
class Asked:
    """A wording as folding sees it; a paper shows all its ``options``.

    ``words`` are to be read before answering; ``first`` is the difficulty before anybody answered.
    """

    question_id: int
    topic_id: int
    fact_id: int
    format: str
    options: int
    words: int
    first: ItemPrior


def asked_of(words: Wording) -> Asked:
    """From a wording as pages read it; no query."""
    texts = {option.position: option.text for option in words.options}
    return _asked(
        (words.question_id, words.topic_id, words.fact_id, words.format),
        words.answer_type,
        (words.context, words.stem),
        words.key_option,
        words.key_value,
        texts,
    )


def asked_wordings(learners: Sequence[int] | None = None) -> dict[int, Asked]:
    """Wordings by number: those answered by these learners, or all. Two queries."""
    versions = QuestionVersion.objects.order_by()
    options = Option.objects.order_by("version", "position")
    if learners is not None:
        answered = Response.objects.filter(attempt__learner__in=learners).values("version")
        versions, options = versions.filter(pk__in=answered), options.filter(version__in=answered)
    texts: dict[int, dict[int, str]] = {}
    for version_id, position, text in options.values_list("version", "position", "text").iterator(5000):
        texts.setdefault(version_id, {})[position] = text
    found = versions.values_list(
        "pk",
        "question",
        F("question__topic"),
        F("question__fact"),
        F("question__format"),
        F("question__answer_type"),
        "context",
        "stem",
        "key_option",
        "key_value",
    )
    return {
        pk: _asked((question, topic, fact, item_format), answer_type, text, *key, texts.get(pk, {}))
        for pk, question, topic, fact, item_format, answer_type, *text_and_key in found.iterator(5000)
        for text, key in [(text_and_key[:2], text_and_key[2:])]
    }


def _asked(
    ids: tuple[int, int, int, str],
    answer_type: str,
    text: Sequence[str],
    key_option: int | None,
    key_value: str,
    texts: dict[int, str],
) -> Asked:
    """Both ways of reading a wording end here, so that they find the same first difficulty."""
    key = key_value if key_option is None else texts[key_option]
    distractors = tuple(texts[position] for position in sorted(texts) if position != key_option)
    words = words_in(text)
    first = first_difficulty(ItemFeatures(ids[3], answer_type, key, distractors, words))
    return Asked(*ids, options=len(texts), words=words + words_in(texts.values()), first=first)
