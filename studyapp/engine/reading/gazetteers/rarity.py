"""How rare an English word is."""

from __future__ import annotations

import functools


@functools.cache
def zipf(word: str) -> float:
    """Zipf frequency of ``word`` in English: 7 = "the", 4 = once in 100,000 words, 0 = unknown.

    Source: wordfreq (Speer). About half a second once.
    """
    from wordfreq import zipf_frequency

    return zipf_frequency(word.lower(), "en")


def rarest(words: list[str]) -> float:
    """Zipf frequency of the rarest of ``words``; 8.0 for none."""
    return min((zipf(w) for w in words), default=8.0)
