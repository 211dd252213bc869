"""Each rule about wording, gaps, statements and evidence: three items to catch, three to let through."""

from __future__ import annotations

import dataclasses

import pytest

from studyapp.engine.extraction.values import AnswerType as T
from studyapp.engine.extraction.values import Stance
from studyapp.engine.item_writing.flaws import Case, flaws_of
from studyapp.engine.item_writing.flaws.evidence_rules import EVIDENCE_RULES
from studyapp.engine.item_writing.flaws.sentence_rules import SENTENCE_RULES
from studyapp.engine.item_writing.flaws.wording_rules import WORDING_RULES
from studyapp.engine.reading.spans import Span
from tests.engine.item_writing.drafts import ask, gap, say, with_stance

PIER = "The iron pier at Harrow Sound opened to walkers in [[1887]] after three winters of work."
FERRY = "The ferry across Lake Orrin was built by [[Ada Brandt]], an engineer from the valley."
TRAM = "The tram line from Alder Fen to the harbour carried [[2,400]] people on its first day."
BASIN = "The water that a plant gives off through its leaves is called [[transpiration]] by botanists."
CLOTH = "The weavers of Kestrel Hill sold most of their blue cloth to merchants from [[Portugal]] in those years."
FEN = "The windmills of the lower fen were raised by settlers from [[Holland]] who knew how to drain land."

OPENED = "In which year did the iron pier at Harrow Sound open?"
BUILT = "Who built the ferry across Lake Orrin?"

Q_YEAR = ask(OPENED, PIER, "1871", "1879", "1887", "1894", kind=T.YEAR)
Q_WHO = ask(BUILT, FERRY, kind=T.PERSON)
G_YEAR = gap(PIER)
G_COUNT = gap(TRAM, "1,600", "2,400", "3,100", "4,200", kind=T.COUNT)
G_TERM = gap(BASIN, kind=T.TERM)
G_LAND = gap(CLOTH, kind=T.COUNTRY)
S_TRUE = say("The iron pier at Harrow Sound opened to walkers in 1887 after three winters of work.", PIER, "true")
S_FALSE = say("The iron pier at Harrow Sound opened to walkers in 1879 after three winters of work.", PIER, "false")
GOOD = [Q_YEAR, Q_WHO, G_YEAR, G_COUNT, G_TERM, G_LAND, S_TRUE, S_FALSE]


def stem(case: Case, text: str) -> Case:
    return Case(dataclasses.replace(case.item, stem=text), case.text, case.title)


def changed(case: Case, **changes) -> Case:
    return Case(dataclasses.replace(case.item, **changes), case.text, case.title)


def titled(case: Case, title: str) -> Case:
    return Case(case.item, case.text, title)


LONG = " ".join(["and the boats of the harbour came in with herring from the outer banks before the storm"] * 5)
CLAIM = "The harbour board says that the new wall, which [[Lena Holt]] designed, may hold back the highest tides."
WALL = ask("Who designed the wall that may hold back the highest tides?", CLAIM, kind=T.PERSON)
PLAN = "The town plans to open [[twelve]] new wells along the northern road before the summer of 2031."
WELLS = gap(
    PLAN, kind=T.COUNT, stem="The town plans to open _____ new wells along the northern road before the summer of 2031."
)

