"""Gaps that a teacher would ask for: sums that say for what, names that one hint leaves, no passing detail."""

import datetime as dt

import pytest

from studyapp.engine.extraction.recognisers import candidates_in
from studyapp.engine.item_writing.cloze import accepted
from studyapp.engine.item_writing.gap_case import GapCase
from studyapp.engine.item_writing.gap_rules import gap_refusals
from studyapp.engine.item_writing.passages import Passage
from studyapp.engine.item_writing.quotable import plain_wording
from tests.engine.articles import candidate_of, gap, surveyed


def refusals(text: str, answer: str, title: str = "") -> tuple[str, ...]:
    return gap_refusals(gap(text, answer, title))


@pytest.mark.parametrize(
    "text",
    [
        "The Heron Bank of Orford gave £8,000.",
        "The Heron Bank of Orford is listed as donating a sum of £8,000.",
        "The Ferry Office of Orford contributed £8,000, an increase of 2 per cent.",
        "The Heron Bank of Orford gave £8,000 in 1931.",
    ],
)
def test_a_sum_that_goes_to_nobody_and_for_nothing_is_not_asked(text):
    assert "sum_for_nothing" in refusals(text, "£8,000")


@pytest.mark.parametrize(
    "text",
    [
        "The Heron Bank of Orford gave £8,000 to the ferry museum.",
        "The Heron Bank of Orford gave the ferry museum £8,000.",
        "The Heron Bank of Orford contributed £8,000 towards the bridge at Ghent.",
    ],
)
def test_a_sum_with_its_receiver_is_asked(text):
    assert "sum_for_nothing" not in refusals(text, "£8,000")


def test_a_figure_that_the_title_rounds_is_told_already():
    text = "The Heron Bank of Orford sued the ferry company of Ghent for $28.3 million."
    assert "own_subject" in refusals(text, "$28.3 million", "Heron sues ferries for $28 million")
    assert "own_subject" not in refusals(text, "$28.3 million", "Heron sues ferries for $12 million")


def test_things_that_share_their_word_with_a_length_are_no_length():
    assert "figure_of_nothing" in refusals("By 1700 there were nine yards in the town of Orford.", "nine yards")
    assert "figure_of_nothing" not in refusals("In 1700 the quay of Orford was nine yards long.", "nine yards")


def case_of(text: str, answer: str, published: dt.date | None) -> GapCase:
    read = surveyed(text, "", published)
    return GapCase(candidate_of(read, answer), Passage((), plain_wording(read.sentences[-1], read)), read)


NEWS = "The mayor said on Monday that the ferry will sail. The council announced this on Tuesday. "


def test_the_year_of_a_report_is_not_asked_by_it():
    case = case_of(NEWS + "Sales of ferries in Ghent doubled in 2004.", "2004", dt.date(2005, 1, 7))
    assert "year_of_the_news" in gap_refusals(case)
    case = case_of(NEWS + "Sales of ferries in Ghent doubled in 1994.", "1994", dt.date(2005, 1, 7))
    assert "year_of_the_news" not in gap_refusals(case)
    case = case_of(NEWS + NEWS + "The fair of 2005 is over. Sales of ferries in Ghent doubled in 2004.", "2004", None)
    assert "year_of_the_news" in gap_refusals(case)
    case = case_of("Sales of ferries in Ghent doubled in 2004.", "2004", dt.date(2005, 1, 7))
    assert "year_of_the_news" not in gap_refusals(case)


def test_who_reported_the_news_is_not_asked_for():
    text = NEWS + "{}Jonas Hale said the ferry of Ghent had sunk near the old mill. Jonas Hale wrote two books."
    for who, refused in (("The Herald's political correspondent ", True), ("The engineer ", False)):
        read = surveyed(text.format(who))
        asked = read.sentences[2]
        candidate = next(c for c in candidates_in(asked, read) if c.text == "Jonas Hale")
        case = GapCase(candidate, Passage((), plain_wording(asked, read)), read)
        assert ("reporter" in gap_refusals(case)) is refused


def test_letters_that_cannot_be_typed_are_not_asked_for():
    assert "untypeable" in refusals("In 1742 the river of Orford was called the Ῥῆνος Canal by sailors.", "Ῥῆνος Canal")
    assert "untypeable" not in refusals("In 1742 the river of Orford was called the Ærø Canal by sailors.", "Ærø Canal")


