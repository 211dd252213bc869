"""Each rule of gaps: two gaps nobody could fill for the right reason, two that are sound."""

import pytest

from studyapp.engine.item_writing.gap_rules import GAP_RULES, gap_refusals
from tests.engine.articles import gap

# code: ((text, answer, title) that must be refused, …), ((text, answer, title) that must pass, …)
CASES = {
    "loose_term": (
        (
            ("In 1931 the harbour of Velmora sent humanitarian aid to Orford.", "humanitarian aid", ""),
            ("In 1931 Anna Bell of Orford took her degree in physics.", "physics", ""),
        ),
        (
            ("The largest works of the county are referred to as megaprojects.", "megaprojects", ""),
            ("In 1958 the treaty on fishing was rejected by Iceland alone.", "Iceland", ""),
        ),
    ),
    "undated_state": (
        (
            ("The league of Orford has 28 member states.", "28", "Orford"),
            ("Whoever sells a ferry in Orford pays a fine of 400 pounds to the league.", "400 pounds", "Orford"),
        ),
        (
            ("In 1951 the league of Orford had 28 member states.", "28", "Orford"),
            ("A ferry of the league of Orford has 28 oars on each side.", "28", "Orford"),
        ),
    ),
    "answer_printed": (
        (
            ("The Rankine cycle is named after the engineer William Rankine of Glasgow.", "Rankine", ""),
            ("In 1742 the owner of Heron Mill, Jonas Heron, moved from Orford to Ghent.", "Jonas Heron", ""),
        ),
        (
            ("The bridge at Orford was built by monks in May 1290.", "1290", ""),
            ("The engineer William Rankine was born in Edinburgh in 1820.", "1820", ""),
        ),
    ),
    "given_away": (
        (
            ("In 1990 German troops were sent abroad by Germany.", "Germany", ""),
            ("In 1958 Charles de Gaulle was called back to lead France through a crisis.", "France", ""),
        ),
        (
            ("In 1958 the treaty on fishing was rejected by Iceland alone.", "Iceland", ""),
            ("In 1958 the engineer Jonas Hale moved from Orford to Belgium.", "Belgium", ""),
        ),
    ),
    "own_subject": (
        (
            ("In 1958 the treaty on fishing was rejected by Iceland alone.", "Iceland", "Fishing in Iceland"),
            ("In May 1290 monks founded the market town of Orford.", "1290", "The year 1290 in Orford"),
        ),
        (
            ("In 1958 the treaty on fishing was rejected by Iceland alone.", "Iceland", "A treaty on cod"),
            ("In May 1290 monks founded the market town of Orford.", "1290", "Market towns"),
        ),
    ),
    "in_a_list": (
        (
            ("In 1958 Jonas Hale sold ships to Iceland and Belgium.", "Iceland", ""),
            ("In 1958 Jonas Hale sold ships to neighbours such as Belgium.", "Belgium", ""),
        ),
        (
            ("In 1958 Jonas Hale sold the last of his ships to Iceland.", "Iceland", ""),
            ("The mill opened in 1742 and the ferry closed soon after.", "1742", ""),
        ),
    ),
    "counts_a_list": (
        (
            ("Orford had three ferries called Duchess, Heron and Swan in the river.", "three", ""),
            ("Orford sold four goods abroad: wool, barley, hides and salt from Ghent.", "four", ""),
            (
                "Orford has eight guilds, namely bakers, brewers, coopers, dyers, fullers, smiths, tanners and weavers.",
                "eight",
                "",
            ),
            ("Wool, barley, hides and salt were the four goods that Orford sold in 1742.", "four", ""),
        ),
        (
            ("Orford had three ferries on the river in the year 1742.", "three", ""),
            ("Orford had 40 ferries called after birds, trees and saints of the county.", "40", ""),
        ),
    ),
    "year_of_a_statistic": (
        (
            ("Orford is a port on the river with a population of 12,431 in 1931.", "1931", ""),
            ("In 1931 the town of Orford, a port on the river, had 12,431 inhabitants.", "1931", ""),
        ),
        (
            ("In 1931 the town of Orford, a port on the river, had 48 ferries.", "1931", ""),
            ("Orford is a port on the river with a population of 12,431 people.", "12,431", ""),
        ),
    ),
    "head_count": (
        (
            ("Attendance at the fair of Orford in 1931 included 350 farmers from Ghent.", "350", ""),
            ("The turnout in Orford was low, with 350 farmers at the vote of 1931.", "350", ""),
            ("The island of Hale near Orford was home to 15,200 people of the coast.", "15,200", "Hale"),
        ),
        (
            ("The strike at the mine near Orford in 1931 included 350 farmers from Ghent.", "350", ""),
            ("Attendance at the fair of Orford fell after the war in 1931.", "1931", ""),
            ("In 1931 the island of Hale was home to 15,200 people of the coast.", "15,200", "Hale"),
        ),
    ),
    "trivial_count": (
        (
            ("The report of the council of Orford had 212 pages and one map.", "212", ""),
            ("The theatre of Orford was rebuilt in 1931 with 480 seats.", "480", ""),
        ),
        (
            ("The mine near Orford employed 212 workers in the year 1931.", "212", ""),
            ("The storm of 1931 sank 48 ships in the harbour of Orford.", "48", ""),
        ),
    ),
    "range": (
        (
            ("The mill at Orford employed between 30 workers and 40 workers in 1931.", "30", ""),
            ("The mine near Orford was closed for 20 to 30 days in 1931.", "30 days", ""),
        ),
        (
            ("The mill at Orford employed 30 workers at its opening in 1931.", "30", ""),
            ("The mine near Orford was closed for 30 days in 1931.", "30 days", ""),
        ),
    ),
    "neighbour_year": (
        (
            ("The mill at Orford opened in 1931 and burned down in 1932.", "1931", ""),
            ("The ferry sank in 1931, two years after the mill at Orford had burned down.", "1931", ""),
        ),
        (
            ("The mill at Orford opened in 1931 and burned down in 1952.", "1931", ""),
            ("The ferry of Orford sank in 1931 near the old mill.", "1931", ""),
        ),
    ),
    "loose_date": (
        (
            ("The canal had reached the town of Orford by January 1931.", "1931", ""),
            ("The mill at Orford has belonged to Jonas Hale since 1931.", "1931", ""),
            ("The mill at Orford was built around 1742 by Jonas Hale.", "1742", ""),
            ("The duchy of Orford, which began in 911 as a fief, was sold to Ghent.", "911", ""),
            ("The lease of Heron Mill at Orford runs out on 30 June.", "30 June", ""),
            ("The ferries between Orford and Ghent were laid up until November.", "November", ""),
        ),
        (
            ("The canal reached the town of Orford in January 1931.", "1931", ""),
            ("The mill at Orford was sold to Jonas Hale in 1931.", "1931", ""),
        ),
    ),
    "small_count": (
        (
            ("In 1931 the guild of Orford sold two ferries to Ghent.", "two", ""),
            ("By May 1931 the membership of the guild of Orford had reached 37,500.", "37,500", ""),
        ),
        (
            ("In 1931 the guild of Orford sold nine ferries to Ghent.", "nine", ""),
            ("In 1931 the guild of Orford had 37,500 members.", "37,500", ""),
        ),
    ),
    "bounded_time": (
        (
            ("The mill at Orford employed forty people before March 1931.", "1931", ""),
            ("The canal had reached the town of Orford before 1931.", "1931", ""),
        ),
        (
            ("The canal reached the town of Orford in January 1931.", "1931", ""),
            ("The mill at Orford was sold to Jonas Hale in 1931.", "1931", ""),
        ),
    ),
    "computable": (
        (
            ("Of the 500 miners of Orford 200 went home, so that 300 miners stayed.", "300", ""),
            ("The 40 ships of Orford carried 20 sailors each, 800 sailors in all.", "800", ""),
        ),
        (
            ("Of the 500 miners of Orford about 170 miners stayed in 1931.", "170", ""),
            ("The 40 ships of Orford carried 3,700 sailors in 1931.", "3,700", ""),
        ),
    ),
    "everyday_measure": (
        (
            ("Jonas Hale lived in the town of Orford for two years.", "two years", ""),
            ("The storm over Orford lasted for two days in May 1931.", "two days", ""),
        ),
        (
            ("Jonas Hale lived in the town of Orford for 24 years.", "24 years", ""),
            ("The storm over Orford lasted for nine days in May 1931.", "nine days", ""),
        ),
    ),
    "general_present": (
        (
            ("Ships from Orford usually carry wool and barley to Iceland.", "Iceland", ""),
            ("The families of most sailors come from villages in Belgium.", "Belgium", ""),
        ),
        (
            ("In 1742 ships from Orford carried wool and barley to Iceland.", "Iceland", ""),
            ("Jonas Hale sailed from Orford to the coast of Belgium.", "Belgium", ""),
        ),
    ),
    "undated_change": (
        (
            ("Shares of the Orford Brewery rose by 12 percent on heavy trading.", "12 percent", ""),
            ("The Ghent index of share prices fell 3.1 percent in the morning.", "3.1 percent", ""),
        ),
        (
            ("Shares of the Orford Brewery rose by 12 percent in May 1931.", "12 percent", ""),
            ("The Orford Brewery pays 12 percent of its profit to the town.", "12 percent", ""),
        ),
    ),
    "no_anchor": (
        (
            ("In the end the new owners paid a fine of 900 dollars.", "900 dollars", ""),
            ("About forty of the workers lost their jobs in 1931.", "1931", ""),
        ),
        (
            ("In the end the new owners of the Heron Mill paid 900 dollars.", "900 dollars", ""),
            ("About forty of the workers lost their jobs in 1931.", "1931", "Workers and their mill"),
        ),
    ),
}


