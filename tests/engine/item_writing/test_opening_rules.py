"""Each rule of passages: two openings that point outside themselves, two that read alone."""

import datetime as dt

import pytest

from studyapp.engine.extraction.rules import broken
from studyapp.engine.item_writing import quotable
from studyapp.engine.item_writing.opening_rules import OPENING_RULES, RUNNING_RULES
from studyapp.engine.item_writing.passage_case import PassageCase
from studyapp.engine.item_writing.passages import Passage, passage_for, passage_refusals
from studyapp.engine.reading.spans import Span
from tests.engine.articles import surveyed

CASES = {
    "open_place": (
        ("The Hale Playhouse opened nearby in May 1971.", "In 1742 Jonas Hale was taught chemistry there."),
        (
            "The playhouse in Orford was sold and a bank opened there.",
            "In 1931 Jonas Hale sailed from Orford and nearby Ghent.",
        ),
    ),
    "open_sample": (
        (
            "The textbook examples are ferries with a flat bottom.",
            "The exceptions were barges with two sails and a crane.",
        ),
        ("The textbook examples of ferries have a flat bottom.", "Examples are known from Orford and from Ghent."),
    ),
    "open_occasion": (
        (
            "Guests at the 1931 meeting included four bishops from Ghent.",
            "In Orford the 1742 election made Hale a rich man.",
        ),
        (
            "The 1931 meeting of the Orford council elected Hale.",
            "Guests at the Orford meeting of 1931 included four bishops.",
        ),
    ),
    "short_name": (
        (
            "The Orford Commission met in May 1931. The Commission paid forty pounds to Jonas Hale in 1742.",
            "Jonas Hale joined the Ghent Academy. The Academy bought forty ferries from Ada Pottinger in 1742.",
        ),
        (
            "The Orford Commission met in May 1931. The Orford Commission paid forty pounds to Jonas Hale in 1742.",
            "Jonas Hale came from Ghent. The Commission of Orford paid forty pounds to Jonas Hale in 1742.",
        ),
    ),
    "open_span": (
        ("Jonas Hale sailed to Orford after four years.", "The mayor of Ghent came to Orford after ten years."),
        (
            "Jonas Hale left Orford in 1742 for Ghent after four years.",
            "Jonas Hale taught in Ghent and left Orford after four years.",
        ),
    ),
    "open_then": (
        ("Orford then lay in the county of Hale.", "Jonas Hale came back to Orford later in 1804."),
        ("In 1742 Orford then lay in the county of Hale.", "Jonas Hale sold his mill and then moved to Ghent."),
    ),
    "open_contrast": (
        ("Orford, though, sold its ferry to Ghent in 1931.", "In 1931 the town of Orford, too, sold its ferry."),
        ("Orford sold its ferry, though it was new, in 1931.", "However hard it rained, the ferry at Orford ran."),
    ),
    "open_share": (
        ("Most juries have five members in Orford.", "In Orford every ferry was sold to Ghent in 1931."),
        ("Most juries of the Orford prize have five members.", "Most people in Orford spoke Flemish in 1742."),
    ),
    "discourse_opening": (
        ("Therefore the ferry at Orford closed in 1931.", "This made Orford rich after 1750."),
        ("Despite the war, the ferry at Orford ran until 1931.", "In 1931 the ferry at Orford closed."),
    ),
    "open_he_she": (
        ("In 1742 he built a bridge over the river Ore.", "Her first novel was printed in Orford in 1901."),
        ("In 1742 Jonas Hale said that he had built a bridge.", "Mary Hale printed her first novel in 1901."),
    ),
    "open_it": (
        ("It was built in Orford by monks in 1290.", "In 1931 it carried four hundred people to Orford."),
        ("The Duchess, a steamer, lost its funnel in 1931.", "Throughout its history, Orford has traded in wool."),
    ),
    "open_they": (
        ("They built a bridge at Orford in 1742.", "In 1931 they carried four hundred people to Orford."),
        ("Monks from Orford sold their wool in Ghent.", "Farmers near Orford brought their barley to Hale."),
    ),
    "open_one": (
        ("In 1931 Jonas Hale sold one to Orford.", "Many were sold to collectors in Ghent in 1931."),
        ("In 1931 Jonas Hale sold one of the ferries to Orford.", "Many of the ships were sold in Ghent in 1931."),
    ),
    "open_demonstrative": (
        ("In 1931 these ferries carried coal to Orford.", "Jonas Hale rejected that plan in 1742."),
        ("Jonas Hale helped those who had lost a house.", "A plan was drawn in 1742, and Hale rejected that plan."),
    ),
    "open_definite": (
        ("In 1931 the pump stopped and Orford was flooded.", "Jonas Hale repaired the engine in 1742."),
        ("In 1931 the pump of the Orford mine stopped.", "Jonas Hale built an engine and sold the engine to Ghent."),
    ),
    "open_relational": (
        ("Construction began near Orford in May 1742.", "Early versions were sold in Ghent in 1931."),
        ("Construction of the bridge at Orford began in 1742.", "A version with two wheels was sold in Ghent in 1931."),
    ),
    "lone_surname": (
        ("In 1931 Johnson met the council of Orford.", "After the war Peterson taught chemistry in Ghent."),
        ("Ada Pottinger argued with the council of Orford in 1931.", "Stalin spoke with Churchill in Moscow in 1942."),
    ),
    "pointing_time": (
        ("Jonas Hale returned to Orford two years later.", "The following year Jonas Hale went to Ghent."),
        (
            "Hale left in 1742 and returned to Orford two years later.",
            "In 1931 and the following year Jonas Hale lived in Ghent.",
        ),
    ),
    "open_pair": (
        ("Jonas Hale gave the former to the town of Orford.", "In 1931 both ships sank near Orford."),
        ("Ships from Orford and Ghent met, and both ships sank.", "In 1931 three ships sank near Orford."),
    ),
    "open_adjective": (
        ("In 1931 Orford paid for the new building.", "The resulting report was printed in Ghent."),
        ("In 1931 Orford paid for a new building.", "The first report was printed in Ghent."),
    ),
    "open_comparison": (
        ("In 1931 Jonas Hale built a larger bridge in Orford.", "Jonas Hale built a similar bridge in Ghent."),
        (
            "In 1931 Jonas Hale built a bridge larger than that of Ghent.",
            "A bridge similar to that of Ghent was built in Orford.",
        ),
    ),
    "open_follow": (
        ("A second bridge at Orford followed in 1801.", "Peace with Ghent followed in May 1742."),
        ("A second bridge at Orford followed the first in 1801.", "Peace with Ghent was followed by years of plenty."),
    ),
    "open_other": (
        ("Jonas Hale bought another mill in 1742.", "In 1931 other ships carried coal to Orford."),
        ("Jonas Hale bought a mill in 1742.", "In 1931 wool, barley and other goods came to Orford."),
    ),
}