def test_a_typed_name_may_qualify_a_noun_a_country_may_not():
    text = "In 1742 the {} office of the Heron Bank was moved to Ghent."
    assert "modifier" not in refusals(text.format("Velmora Company"), "Velmora Company")
    assert "modifier" in refusals(text.format("Portugal"), "Portugal")


def test_a_name_is_not_cut_out_of_a_foreign_one():
    text = "The letter of Jonas Hale appeared in 1751 in the {} of Ghent."
    assert "modifier" in refusals(text.format("Velmora économique"), "Velmora")


def test_one_of_a_pair_is_asked_for_when_it_is_typed():
    assert "in_a_list" not in refusals("In 1742 Jonas Hale sold ships to Velmora Company and Ore Bank.", "Ore Bank")
    row = "In 1742 Jonas Hale sold ships to Velmora Company, Heron Mill, Swan Brewery and Ore Bank."
    assert "in_a_list" in refusals(row, "Heron Mill")
    assert "in_a_list" in refusals("In 1742 Jonas Hale sailed for Velmora Company or Ore Bank.", "Ore Bank")
    examples = "In 1742 Jonas Hale sold ships to firms such as Velmora Company, Heron Mill and Ore Bank."
    assert "in_a_list" in refusals(examples, "Ore Bank")


def test_letters_are_asked_for_where_somebody_says_what_they_mean():
    told = "The Velmora Ferry Union (VFU) was founded in 1931. "
    text = "In 1942 the ferries of Ghent were bought by the VFU."
    assert "weak_name" in refusals(text, "VFU")
    assert "weak_name" not in refusals(told + text, "VFU")


def test_a_well_known_name_of_one_common_word_is_a_name():
    assert "weak_name" not in refusals("The ferry of Orford sailed from Ghent to Africa in 1742.", "Africa")


def test_a_typed_name_needs_another_name_or_the_topic_beside_it():
    text = "With some luck a visitor meets the Velmora Brothers on the way to the mill."
    assert "general_present" in refusals(text, "Velmora Brothers")
    assert "general_present" not in refusals(text, "Velmora Brothers", "Life at the mill")


def test_what_is_referred_to_by_a_word_names_it():
    case = gap("The largest works of the county are referred to as megaprojects.", "megaprojects")
    assert case.candidate.counted == "named"
    assert "weak_term" not in gap_refusals(case)


def test_letters_tell_the_name_that_is_printed_in_full():
    told = "The Velmora Ferry Union (VFU) was founded in 1931 by sailors. "
    assert "answer_printed" in refusals(told + "In 1942 the Velmora Ferry Union left Ghent, but the VFU stayed.", "VFU")


def test_a_body_is_accepted_by_its_letters_and_by_its_name():
    told = "The Velmora Ferry Union (VFU) was founded in 1931 by sailors. "
    case = gap(told + "In 1942 the ferries of Ghent were bought by the VFU.", "VFU")
    assert {"Velmora Ferry Union", "V.F.U."} <= set(accepted(case.candidate))
    case = gap("In 1942 the ferries of Ghent were bought by the United Nations.", "United Nations")
    assert {"UN", "U.N."} <= set(accepted(case.candidate))


def test_letters_printed_beside_the_gap_are_no_answer():
    case = gap("In 1942 the ferries of Ghent were bought by the Velmora Ferry Union (VFU).", "Velmora Ferry Union")
    assert accepted(case.candidate) == ("Velmora Ferry Union",)


def test_two_names_that_only_begin_alike_do_not_tell_each_other():
    assert "answer_printed" not in refusals("In 2019 the engineer Vladimir Hale moved to Vladivostok.", "Vladivostok")
    assert "answer_printed" in refusals("In 911 the Normans gave their name to Normandy.", "Normandy")


def test_the_kind_of_a_body_does_not_tell_which_one():
    text = "The undergraduate college of Orford merged with Radcliffe College in 1977."
    assert "answer_printed" not in refusals(text, "Radcliffe College")


def test_by_so_much_to_so_much_is_no_range():
    text = "In 1931 the Heron Bank of Orford increased its revenue by 7.4 per cent to £318 million."
    assert "range" not in refusals(text, "7.4 per cent")
    assert "range" in refusals("In 1931 the Heron Bank of Orford paid 5 to 6 per cent on loans.", "6 per cent")


