"""Two texts side by side, sentence by sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.sources.comparing import Piece, compare, word_by_word

OLD = [
    "The mill was built in 1823.",
    "Its wheel broke.",
    "It rains.",
    "The roof fell in during a storm.",
    "Nobody came.",
]


def kinds(after, before=OLD) -> list[tuple]:
    return [(line.kind, line.number_before, line.number_after) for line in compare(before, after).lines]


def test_the_same_text_has_no_change():
    found = compare(OLD, OLD)
    assert (found.changed, found.counts) == (0, {"same": 5})


def test_a_sentence_is_moved_reworded_gone_or_new():
    after = ["It rains.", "The mill was built in 1832.", "Its wheel broke.", "A fair is held now.", "Nobody came."]
    assert kinds(after) == [
        ("same", 3, 1),
        ("gone", 4, None),
        ("reworded", 1, 2),
        ("moved", 2, 3),
        ("new", None, 4),
        ("same", 5, 5),
    ]
    assert compare(OLD, after).changed == 3


def test_what_is_gone_at_the_beginning_stands_first():
    assert kinds(OLD[2:]) == [("gone", 1, None), ("gone", 2, None), ("same", 3, 1), ("same", 4, 2), ("same", 5, 3)]


def test_a_reworded_sentence_marks_the_words_that_changed():
    before, after = word_by_word("The mill was built in 1823 by Lowe.", "The old mill was built in 1832 by Lowe.")
    assert [piece.text for piece in before if piece.changed] == ["1823"]
    assert [piece.text for piece in after if piece.changed] == ["old", "1832"]
    assert "".join(piece.text for piece in after) == "The old mill was built in 1832 by Lowe."


def test_of_sentences_alike_the_first_goes_with_the_first():
    assert kinds(["It rains.", "It rains."], ["It rains."]) == [("same", 1, 1), ("new", None, 2)]


@pytest.mark.parametrize("size", [0, 1, 400])
def test_a_text_that_is_another_one_is_all_gone_and_all_new(size):
    found = compare([f"Alpha beta {n} gamma." for n in range(size)], ["Something else entirely."])
    assert found.counts.get("gone", 0) == size
    assert found.counts["new"] == 1


sentences = st.lists(st.sampled_from(["A b c.", "A b d.", "E f g h.", "E f g i.", "J.", "K l."]), max_size=9)


@given(sentences, sentences)
def test_every_sentence_of_both_texts_is_in_one_line(before, after):
    lines = compare(before, after).lines
    assert sorted(line.number_before for line in lines if line.number_before) == [*range(1, len(before) + 1)]
    assert [line.number_after for line in lines if line.number_after] == [*range(1, len(after) + 1)]


def test_a_text_of_which_nothing_stays_is_compared_at_once():
    found = compare([f"Old sentence {n}." for n in range(6000)], [f"New words here {n}." for n in range(6000)])
    assert found.counts == {"gone": 6000, "new": 6000}
    assert [line.kind for line in found.lines[:2]] == ["gone", "gone"]


def test_words_without_an_end_are_marked_as_a_whole():
    before, after = "word " * 50_000 + "old", "word " * 50_000 + "new"
    [line] = compare([before], [after]).lines
    assert (line.kind, line.before, line.after) == ("reworded", (Piece(before, True),), (Piece(after, True),))
