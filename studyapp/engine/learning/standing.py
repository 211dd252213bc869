"""Where a learner stands when questions are chosen for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studyapp.engine.learning.difficulty import ItemFeatures, first_difficulty
from studyapp.engine.learning.estimates import CONSTANTS, Expected, ItemPrior
from studyapp.engine.learning.likelihood import chance
from studyapp.engine.learning.mastery import guess_floor, on_item
from studyapp.engine.learning.memory import FactWord


@dataclass(frozen=True, slots=True)
class Standing:
    """``theta`` is by topic, ``items`` are the calibrated questions, ``memory`` is by fact asked before.

    ``seen`` counts answers by wording, ``answers`` all that count.
    """

    theta: Mapping[int, Expected] = field(default_factory=dict)
    items: Mapping[int, ItemPrior] = field(default_factory=dict)
    memory: Mapping[int, FactWord] = field(default_factory=dict)
    seen: Mapping[int, int] = field(default_factory=dict)
    answers: int = 0

    @property
    def is_starting(self) -> bool:
        """Whether too little is known of the learner to seek their edge."""
        return self.answers < CONSTANTS.mastered_answers

    def chance(self, topic: int, question: int, features: ItemFeatures) -> float | None:
        """Of a right answer (0…1), guessing included; None for a topic the learner's theta is not given for."""
        theta = self.theta.get(topic)
        if theta is None:
            return None
        item = self.items.get(question) or first_difficulty(features)
        options = len(features.distractors) + 1 if features.distractors else 0
        return chance(*on_item(theta, item), guess_floor(features.format, options))

    def word(self, fact: int) -> FactWord:
        return self.memory.get(fact, FactWord.NEW)
