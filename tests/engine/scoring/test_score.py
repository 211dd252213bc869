"""Typed answers, options and statements: what counts as right, and ten near misses of each type that do not."""

from __future__ import annotations

import pytest

from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.items import ItemFormat
from studyapp.engine.scoring.score import AnswerKey, ScoreReason, mark

T = AnswerType


def typed(answer_type: AnswerType, answer: str, **more) -> AnswerKey:
    return AnswerKey(ItemFormat.TYPED, answer_type, answer, **more)


YEAR = typed(T.YEAR, "1932", others=("1926", "1940"))
DATE = typed(T.FULL_DATE, "4 September 2023")
MONTH = typed(T.MONTH_YEAR, "January 2024")
DECADE = typed(T.DECADE, "1990s")
CENTURY = typed(T.CENTURY, "19th century")
COUNT = typed(T.COUNT, "1,500", unit="lanterns")
BIG = typed(T.COUNT, "1.2 million", unit="visitors")
SMALL = typed(T.COUNT, "twenty-four")
MEASURE = typed(T.MEASURE, "7 km", unit="km")
MONEY = typed(T.MONEY, "$3.5 billion", unit="USD")
PERCENT = typed(T.PERCENT, "12 per cent", unit="%")
ORDINAL = typed(T.ORDINAL, "second")
PERSON = typed(T.PERSON, "Henrietta Oakes", others=("Henry Oaks", "Harriet Vane"), surname_enough=True)
SHARED = typed(T.PERSON, "Henrietta Oakes", others=("Julian Oakes",))
COUNTRY = typed(T.COUNTRY, "the United States")
ZAMBIA = typed(T.COUNTRY, "Zambia")
NATION = typed(T.NATIONALITY, "Dutch")
TERM = typed(T.TERM, "photosynthesis")
PAIR = typed(T.TERM, "absorption")
NAME = typed(T.NAME, "Saint Bride's Bay")
CITY = typed(T.CITY, "São Paulo")
NEW_YORK = typed(T.CITY, "New York City")
MEXICO = typed(T.CITY, "Mexico City")
BODY = typed(T.ORGANISATION, "the League of Fen Growers", others=("League of Hill Growers",))

RIGHT = [
    (
        YEAR,
        [
            "1932",
            " 1932. ",
            "in 1932",
            "the year 1932",
            "AD 1932",
            "1932 AD",
            "nineteen thirty-two",
            "Nineteen thirty two",
        ],
    ),
    (
        DATE,
        [
            "4 September 2023",
            "September 4, 2023",
            "sept 4 2023",
            "4th of september 2023",
            "04/09/2023",
            "9/4/2023",
            "2023-09-04",
            "4.9.2023",
            "on 4 Sep. 2023",
            "the 4th September, 2023",
            "september 4th,2023",
        ],
    ),
    (
        MONTH,
        ["Jan 2024", "January 2024", "01/2024", "1/2024", "jan. 2024", "January, 2024", "in january 2024", "2024-01"],
    ),
    (DECADE, ["1990s", "the 1990s", "1990's", "90s", "the nineties", "in the 1990s", "'90s"]),
    (CENTURY, ["19th century", "the nineteenth century", "19th", "19", "XIX", "xix century", "19th c.", "the 1800s"]),
    (
        COUNT,
        [
            "1,500",
            "1500",
            "1 500",
            "fifteen hundred",
            "one thousand five hundred",
            "1.5 thousand",
            "1.5k",
            "1500 lanterns",
            "about 1500",
        ],
    ),
    (
        BIG,
        [
            "1.2 million",
            "1,200,000",
            "1200000",
            "1.2m",
            "1.2 mln",
            "one million two hundred thousand",
            "1.2 million visitors",
        ],
    ),
    (SMALL, ["24", "twenty-four", "Twenty four", "twenty-four.", "two dozen"]),
    (MEASURE, ["7 km", "7", "seven", "7km", "7 kilometres", "seven kilometers", "about 7 km"]),
    (
        MONEY,
        ["$3.5 billion", "3.5 billion", "$3.5bn", "3.5bn", "3500 million", "3.5 billion dollars", "US$3.5 billion"],
    ),
    (PERCENT, ["12", "12%", "12 percent", "twelve per cent", "12 per cent", "twelve"]),
    (ORDINAL, ["second", "2nd", "2", "the second", "Second"]),
    (
        PERSON,
        [
            "Henrietta Oakes",
            "henrietta oakes",
            "Oakes",
            "Mrs Oakes",
            "Dr. Henrietta Oakes",
            "Oakes, Henrietta",
            "Henrietta B. Oakes",
            "Henriëtta Oakes",
            "Henrieta Oakes",
            "Henrietta Okaes",
            "Minister Henrietta Oakes",
        ],
    ),
    (SHARED, ["Henrietta Oakes", "HENRIETTA OAKES"]),
    (
        COUNTRY,
        [
            "United States",
            "the US",
            "usa",
            "U.S.",
            "U.S.A.",
            "America",
            "the united states of america",
            "Untied States",
        ],
    ),
    (ZAMBIA, ["Zambia", "zambia.", "Zambbia", "in Zambia"]),
    (NATION, ["Dutch", "dutch", "the Dutch"]),
    (
        TERM,
        [
            "photosynthesis",
            "Photosynthesis",
            "the photosynthesis",
            "photosinthesis",
            "photo-synthesis",
            "photosyntesis",
        ],
    ),
    (PAIR, ["absorption", "absorbtion"]),
    (NAME, ["Saint Bride's Bay", "St Brides Bay", "St. Bride’s Bay", "saint brides bay"]),
    (CITY, ["São Paulo", "Sao Paulo", "SÃO PAULO"]),
]

