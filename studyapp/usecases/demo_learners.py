"""Made-up learners of the demo class: who they are, when they sit down, and what they answer.

Nothing here is left to chance: a learner gives the same answers to the same questions each time.
"""

# ruff: noqa: S311 - made-up people

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from studyapp.attempts.answering import Given
from studyapp.attempts.paper import Sheet

NOT_BEGUN, STOPPED, SLIPPING, STUCK = "not begun", "stopped", "slipping", "stuck"
GUESSED = {"options": 0.25, "true_false": 0.5}
OPTION_HINT = 0.6  # how much likelier the first wrong option is taken than each of the others
# Typed answers that the key may not know and that somebody who knows the matter may well give.
ALSO_SAID = {"cosmodrome": "spaceport", "Marin County": "Marin"}
DAYLIGHT = (8, 20)


@dataclass(frozen=True, slots=True)
class DemoLearner:
    """``ability`` in logits; ``diligence`` is the share of the open work done so far; ``manner`` sets some apart."""

    name: str
    ability: float
    diligence: float = 1.0
    manner: str = ""

    @property
    def username(self) -> str:
        return "demo-" + "-".join(self.name.lower().split())


LEARNERS = (
    DemoLearner("Amara Okonjo", 1.6),
    DemoLearner("Anselm Wirth", 0.2, 0.7),
    DemoLearner("Beatriz Salgado", 0.9),
    DemoLearner("Chau Nguyen", 1.3),
    DemoLearner("Dafydd Pryce", -0.4, 0.5),
    DemoLearner("Elif Karaca", 0.7, 0.85),
    DemoLearner("Farid Rahmani", 0.1, 0.5),
    DemoLearner("Greta Lindahl", 2.1),
    DemoLearner("Hana Moriyama", 1.0, 0.85),
    DemoLearner("Ioan Dragomir", -0.9, 0.35),
    DemoLearner("Jelena Babic", 0.4),
    DemoLearner("Kofi Asante", 0.8, 0.7),
    DemoLearner("Leilani Kahale", -0.2, 0.7),
    DemoLearner("Mateo Quispe", 0.0, 0.0, NOT_BEGUN),
    DemoLearner("Nadia Haddad", 1.2),
    DemoLearner("Oskar Nowicki", -0.3, 0.0, STOPPED),
    DemoLearner("Priya Raman", 1.8),
    DemoLearner("Quentin Lacroix", -2.2, 1.0, STUCK),
    DemoLearner("Rosa Ferrante", 1.4, 1.0, SLIPPING),
    DemoLearner("Samir Belkacem", 0.5, 0.5),
    DemoLearner("Tamsin Hale", 0.3, 0.85),
    DemoLearner("Ursula Achieng", 0.6),
    DemoLearner("Viktor Ilves", -0.6, 0.35),
    DemoLearner("Wen Li", 1.1),
)


def sittings(
    learner: DemoLearner, quizzes: int, opens: dt.datetime, ends: dt.datetime, *, is_past: bool
) -> list[dt.datetime]:
    """When a learner begins each of the first of so many quizzes, in order; of past work most did all."""
    rng = random.Random(f"{learner.name} {'past' if is_past else 'open'}")
    share = learner.diligence
    if is_past and learner.manner != NOT_BEGUN:
        share = 0.5 if learner.manner == STOPPED else max(0.6, learner.diligence)
    done = math.ceil(share * quizzes)
    step = (ends - opens) / (quizzes + 1)
    begun = []
    for number in range(done):
        at = opens + step * (number + rng.uniform(0.1, 0.9))
        at = at.replace(hour=rng.randint(*DAYLIGHT), minute=rng.randrange(60), second=rng.randrange(60))
        begun.append(min(max(at, opens + dt.timedelta(hours=1)), ends - dt.timedelta(hours=1)))
    return sorted(begun)


