"""Each rule about options: three items that it must catch, three that it must let through."""

from __future__ import annotations

import dataclasses

import pytest

from studyapp.engine.extraction.values import AnswerType as T
from studyapp.engine.item_writing.flaws import RULES, Case, flaws_of
from studyapp.engine.items import OptionDraft, Reason
from tests.engine.item_writing.drafts import ask, gap

PIER = "The iron pier at Harrow Sound opened to walkers in [[1887]] after three winters of work."
TRAM = "The tram line from Alder Fen to the harbour carried [[2,400]] people on its first day."
LAMP = "The lamp room of the lighthouse stands [[31 metres]] above the rocks of Brisk Head."
MILL = "The paper mill of Dunmore sold [[35 per cent]] of its paper to schools in that year."
FERRY = "The ferry across Lake Orrin was built by [[Ada Brandt]], an engineer from the valley."
ORE = "Most of the ore that left the mines of Kestrel Hill was [[copper]] of a very high grade."
TOWN = "The first letters by balloon in the province landed in [[Farrow Bridge]] on a cold morning."
TREATY = "The fishing treaty of that summer was signed in the capital of [[Norway]] by both fleets."

YEARS = gap(PIER, "1871", "1879", "1887", "1894")
PEOPLE = gap(TRAM, "1,600", "2,400", "3,100", "4,200", kind=T.COUNT)
METRES = gap(LAMP, "19 metres", "24 metres", "31 metres", "38 metres", kind=T.MEASURE)
SHARE = gap(MILL, "15 per cent", "25 per cent", "35 per cent", "45 per cent", kind=T.PERCENT)
BUILDER = ask(
    "Who built the ferry across Lake Orrin?", FERRY, "Jon Ekdal", "Ada Brandt", "Mia Solberg", "Per Lund", kind=T.PERSON
)
METAL = gap(ORE, "iron", "copper", "tin", "zinc", kind=T.TERM)
PLACE = gap(TOWN, "Elmet Cross", "Farrow Bridge", "Hollow Oak", "Marsh End", kind=T.CITY)
STATE = gap(TREATY, "Norway", "Sweden", "Denmark", "Iceland", kind=T.COUNTRY)
GOOD = [YEARS, PEOPLE, METRES, SHARE, BUILDER, METAL, PLACE, STATE]


def marked(case: Case, *keys: str) -> Case:
    """The item with exactly these options marked right."""
    options = tuple(OptionDraft(o.text, o.text in keys, o.reason) for o in case.item.options)
    return Case(dataclasses.replace(case.item, options=options), case.text, case.title)


def unreasoned(case: Case) -> Case:
    options = tuple(OptionDraft(o.text, o.correct, Reason("")) for o in case.item.options)
    return Case(dataclasses.replace(case.item, options=options), case.text, case.title)


CHAIR = "The chair of the guild was an [[Irish]] weaver who had come to the town as a child."
SHIP = "The old ship in the museum hall is a [[German]] trawler that was raised in deep water."
APPLE = "The gardener of the abbey grew an [[apple]] tree against the southern wall of the kitchen."
BOATS = "On the opening day of the canal [[three]] boats passed the upper lock before noon."
WEIR = "The keepers of the weir at Long Mallow were paid in [[barrels of salted river eel]] until the war."
SHORT = "The council of the island chose [[fog]] as the reason for closing the light that night."
LAW = "The harbour law asked of every master [[always to carry a second lamp]] when entering at night."
PRIZE = "The prize of the orchard show went to [[several late pears]] from a garden by the church."
BELL = "The bell tower of the abbey at Long Mallow has [[20]] bells, the oldest of them cast in Ghent."
RIVER = "The stone mill on the river Ashe was sold to [[Ashe Valley Growers]] when the owner retired."