RIGHT += [
    (typed(T.ORGANISATION, "Organization of Fen Growers"), ["Organisation of Fen Growers", "OFG"]),
    (typed(T.ORGANISATION, "UN Fisheries Council"), ["United Nations Fisheries Council", "U.N. Fisheries Council"]),
    (typed(T.TERM, "leukocytes"), ["leucocytes", "leukocyte", "Leucocyte"]),
    (typed(T.NAME, "First World War"), ["World War I", "WW1", "World War One", "the first world war", "WWI"]),
    (typed(T.NAME, "Colour Harbour Centre"), ["Color Harbor Center"]),
    (NEW_YORK, ["New York City", "new york", "New  York"]),
    (BODY, ["League of Fen Growers", "the league of fen growers", "LFG", "Leage of Fen Growers", "L.F.G."]),
]

WRONG = [
    (
        typed(T.NAME, "First World War"),
        [
            *("Second World War", "World War II", "WW2", "World War", "the Cold War", "First War", "WWII"),
            *("World War Two", "First World", "war"),
        ],
    ),
    (
        NEW_YORK,
        ["York", "New Jersey", "Newark", "York City", "New Haven", "NY State", "Albany", "Boston", "City", "New"],
    ),
    (
        MEXICO,
        ["Mexico", "New Mexico", "Mexican", "City", "Mexicali", "Cancun", "Texas", "Monaco", "Morocco", "Mexico State"],
    ),
    (
        BODY,
        [
            *("League of Hill Growers", "LHG", "League", "Fen Growers", "League of Pen Growers", "LF", "the growers"),
            *("League of Nations", "Fen League", "League of Fen Grocers"),
        ],
    ),
    (YEAR, ["1933", "1923", "1832", "193", "19322", "32", "1932-33", "1930s", "1926", "19 32 BC"]),
    (
        DATE,
        [
            "5 September 2023",
            "4 October 2023",
            "4 September 2022",
            "September 2023",
            "2023",
            "4 September",
            "14 September 2023",
            "31/31/2023",
            "4/10/2023",
            "September",
        ],
    ),
    (
        MONTH,
        [
            "February 2024",
            "June 2024",
            "January 2023",
            "2024",
            "January",
            "02/2024",
            "13/2024",
            "Jan 24",
            "January 2042",
            "1 2 2024",
        ],
    ),
    (DECADE, ["1980s", "1990", "90", "1890s", "1999", "the eighties", "2000s", "19th century", "1990-1995", "199s"]),
    (
        CENTURY,
        [
            "18th century",
            "20th",
            "1900s",
            "1900",
            "XVIII",
            "19th century BC",
            "9th century",
            "1800",
            "nine",
            "90th century",
        ],
    ),
    (COUNT, ["1,501", "150", "15,000", "1.500", "fifteen", "15 hundred thousand", "1500 km", "500", "5100", "1,500%"]),
    (
        BIG,
        [
            "1.2",
            "12 million",
            "1.3 million",
            "1.2 billion",
            "120,000",
            "1,200",
            "1.21 million",
            "2.1 million",
            "one million",
            "$1.2 million",
        ],
    ),
    (SMALL, ["42", "twenty", "four", "25", "twenty-five", "twenty fourth", "240", "24 or 25", "-24", "dozen"]),
    (MEASURE, ["7 miles", "70", "7 m", "0.7 km", "8 km", "7 hours", "seventy", "77", "7 kg", "7.5 km"]),
    (
        MONEY,
        [
            "$3.5 million",
            "£3.5 billion",
            "3.5",
            "€3.5bn",
            "$35 billion",
            "5.3 billion",
            "$3.6bn",
            "$3 billion",
            "3.5%",
            "half a billion",
        ],
    ),
    (PERCENT, ["0.12", "21", "12 km", "13%", "1.2%", "120%", "twenty", "12 dollars", "-12", "11.9%"]),
    (ORDINAL, ["first", "third", "12th", "two hundred", "22nd", "2th", "twelfth", "0", "seconds ago", "last"]),
    (
        PERSON,
        [
            "Henry Oaks",
            "Harriet Vane",
            "Henrietta",
            "Henrietta Vane",
            "Julian Oakes",
            "Oates",
            "Henrietta Stokes",
            "H",
            "Harriet Oakes",
            "Mrs",
        ],
    ),
    (
        SHARED,
        [
            "Oakes",
            "Julian Oakes",
            "J. Oakes",
            "Mr Oakes",
            "Henrietta",
            "Juliana Oakes",
            "Oaks",
            "Julian",
            "Henry Oakes",
            "Oakes, Julian",
        ],
    ),
    (
        COUNTRY,
        [
            "United Kingdom",
            "UK",
            "American",
            "Mexico",
            "USSR",
            "Canada",
            "United Nations",
            "States",
            "Washington",
            "United",
        ],
    ),
    (ZAMBIA, ["Gambia", "Namibia", "Zimbabwe", "Zambian", "Zanzibar", "Colombia", "Samba", "Malawi", "Z", "Tanzania"]),
    (
        NATION,
        ["Netherlands", "Danish", "German", "Deutsch", "Belgian", "Duchess", "Ditch", "Dutchess", "Duck", "Swedish"],
    ),
    (
        TERM,
        [
            "synthesis",
            "photograph",
            "chemosynthesis",
            "photo",
            "biosynthesis",
            "photon",
            "respiration",
            "photosynthesis 2",
            "thesis",
            "p",
        ],
    ),
    (
        PAIR,
        [
            "adsorption",
            "abortion",
            "absolution",
            "adoption",
            "absorb",
            "corruption",
            "abstraction",
            "option",
            "absorption 3",
            "a",
        ],
    ),
    (
        NAME,
        [
            "Saint Bride",
            "Bay",
            "Saint Giles Bay",
            "Saint Bride's Day",
            "St Anne's Bay",
            "Bride's",
            "South Bride's Bay",
            "Saint Bridget's Abbey",
            "Cardigan Bay",
            "Saint",
        ],
    ),
    (
        CITY,
        ["São", "Paulo", "São Pedro", "San Paulo City", "Rio", "Saint Paul", "Santos", "Sao Tome", "Sampa", "Sao Luis"],
    ),
]


