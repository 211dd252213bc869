"""Suffering of people waits for a person; a date of a life, and what only sounds like it, does not."""

import pytest

from studyapp.engine.item_writing.flaws.suffering import touches_suffering


@pytest.mark.parametrize(
    "shown",
    [
        "The storm of 1742 killed _____ people in Orford.",
        "In _____ two ferries collided near Ghent, and 40 passengers died.",
        "The colonial office of Orford counted _____ dead after the flood.",
        "In 1742 _____ sailors drowned in the harbour of Orford.",
        "The fire at the Heron Mill in _____ left 12 workers injured.",
        "The inquiry into the death of Jonas Hale was opened in _____.",
        "In _____ the town of Orford suffered a severe famine.",
        "The mayor of Orford was assassinated in _____ on the quay.",
        "Casualties among the crew of the Heron came to _____.",
        "Many people in Orford die of the fever that reached Ghent in _____.",
    ],
)
def test_deaths_and_injuries_of_people_are_seen_in_any_wording(shown):
    assert touches_suffering(shown, "The town of Orford")


@pytest.mark.parametrize(
    "shown",
    [
        "Jonas Hale died in Ghent in _____ at the age of 80.",
        "After his death in _____ the mill was sold to the town.",
        "The Heron Mill was closed after the death of Jonas Hale in _____.",
    ],
)
def test_the_death_of_the_person_in_the_title_is_a_date_of_a_life(shown):
    assert not touches_suffering(shown, "Jonas Hale")


def test_a_violent_death_is_more_than_a_date():
    assert touches_suffering("Jonas Hale was murdered in Ghent in _____.", "Jonas Hale")


def test_a_second_death_is_not_covered_by_the_life_told():
    assert touches_suffering("Jonas Hale died in _____ with 40 passengers, and 12 soldiers died later.", "Jonas Hale")


@pytest.mark.parametrize(
    "shown",
    [
        "The acid of the stomach kills bacteria within _____ minutes.",
        "The drones die in _____, while the bees stay in the hive.",
        "Dead leaves cover the floor of the forest for _____ months.",
        "The language of Orford was a dead language by _____.",
        "The deadline for the bridge at Orford was May _____.",
    ],
)
def test_what_is_nobody_does_not_suffer(shown):
    assert not touches_suffering(shown, "The town of Orford")
