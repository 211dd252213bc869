"""Each refusal rule of sentences: two that it must refuse, two that it must let pass."""

import datetime as dt

import pytest

from studyapp.engine.extraction.sentence import Wording
from studyapp.engine.extraction.sentence_rules import SENTENCE_RULES, sentence_refusals
from tests.engine.articles import surveyed

CASES = {
    "stray_capital": (
        (
            "The fund was set up in 1951 by the town of Orford, Costs of the office are paid by Ghent.",
            "The ferry at Orford closed in May 1951, Work has begun on a bridge in Hale.",
        ),
        (
            "The fund was set up in 1951 by the town of Orford, costs of the office are paid by Ghent.",
            "In Orford, Jonas Hale built a bridge in May 1951.",
        ),
    ),
    "slipped_word": (
        (
            "The book was used a basis for forty tables in Orford.",
            "Wool and well as barley was sold to Ghent in 1742.",
            "Percent of ferries in Orford reached forty in 1931.",
        ),
        (
            "The book was used as a basis for forty tables in Orford.",
            "Wool as well as barley was sold to Ghent in 1742.",
            "The mill used a horse for each of its wheels.",
        ),
    ),
    "present_since": (
        ("Jonas Hale is the mayor of Orford since 1951.", "Ada Pottinger is the head of the school since May 1951."),
        ("Jonas Hale has been the mayor of Orford since 1951.", "This is the first ferry at Orford since 1951."),
    ),
    "last_so_far": (
        ("The bridge at Orford was last closed in 1951.", "The fair at Orford was last held in May 1951."),
        ("The last bridge at Orford was closed in 1951.", "The fair at Orford was held last of all in May 1951."),
    ),
    "too_short": (
        ("Tea was cheap.", "Nobody in Orford came."),
        ("The ferry at Orford carried mail until 1931.", "Farmers near Orford grew barley and oats."),
    ),
    "too_long": (
        (
            "The canal, " + "which crossed the moor and passed the mill and the lock, " * 5 + "reached Orford in 1801.",
            "Barges carried coal, "
            + "lime, stone, iron, slate, grain, wool, hides, bricks, timber, " * 5
            + "and salt to Orford.",
        ),
        (
            "The canal reached Orford in 1801 after nine years of work.",
            "Barges carried coal and lime to the mills of Orford.",
        ),
    ),
    "no_full_stop": (
        ("Opening times of the Orford museum in winter", "Three generations of ferrymen on the river Ore"),
        ("The museum in Orford keeps three old ferries.", 'The Orford ferry was known as the "Duchess".'),
    ),
    "not_a_statement": (
        (
            "Who built the stone bridge at Orford in 1742?",
            "What a day that was for the town of Orford!",
            "See the Hale family, which had sailed to the town of Orford.",
        ),
        ("Jonas Hale built the stone bridge at Orford.", "The town of Orford celebrated for a day."),
    ),
    "no_clause": (
        ("Three ferries, two bridges and one tunnel near Orford.", "Renamed Heron Mill in 1853 and opened in 1855."),
        ("Three ferries and two bridges crossed the river.", "Boats of all sizes sailed on the river Ore."),
    ),
    "dangling_end": (
        (
            "The bridge at Orford was built by Jonas Hale and the.",
            "In 1742 the council of Orford paid for the work of.",
        ),
        ("The bridge at Orford was built by Jonas Hale.", "In 1742 the council of Orford paid for the work."),
    ),
    "number_clash": (
        ("Each members of the guild paid a fee in 1620.", "The guild of Orford had a halls beside the river."),
        ("Each member of the guild paid a fee in 1620.", "The guild of Orford held a weapons exhibition in May."),
    ),
    "doubled_word": (
        ("The guild paid the the mason forty pounds in 1742.", "The mason built built a bridge over the river Ore."),
        ("The guild paid the mason forty pounds in 1742.", "The mason had had an apprentice from Walla Walla."),
    ),
    "garbled_plural": (
        (
            "In 1540 the Armenians kingdoms paid tribute to the shah.",
            "The mine belonged to the Norwegians companies in 1910.",
        ),
        (
            "In 1540 the Armenian kingdoms paid tribute to the shah.",
            "The mine belonged to three Norwegian companies in 1910.",
        ),
    ),
    "quotation": (
        (
            '"The bridge will stand," said Jonas Hale in 1742.',
            'Hale called it "the finest work that these hands ever made" in 1742.',
        ),
        ('Hale called the bridge "my stone daughter" in 1742.', "Jonas Hale finished the bridge at Orford in 1742."),
    ),
    "brackets": (
        ("The mill [see map] was sold to Jonas Hale in 1742.", "The mill was sold ... to Jonas Hale in 1742."),
        ("The mill (a wooden one) was sold to Jonas Hale.", "The mill[3] was sold to Jonas Hale in 1742."),
    ),
    "semicolons": (
        (
            "Orford had three ships; Hale owned one; the guild owned two.",
            "Orford had goods: wool; it had ships: three in 1742.",
        ),
        (
            "Orford had three ships; one of them belonged to Hale.",
            "Orford sold two kinds of goods: wool and dried fish.",
        ),
    ),
    "first_person": (
        ("We walked along the canal at Orford in 2011.", "If you visit Orford, your ticket covers the museum."),
        ("Visitors walked along the canal at Orford in 2011.", "The US army used the harbour during World War I."),
    ),
    "doubted": (
        (
            "The ferry at Orford carried four hundred sheep in 1742.[citation needed]",
            "The mill at Orford [dubious] was sold to Jonas Hale in 1742.",
        ),
        (
            "The ferry at Orford carried four hundred sheep in 1742.[12]",
            "The citation of 1742 made Jonas Hale a knight of Orford.",
        ),
    ),
    "boilerplate": (
        ("Click on the map to see where the ferry stopped.", "Sign up for the newsletter of the Orford museum."),
        ("The map of 1742 shows where the ferry stopped.", "The museum of Orford printed a newspaper in 1899."),
    ),
    "sensitive": (
        ("The last owner of the mill died of cancer in 1951.", "A guard at the mill was murdered in March 1888."),
        ("The last owner of the mill sold it in 1951.", "A guard at the mill was dismissed in March 1888."),
    ),
    "relative_time": (
        ("The ferry at Orford now runs twice a day.", "Last week the council of Orford sold the mill."),
        ("The ferry at Orford ran twice a day in 1931.", "In May 1931 the council of Orford sold the mill."),
    ),
    "hedge": (
        ("The bridge was probably built by monks in 1290.", "The bridge at Orford may have had five arches."),
        ("The bridge was built by monks in May 1290.", "The bridge at Orford had five arches in 1290."),
    ),
    "plan": (
        ("The council plans to close the ferry at Orford.", "The company will open a mine near Orford in 2031."),
        (
            "The council closed the ferry at Orford in 1931.",
            "William Hale left the company his mine in a will of 1831.",
        ),
    ),
    "gapped": (
        (
            "Belgium pays 900 euros and France 1,100 euros a month.",
            "Orford sold 40 ships and Ghent 30 ships to the guild.",
            "The Heron Bank gave £8 million, the Swan Brewery £3.5 million.",
        ),
        ("Belgium pays 900 euros and France pays 1,100 euros.", "Orford sold ships, and Ghent sold 30 barges in 1742."),
    ),
    "opinion": (
        ("Interestingly, the bridge at Orford has five arches.", "The view from the tower of Orford is breathtaking."),
        ("The bridge at Orford has five arches of sandstone.", "The Great Fire of 1666 destroyed a church in Orford."),
    ),
    "nobody_says": (
        (
            "Experts have pointed out that the bridge is leaning.",
            "According to legend, a giant built the bridge at Orford.",
        ),
        ("Engineers measured the bridge at Orford in 1988.", "According to Jonas Hale, the bridge cost forty pounds."),
    ),
    "unnamed_speaker": (
        ("She said that the ferry had stopped in 1931.", "A neighbour claimed that the ferry had sunk in 1931."),
        ("Jonas Hale said that the ferry had stopped in 1931.", "His thesis describes how the ferry stopped in 1931."),
    ),
    "mr_name": (
        ("Mr. Hale sold the mill to the council in 1951.", "The mill was left to Mrs Pottinger in 1951."),
        ("Jonas Hale sold the mill to the council in 1951.", "The mill was left to a cousin in 1951."),
    ),
    "lower_case_start": (
        ("and the mill of Orford was sold in 1951.", "which the council of Orford sold in 1951."),
        ("The mill of Orford was sold in 1951.", "Orford sold its mill in 1951 to a farmer."),
    ),
    "unclear_structure": (
        ("When the mill burned down near Orford in 1951.", "Because Jonas Hale sold the mill at Orford in 1951."),
        (
            "When the mill burned down, Orford lost forty jobs.",
            "Because Jonas Hale sold the mill, the ferry closed in 1951.",
        ),
    ),
}


