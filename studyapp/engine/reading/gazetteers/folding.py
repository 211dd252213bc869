"""One folded form for comparing names."""

from __future__ import annotations

import functools
import re
import unicodedata

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "þ": "th"})
_BEYOND_LATIN = re.compile(r"[^\x00-\u02ff]")  # every combining mark lies there
_STOPS = re.compile(r"['’‘`´\"“”]|(?<!\d)\.|\.(?!\d)")
_BLANKS = re.compile(r"[\s\-‐‑–—_]+")


@functools.lru_cache(maxsize=32_768)  # the same few names are compared again and again
def fold(name: str) -> str:
    """``name`` in lower case without accents, stops and apostrophes; hyphens and runs of blanks as one blank.

    A decimal point stays: 1.2 is not 12.
    """
    text = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    for mark in set(_BEYOND_LATIN.findall(text)):
        if unicodedata.combining(mark):
            text = text.replace(mark, "")
    return _BLANKS.sub(" ", _STOPS.sub("", text)).strip()