def codes(sentence: str) -> tuple[str, ...]:
    read = surveyed(sentence)
    wording = quotable.plain_wording(read.sentences[-1], read)
    return broken(OPENING_RULES, PassageCase(wording, (), read))


@pytest.mark.parametrize(("code", "sentence"), [(c, s) for c, (bad, _) in CASES.items() for s in bad])
def test_rule_refuses(code, sentence):
    assert code in codes(sentence)


@pytest.mark.parametrize(("code", "sentence"), [(c, s) for c, (_, good) in CASES.items() for s in good])
def test_rule_lets_pass(code, sentence):
    assert code not in codes(sentence)


def test_every_rule_has_its_two_way_table():
    assert {rule.code for rule in OPENING_RULES} == set(CASES)


def test_a_passage_reaches_back_to_what_the_pronoun_means():
    read = surveyed("Orford has a stone bridge. It was built by monks in 1290 and repaired in 1742.")
    passage, _ = passage_for(quotable.plain_wording(read.sentences[1], read), read)
    assert passage is not None
    assert passage.context == "Orford has a stone bridge."


def test_a_passage_does_not_reach_over_a_paragraph():
    read = surveyed("Orford has a stone bridge.\n\nIt was built by monks in 1290 and repaired in 1742.")
    passage, reasons = passage_for(quotable.plain_wording(read.sentences[1], read), read)
    assert passage is None
    assert "open_it" in reasons


def test_the_title_gives_a_name_in_full():
    text = "The Orford Commission met in May 1931. The Commission paid forty pounds to Jonas Hale in 1742."
    read = surveyed(text, "Orford Commission")
    case = PassageCase(quotable.plain_wording(read.sentences[-1], read), (), read)
    assert "short_name" not in broken(OPENING_RULES, case)


