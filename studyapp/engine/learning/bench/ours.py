"""The product's own model, with the product's own functions, in the shape that is measured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from studyapp.engine.learning.bench.rows import Learner, Row
from studyapp.engine.learning.difficulty import learn
from studyapp.engine.learning.estimates import TOPIC_PRIOR, Estimate, ItemPrior, TopicPrior
from studyapp.engine.learning.likelihood import Outcome, chance
from studyapp.engine.learning.mastery import (
    expected,
    first_estimate,
    first_standing,
    guess_floor,
    item_prior,
    on_item,
    update,
)


@dataclass(slots=True)
class Ours:
    """Difficulties from one pass over the answers to learn from; then they stand still."""

    knows_questions: bool = True
    name: str = "ours"
    items: dict[str, ItemPrior] = field(default_factory=dict)
    topics: dict[str, TopicPrior] = field(default_factory=dict)

    def fit(self, learners: Iterable[Learner]) -> None:
        for rows in learners:
            person = Person(self)
            for row in rows:
                item, topic = self.priors(row)
                theta = expected(person.general, person.standing(row), topic, row.at)
                harder = learn(theta, item, topic, _outcome(row))
                person.see(row)
                if self.knows_questions:
                    self.items[row.question] = harder[0]
                self.topics[row.topic] = harder[1]

    def priors(self, row: Row) -> tuple[ItemPrior, TopicPrior]:
        return self.items.get(row.question) or item_prior(row.format), self.topics.get(row.topic, TOPIC_PRIOR)

    def person(self) -> Person:
        return Person(self)


@dataclass(slots=True)
class Person:
    model: Ours
    general: Estimate = field(default_factory=first_estimate)
    standings: dict[str, Estimate] = field(default_factory=dict)

    def standing(self, row: Row) -> Estimate:
        return self.standings.get(row.topic) or first_standing(self.model.topics.get(row.topic, TOPIC_PRIOR))

    def predict(self, row: Row) -> float:
        item, topic = self.model.priors(row)
        z, spread = on_item(expected(self.general, self.standing(row), topic, row.at), item)
        return chance(z, spread, guess_floor(row.format, row.options))

    def see(self, row: Row) -> None:
        item, topic = self.model.priors(row)
        self.general, self.standings[row.topic] = update(
            self.general, self.standing(row), item, topic, _outcome(row), row.at
        )


def _outcome(row: Row) -> Outcome:
    return Outcome(float(row.correct), guess_floor(row.format, row.options))
