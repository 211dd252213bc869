"""Each rule about sets: three items to catch, three to let through."""

from __future__ import annotations

import dataclasses

import pytest

from studyapp.engine.extraction.facts import FactDraft
from studyapp.engine.extraction.values import AnswerType as T
from studyapp.engine.extraction.values import Value
from studyapp.engine.item_writing.flaws import Case, blocks, warnings_of
from studyapp.engine.item_writing.flaws.set_rules import SET_RULES
from studyapp.engine.items import ItemDraft, ItemFormat, ItemKind, PairDraft
from studyapp.engine.reading.spans import Span

HARBOUR = [
    ("The town of Velmora opened its harbour", "1932"),
    ("Carrow built a lighthouse on the northern rocks", "1941"),
    ("The Ense ferry was sold to a company in Dunmere", "4 May 1958"),
    ("A storm tore the pier at Eastering in two", "December 1971"),
    ("The council gave the old lifeboat to a museum", "2003"),
]
MUSEUM = [
    ("Ilse Brandt", "Director of the Harbour Museum"),
    ("Tomas Reyl", "Keeper of the Carrow lighthouse"),
    ("Odile Varga", "Mayor of Velmora"),
    ("Anton Brisk", "Captain of the Ense ferry"),
]


def _set(kind: ItemKind, form: ItemFormat, answer_type: T, pairs: list[tuple[str, str]], sentences: list[str]) -> Case:
    text = " ".join(sentences)
    drafts, start = [], 0
    for (row, match), sentence in zip(pairs, sentences, strict=True):
        value = row if answer_type == T.OFFICE else match
        at = start + sentence.index(value)
        fact = FactDraft(
            len(drafts),
            Span(at, at + len(value)),
            Value(T.PERSON if answer_type == T.OFFICE else T.YEAR, value, value),
            label="A claim",
            claim_key=sentence,
        )
        drafts.append(PairDraft(row, match, Span(start, start + len(sentence)), fact.span, fact))
        start += len(sentence) + 1
    item = ItemDraft(
        kind=kind,
        format=form,
        answer_type=answer_type,
        instruction="Each belongs to one.",
        stem="Match each to what belongs to it.",
        answer="; ".join(match for _, match in pairs),
        evidence=drafts[0].evidence,
        fact=drafts[0].fact,
        answer_span=drafts[0].answer_span,
        pairs=tuple(drafts),
    )
    return Case(item, text)


def ordering(*pairs: tuple[str, str]) -> Case:
    sentences = [f"{row} in or on {date}, as the records say." for row, date in pairs]
    return _set(ItemKind.ORDERING, ItemFormat.ORDER, T.YEAR, list(pairs), sentences)


def matching(*pairs: tuple[str, str]) -> Case:
    sentences = [f"{row} in or on {date}, as the records say." for row, date in pairs]
    return _set(ItemKind.MATCHING, ItemFormat.MATCH, T.YEAR, list(pairs), sentences)


def offices(*pairs: tuple[str, str]) -> Case:
    sentences = [f"The guests were led by {row}, {office}, through the rain." for row, office in pairs]
    return _set(ItemKind.MATCHING, ItemFormat.MATCH, T.OFFICE, list(pairs), sentences)


def unsaid(case: Case, place: int, **changes) -> Case:
    pairs = list(case.item.pairs)
    pairs[place] = dataclasses.replace(pairs[place], **changes)
    return Case(dataclasses.replace(case.item, pairs=tuple(pairs)), case.text)