@pytest.mark.parametrize(("key", "given"), [(k, g) for k, forms in RIGHT for g in forms])
def test_usual_forms_of_the_key_are_right(key: AnswerKey, given: str) -> None:
    score = mark(key, given)
    assert (score.value, score.reason in ("right", "right_form", "right_spelling")) == (1.0, True), score


@pytest.mark.parametrize(("key", "given"), [(k, g) for k, forms in WRONG for g in forms])
def test_near_misses_are_wrong(key: AnswerKey, given: str) -> None:
    assert mark(key, given).value == 0.0, mark(key, given)


def test_every_type_has_ten_near_misses() -> None:
    assert {key.answer: len(forms) for key, forms in WRONG if len(forms) != 10} == {}


@pytest.mark.parametrize(
    ("key", "given", "reason"),
    [
        (YEAR, "1932", ScoreReason.RIGHT),
        (YEAR, "in 1932", ScoreReason.RIGHT_FORM),
        (TERM, "photosinthesis", ScoreReason.RIGHT_SPELLING),
        (TERM, "respiration", ScoreReason.WRONG),
        (MEASURE, "7 miles", ScoreReason.WRONG_UNIT),
        (DATE, "2023", ScoreReason.INCOMPLETE),
        (DATE, "September 2023", ScoreReason.INCOMPLETE),
        (SHARED, "Oakes", ScoreReason.INCOMPLETE),
        (COUNT, "many", ScoreReason.UNREADABLE),
        (YEAR, "long ago", ScoreReason.UNREADABLE),
        (TERM, None, ScoreReason.DONT_KNOW),
        (TERM, "I don't know", ScoreReason.DONT_KNOW),
        (TERM, "I don’t know.", ScoreReason.DONT_KNOW),
        (TERM, "?", ScoreReason.DONT_KNOW),
        (TERM, "  ", ScoreReason.BLANK),
    ],
)
def test_a_score_says_why(key: AnswerKey, given: str | None, reason: ScoreReason) -> None:
    assert mark(key, given).reason == reason


