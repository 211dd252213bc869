"""Doubts: rules that keep an item from learners until a person has read it, but not from the reviewer's queue.

A rule that is not named here refuses for good: what it finds is broken text, or asks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from studyapp.engine.item_writing import ranking
from studyapp.engine.items import ItemDraft

# Whether what is told is told as a plain fact: only a person may say so.
TRUTH = frozenset(
    """hedge plan opinion nobody_says unnamed_speaker quotation present_since last_so_far doubted sensitive mr_name
    relative_time gapped semicolons""".split()
)
# Whether the passage reads alone: how often it does is learnt from verdicts.
READING = frozenset(
    """open_definite open_relational open_demonstrative discourse_opening open_comparison open_other open_pair open_adjective
    open_place open_sample open_occasion short_name open_contrast open_share pointing_time open_span open_then open_follow
    loose_context too_long too_short unclear_structure brackets open_one""".split()
)
# Whether the answer is worth asking for, or can be told.
ASKING = frozenset(
    """bare_office general_present weak_name weak_term no_anchor modifier in_a_list own_subject nothing_to_hold play_by_play
    letters_printed loose_term loose_date small_count trivial_count neighbour_year
    range""".split()
)
DOUBTS = TRUTH | READING | ASKING
BARE_OFFICE = "bare_office"
BARE_OFFICE_ADVICE = "It asks who holds a post and nothing else: keep it where the post matters and is told in full."


def are_doubts(codes: Iterable[str]) -> bool:
    """Whether all that was found leaves a candidate for a reviewer."""
    return set(codes) <= DOUBTS


def doubted(item: ItemDraft, codes: Iterable[str]) -> ItemDraft:
    """``item`` with the doubts as warnings and as features of its score."""
    codes = tuple(dict.fromkeys(codes))
    if not codes:
        return item
    item = replace(item, warnings=(*item.warnings, *codes))
    return ranking.scored(item, {f"doubt {code}": 1.0 for code in codes})


def waits_for_a_person(item: ItemDraft) -> bool:
    """Whether a doubt keeps the item from learners whatever its score.

    Of the doubted items above the line blind judges accepted two in five, of the others four in five.
    """
    return not DOUBTS.isdisjoint(item.warnings)