TABLE: dict[str, tuple[list[Case], list[Case]]] = {
    "MC-01a": (
        [marked(YEARS), marked(YEARS, "1871", "1887"), marked(METAL, "iron", "tin", "copper")],
        [YEARS, METAL, BUILDER],
    ),
    "MC-01b": (
        [
            gap(TRAM, "1,600", "2,400", "2400", "4,200", kind=T.COUNT),
            gap(TOWN, "Elmet Cross", "Farrow Bridge", "the Farrow-Bridge", "Marsh End", kind=T.CITY),
            gap(FERRY, "Jon Ekdal", "Ada Brandt", "Brandt", "Per Lund", kind=T.PERSON, aliases=("Brandt",)),
            gap(BOATS, "3", "three", "seven", "nine", kind=T.COUNT),
        ],
        [PEOPLE, PLACE, gap(FERRY, "Jon Ekdal", "Ada Brandt", "Brand", "Per Lund", kind=T.PERSON)],
    ),
    "MC-02": (
        [
            gap(TOWN + " ", "Elmet Cross", "Farrow Bridge", "Balloon", "Marsh End", kind=T.CITY),
            ask("Who built the ferry across Lake Orrin?", FERRY, "Orrin", "Ada Brandt", "Mia Solberg", "Per Lund"),
            gap(
                "The fishing treaty with the Danish fleet was signed in the capital of [[Norway]] that year.",
                *("Norway", "Sweden", "Denmark", "Iceland"),
                kind=T.COUNTRY,
            ),
        ],
        [PLACE, STATE, BUILDER],
    ),
    "MC-03": (
        [
            gap(TOWN, "Marsh End", "Farrow Bridge", "marsh end", "Hollow Oak", kind=T.CITY),
            gap(TOWN, "Oak", "Farrow Bridge", "Hollow Oak", "Marsh End", kind=T.CITY),
            gap(TRAM, "1,600", "2,400", "1600", "4,200", kind=T.COUNT),
        ],
        [
            gap(BOATS, "three", "five", "twenty-five", "thirty-five", kind=T.COUNT),
            gap(TRAM, "240", "1,240", "2,400", "2,401", kind=T.COUNT),
            PLACE,
        ],
    ),
    "MC-04": (
        [
            gap(WEIR, "coin", "barrels of salted river eel", "wool", "salt", kind=T.TERM),
            gap(LAW, "to whistle", "always to carry a second lamp", "to wait", "to stop", kind=T.TERM),
            gap(
                SHORT,
                *("a long and costly repair of the tower", "fog", "the sudden illness of both the keepers"),
                "a quarrel with the harbour master's office",
                kind=T.TERM,
            ),
        ],
        [
            gap(SHORT, "rain", "fog", "snow", "a storm", kind=T.TERM),
            gap(TOWN, "Elm", "Farrow Bridge", "Oak", "End", kind=T.CITY),
            gap(WEIR, "sacks of roasted spring barley", "barrels of salted river eel", "rolls of undyed mountain wool"),
        ],
    ),
    "MC-05": (
        [
            gap(ORE, "iron", "copper", "tin", "all of the above", kind=T.TERM),
            gap(ORE, "iron", "copper", "tin", "Both of these", kind=T.TERM),
            gap(ORE, "iron", "copper", "tin", "A and B", kind=T.TERM),
        ],
        [METAL, BUILDER, gap(TOWN, "All Saints", "Farrow Bridge", "Hollow Oak", "Marsh End", kind=T.CITY)],
    ),
    "MC-06": (
        [
            gap(ORE, "iron", "copper", "tin", "none of the above", kind=T.TERM),
            gap(ORE, "iron", "copper", "tin", "Neither of these", kind=T.TERM),
            gap(ORE, "iron", "copper", "tin", "None", kind=T.TERM),
        ],
        [METAL, PLACE, gap(TOWN, "Nonesuch", "Farrow Bridge", "Hollow Oak", "Marsh End", kind=T.CITY)],
    ),
    "MC-07": (
        [
            gap(ORE, "iron", "copper", "A, B and C", "zinc", kind=T.TERM),
            gap(ORE, "iron", "copper", "I and II only", "zinc", kind=T.TERM),
            gap(ORE, "iron", "copper", "both tin and zinc", "zinc", kind=T.TERM),
        ],
        [METAL, YEARS, gap(ORE, "iron and tin", "copper", "lead and zinc", "gold", kind=T.TERM)],
    ),
    "MC-10": (
        [
            gap(ORE, "true", "false", kind=T.TERM),
            gap(ORE, "Yes", "No", "True", "False", kind=T.TERM),
            ask("What was most of the ore?", ORE, "yes", "no"),
        ],
        [METAL, BUILDER, gap(ORE, "true copper", "copper", "false gold", "no ore", kind=T.TERM)],
    ),
    "MC-11": (
        [
            gap(LAW, "to whistle three times", "always to carry a second lamp", "to wait for the tide", "to drop sail"),
            gap(ORE, "only iron", "copper", "tin", "zinc", kind=T.TERM),
            gap(ORE, "iron", "copper", "tin", "all metals", kind=T.TERM),
        ],
        [METAL, YEARS, gap(LAW, "never to whistle", "always to carry a second lamp", "to wait", "to drop sail")],
    ),
    "MC-12": (
        [
            gap(PRIZE, "a basket of plums", "several late pears", "a jar of honey", "a bowl of nuts", kind=T.TERM),
            gap(ORE, "some iron", "copper", "tin", "zinc", kind=T.TERM),
            gap(ORE, "iron", "copper", "usually tin", "zinc", kind=T.TERM),
        ],
        [METAL, PLACE, gap(PRIZE, "many early plums", "several late pears", "a jar of honey", "a bowl of nuts")],
    ),
    "MC-13": (
        [
            ask(
                "Who bought the mill in the Ashe valley?",
                RIVER,
                "Long Acre Farms",
                "Ashe Valley Growers",
                "Fen Millers",
            ),
            gap(RIVER, "Long Acre Farms", "Ashe Valley Growers", "Fen Traders", "Moor and Sons", kind=T.ORGANISATION),
            gap(
                "The glass lamp works of Orrin was bought by the [[Lamp Guild]] of the capital in spring.",
                *("Bakers", "Lamp Guild", "Weavers"),
                kind=T.ORGANISATION,
            ),
        ],
        [BUILDER, METAL, gap(RIVER, "Ashe Traders", "Ashe Valley Growers", "Fen Traders", kind=T.ORGANISATION)],
    ),
    "MC-14": (
        [
            gap(PRIZE, "late plums", "several late pears", "early pears", "a jar of honey", kind=T.TERM),
            gap(WEIR, "barrels of beer", "barrels of salted river eel", "salted pork", "wool", kind=T.TERM),
            gap(RIVER, "Ashe Traders", "Ashe Valley Growers", "Valley Mills", "Fen Millers", kind=T.ORGANISATION),
        ],
        [METAL, BUILDER, YEARS],
    ),
    "MC-15a": (
        [
            gap(CHAIR, "Irish", "Welsh", "Dutch", "French", kind=T.NATIONALITY),
            gap(SHIP, "German", "Italian", "Dutch", "French", kind=T.NATIONALITY),
            gap(APPLE, "apple", "pear", "orange", "elm", kind=T.TERM),
        ],
        [
            gap(CHAIR, "Irish", "Italian", "Austrian", "Icelandic", kind=T.NATIONALITY),
            gap(SHIP, "German", "Dutch", "Ukrainian", "Uruguayan", kind=T.NATIONALITY),
            METAL,
        ],
    ),
    "MC-15b": (
        [
            gap(BOATS, "one", "three", "five", "seven", kind=T.COUNT),
            gap(BOATS, "1", "three", "five", "seven", kind=T.COUNT),
            gap("The crew of the ferry kept [[two]] cats in the hold.", "one", "two", "four", "six", kind=T.COUNT),
        ],
        [
            gap(BOATS, "two", "three", "five", "seven", kind=T.COUNT),
            gap(
                "The survey counted [[two million]] herring in the bay that spring.",
                *("one million", "two million", "three million", "four million"),
                kind=T.COUNT,
            ),
            METRES,
        ],
    ),
    "MC-16a": (
        [
            gap(TRAM, "1,600", "2,400", "3.1 thousand", "many", kind=T.COUNT),
            gap(LAMP, "19 metres", "24 feet", "31 metres", "38 metres", kind=T.MEASURE),
            gap(PIER, "1871", "May 1879", "1887", "1894"),
            gap(BOATS, "two", "three", "5", "7", kind=T.COUNT),
            gap(ORE, "iron", "copper", "12", "zinc", kind=T.TERM),
        ],
        [PEOPLE, METRES, YEARS, STATE],
    ),
    "MC-16b": (
        [
            gap(ORE, "Iron", "copper", "tin", "zinc", kind=T.TERM),
            gap(ORE, "iron.", "copper", "tin", "zinc", kind=T.TERM),
            gap(TOWN, "Elmet Cross", "Farrow Bridge", "marsh end", kind=T.CITY),
        ],
        [METAL, PLACE, gap(TREATY, "the Netherlands", "Norway", "Sweden", kind=T.COUNTRY)],
    ),
    "MC-17": (
        [
            gap(PIER, "1894", "1871", "1879", "1887"),
            gap(TRAM, "2,400", "1,600", "3,100", "4,200", kind=T.COUNT),
            gap(BOATS, "three", "two", "five", "seven", kind=T.COUNT),
        ],
        [YEARS, PEOPLE, PLACE],
    ),
    "MC-19": (
        [
            gap(PIER, "1879", "1887"),
            gap(ORE, "iron", "copper", "tin", "zinc", "lead", "gold", kind=T.TERM),
            ask("Who built the ferry across Lake Orrin?", FERRY, "Ada Brandt"),
        ],
        [YEARS, gap(PIER, "1879", "1887", "1894"), gap(ORE, "iron", "copper", "tin", "zinc", "lead", kind=T.TERM)],
    ),
    "MC-20": (
        [
            gap(TRAM, "12", "1,600", "2,400", "3,100", kind=T.COUNT),
            gap(TRAM, "1,600", "2,400", "3,100", "90,000", kind=T.COUNT),
            gap(LAMP, "2 metres", "24 metres", "31 metres", "38 metres", kind=T.MEASURE),
        ],
        [PEOPLE, METRES, SHARE],
    ),
    "MC-20b": (
        [
            gap(BELL, "14", "17", "20", "26", kind=T.COUNT),
            gap(BELL, "13", "16", "20", "23", kind=T.COUNT),
            gap(TRAM, "1,000", "2,000", "2,400", "3,000", kind=T.COUNT),
        ],
        [PEOPLE, SHARE, gap(BELL, "10", "20", "30", "45", kind=T.COUNT)],
    ),
    "MC-27": (
        [unreasoned(YEARS), unreasoned(METAL), unreasoned(BUILDER)],
        [YEARS, METAL, BUILDER],
    ),
}


def broken(case: Case) -> set[str]:
    return {flaw.rule for flaw in flaws_of(case.item, case.text, case.title)}


@pytest.mark.parametrize(("rule", "case"), [(r, c) for r, (bad, _) in TABLE.items() for c in bad])
def test_the_rule_catches(rule: str, case: Case) -> None:
    assert rule in broken(case), case.item


@pytest.mark.parametrize(("rule", "case"), [(r, c) for r, (_, good) in TABLE.items() for c in good])
def test_the_rule_lets_through(rule: str, case: Case) -> None:
    assert rule not in broken(case), case.item


@pytest.mark.parametrize("case", GOOD)
def test_sound_items_break_no_rule(case: Case) -> None:
    assert broken(case) == set()


def test_every_option_rule_has_three_items_each_way() -> None:
    from studyapp.engine.item_writing.flaws.option_rules import OPTION_RULES

    assert {r.id for r in OPTION_RULES} == set(TABLE)
    assert [r for r, (bad, good) in TABLE.items() if len(bad) < 3 or len(good) < 3] == []


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