def test_a_surname_is_enough_where_no_other_name_of_the_topic_has_it() -> None:
    alone = typed(T.PERSON, "Ada Brandt", others=("Mia Solberg",))
    family = typed(T.PERSON, "Ada Brandt", others=("Mia Solberg", "Jon Brandt"))
    assert mark(alone, "Brandt").right
    assert mark(family, "Brandt").reason == ScoreReason.INCOMPLETE
    assert not mark(typed(T.PERSON, "Ada Brandt", surname_enough=False), "Brandt").right


def test_shorter_and_longer_forms_of_the_same_person_are_no_other_person() -> None:
    key = typed(T.PERSON, "Ada Brandt", others=("Brandt", "Ada Louise Brandt", "Mia Solberg"))
    assert mark(key, "Brandt").right
    assert mark(key, "Ada Brandtt").right


def test_a_score_says_how_the_answer_was_read() -> None:
    assert mark(COUNT, "fifteen hundred").read_as == "1500"
    assert mark(DATE, "04/09/2023").read_as == "2023-04-09 / 2023-09-04"
    assert mark(TERM, "photosinthesis").read_as == "photosynthesis"


OPTIONS = AnswerKey(ItemFormat.OPTIONS, T.YEAR, "1932", position=2)


@pytest.mark.parametrize(
    ("given", "value"), [("2", 1.0), ("0", 0.0), ("1", 0.0), ("3", 0.0), ("1932", 0.0), ("x", 0.0)]
)
def test_an_option_is_marked_by_its_stored_position(given: str, value: float) -> None:
    assert mark(OPTIONS, given).value == value


def test_an_option_without_a_position_is_marked_by_its_text() -> None:
    key = AnswerKey(ItemFormat.OPTIONS, T.NAME, "Harrow Fen")
    assert [mark(key, g).value for g in ("Harrow Fen", "harrow fen", "Marrow Fen")] == [1.0, 1.0, 0.0]


@pytest.mark.parametrize(
    ("answer", "given", "value", "reason"),
    [
        ("true", "true", 1.0, ScoreReason.RIGHT),
        ("true", "False", 0.0, ScoreReason.WRONG),
        ("false", "false", 1.0, ScoreReason.RIGHT),
        ("false", "T", 0.0, ScoreReason.WRONG),
        ("false", "maybe", 0.0, ScoreReason.UNREADABLE),
        ("false", None, 0.0, ScoreReason.DONT_KNOW),
    ],
)
def test_statements(answer: str, given: str | None, value: float, reason: ScoreReason) -> None:
    key = AnswerKey(ItemFormat.TRUE_FALSE, T.TRUTH, answer)
    assert (mark(key, given).value, mark(key, given).reason) == (value, reason)


@pytest.mark.parametrize(("name", "given"), [("Arwald VII", "VII"), ("Osman Pasha", "Pasha")])
def test_a_numeral_or_an_honour_alone_is_no_name(name: str, given: str) -> None:
    key = typed(T.PERSON, name, surname_enough=True)
    assert mark(key, name).right
    assert not mark(key, given).right