def test_a_month_does_not_say_which_year_the_same_year_is():
    read = surveyed(
        "Jonas Hale came to Orford in September. The same year that Ghent burned, Orford sold four ferries."
    )
    asked, before = (quotable.plain_wording(s, read) for s in reversed(read.sentences))
    assert "pointing_time" in broken(OPENING_RULES, PassageCase(asked, (before,), read))


def test_each_needs_its_noun():
    read = surveyed("Each can take the loads of about forty lorries near Orford.")
    case = PassageCase(quotable.plain_wording(read.sentences[0], read), (), read)
    assert "open_one" in broken(OPENING_RULES, case)


def test_a_context_sentence_must_have_to_do_with_the_next():
    loose = surveyed("Mary Vane sang in three operas by Verdi. Another ferry crossed the Ore to Hale in 1931.")
    tied = surveyed("Four ferries were built in Orford by Mary Vane. Another ferry crossed the Ore to Hale in 1931.")
    for read, expected in ((loose, True), (tied, False)):
        asked = quotable.plain_wording(read.sentences[-1], read)
        passage, codes = passage_for(asked, read)
        assert (passage is None) == expected, codes


@pytest.mark.parametrize(
    "sentence",
    [
        "As a result of the fire of 1742, Orford built its houses in stone.",
        "Soon after the fire of Orford in 1742, Jonas Hale moved to Ghent.",
        "The war led to greater interest in the ferries of Orford.",
        "In 1742 Orford and Ghent, with help from other Flemish towns, built a bridge.",
        "In 1931 Jonas Hale sailed from Orford to Ghent and further north.",
        "As a result, Orford built its houses in stone after 1742.",
        "The Hale Company of Orford said profits fell by forty pounds in 1931.",
        "A poor harvest in 1742 injured smaller ferries in Orford.",
        "In 1931 Orford showed the younger nurses how a kiln is built.",
        "The war of 1742 made it harder for Orford to sell barley.",
        "Jonas Hale used the same kiln in 1742 as Mary Vane.",
        "In Orford a farmer was seen sitting on the same cart in May and June.",
        "In 1931 Orford was further divided into forty farms.",
        "In 1931 Orford ran forty additional ferries to Ghent.",
        "In 1742 many historians of Orford wrote in Latin.",
        "In 1742 many mathematicians came to Orford from Ghent.",
        "Ferries from Orford and Ghent all failed in 1742.",
        "In Orford many felt that Jonas Hale had won in 1742.",
        "In 1742 Jonas Hale helped those fleeing the fire of Orford.",
        "Jonas Hale, mayor of Orford, is retiring after forty years.",
        "In 1742 a studio in Ghent won a prize for songs recorded there.",
        "In May 1742 Orford moved to the former Hale Council chamber.",
        "Jonas Hale sold his mill in 1742 and was later elected mayor of Orford.",
        "Second place in the Orford regatta went to Jonas Hale.",
        "Jonas Hale did not hesitate to sell his mill in Orford.",
        "Orford did not buy a ferry from Ghent in 1931.",
        "Jonas Hale built a boat of oak in 1742 and painted the hull with tar.",
        "Jonas Hale moved to Orford in 1742, where the banker taught chemistry.",
        "Membership of the UNESCO was open to Orford in 1931.",
        "Jonas Hale, who drained the fen, said that Orford was proud of it.",
        "In Orford Jonas Hale lost the last two games of 1931.",
        "In 1931 the last two years of the ferry cost Orford forty pounds.",
        "Jonas Hale sailed from Ghent to Orford and sold forty ferries there.",
        "Ten years after the fire of 1742, Jonas Hale moved to Ghent.",
    ],
)
def test_what_needs_nothing_before_it_may_open(sentence):
    assert codes(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("As a result Orford built its houses in stone after 1742.", "discourse_opening"),
        ("Also in the Hale valley is the mill of Orford.", "discourse_opening"),
        ("One example is a mill called Ore, built in Orford.", "discourse_opening"),
        ("For its part, Ghent sold forty ferries in 1931.", "discourse_opening"),
        ("In general there were few millers in Orford in 1742.", "discourse_opening"),
        ("Orford has the already mentioned mill of 1742.", "discourse_opening"),
        ("Jonas Hale was later elected mayor of Orford.", "open_then"),
        ("Second place went to Jonas Hale in Orford.", "open_follow"),
        ("Ferries from Ghent were next in line with forty trips.", "open_follow"),
        ("Jonas Hale, a miller from Orford, did not hesitate.", "open_follow"),
        ("Orford did buy a ferry from Ghent in 1931.", "open_contrast"),
        ("The ferry of Orford was even sold to Ghent in 1931.", "open_contrast"),
        ("In 1931 Orford sold the remaining four for forty pounds.", "open_adjective"),
        ("The Ghent MP earns forty pounds from a firm in Orford.", "open_definite"),
        ("In 1931 the profits fell by forty pounds in Orford.", "open_relational"),
        ("Larger ferries were sold to Ghent in 1931.", "open_comparison"),
        ("In 1931 the same mill was sold to Ghent.", "open_comparison"),
        ("In 1931 further ferries were sold to Ghent.", "open_other"),
        ("Before the siege of 1742, its people wove wool in Orford.", "open_it"),
        ("A member of the Orford council met forty monks and sold it in May.", "open_it"),
        ("This is Jonas Hale's first bridge in Orford.", "open_demonstrative"),
        ("In 1931 Orford compiled the data in nine volumes.", "open_definite"),
        ("The Orford banker earns forty pounds from a firm in Ghent.", "open_definite"),
        ("In 1931 Jonas Hale was seen by hundreds of people in Orford at the theatre.", "open_definite"),
        ("A much greater interest in ferries came to Orford in 1931.", "open_comparison"),
        ("More complex ferries have four decks and a crane.", "open_comparison"),
        ("Like barges, their hulls have a flat bottom of oak.", "open_they"),
        ("The lease, signed in Orford, is worth four hundred pounds.", "open_definite"),
        ("In 1742 Orford built a bridge with help from other Flemish towns.", "open_other"),
        ("A plan of 1967 to pull it down was defeated by the council of Orford.", "open_it"),
        ("Jonas Hale could not see how it got from Ghent to Orford.", "open_it"),
        ("Since 1742 a dam prevents it from flowing into the valley of the Ore.", "open_it"),
        ("Jonas Hale put it down to the rain; Mary Vane blamed the ferry.", "open_it"),
        ("Jonas Hale sailed from Orford to Ghent in 1928 to look for him.", "open_he_she"),
        ("Jonas Hale from the town of Orford was among the first to settle there.", "open_place"),
        ("Two years before, Jonas Hale had sold forty ferries to Ghent.", "pointing_time"),
        ("In 1931 Jonas Hale's turn came.", "open_follow"),
        ("Jonas Hale believes the last two games against Orford and Ghent show promise.", "open_adjective"),
    ],
)
def test_what_points_back_may_not_open(sentence, code):
    assert code in codes(sentence)


