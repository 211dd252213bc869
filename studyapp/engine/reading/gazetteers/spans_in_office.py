"""Heads of state and government, wars and eras that everybody can place, with their first and last years."""

from __future__ import annotations

import re

# heads of state and government by the names they go by; whoever held office twice stands here twice
_OFFICES = """
George Washington 1789 1797 | Thomas Jefferson 1801 1809 | James Madison 1809 1817 | James Monroe 1817 1825
Andrew Jackson 1829 1837 | James K. Polk 1845 1849 | Abraham Lincoln 1861 1865 | Andrew Johnson 1865 1869
Ulysses S. Grant 1869 1877 | Grover Cleveland 1885 1889 | Grover Cleveland 1893 1897 | William McKinley 1897 1901
Theodore Roosevelt 1901 1909 | William Howard Taft 1909 1913 | Woodrow Wilson 1913 1921 | Warren G. Harding 1921 1923
Calvin Coolidge 1923 1929 | Herbert Hoover 1929 1933 | Franklin D. Roosevelt 1933 1945 | Franklin Roosevelt 1933 1945
Harry S. Truman 1945 1953 | Harry Truman 1945 1953 | Dwight D. Eisenhower 1953 1961 | Dwight Eisenhower 1953 1961
John F. Kennedy 1961 1963 | Lyndon B. Johnson 1963 1969 | Lyndon Johnson 1963 1969 | Richard Nixon 1969 1974
Gerald Ford 1974 1977 | Jimmy Carter 1977 1981 | Ronald Reagan 1981 1989 | George H. W. Bush 1989 1993
Bill Clinton 1993 2001 | George W. Bush 2001 2009 | Barack Obama 2009 2017 | Donald Trump 2017 2021
Donald Trump 2025 2029 | Joe Biden 2021 2025
David Lloyd George 1916 1922 | Neville Chamberlain 1937 1940 | Winston Churchill 1940 1945 | Winston Churchill 1951 1955
Clement Attlee 1945 1951 | Anthony Eden 1955 1957 | Harold Macmillan 1957 1963 | Harold Wilson 1964 1970
Harold Wilson 1974 1976 | Edward Heath 1970 1974 | James Callaghan 1976 1979 | Margaret Thatcher 1979 1990
John Major 1990 1997 | Tony Blair 1997 2007 | Gordon Brown 2007 2010 | David Cameron 2010 2016 | Theresa May 2016 2019
Boris Johnson 2019 2022
Charles de Gaulle 1959 1969 | François Mitterrand 1981 1995 | Jacques Chirac 1995 2007 | Nicolas Sarkozy 2007 2012
François Hollande 2012 2017 | Willy Brandt 1969 1974 | Helmut Kohl 1982 1998 | Gerhard Schröder 1998 2005
Angela Merkel 2005 2021 | Vladimir Lenin 1917 1924 | Joseph Stalin 1924 1953 | Nikita Khrushchev 1953 1964
Leonid Brezhnev 1964 1982 | Mikhail Gorbachev 1985 1991 | Boris Yeltsin 1991 1999 | Vladimir Putin 2000 2008
Vladimir Putin 2012 2049 | Kim Il Sung 1948 1994 | Kim Jong Il 1994 2011 | Kim Jong Un 2012 2049 | Kim Jong-un 2012 2049
Mao Zedong 1949 1976 | Deng Xiaoping 1978 1992 | Adolf Hitler 1933 1945 | Benito Mussolini 1922 1943
Queen Victoria 1837 1901 | Elizabeth I 1558 1603 | Elizabeth II 1952 2022 | Henry VIII 1509 1547 | Louis XIV 1643 1715
Kublai Khan 1260 1294 | Genghis Khan 1206 1227 | Pope John Paul II 1978 2005 | Nelson Mandela 1994 1999
"""
_WARS = """
First Crusade 1096 1099 | Hundred Years' War 1337 1453 | Thirty Years' War 1618 1648 | English Civil War 1642 1651
War of the Spanish Succession 1701 1714 | War of the Austrian Succession 1740 1748 | French and Indian War 1754 1763
Seven Years' War 1756 1763 | American Revolutionary War 1775 1783 | American Revolution 1775 1783
French Revolution 1789 1799 | Napoleonic Wars 1803 1815 | War of 1812 1812 1815 | Congress of Vienna 1814 1815
Mexican-American War 1846 1848 | Crimean War 1853 1856 | American Civil War 1861 1865 | Confederate 1861 1865
Confederacy 1861 1865 | Union forces 1861 1865 | Union troops 1861 1865 | Franco-Prussian War 1870 1871
Spanish-American War 1898 1898 | Boer War 1899 1902 | Russo-Japanese War 1904 1905 | World War I 1914 1918
First World War 1914 1918 | Russian Civil War 1917 1922 | Weimar Republic 1919 1933 | Great Depression 1929 1939
Nazi Germany 1933 1945 | Spanish Civil War 1936 1939 | World War II 1939 1945 | Second World War 1939 1945
Cold War 1947 1991 | Korean War 1950 1953 | Vietnam War 1955 1975 | Iran-Iraq War 1980 1988 | Falklands War 1982 1982
Gulf War 1990 1991 | Iraq War 2003 2011
First French Empire 1804 1815 | Polish-Lithuanian Commonwealth 1569 1795
"""