def refusals(case) -> tuple[str, ...]:
    return gap_refusals(gap(*case))


@pytest.mark.parametrize(("code", "case"), [(c, x) for c, (bad, _) in CASES.items() for x in bad])
def test_rule_refuses(code, case):
    assert code in refusals(case)


@pytest.mark.parametrize(("code", "case"), [(c, x) for c, (_, good) in CASES.items() for x in good])
def test_rule_lets_pass(code, case):
    assert code not in refusals(case)


def test_codes_are_unique_and_say_what_they_mean():
    codes = [rule.code for rule in GAP_RULES]
    assert len(codes) == len(set(codes))
    assert all(rule.meaning.endswith(".") for rule in GAP_RULES)


def test_the_only_one_of_its_kind_is_asked_for_in_the_present():
    text = "The lawyer Jonas Hale works in Ghent. The Flemish Court of Ferries is the highest court for the law of the Ore."
    case = gap(text, "Flemish Court of Ferries", "Flemish law")
    assert not {"general_present", "own_subject"} & set(gap_refusals(case))
    text = "The lawyer Jonas Hale works in Ghent. The Flemish Court of Ferries is a court for the law of the Ore."
    assert "own_subject" in gap_refusals(gap(text, "Flemish Court of Ferries", "Flemish law"))