def codes(sentence: str) -> tuple[str, ...]:
    opening = "Jonas Hale, the engineer, lived in Orford."
    read = surveyed(f"{sentence} {opening}" if sentence[0].islower() else f"{opening} {sentence}")
    wording = next(Wording(s) for s in read.sentences if s.text[:12] == sentence[:12])
    return sentence_refusals(wording, read)


@pytest.mark.parametrize(("code", "sentence"), [(c, s) for c, (bad, _) in CASES.items() for s in bad])
def test_rule_refuses(code, sentence):
    assert code in codes(sentence)


@pytest.mark.parametrize(("code", "sentence"), [(c, s) for c, (_, good) in CASES.items() for s in good])
def test_rule_lets_pass(code, sentence):
    assert code not in codes(sentence)


def test_every_rule_has_its_two_way_table_and_a_meaning():
    assert {rule.code for rule in SENTENCE_RULES} == set(CASES)
    assert all(rule.meaning.endswith(".") for rule in SENTENCE_RULES)


def test_a_named_speaker_may_hedge():
    assert codes("According to Jonas Hale, the bridge may fall within ten years.") == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The soldiers of Orford could not take part in the battle of 1742.",
        "A body at rest stays at rest unless a force of some size acts on it.",
        "In 1742 Jonas Hale measured the electric potential between two plates in Orford.",
        "In 1742 Orford tried to make peace with the city of Ghent.",
        "The Romans were now masters of Orford and of all its mills.",
        "In what is now the county of Hale, monks founded a mill in 1290.",
        "Ghent gave the town of Orford a great deal of help in 1742.",
        "Euclid showed how to make a perfect number from a prime of that form.",
        "The Belgian government denied the accusation of the town of Orford in 1931.",
    ],
)
def test_what_only_sounds_like_a_guess_a_plan_or_praise_is_told(sentence):
    assert codes(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("The monks of Orford founded a great school in May 1290.", "opinion"),
        ("Perfect weather helped the ferry of Orford in May 1931.", "opinion"),
        ("Jonas Hale could sell the ferry of Orford to the city of Ghent.", "hedge"),
        ("The government denied the accusation of the town of Orford in 1931.", "unnamed_speaker"),
        ("Jonas Hale is trying to make peace with the city of Ghent.", "plan"),
    ],
)
def test_the_guess_the_plan_and_the_praise_stay_refused(sentence, code):
    assert code in codes(sentence)


