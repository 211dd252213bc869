"""The word a or an before what may stand in a gap."""

from __future__ import annotations

import functools
import re

from studyapp.engine.items import GAP
from studyapp.engine.reading.gazetteers.folding import fold

_AN = re.compile(r"[aeio]|u(?!n[ai]|[rgk]|s[ae]|til)|h(?:our|onest|eir|onou?r)")
_A_ALL_THE_SAME = re.compile(r"eu|one\b|once\b")


@functools.lru_cache(maxsize=4096)
def takes_an(text: str) -> bool:
    """Whether "an" stands before ``text``: "an hour", "an 18th birthday", "a one-way street", "a Ukrainian"."""
    word = re.sub(r"^[^\w]+", "", fold(text)).split(" ")[0]
    figure = re.match(r"\d+", word)
    if figure:
        return figure[0].startswith("8") or figure[0] in ("11", "18")
    return bool(_AN.match(word)) and not _A_ALL_THE_SAME.match(word)


def article_before_gap(shown: str) -> str:
    """ "a" or "an" when it stands right before the gap, else ""."""
    match = re.search(rf"\b([Aa]n?) {GAP}", shown)
    return match[1].lower() if match else ""