def test_her_own_post_is_not_his():
    text = (
        "Mara Holt was an engineer. She built a ferry in 1742. In Orford she met her brother. Her ferry was sold. "
        "Mara took over his workshop in Orford in 1751."
    )
    read = surveyed(text, "Mara Holt")
    case = PassageCase(quotable.plain_wording(read.sentences[-1], read), (), read)
    assert "open_he_she" in broken(OPENING_RULES, case)


def test_a_noun_that_the_article_comes_back_to_is_not_known_to_a_reader_of_one_sentence():
    text = (
        "A kiln dries barley in four steps. The cycle starts at dawn. At noon the cycle slows. Rain stops the cycle. "
        "Jonas Hale timed the cycle. In the cycle, barley is dried by hot air from a furnace in Orford."
    )
    read = surveyed(text, "Barley kiln")
    assert "cycle" in read.topic_nouns
    case = PassageCase(quotable.plain_wording(read.sentences[-1], read), (), read)
    assert "open_definite" in broken(OPENING_RULES, case)


def test_the_date_of_a_report_says_which_first_it_is():
    read = surveyed("This is Jonas Hale's first bridge in Orford.", published=dt.date(1931, 5, 2))
    case = PassageCase(quotable.plain_wording(read.sentences[0], read), (), read)
    assert "open_demonstrative" not in broken(OPENING_RULES, case)


@pytest.mark.parametrize(("title", "is_open"), [("Jonas Hale returns", True), ("Orford Rovers win again", False)])
def test_the_club_is_known_where_the_title_names_more_than_a_person(title, is_open):
    text = (
        "Jonas Hale plays for Orford Rovers. The club was founded in 1742. The club has forty members. "
        "In 1931 the mayor of Ghent gave the club four hundred pounds."
    )
    read = surveyed(text, title)
    case = PassageCase(quotable.plain_wording(read.sentences[-1], read), (), read)
    assert ("open_definite" in broken(OPENING_RULES, case)) is is_open