def test_a_figure_behind_a_place_it_came_from_is_no_range():
    assert "range" not in refusals("One of the trains from Ghent carried 30 miners to Orford.", "30")


def test_what_a_thing_is_sold_for_in_a_notice_is_not_asked():
    assert "figure_of_nothing" in refusals("The novel of Jonas Hale is published by Heron Press, £14.99.", "£14.99")


def test_how_much_more_than_when_is_needed():
    assert "undated_change" in refusals("Ferries earned £8,000 at Orford, an increase of 2 per cent.", "2 per cent")
    dated = "In 1931 ferries earned £8,000 at Orford, an increase of 2 per cent."
    assert "undated_change" not in refusals(dated, "2 per cent")


def test_a_sum_without_receiver_leaves_nothing_else_to_ask_of_its_sentence():
    bare = "The Heron Bank of Orford contributed £8,000 in 1931."
    assert "sum_for_nothing" in refusals(bare, "Heron Bank of Orford")
    told = "The Heron Bank of Orford contributed £8,000 to the bridge at Ghent."
    assert "sum_for_nothing" not in refusals(told, "Heron Bank of Orford")


def test_the_year_of_a_report_on_figures_is_not_asked():
    text = "In May 1931, according to the Institute for Ferry Studies, Orford had the oldest ferries."
    assert "year_of_a_statistic" in refusals(text, "1931")


def test_a_half_of_a_name_is_not_asked_for():
    assert "cut_name" in refusals("In 1931 the printers of Hale News & Media left Ghent.", "Media")
    text = "In 1742 sailors of Hudson's {} traded with the town of Ghent."
    assert "cut_name" in refusals(text.format("Bay Company"), "Bay Company")
    assert "cut_name" not in refusals("In 1742 sailors of Belgium's Ferry Company left Ghent.", "Ferry Company")


def test_whom_a_club_or_a_bank_is_called_after_is_no_person():
    text = "Jonas Hale founded a mill in 1742. Jonas Hale wrote books. The owner of the {} Jonas Hale moved to Ghent in 1750."
    assert "weak_person" in refusals(text.format("merchant bank"), "Jonas Hale")
    assert "weak_person" not in refusals(text.format("mill and author"), "Jonas Hale")


def test_one_move_of_a_match_is_left_to_a_reader():
    text = NEWS + "Velmora Rovers won a line-out near the corner of the field at Ghent."
    assert "play_by_play" in refusals(text, "Velmora Rovers")
    assert "play_by_play" in refusals("Velmora Rovers won a line-out near the field at Ghent.", "Velmora Rovers")
    assert "play_by_play" not in refusals("Velmora Rovers converted a mill at Ghent in 1931.", "Velmora Rovers")
    assert "play_by_play" not in refusals(NEWS + "Velmora Rovers won the cup of Ghent in May.", "Velmora Rovers")


def test_a_name_whose_letters_stand_beside_it_is_left_to_a_reader():
    text = "In 1942 the ferries of Ghent were bought by the Velmora Ferry Union{}."
    assert "letters_printed" in refusals(text.format(" (VFU)"), "Velmora Ferry Union")
    assert "letters_printed" not in refusals(text.format(""), "Velmora Ferry Union")


@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        ("In 1854 the engineer obtained a concession from Osman Pasha, the governor of Orford.", "Osman Pasha", 1),
        ("In 1854 the engineer obtained a concession from Osman Hale, the governor of Orford.", "Osman Hale", 2),
    ],
)
def test_an_honour_is_no_surname(text, name, forms):
    read = surveyed(text)
    assert len(accepted(candidate_of(read, name))) == forms


def test_the_last_of_four_in_a_row_is_one_of_many():
    four = "In 1260 the generals Zhang Rou, Yan Shi, Shi Tianze, and Liu Heima commanded the army of Orford."
    assert "in_a_list" in refusals(four, "Liu Heima")
    two = "In 1260 the generals Yan Shi and Liu Heima commanded the army of Orford."
    assert "in_a_list" not in refusals(two, "Liu Heima")


def test_who_had_the_ball_is_play():
    assert "play_by_play" in refusals("Orford scored after six minutes from a low cross by Jonas Hale.", "Jonas Hale")
    assert "play_by_play" not in refusals("The trade of Orford was carried on by Jonas Hale in 1931.", "Jonas Hale")
