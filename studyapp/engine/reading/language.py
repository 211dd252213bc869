"""Is it English? Two witnesses, so that names, tables or capitals do not condemn an English text."""

from __future__ import annotations

import re
import unicodedata

from studyapp.engine.reading.article import UnreadableError

# Words in a text, and the share of the function words below under which it is doubted. English prose
# has 0.35 to 0.5; a short text may be a list of names.
DOUBTFUL = ((25, 0.2), (12, 0.05))
FUNCTION_WORDS = frozenset(
    "the a an and or but of to in on at by for from with as is was are were be been has had have it its he she "
    "they his her their this that these those which who not after before when into than more also one two".split()
)
SAMPLE = 20_000
NOT_ENGLISH = "This text does not seem to be English. Only English articles can be read so far."


def require_english(text: str) -> None:
    """Raise UnreadableError where ``text`` has no words or is long enough to be known as not English."""
    text = text[:SAMPLE]
    letters = [c for c in text if c.isalpha()]
    if not letters:
        raise UnreadableError("This text has no words in it.")
    latin = sum(1 for c in letters if unicodedata.name(c, "").startswith("LATIN"))
    if latin < len(letters) / 2:
        raise UnreadableError(NOT_ENGLISH)
    words = re.findall(r"[^\W\d_]+", text.lower())
    share = sum(word in FUNCTION_WORDS for word in words) / max(1, len(words))
    if share < next((least for count, least in DOUBTFUL if len(words) >= count), 0):
        import py3langid  # loads its table once, when first asked

        if py3langid.classify(text)[0] != "en":
            raise UnreadableError(NOT_ENGLISH)
