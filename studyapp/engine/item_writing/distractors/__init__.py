"""Options for a key: wrong ones of the same type and shape, or none at all.

Every function returns all four options in display order, the key among them, or None when three sound
distractors do not exist; a question is then typed, never filled up with anything else. Numbers and dates
come sorted, with the key's rank drawn evenly from the ranks that are possible; names come shuffled.
All are deterministic in their arguments; chance comes from the ``rng`` that is passed in.
"""

from studyapp.engine.item_writing.distractors.dates import centuries, dates, decades, ordinals, year_limits, years
from studyapp.engine.item_writing.distractors.names import (
    cities,
    class_members,
    countries,
    nationalities,
    persons,
    us_states,
)
from studyapp.engine.item_writing.distractors.numbers import computable, numbers
from studyapp.engine.item_writing.distractors.options import seeded

__all__ = [
    "centuries",
    "cities",
    "class_members",
    "computable",
    "countries",
    "dates",
    "decades",
    "nationalities",
    "numbers",
    "ordinals",
    "persons",
    "seeded",
    "us_states",
    "year_limits",
    "years",
]
