"""Short forms of names: what an article or everybody knows them to stand for."""

from __future__ import annotations

import functools
import re

# bodies whose letters everybody knows
WELL_KNOWN = {
    "UN": "United Nations",
    "EU": "European Union",
    "NATO": "North Atlantic Treaty Organization",
    "WHO": "World Health Organization",
    "IMF": "International Monetary Fund",
    "WTO": "World Trade Organization",
    "NASA": "National Aeronautics and Space Administration",
    "BBC": "British Broadcasting Corporation",
    "FBI": "Federal Bureau of Investigation",
    "CIA": "Central Intelligence Agency",
    "OPEC": "Organization of the Petroleum Exporting Countries",
    "FIFA": "Fédération Internationale de Football Association",
    "UEFA": "Union of European Football Associations",
    "IOC": "International Olympic Committee",
    "OECD": "Organisation for Economic Co-operation and Development",
    "UNESCO": "United Nations Educational, Scientific and Cultural Organization",
    "UNICEF": "United Nations Children's Fund",
    "ECB": "European Central Bank",
    "MIT": "Massachusetts Institute of Technology",
}
SMALL_WORDS = frozenset("of the for and on in to at by de la du des et y".split())
IN_BRACKETS = re.compile(r"((?:[^\W\d_][\w.&’'-]*[ -]){2,9})\((?:the )?[\"“]?([A-Z][A-Za-z.&]{1,7})[\"”]?\)")
IN_FRONT = re.compile(r"\b([A-Z]{2,8}) \(((?:the )?[A-Z][\w’'-]+(?: [\w’'-]+){1,7})\)")


def letters_of(name: str) -> str:
    """The first letters of the words that are no small words, in capitals."""
    return "".join(w[0] for w in re.split(r"[\s-]+", name) if w and w.lower() not in SMALL_WORDS).upper()


@functools.lru_cache(maxsize=64)
def explained_in(text: str) -> dict[str, str]:
    """Short form → name in full, where ``text`` prints one in brackets behind the other and the letters agree."""
    found: dict[str, str] = {}
    for match in IN_BRACKETS.finditer(text):
        short = match.group(2).replace(".", "").replace("&", "")
        words = match.group(1).strip().split()
        for size in range(2, len(words) + 1):
            full = " ".join(words[-size:])
            if letters_of(full) == short.upper() and full[0].isupper():
                found.setdefault(short, full)
                break
    for match in IN_FRONT.finditer(text):
        full = match.group(2).removeprefix("the ")
        if letters_of(full) == match.group(1):
            found.setdefault(match.group(1), full)
    return found


def written_out(short: str, text: str) -> str | None:
    """The name in full that ``short`` stands for in ``text`` or for everybody; None where nobody says so."""
    short = short.replace(".", "")
    return explained_in(text).get(short) or WELL_KNOWN.get(short)


def short_form(name: str, text: str) -> str | None:
    """The letters for ``name``, where ``text`` explains them or everybody knows them."""
    folded = name.lower()
    for short, full in (*explained_in(text).items(), *WELL_KNOWN.items()):
        if full.lower() == folded:
            return short
    return None


def other_forms(name: str, text: str) -> list[str]:
    """The same body in full or by its letters, these with full stops, too: "United Nations", "UN", "U.N."."""
    full, short = written_out(name, text) if name.isupper() else None, short_form(name, text)
    letters = short or (name if full else "")
    dotted = "".join(f"{letter}." for letter in letters)
    return [form for form in (full, letters, dotted) if form and form != name]
