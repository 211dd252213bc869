"""Family names, and the names everybody knows."""

from __future__ import annotations

import re

from studyapp.engine.reading.gazetteers import country_names

FAMILY_FIRST = frozenset(
    """Kim Xi Mao Park Moon Cho Choe Choi Shin Lee Li Wang Zhang Chen Liu Yoon Ban Deng Hu Zhou Nguyen Ho Tsai Lai Chiang
    Jiang Zhao Han Jang Kang Ri Pak Yang Wu Huang Tran Pham Le""".split()
)


def surname_of(full: str) -> str:
    """The family name: the last word, but the first of East Asian names such as Kim Jong Un and Shin Won-sik."""
    parts = full.split()
    family_first = parts[0] in FAMILY_FIRST and (len(parts) == 3 or len(parts) == 2 and "-" in parts[1])
    return parts[0] if family_first else parts[-1]


HONOURS = frozenset("pasha bey effendi agha aga sahib junior senior jr sr esq".split())
NUMERAL = re.compile(r"[ivx]+")


def names_alone(word: str) -> bool:
    """Whether the last word of a name names its bearer by itself: not "VII" or "Pasha"."""
    bare = word.lower().rstrip(".")
    return bare not in HONOURS and not NUMERAL.fullmatch(bare)


def is_known_leader(name: str) -> bool:
    """Whether the gazetteer lists the name, or its surname, among leaders everybody knows."""
    return any(name in leaders or surname_of(name) in leaders for leaders in country_names.LEADERS.values())