GOOD = [ordering(*HARBOUR), ordering(*HARBOUR[:4]), matching(*HARBOUR[:3]), offices(*MUSEUM), offices(*MUSEUM[1:])]
LONG_ROW = (
    "The company that had dug the tunnel from the quarry to the railway at Corvale and lost half of its horses in it "
    "sold the last of its waggons"
)
CASES = {
    "SE-01": (
        [matching(*HARBOUR[:2]), ordering(*HARBOUR[:3]), offices(*MUSEUM, ("Per Lind", "Cook"), ("Jo Ash", "Pilot"))],
        [matching(*HARBOUR[:3]), ordering(*HARBOUR[:4]), offices(*MUSEUM)],
    ),
    "SE-02": (
        [
            offices(*MUSEUM[:3], ("Per Lind", "Deputy Mayor of Velmora")),
            offices(*MUSEUM[:3], ("Per Lind", "mayor of Velmora")),
            matching(*HARBOUR[:3], ("The quarry at Corvale closed", "1941")),
        ],
        [offices(*MUSEUM[:3], ("Per Lind", "Mayor of Eastering")), matching(*HARBOUR[:4]), ordering(*HARBOUR)],
    ),
    "SE-03": (
        [
            matching(*HARBOUR[:3], ("The town of Velmora opened its harbour", "1999")),
            ordering(*HARBOUR[:4], ("A storm tore the pier at Eastering in two and sank a boat", "1999")),
            offices(*MUSEUM[:3], ("Varga", "Cook of the ferry")),
        ],
        GOOD[:3],
    ),
    "SE-04": (
        [
            matching(*HARBOUR[:3], ("The flood of 1932 was remembered by a stone in Dunmere", "1999")),
            ordering(*HARBOUR[:4], ("The class of 1958 planted a tree in Velmora", "1999")),
            offices(*MUSEUM[:3], ("Per Lind", "Secretary to Ilse Brandt")),
        ],
        GOOD[1:4],
    ),
    "SE-05": (
        [
            ordering(*HARBOUR[:3], HARBOUR[4], HARBOUR[3]),
            ordering(*HARBOUR[:4], ("The pier of Dunmere was mended", "1971")),
            ordering(("The rocks of Carrow were mapped", "May 1958"), *HARBOUR[2:]),
        ],
        [
            ordering(*HARBOUR),
            ordering(("The rocks of Carrow were mapped", "3 May 1958"), *HARBOUR[2:]),
            ordering(*HARBOUR[:3], ("The rocks of Carrow were mapped", "June 1958")),
        ],
    ),
    "SE-06": (
        [
            unsaid(matching(*HARBOUR[:3]), 1, match="1942"),
            unsaid(offices(*MUSEUM), 2, match="Mayor of Eastering"),
            unsaid(ordering(*HARBOUR), 0, evidence=Span(0, 20)),
        ],
        GOOD[2:],
    ),
    "SE-07": (
        [
            ordering(*HARBOUR[:4], ("The pier of Velmora was finally mended", "1999")),
            matching(*HARBOUR[:3], ("The ferry later reached Dunmere", "1999")),
            ordering(*HARBOUR[:3], ("The first tram ran to Carrow", "1972"), ("The last tram left Eastering", "1999")),
        ],
        [ordering(*HARBOUR[:4], ("The last tram left Eastering", "1999")), GOOD[0], GOOD[3]],
    ),
    "SE-08": (
        [
            matching(*HARBOUR[:2], (LONG_ROW, "1958")),
            ordering(*HARBOUR[:4], (LONG_ROW, "1999")),
            matching((LONG_ROW, "1921"), *HARBOUR[:3]),
        ],
        [GOOD[0], GOOD[2], GOOD[3]],
    ),
}
PREDICATES = {rule.id: rule.predicate for rule in SET_RULES}


def test_every_rule_has_its_cases():
    assert sorted(CASES) == sorted(PREDICATES)


@pytest.mark.parametrize(("rule", "case"), [(rule, case) for rule, (bad, _) in CASES.items() for case in bad])
def test_a_rule_catches(rule, case):
    assert PREDICATES[rule](case)


@pytest.mark.parametrize(("rule", "case"), [(rule, case) for rule, (_, good) in CASES.items() for case in good])
def test_a_rule_lets_through(rule, case):
    assert not PREDICATES[rule](case)


@pytest.mark.parametrize("case", GOOD)
def test_a_good_set_passes_the_whole_gate(case):
    assert (blocks(case.item, case.text), warnings_of(case.item, case.text)) == ([], [])


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("They sold the ferry of the Ense", "MC-23"),
        ("The council of Dunmere sold its boats last year", "EV-04"),
        ("Robbers stabbed the keeper of Carrow", "MC-26c"),
    ],
)
def test_each_row_is_read_by_the_rules_for_wordings(row, rule):
    case = matching(*HARBOUR[:3], (row, "1999"))
    assert rule in (*blocks(case.item, case.text), *warnings_of(case.item, case.text))