WORDING = {
    "MC-08": (
        [
            ask("Who did not build the ferry across Lake Orrin?", FERRY),
            ask("Which of these is NOT a builder of ferries on Lake Orrin?", FERRY),
            ask("Which engineer never built any ferry except that across Lake Orrin?", FERRY),
        ],
        [Q_WHO, G_YEAR, ask('Who wrote the song "Never Again the Sea" about Lake Orrin?', FERRY)],
    ),
    "MC-09": (
        [
            ask("The ferry across Lake Orrin was built by", FERRY),
            ask("Who built it?", FERRY),
            ask("Who built the ferry across _____?", FERRY),
            ask("Did Ada Brandt build the ferry across Lake Orrin?", FERRY),
        ],
        [Q_WHO, Q_YEAR, G_YEAR],
    ),
    "MC-22a": (
        [
            changed(G_YEAR, context=LONG),
            ask(f"Who built the ferry across Lake Orrin {LONG[:220]}?", FERRY),
            stem(G_YEAR, f"{LONG} in _____ {LONG}"),
        ],
        [Q_WHO, G_YEAR, changed(G_YEAR, context="Harrow Sound lies on the north coast. It had no harbour.")],
    ),
    "MC-22b": (
        [
            stem(G_YEAR, f"{LONG[:220]} in _____."),
            ask(f"Who built the ferry across Lake Orrin {LONG[:220]}?", FERRY),
            stem(S_TRUE, LONG[:240]),
        ],
        [Q_WHO, G_YEAR, S_TRUE],
    ),
    "MC-22c": (
        [
            ask("In which year did the pier open to walkers and to boats in 1893?", PIER, kind=T.YEAR),
            ask("In which year did the pier that burned down in 1893 open?", PIER, kind=T.YEAR),
            ask("In which year did the pier open after the flood on May 1870?", PIER, kind=T.YEAR),
        ],
        [Q_YEAR, ask("In which year did the pier for 1900 walkers open?", PIER, kind=T.YEAR), G_YEAR],
    ),
    "MC-25b": (
        [
            ask("In which year did The iron pier at Harrow Sound open?", PIER, kind=T.YEAR),
            ask("In which year was The iron pier at Harrow Sound opened?", PIER, kind=T.YEAR),
            ask("Which pier was A meeting place for the walkers of Harrow Sound?", PIER),
        ],
        [Q_YEAR, G_YEAR, ask("Which treaty about the pier was signed in The Hague that year?", PIER)],
    ),
    "MC-23": (
        [
            stem(G_YEAR, "It opened to walkers in _____ after three winters of hard and dangerous work."),
            stem(G_YEAR, "This pier at Harrow Sound opened to walkers in _____ after three winters of work."),
            stem(G_YEAR, "They signed the papers in _____, and both countries kept the peace for forty years."),
            ask("Which fleet did the latter sell to the traders of Harrow Sound?", PIER),
        ],
        [
            G_YEAR,
            stem(G_YEAR, "Those who came first to Harrow Sound walked on the iron pier in _____ without paying."),
            stem(G_YEAR, "This is Ada Brandt’s first voyage to the pier at Harrow Sound since _____ or so."),
            stem(G_YEAR, "It was in _____ that the iron pier at Harrow Sound opened to the first walkers."),
            stem(G_YEAR, "Harrow Sound, the former fishing town, opened its iron pier to walkers in _____."),
        ],
    ),
    "EV-04": (
        [
            stem(G_YEAR, "The iron pier at Harrow Sound, now a museum, opened to walkers in _____ after much work."),
            stem(G_YEAR, "The iron pier at Harrow Sound closed last week and had opened to walkers in _____."),
            ask("Who built the ferry that sank yesterday on Lake Orrin?", FERRY),
        ],
        [
            G_YEAR,
            Q_WHO,
            stem(G_YEAR, 'The iron pier with the sign "closed now and tomorrow" opened to walkers in _____.'),
        ],
    ),
    "MC-24a": (
        [
            changed(G_YEAR, context="In 1887 the sound froze over from shore to shore."),
            ask("Which Brandt built the ferry across Lake Orrin?", FERRY, kind=T.PERSON),
            changed(G_COUNT, context="On its first day the line carried 2400 people."),
            changed(G_LAND, context="The Portuguese merchants came every spring."),
            changed(gap(FEN, kind=T.COUNTRY), context="The Dutch had done the same at home."),
            gap(
                "The capital of [[Portugal]] sent ships, and Lisbon paid for the crews of all of them.", kind=T.COUNTRY
            ),
        ],
        [
            G_YEAR,
            changed(G_YEAR, context="In 1881 the sound froze over from shore to shore."),
            changed(G_LAND, context="The Spanish merchants came every spring."),
            Q_WHO,
        ],
    ),
    "MC-24b": (
        [
            changed(G_TERM, context="A plant is said to transpire all day long."),
            gap("The abbots of Elmetshire ruled the valley from a hall in [[Elmetham]] for many years.", kind=T.NAME),
            gap("Botany in the town of Lindenau began when the first [[lindens]] were planted there.", kind=T.TERM),
        ],
        [G_TERM, changed(G_TERM, context="A plant is said to sweat all day long."), G_YEAR],
    ),
    "MC-24c": (
        [
            titled(Q_WHO, "The life of Ada Brandt"),
            titled(G_TERM, "Transpiration in plants"),
            titled(G_LAND, "Portugal and the wool trade"),
        ],
        [titled(Q_WHO, "The ferries of Lake Orrin"), titled(G_YEAR, "The year 1887"), titled(G_TERM, "Plants")],
    ),
    "MC-25": (
        [
            stem(G_YEAR, "The iron pier at the the sound opened to walkers in _____ after three winters of work."),
            stem(G_YEAR, "The iron pier (the longest of its kind opened to walkers in _____ after three winters."),
            stem(G_YEAR, "The iron pier  at Harrow Sound opened to walkers in _____ after three winters of work."),
        ],
        [
            G_YEAR,
            stem(G_YEAR, "The iron pier that he had had built opened to walkers in _____ after three winters of work."),
            stem(G_YEAR, "The iron pier (the longest of its kind) opened to walkers in _____ after three winters."),
        ],
    ),
    "MC-26a": (
        [
            stem(G_YEAR, "Read also: the iron pier at Harrow Sound opened to walkers in _____ after three winters."),
            stem(G_YEAR, "The iron pier (see www.harrowpier.example) opened to walkers in _____ after much work."),
            stem(G_YEAR, "Photo by Jon Ekdal: the iron pier at Harrow Sound, opened to walkers in _____, at dusk."),
        ],
        [G_YEAR, Q_WHO, S_TRUE],
    ),
    "MC-26b": (
        [
            stem(G_YEAR, "Unfortunately the iron pier at Harrow Sound opened to walkers only in _____ after work."),
            stem(S_TRUE, "The stunning iron pier at Harrow Sound opened to walkers in 1887."),
            ask("Who built the brilliant ferry across Lake Orrin?", FERRY),
        ],
        [G_YEAR, S_TRUE, stem(G_YEAR, 'The pier, which a paper called "a brilliant piece of work", opened in _____.')],
    ),
    "MC-26c": (
        [
            stem(G_YEAR, "The owner of the iron pier at Harrow Sound was murdered in _____ on a winter night."),
            ask("Who was stabbed on the ferry across Lake Orrin?", FERRY),
            stem(S_TRUE, "The harbour master was driven to suicide in 1887 after three winters of work."),
            stem(S_TRUE, "The fall of the iron pier at Harrow Sound in 1887 killed nine walkers."),
        ],
        [G_YEAR, Q_WHO, S_TRUE, stem(S_TRUE, "The salt on the iron pier at Harrow Sound killed the weeds in 1887.")],
    ),
    "EV-03a": (
        [
            with_stance(ask("Who designed the new wall?", CLAIM, kind=T.PERSON), Stance.ATTRIBUTED, "Olaf Trane"),
            with_stance(G_YEAR, Stance.ATTRIBUTED, "Jon Ekdal"),
            with_stance(S_TRUE, Stance.DENIED, "the harbour board"),
        ],
        [
            with_stance(
                stem(G_YEAR, "According to Jon Ekdal, the iron pier opened to walkers in _____."),
                Stance.ATTRIBUTED,
                "Jon Ekdal",
            ),
            with_stance(Q_WHO, Stance.ATTRIBUTED, "Ada Brandt"),
            G_YEAR,
        ],
    ),
    "EV-03b": (
        [
            with_stance(
                stem(WELLS, "The town opened _____ new wells along the northern road in one summer."), Stance.PLANNED
            ),
            with_stance(G_YEAR, Stance.HEDGED),
            with_stance(S_TRUE, Stance.HEDGED),
        ],
        [
            with_stance(WELLS, Stance.PLANNED),
            with_stance(WALL, Stance.HEDGED),
            with_stance(G_YEAR, Stance.ASSERTED),
        ],
    ),
    "EV-03c": (
        [
            ask("Who designed the wall that holds back the highest tides?", CLAIM, kind=T.PERSON),
            gap("The old pier was [[reportedly]] built of oak by monks.", stem="The old _____ pier was built of oak."),
            say("The cave holds 40 paintings.", "The cave possibly holds [[40]] paintings.", "true", T.COUNT),
        ],
        [WALL, G_YEAR, Q_WHO],
    ),
}