def answer(learner: DemoLearner, asked: Sheet, others: Sequence[str], *, doubtful: bool, late_in: bool) -> Given:
    """What this learner gives to a question.

    ``others`` are keys of the same type that a confused learner may type; the better a learner, the likelier they miss
    a ``doubtful`` question; ``late_in`` is the second half of the open work.
    """
    rng = random.Random(f"{learner.name} {asked.wording.stem}")
    chance = _chance(learner, asked, doubtful=doubtful, late_in=late_in)
    knows = rng.random() < chance
    words = len(asked.wording.stem.split()) + sum(len(option.text.split()) for option in asked.options)
    duration = round((2500 + 260 * words + (3500 if asked.wording.format == "typed" else 0)) * rng.uniform(0.7, 1.9))
    sure = {"confidence": 3 if chance > 0.75 else 2 if chance > 0.45 else 1} if rng.random() < 0.5 else {}
    if not knows and not doubtful and (learner.manner == STUCK or rng.random() < 0.12):
        return Given(dont_know=True, duration_ms=duration)
    if asked.wording.is_set:
        return Given(rows=_rows(asked, knows), duration_ms=duration, **sure)
    text = _text(rng, asked, others, knows, sure_of_it=doubtful)
    return Given(text=text, duration_ms=duration, **sure) if text else Given(dont_know=True, duration_ms=duration)


def _chance(learner: DemoLearner, asked: Sheet, *, doubtful: bool, late_in: bool) -> float:
    """Of knowing the answer: how able the learner is, against how hard the question is to this class."""
    if learner.manner == STUCK:
        return 0.06
    if learner.manner == SLIPPING and late_in:
        return 0.04
    if doubtful:
        return 0.95 if learner.ability < 0.6 else 0.05
    hard = random.Random(asked.wording.stem).gauss(-0.2, 1.0)
    knows = 1 / (1 + math.exp(-1.5 * (learner.ability - hard)))
    floor = GUESSED.get(asked.wording.format, 0.0)
    return floor + (1 - floor) * knows


def _text(rng: random.Random, asked: Sheet, others: Sequence[str], knows: bool, *, sure_of_it: bool) -> str:
    words = asked.wording
    if words.format == "true_false":
        return words.key_value if knows else {"true": "false", "false": "true"}[words.key_value]
    if words.format == "options":
        right = next(place for place, o in enumerate(asked.options, 1) if o.position == words.key_option)
        wrong = [place for place in range(1, len(asked.options) + 1) if place != right]
        liked = min(wrong, key=lambda place: asked.options[place - 1].position)
        return str(right if knows else liked if sure_of_it or rng.random() < OPTION_HINT else rng.choice(wrong))
    if knows and words.key_value in ALSO_SAID and rng.random() < 0.5:
        return ALSO_SAID[words.key_value]
    if knows:
        return misspelt(words.key_value, rng) if rng.random() < 0.2 else words.key_value
    return _mistaken(rng, words.key_value, others)


def _mistaken(rng: random.Random, key: str, others: Sequence[str]) -> str:
    """A figure near the right one, or another name of the quiz; nothing where there is none."""
    if key.isdecimal():
        return str(int(key) + rng.choice((-10, -3, -2, -1, 1, 2, 3, 10)))
    return rng.choice(others) if len(others) > 1 else ""


def misspelt(text: str, rng: random.Random) -> str:
    """Two letters in the middle of its longest word change places; figures and short words stay as they are."""
    longest = max(text.split(), key=len)
    if len(longest) < 6 or not longest.isalpha():
        return text
    at = rng.randrange(2, len(longest) - 2)
    return text.replace(longest, f"{longest[:at]}{longest[at + 1]}{longest[at]}{longest[at + 2 :]}", 1)


def _rows(asked: Sheet, knows: bool) -> tuple[str, ...]:
    """The place of each row; who does not know mixes two of them up."""
    places = [str(option.position + 1) for option in asked.options]
    if not knows:
        places[0], places[1] = places[1], places[0]
    return tuple(places)
