"""Whole words found in a text by plain search: building a pattern for each word asked about costs far more."""

from __future__ import annotations

from collections.abc import Iterator


def stands_in(words: str, text: str, endings: tuple[str, ...] = ("",)) -> bool:
    """Whether ``words``, with one of ``endings`` behind, stand in ``text`` with no part of a word on either side."""
    return any(
        text.startswith(ending, end) and not _is_in_word(text[end + len(ending) : end + len(ending) + 1])
        for end in _ends(words, text)
        for ending in endings
    )


def begins_a_word(letters: str, text: str) -> bool:
    """Whether a word of ``text`` begins with ``letters``."""
    return any(True for _ in _ends(letters, text))


def _ends(words: str, text: str) -> Iterator[int]:
    """Where ``words`` end in ``text``, wherever no letter, digit or underscore stands before them."""
    at = text.find(words)
    while at >= 0:
        if at == 0 or not _is_in_word(text[at - 1]):
            yield at + len(words)
        at = text.find(words, at + 1)


def _is_in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
