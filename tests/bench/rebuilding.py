"""How fast everything learners know is folded again, beside the mathematics alone."""

from __future__ import annotations

from collections.abc import Iterator

from studyapp.attempts.models import Response
from studyapp.engine.learning.answers import Answer, Known, after
from studyapp.progress.asked import asked_wordings
from studyapp.progress.difficulties import newest
from studyapp.progress.rebuilding import rebuild
from studyapp.progress.updating import answer_of
from studyapp.sources.models import Topic
from tests.bench import content
from tests.bench.measures import Line, beside, here

LEARNERS, EACH = 100, 100  # answers of a learner, to 25 questions
ROUNDS = 3


def measure(topic: Topic) -> Iterator[Line]:
    content.past_answers(topic, LEARNERS, EACH)
    histories = _histories()
    count = sum(len(answers) for answers in histories)
    result = beside(lambda n: here(rebuild), lambda n: here(lambda: _fold(histories)), rounds=ROUNDS)
    yield Line(
        f"rebuilding from {count:,} answers / the mathematics alone, CPU",
        f"{result.cpu_ratio:.2f}; {count / result.ours.cpu:,.0f} / {count / result.base.cpu:,.0f} answers per CPU s",
        "≥ 50,000 /s",
        count / result.ours.cpu >= 50_000,
    )


def _histories() -> list[list[tuple[int, int, Answer]]]:
    """(topic, fact, answer) of each learner, in order."""
    asked, difficulties = asked_wordings(), newest()
    found: dict[int, list] = {}
    for response in Response.objects.filter(counted=True).select_related("attempt").order_by("pk"):
        words = asked[response.version_id]
        answer = answer_of(response, words, difficulties.item(words), difficulties.topic(words.topic_id))
        found.setdefault(response.attempt.learner_id, []).append((words.topic_id, words.fact_id, answer))
    return list(found.values())


def _fold(histories: list[list[tuple[int, int, Answer]]]) -> None:
    for answers in histories:
        general, topics, facts = None, {}, {}
        for topic_id, fact_id, answer in answers:
            moved = after(Known(general, topics.get(topic_id), facts.get(fact_id)), answer)
            general, topics[topic_id], facts[fact_id] = moved.general, moved.topic, moved.memory
