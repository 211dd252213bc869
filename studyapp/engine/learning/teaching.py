"""How much a question would teach a learner now: what choosing adds to a question's score.

    worth = EDGE * edge(chance) + MEMORY[word of the fact's memory]

``chance`` is that of a right answer, guessing included, as the learner model expects it. Practice
teaches most where it is neither sure nor hopeless. People who practise arithmetic stay with it and
learn when they get about three in four right (S. Klinkenberg, M. Straatemeier and H. L. J. van der
Maas, "Computer adaptive practice of maths ability", Computers & Education 57, 2011, with levels at
.6, .75 and .9), and learning by small steps is fastest at 85 % (R. C. Wilson and others, "The eighty
five percent rule for optimal learning", Nature Communications 10, 2019). So between .6 and .85 the
edge is 1, and on both sides it falls in a straight line to 0 where the chance is 0 or 1.

Of somebody with few answers the model knows little, and a quiz lost at once is the last one. There
the edge begins at .85 only: the easier a question, the better.

A fact is best asked when it is about to be forgotten (N. J. Cepeda and others, "Spacing effects in
learning", Psychological Science 19, 2008): what is due comes before what is new, and what was just
learnt waits. The weights are judgement; a kind used once more costs about as much as a step of them.
"""

from __future__ import annotations

from studyapp.engine.learning.memory import FactWord

EDGE = 0.4
MEMORY = {FactWord.DUE: 0.25, FactWord.NEW: 0.15, FactWord.LEARNING: 0.05, FactWord.SOLID: 0.0}
TEACHES_FROM, TEACHES_TO = 0.6, 0.85


def edge(chance: float, *, starting: bool = False) -> float:
    """How near a question with this chance of a right answer lies to the learner's edge, 0…1.

    ``starting`` is for a learner with few answers. Past .85 the fall is the same for everybody.
    """
    lower = TEACHES_TO if starting else TEACHES_FROM
    if chance < lower:
        return chance / lower
    return min(1.0, (1.0 - chance) / (1.0 - TEACHES_TO))


def teaches(chance: float | None, memory: FactWord, *, starting: bool = False) -> float:
    """Worth of a question beside its score. Without a chance it counts as standing at the edge."""
    return EDGE * (1.0 if chance is None else edge(chance, starting=starting)) + MEMORY[memory]