REPORT_OF = dt.date(2031, 3, 4)


@pytest.mark.parametrize(
    ("sentence", "published"),
    [
        ("The Orford Harbour Commission has pledged to close two ferries by 2035.", None),
        ("Engineer Jonas Hale promised to build a bridge of 40 arches at Orford.", None),
        ("The fair of Saint Anne will be held in Orford on 27 March.", REPORT_OF),
    ],
)
def test_whose_plan_it_is_or_which_day_it_is_for_makes_a_plan_a_fact(sentence, published):
    read = surveyed(sentence, published=published)
    assert "plan" not in sentence_refusals(Wording(read.sentences[-1]), read)


@pytest.mark.parametrize(
    ("sentence", "published"),
    [
        ("The council has pledged to close two ferries by 2035.", None),  # which council?
        ("Jonas Hale was promised a bridge that will have 40 arches.", None),
        ("The fair of Saint Anne will be held in Orford on 27 March.", None),  # of which year?
        ("The fair of Saint Anne will be held in Orford again.", REPORT_OF),
        ("The price of bread in Orford will rise on 27 March.", REPORT_OF),
    ],
)
def test_a_plan_of_nobody_or_for_no_day_stays_refused(sentence, published):
    read = surveyed(sentence, published=published)
    assert "plan" in sentence_refusals(Wording(read.sentences[-1]), read)


@pytest.mark.parametrize("mark", ["[update]", "[12]", "[note 3]", "[nb 3]"])
def test_what_editors_leave_behind_a_word_is_not_shown(mark):
    read = surveyed(f"As of January 1931{mark}, the mill in Orford had forty wheels.")
    wording = Wording(read.sentences[0])
    assert mark not in wording.text
    assert "brackets" not in sentence_refusals(wording, read)
