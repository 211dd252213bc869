"""A topic that a learner can play through."""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.questions.models import Question
from studyapp.sources.models import Article, Topic
from tests.factories.facts import FactFactory
from tests.factories.questions import QuestionFactory
from tests.factories.sources import ArticleFactory, TopicFactory

FACTS = [
    # value, type, what is claimed, kind of question
    ("1932", "year", "year in which the harbour of Velmora opened", "multiple_choice"),
    ("41", "measure", "height of the lighthouse in metres", "cloze"),
    ("Ilse Brandt", "person", "designer of the lighthouse", "multiple_choice"),
    ("60", "count", "number of boats that use the harbour", "true_false"),
    ("1958", "year", "year in which the ferry to Carrow began", "short_answer"),
]
SPEAKERS = {"60": {"speaker": "the town council", "stance": "attributed"}}


@dataclass(frozen=True)
class Playable:
    topic: Topic
    article: Article
    questions: list[Question]


def playable_topic(*, status: str = "approved", **topic_fields) -> Playable:
    """A public topic with one article, five facts and five questions in all formats."""
    topic = TopicFactory(**topic_fields)
    article = ArticleFactory(topic=topic)
    questions = []
    for value, answer_type, label, kind in FACTS:
        fact = FactFactory(
            article=article,
            value=value,
            answer_type=answer_type,
            label=label,
            evidence=SPEAKERS.get(value, True),
        )
        questions.append(QuestionFactory(fact=fact, kind=kind, status=status))
    return Playable(topic, article, questions)


BUILDINGS = {"bridge": 1500, "castle": 1590, "market": 1680, "mill": 1770, "tower": 1860}


def playable_town(number: int, *, status: str = "approved", **topic_fields) -> Playable:
    """The same of a town of its own: its five questions have nothing in common with those of another number."""
    name = f"Town{chr(97 + number) * 4}"
    text = " ".join(f"{name}{building} is of {year + number}." for building, year in BUILDINGS.items())
    topic = TopicFactory(**topic_fields)
    article = ArticleFactory(topic=topic, title=name, text=text)
    questions = []
    for building, year in BUILDINGS.items():
        label = f"{name}{building}"
        fact = FactFactory(article=article, value=str(year + number), answer_type="year", label=label)
        questions.append(QuestionFactory(fact=fact, kind="short_answer", status=status, wording={"stem": f"{label}?"}))
    return Playable(topic, article, questions)