def test_a_noun_that_the_article_has_everywhere_may_be_its_subject():
    text = " ".join(f"In {year} the embargo hurt Orford." for year in range(1742, 1751))
    read = surveyed(f"{text} In 1931 the embargo ended with a treaty in Ghent.", "Orford")
    case = PassageCase(quotable.plain_wording(read.sentences[-1], read), (), read)
    assert "open_definite" not in broken(OPENING_RULES, case)


def test_what_was_cut_off_names_nobody():
    read = surveyed("In 1742 Jonas Hale became mayor of Orford; the town grew fast during his four years in office.")
    plain, at = quotable.plain_wording(read.sentences[0], read), read.text.index("four")
    half = quotable.half_with(Span(at, at + 4), plain)
    assert half is not None
    assert "open_he_she" in broken(OPENING_RULES, PassageCase(half, (), read))


def test_a_short_name_that_only_qualifies_a_noun_needs_no_full_name():
    text = "The New Orford Commission met in May 1931. The Commission hall in Ghent cost forty pounds in 1742."
    read = surveyed(text)
    case = PassageCase(quotable.plain_wording(read.sentences[-1], read), (), read)
    assert "short_name" not in broken(OPENING_RULES, case)


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("The grinder of the mill is a wheel. The grinder weighs forty pounds. Each day the grinder turns.", False),
        ("The grinder of the mill was a wheel. The grinder weighed forty pounds. In 1742 the grinder broke.", True),
    ],
)
def test_what_is_true_of_every_one_may_be_a_subject(text, is_open):
    read = surveyed(text, "Water mills")
    case = PassageCase(quotable.plain_wording(read.sentences[-1], read), (), read)
    assert ("open_definite" in broken(OPENING_RULES, case)) is is_open


def test_a_name_that_is_given_needs_no_introduction():
    assert codes("A wall called the septum divides Orford into two parts.") == ()


@pytest.mark.parametrize("opens", [True, False])
def test_behind_the_first_sentences_of_a_paragraph_a_noun_may_point_back(opens):
    first = "" if opens else "In 1742 Jonas Hale drew a plan for Ghent. "
    read = surveyed(f"{first}In 1751 Orford and Ghent signed a treaty. The agreement brought Orford forty ferries.")
    before, asked = (quotable.plain_wording(s, read) for s in read.sentences[-2:])
    case = PassageCase(asked, (before,), read)
    assert ("open_definite" in broken(RUNNING_RULES, case)) is not opens


def test_a_forecast_may_be_shown_as_context_but_a_weekday_only_under_a_date():
    asked = "It carried forty passengers to Ghent in 1931."
    plan, weekday = "Orford wants to sell a steam ferry.", "A ferry left Orford on Monday."
    for before, published, shown in (
        (plan, None, True),
        (weekday, None, False),
        (weekday, dt.date(1931, 5, 2), True),
    ):
        read = surveyed(f"{before} {asked}", published=published)
        passage, _ = passage_for(quotable.plain_wording(read.sentences[-1], read), read)
        assert (passage is not None) is shown


def loose(before: str, asked: str) -> bool:
    read = surveyed(f"{before} {asked}")
    first, last = (quotable.plain_wording(s, read) for s in read.sentences)
    return "loose_context" in passage_refusals(Passage((first.sentence,), last), read)


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ("A bakery is to open in Ghent.", "The mill sold its wheel to Jonas Hale in 1931."),
        ("A baker in Ghent was fined for theft.", "Two ferries reached Orford, one of them with forty passengers."),
    ],
)
def test_a_pronoun_of_the_sentence_itself_does_not_tie_it_to_its_context(before, asked):
    assert loose(before, asked)


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ("The mill in Ghent lost a wheel.", "In 1931 Jonas Hale bought it from the town."),
        ("Hale Ferries was founded in 1934.", "The company delivered a steam ferry to Ghent in 1951."),
        ("The British grew sugar and indigo.", "After a lost war Britain sold forty ferries to Ghent in 1783."),
        ("A bakery opened in Ghent.", "As a result Orford sold forty ferries in 1783."),
    ],
)
def test_a_context_is_tied_by_a_pronoun_a_kind_a_root_or_a_connective(before, asked):
    assert not loose(before, asked)
