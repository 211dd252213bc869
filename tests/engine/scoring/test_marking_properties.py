"""What holds for every key: its accepted forms are right, its distractors wrong, order and case count for nothing."""

from __future__ import annotations

import datetime as dt
import random

from hypothesis import given
from hypothesis import strategies as st

from studyapp.engine.extraction.dates import MONTHS
from studyapp.engine.extraction.number_words import in_words
from studyapp.engine.extraction.numbers import parse_number
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.distractors import numbers, seeded, years
from studyapp.engine.items import ItemFormat
from studyapp.engine.scoring.score import AnswerKey, mark

figures = st.sampled_from(
    [
        "24",
        "1,250",
        "3.4 million",
        "$75",
        "17 per cent",
        "82%",
        "640 km",
        "thirty-five",
        "£2.6bn",
        "450 tonnes",
        "48 hours",
    ]
)


@given(figure=figures, seed=st.integers(0, 10_000))
def test_a_figure_is_right_and_its_distractors_are_wrong(figure: str, seed: int) -> None:
    number = parse_number(figure)
    options = numbers(number, "The mill counted _____ that day.", seeded(figure, seed))
    key = AnswerKey(ItemFormat.TYPED, number.answer_type, figure, unit=number.unit)
    assert {o.text: mark(key, o.text).value for o in options} == {o.text: float(o.correct) for o in options}


@given(year=st.integers(1000, 2020), seed=st.integers(0, 1000))
def test_a_year_is_right_and_its_distractors_are_wrong(year: int, seed: int) -> None:
    options = years(year, "The mill burned down in _____.", seeded(seed)) or ()
    key = AnswerKey(ItemFormat.TYPED, AnswerType.YEAR, str(year))
    assert {o.text: mark(key, o.text).value for o in options} == {o.text: float(o.correct) for o in options}


@given(st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_a_date_is_right_in_every_style(day: dt.date) -> None:
    month = MONTHS[day.month - 1]
    key = AnswerKey(ItemFormat.TYPED, AnswerType.FULL_DATE, f"{day.day} {month} {day.year}")
    forms = [
        f"{month} {day.day}, {day.year}",
        f"{month[:3].lower()} {day.day} {day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.month}/{day.day}/{day.year}",
        f"{day.year:04}-{day.month:02}-{day.day:02}",
        f"{day.day}.{day.month}.{day.year}",
    ]
    assert {form: mark(key, form).value for form in forms} == dict.fromkeys(forms, 1.0)


@given(st.integers(0, 999_999))
def test_a_count_in_words_equals_the_figure(n: int) -> None:
    key = AnswerKey(ItemFormat.TYPED, AnswerType.COUNT, f"{n:,}")
    assert mark(key, in_words(n)).right
    assert mark(key, in_words(n, british=False)).right
    assert mark(key, str(n)).right
    assert not mark(key, str(n + 1)).right


names = st.lists(
    st.sampled_from(["Alder Fen", "Brisk Hollow", "Copper Lane", "Dunmore Gate", "Elmet", "Farrow Bridge"]),
    min_size=4,
    max_size=4,
    unique=True,
)


@given(names=names, right=st.integers(0, 3), seed=st.integers(0, 1000))
def test_shuffling_options_never_changes_the_score(names: list[str], right: int, seed: int) -> None:
    key = AnswerKey(ItemFormat.OPTIONS, AnswerType.NAME, names[right], position=right)
    shown = list(range(4))
    random.Random(seed).shuffle(shown)
    assert [mark(key, str(position)).value for position in shown] == [float(position == right) for position in shown]


@given(
    answer=st.text(alphabet="abcdefghijklmnopqrstuvwxyzé -'", min_size=3, max_size=24).filter(lambda t: t.strip(" -'")),
    accepted=st.lists(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", min_size=2).filter(str.strip), max_size=3),
)
def test_every_accepted_form_is_right_in_any_case(answer: str, accepted: list[str]) -> None:
    key = AnswerKey(ItemFormat.TYPED, AnswerType.TERM, answer, accepted=tuple(accepted))
    for form in (answer, *accepted, answer.upper(), f" {answer}. "):
        assert mark(key, form).right or mark(key, form).reason in ("dont_know", "blank")


@given(st.sampled_from(list(AnswerType)), st.sampled_from(list(ItemFormat)), st.text(max_size=60))
def test_any_text_can_be_marked(answer_type: AnswerType, form: ItemFormat, text: str) -> None:
    assert mark(AnswerKey(form, answer_type, "Alder Fen"), text).value in (0.0, 1.0)