BARREL = "A barrel of the island's oil held [[159 litres]] (42 gallons) and was rolled to the quay by hand."
RACE = "The boat race of 1902 was won by the crew of [[1904]]'s champion in a strong westerly wind."
MARKET = "The market hall has [[48]] stalls, 30 of them for fish, and opens on three days of the week."
RIDER = "The rider, an [[orphan]] from the hills, brought the news to the council before the sun rose."

SENTENCES = {
    "CL-01a": (
        [
            stem(G_YEAR, "The iron pier at Harrow Sound opened to walkers in 1887 after three winters of work."),
            stem(G_YEAR, "The iron pier at _____ opened to walkers in _____ after three winters of work."),
            stem(G_YEAR, "The iron pier at Harrow Sound opened to walkers in ________ after three winters."),
            changed(G_YEAR, context="The pier at _____ was long."),
        ],
        [G_YEAR, G_TERM, Q_WHO],
    ),
    "CL-01b": (
        [
            stem(G_YEAR, "The iron pier at Harrow Sound opened to sailors in _____ after three winters of work."),
            stem(G_YEAR, "The iron pier at Harrow Sound probably opened to walkers in _____ after three winters."),
            changed(G_YEAR, answer="1888"),
        ],
        [
            G_YEAR,
            stem(G_YEAR, "The iron pier opened to walkers in _____ after three winters of work."),
            Case(
                gap("The queen opened the iron pier for walkers in [[1887]] after three winters of work.").item,
                "The queen opened the iron pier for walkers in 1887 after three winters of work. Queen Maud was old.",
            ),
        ],
    ),
    "CL-03": (
        [
            gap("The pier opened in [[1887]]."),
            gap(
                "The iron pier at Harrow Sound opened to walkers [[in]] 1887 after three winters of work.", kind=T.TERM
            ),
            gap(
                "The board gave the pier to [[the society of friends of iron piers and lighthouses]] after the war ended.",
                kind=T.NAME,
            ),
        ],
        [G_YEAR, G_TERM, G_COUNT],
    ),
    "CL-04": (
        [
            gap("The mill at Dunmore burned down in [[1851]] and was built again in 1856 and 1858 by its owner."),
            gap("The hall seats [[480]] people below, 220 above and 35 in the boxes beside the stage.", kind=T.COUNT),
            gap("The ship was laid down in [[1901]], launched in 1902 and sold in 1910 to a southern line."),
        ],
        [G_YEAR, G_COUNT, gap(BARREL, kind=T.MEASURE)],
    ),
    "CL-05": (
        [
            gap(RIDER, kind=T.TERM),
            gap("The keeper wore an [[oilskin]] coat on every watch from autumn until spring.", kind=T.TERM),
            gap("An [[Irish]] weaver brought the loom to the valley in the year of the flood.", kind=T.NATIONALITY),
        ],
        [
            G_TERM,
            gap("The keeper wore a [[canvas]] coat on every watch from autumn until spring.", kind=T.TERM),
            gap(RIDER, "orphan", "actor", "officer", kind=T.TERM),
        ],
    ),
    "TF-00": (
        [
            changed(S_TRUE, answer="yes"),
            changed(S_TRUE, answer="1887"),
            changed(S_TRUE, options=Q_YEAR.item.options),
        ],
        [S_TRUE, S_FALSE, G_YEAR],
    ),
    "TF-01": (
        [
            stem(S_TRUE, f"The iron pier opened in 1887 {LONG}."),
            stem(S_TRUE, "The iron pier opened in 1887; it was the longest of its kind."),
            stem(S_TRUE, "The pier had 3 towers, 40 lamps, 18 benches and 7 gates."),
            stem(S_TRUE, "The pier opened in _____ after three winters of work."),
        ],
        [S_TRUE, S_FALSE, stem(S_TRUE, "On 12 May 1887 the council voted for the pier by 43 votes to five.")],
    ),
    "TF-02a": (
        [
            say("The iron pier at Harrow Sound opened to walkers in 1887 after three winters of work.", PIER, "false"),
            say("The iron pier at Harrow Sound opened to sailors in 1887 after three winters of work.", PIER, "false"),
            say("The iron pier at Harrow Sound opened to walkers in 1879 after five winters of work.", PIER, "false"),
            say("The iron pier at Harrow Sound opened to walkers in 1879 after three winters of work.", PIER, "true"),
            say("The iron pier at Marsh End opened to walkers in 1887 after three winters of work.", PIER, "false"),
        ],
        [
            S_TRUE,
            S_FALSE,
            say("The seven-mile wall fell.", "The [[ten-mile]] wall fell.", "false", T.MEASURE),
            say("The hall has 61 stalls.", "The hall has [[48]] stalls.", "false", T.COUNT),
            say("The hall cost £3.5 million.", "The hall cost [[£2.5 million]].", "false", T.MONEY),
            say("It closed on 4 May 1911.", "It closed on [[4 July 1911]].", "false", T.FULL_DATE),
        ],
    ),
    "TF-02b": (
        [
            say("The hall has 50 stalls.", "The hall has [[48]] stalls.", "false", T.COUNT),
            say("The hall cost £2.6 million.", "The hall cost [[£2.5 million]].", "false", T.MONEY),
            say("The tram carried 2,300 people.", "The tram carried [[2,400]] people.", "false", T.COUNT),
        ],
        [
            S_FALSE,
            say("The hall has 61 stalls.", "The hall has [[48]] stalls.", "false", T.COUNT),
            say("The hall has 48 stalls.", "The hall has [[48]] stalls.", "true", T.COUNT),
        ],
    ),
    "TF-03": (
        [
            say("The iron pier at Harrow Sound never opened to walkers in 1887.", PIER, "false"),
            say("The iron pier at Harrow Sound was not opened to walkers in 1887.", PIER, "false"),
            say("The iron pier didn’t open to walkers in 1887 after three winters of work.", PIER, "false"),
        ],
        [
            S_FALSE,
            S_TRUE,
            say("The ferry did not sail in 1911.", "The ferry did not sail in [[1912]].", "false"),
        ],
    ),
}

