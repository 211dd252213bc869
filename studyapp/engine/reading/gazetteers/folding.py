"""One folded form for comparing names."""

from __future__ import annotations

import functools
import re
import unicodedata

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "þ": "th"})


@functools.lru_cache(maxsize=32_768)  # the same few names are compared again and again
def fold(name: str) -> str:
    """``name`` in lower case without accents, stops and apostrophes; hyphens and runs of blanks as one blank.

    A decimal point stays: 1.2 is not 12.
    """
    text = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"['’‘`´\"“”]|(?<!\d)\.|\.(?!\d)", "", text)
    return re.sub(r"[\s\-‐‑–—_]+", " ", text).strip()
