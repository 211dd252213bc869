"""Number words: "twenty-four", "one hundred and five", "fifteen hundred", "the 21st", "seventh"."""

from __future__ import annotations

import re
from decimal import Decimal

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}

_SMALL = {word: n for n, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(TENS, start=2)}
_ANY = "|".join([*_SMALL, *SCALES, "dozen"])
_JOIN = r"(?:[ -]|,? and )"
WORDS = rf"(?:{_ANY})(?:{_JOIN}(?:{_ANY}))*"

_IRREGULAR_ORDINALS = {
    1: "first",
    2: "second",
    3: "third",
    5: "fifth",
    8: "eighth",
    9: "ninth",
    12: "twelfth",
}


def read_words(text: str) -> Decimal | None:
    """The value of a cardinal in words, or None: "fifteen hundred" is 1500, "a hundred" and "a dozen" count too."""
    text = re.sub(r"^an? (?=hundred|thousand|million|billion|dozen)", "one ", text.strip().lower())
    words = [w for w in re.split(r"[\s,-]+", text) if w and w != "and"]
    if not words:
        return None
    total = current = 0
    last_scale, previous = 10**15, ""
    for word in words:
        if word in _SMALL:
            if previous in _SMALL and not (previous in TENS and 0 < _SMALL[word] < 10):
                return None  # "twenty thirty" are two numbers
            current += _SMALL[word]
        elif word == "dozen":
            current = (current or 1) * 12
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in SCALES and SCALES[word] < last_scale:
            last_scale = SCALES[word]
            total, current = total + (current or 1) * last_scale, 0
        else:
            return None
        previous = word
    return Decimal(total + current)


GROUPS = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"))


def in_words(n: int, british: bool = True) -> str:
    """``n`` (0 … 10^12 - 1) in words, hyphenated, with "and" after hundreds in British style; ValueError outside."""
    if not 0 <= n < 10**12:
        raise ValueError(f"no words for {n}")
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        joint = " and " if british else " "
        return f"{ONES[n // 100]} hundred" + (joint + in_words(n % 100, british) if n % 100 else "")
    size, scale = next((size, scale) for size, scale in GROUPS if n >= size)
    rest = n % size
    joint = " and " if british and 0 < rest < 100 else " "
    return f"{in_words(n // size, british)} {scale}" + (joint + in_words(rest, british) if rest else "")


def ordinal_word(n: int) -> str:
    """The ordinal of ``n`` (1 … 99) in words: "twenty-first"."""
    if n > 20 and n % 10:
        return f"{TENS[n // 10 - 2]}-{ordinal_word(n % 10)}"
    if n in _IRREGULAR_ORDINALS:
        return _IRREGULAR_ORDINALS[n]
    word = in_words(n)
    return re.sub("y$", "ie", word) + "th"


def ordinal_figure(n: int) -> str:
    """ "21st", "12th"."""
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


_ORDINALS = {ordinal_word(n): n for n in range(1, 100)}
ORDINAL_WORDS = "|".join(sorted(_ORDINALS, key=len, reverse=True)).replace("-", "[- ]")


def read_ordinal(text: str) -> int | None:
    """The number of an ordinal in words or figures ("seventh", "21st"), or None; the figure's ending must fit."""
    text = text.strip().lower()
    figure = re.fullmatch(r"(\d{1,3})(st|nd|rd|th)", text)
    if figure:
        n = int(figure[1])
        return n if ordinal_figure(n) == text else None
    return _ORDINALS.get(re.sub(r"\s+", "-", text))