Years = tuple[int, int]


def _spans(text: str) -> dict[str, list[Years]]:
    found: dict[str, list[Years]] = {}
    for entry in re.split(r"\||\n", text):
        *name, first, last = entry.split() or ("", "0", "0")
        if name[0]:
            found.setdefault(" ".join(name), []).append((int(first), int(last)))
    return found


OFFICES, WARS = _spans(_OFFICES), _spans(_WARS)
_NAMES = "|".join(re.escape(n) for n in sorted((*OFFICES, *WARS), key=len, reverse=True))
_NAMED = re.compile(rf"(?<!\w)({_NAMES})(?![\w-])")
_COUNTED_FROM = re.compile(r"\b(?:[Bb]efore|[Aa]fter|[Ss]ince|[Uu]ntil|[Ff]ollowing|[Pp]rior to) (?:\w+ )?(?:the )?$")
_BEHIND = re.compile(r"\b(?:[Aa]fter|[Ff]ollowing) (?:the (?:end of the )?)?$")
_AHEAD = re.compile(r"\b(?:[Bb]efore|[Pp]rior to) (?:the (?:start of the |outbreak of the )?)?$")
# the bounds of a war are no deeds within it
_BEFORE_A_BOUND = re.compile(r"\b(?:end\w*|start\w*|began|beginning|outbreak) (?:of )?(?:the )?$")
_BOUND = re.compile(
    r" (?:began|begins|broke out|started|ended|ends|came to an end|was over|lasted|was (?:fought|won|lost))\b"
)


def spans_named(text: str) -> list[Years]:
    """First and last years of the terms and wars that ``text`` names, less those that it only counts from."""
    found = [
        m
        for m in _places(text)
        if not _COUNTED_FROM.search(m.string[: m.start()])
        and not _BEFORE_A_BOUND.search(m.string[: m.start()])
        and not _BOUND.match(m.string, m.end())
    ]
    return [years for m in found for years in _years_of(m)]


def wars_named(text: str) -> list[Years]:
    """First and last years of the wars that ``text`` (a title) names."""
    return [years for m in _places(text) for years in WARS.get(m.group(1), [])]


def counted_from(text: str) -> tuple[list[int], list[int]]:
    """Last years of the wars after which, and first years of those before which ``text`` places what it tells."""
    after, before = [], []
    for m in _places(text):
        head = m.string[: m.start()]
        for first, last in WARS.get(m.group(1), []):
            after += [last] if _BEHIND.search(head) else []
            before += [first] if _AHEAD.search(head) else []
    return after, before


def _places(text: str) -> list[re.Match[str]]:
    return list(_NAMED.finditer(text.replace("’", "'").replace("–", "-")))


def _years_of(place: re.Match[str]) -> list[Years]:
    return [*OFFICES.get(place.group(1), []), *WARS.get(place.group(1), [])]