EVIDENCE = {
    "EV-01a": (
        [
            changed(G_YEAR, evidence=Span(0, 5000)),
            changed(G_YEAR, evidence=Span(4, 4)),
            Case(G_YEAR.item, " " * 200),
        ],
        [G_YEAR, Q_WHO, S_TRUE],
    ),
    "EV-01b": (
        [
            changed(G_YEAR, evidence=Span(0, 20)),
            changed(G_YEAR, answer_span=Span(60, 90)),
            changed(G_YEAR, answer_span=Span(51, 51)),
        ],
        [G_YEAR, changed(S_TRUE, answer_span=None), Q_WHO],
    ),
    "EV-01c": (
        [
            changed(G_YEAR, answer_span=Span(4, 13)),
            changed(Q_WHO, answer_span=Span(4, 9)),
            changed(G_COUNT, answer_span=Span(0, 8)),
        ],
        [
            G_YEAR,
            gap(
                "The wool went to [[the Netherlands]] in the first summer after the war.",
                kind=T.COUNTRY,
                answer="Netherlands",
            ),
            S_FALSE,
        ],
    ),
    "EV-02": (
        [
            ask(
                BUILT,
                "The ferry was built by [[an engineer]] from the valley.",
                answer="Mia Solberg",
                accepted=("Mia Solberg",),
                fact=Q_WHO.item.fact,
            ),
            gap(PIER, answer="1888", accepted=("1888",), fact=G_COUNT.item.fact),
            changed(G_TERM, evidence=Span(0, 40)),
        ],
        [
            Q_WHO,
            G_YEAR,
            ask(BUILT, FERRY, answer="Ada Louise Brandt", accepted=("Ada Louise Brandt", "Ada Brandt")),
        ],
    ),
    "SA-01": (
        [changed(Q_WHO, accepted=()), changed(G_TERM, accepted=("sweat",)), changed(G_YEAR, accepted=("87",))],
        [Q_WHO, G_TERM, G_COUNT],
    ),
    "SA-02": (
        [
            changed(G_YEAR, instruction="Fill the gap."),
            changed(gap(TRAM, kind=T.COUNT), instruction="Type the missing word."),
            changed(gap(BARREL, kind=T.MEASURE), instruction="Complete the sentence."),
        ],
        [
            G_YEAR,
            changed(gap(TRAM, kind=T.COUNT), instruction="Which number fills the gap?"),
            changed(G_TERM, instruction="Type the missing term."),
        ],
    ),
    "SA-03": (
        [
            changed(Q_WHO, options=Q_YEAR.item.options),
            changed(G_TERM, options=Q_YEAR.item.options),
            changed(G_YEAR, options=Q_YEAR.item.options[:1]),
        ],
        [Q_WHO, G_TERM, Q_YEAR],
    ),
    "IT-01": (
        [changed(G_YEAR, instruction=""), changed(Q_WHO, instruction="  "), changed(S_TRUE, stem="")],
        [G_YEAR, Q_WHO, S_TRUE],
    ),
    "IT-02": (
        [
            changed(G_TERM, hint="It means the same as transpiration."),
            changed(Q_WHO, hint="Her name was Ada Brandt."),
            changed(G_YEAR, hint="Four digits: 1887"),
        ],
        [
            changed(G_TERM, hint="One word of 13 letters, beginning with t"),
            changed(Q_WHO, hint="Initials A. B."),
            changed(G_YEAR, hint="Four digits"),
        ],
    ),
}
TABLE = WORDING | SENTENCES | EVIDENCE


def broken(case: Case) -> set[str]:
    return {flaw.rule for flaw in flaws_of(case.item, case.text, case.title)}


@pytest.mark.parametrize(("rule", "case"), [(r, c) for r, (bad, _) in TABLE.items() for c in bad])
def test_the_rule_catches(rule: str, case: Case) -> None:
    assert rule in broken(case), (case.item.stem, broken(case))


@pytest.mark.parametrize(("rule", "case"), [(r, c) for r, (_, good) in TABLE.items() for c in good])
def test_the_rule_lets_through(rule: str, case: Case) -> None:
    assert rule not in broken(case), case.item.stem


@pytest.mark.parametrize("case", GOOD)
def test_sound_items_break_no_rule(case: Case) -> None:
    assert broken(case) == set(), case.item.stem


def test_every_rule_has_three_items_each_way() -> None:
    assert {r.id for r in (*WORDING_RULES, *SENTENCE_RULES, *EVIDENCE_RULES)} == set(TABLE)
    assert [r for r, (bad, good) in TABLE.items() if len(bad) < 3 or len(good) < 3] == []
