"""Presidents, prime ministers and wars that everybody can place, with their first and last years."""

from __future__ import annotations

import re

# US presidents since 1901 and British prime ministers since 1940 by the names they go by; one unbroken term each
_OFFICES = """
Theodore Roosevelt 1901 1909 | William Howard Taft 1909 1913 | Woodrow Wilson 1913 1921 | Calvin Coolidge 1923 1929
Herbert Hoover 1929 1933 | Franklin D. Roosevelt 1933 1945 | Franklin Roosevelt 1933 1945 | Harry S. Truman 1945 1953
Harry Truman 1945 1953 | Dwight D. Eisenhower 1953 1961 | Dwight Eisenhower 1953 1961 | John F. Kennedy 1961 1963
Lyndon B. Johnson 1963 1969 | Lyndon Johnson 1963 1969 | Richard Nixon 1969 1974 | Gerald Ford 1974 1977
Jimmy Carter 1977 1981 | Ronald Reagan 1981 1989 | George H. W. Bush 1989 1993 | Bill Clinton 1993 2001
George W. Bush 2001 2009 | Barack Obama 2009 2017 | Clement Attlee 1945 1951 | Anthony Eden 1955 1957
Harold Macmillan 1957 1963 | Edward Heath 1970 1974 | James Callaghan 1976 1979 | Margaret Thatcher 1979 1990
John Major 1990 1997 | Tony Blair 1997 2007 | Gordon Brown 2007 2010 | David Cameron 2010 2016 | Theresa May 2016 2019
"""
_WARS = """
Thirty Years' War 1618 1648 | Seven Years' War 1756 1763 | American Revolutionary War 1775 1783
American Civil War 1861 1865 | Crimean War 1853 1856 | Franco-Prussian War 1870 1871 | World War I 1914 1918
First World War 1914 1918 | World War II 1939 1945 | Second World War 1939 1945 | Spanish Civil War 1936 1939
Korean War 1950 1953 | Vietnam War 1955 1975 | Falklands War 1982 1982
"""


def _spans(text: str) -> dict[str, tuple[int, int]]:
    rows = (entry.split() for entry in re.split(r"\||\n", text) if entry.strip())
    return {" ".join(row[:-2]): (int(row[-2]), int(row[-1])) for row in rows}


OFFICES, WARS = _spans(_OFFICES), _spans(_WARS)
_NAMES = "|".join(re.escape(n) for n in sorted((*OFFICES, *WARS), key=len, reverse=True))
_NAMED = re.compile(rf"(?<!\w)({_NAMES})(?![\w-])")
_COUNTED_FROM = re.compile(r"\b(?:[Bb]efore|[Aa]fter|[Ss]ince|[Uu]ntil|[Ff]ollowing|[Pp]rior to) (?:\w+ )?(?:the )?$")
# the bounds of a war are no deeds within it
_BEFORE_A_BOUND = re.compile(r"\b(?:end\w*|start\w*|began|beginning|outbreak) (?:of )?(?:the )?$")
_BOUND = re.compile(
    r" (?:began|begins|broke out|started|ended|ends|came to an end|was over|lasted|was (?:fought|won|lost))\b"
)


def spans_named(text: str) -> list[tuple[int, int]]:
    """First and last years of the terms and wars that ``text`` names, less those that it only counts from."""
    plain = text.replace("’", "'")
    found = [
        m
        for m in _NAMED.finditer(plain)
        if not _COUNTED_FROM.search(plain[: m.start()])
        and not _BEFORE_A_BOUND.search(plain[: m.start()])
        and not _BOUND.match(plain, m.end())
    ]
    return [(OFFICES | WARS)[m.group(1)] for m in found]
