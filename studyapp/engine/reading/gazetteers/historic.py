"""States that no longer exist, with the years in which they did."""

from __future__ import annotations

from typing import NamedTuple


class HistoricState(NamedTuple):
    code: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    capital: str
    continent: str
    first: int
    last: int
    needs_the: bool
    successor: str  # ISO code of the state that a reader equates with it, or ""


STATES = (
    HistoricState(
        "SUHH",
        "Soviet Union",
        ("USSR", "U.S.S.R."),
        ("Soviet",),
        "Moscow",
        "EU",
        1922,
        1991,
        True,
        "RU",
    ),
    HistoricState(
        "DDDE",
        "East Germany",
        ("GDR",),
        ("East German",),
        "East Berlin",
        "EU",
        1949,
        1990,
        False,
        "DE",
    ),
    HistoricState(
        "FRDE",
        "West Germany",
        (),
        ("West German",),
        "Bonn",
        "EU",
        1949,
        1990,
        False,
        "DE",
    ),
    HistoricState(
        "YUCS",
        "Yugoslavia",
        (),
        ("Yugoslav", "Yugoslavian"),
        "Belgrade",
        "EU",
        1918,
        1992,
        False,
        "RS",
    ),
    HistoricState(
        "CSHH",
        "Czechoslovakia",
        (),
        ("Czechoslovak",),
        "Prague",
        "EU",
        1918,
        1992,
        False,
        "CZ",
    ),
    HistoricState(
        "AUHU",
        "Austria-Hungary",
        (),
        ("Austro-Hungarian",),
        "Vienna",
        "EU",
        1867,
        1918,
        False,
        "AT",
    ),
    HistoricState(
        "OTTO",
        "Ottoman Empire",
        (),
        ("Ottoman",),
        "Constantinople",
        "AS",
        1299,
        1922,
        True,
        "TR",
    ),
    HistoricState("PRUS", "Prussia", (), ("Prussian",), "Berlin", "EU", 1525, 1871, False, "DE"),
    HistoricState(
        "RUEM",
        "Russian Empire",
        (),
        (),
        "Saint Petersburg",
        "EU",
        1721,
        1917,
        True,
        "RU",
    ),
    HistoricState("HREM", "Holy Roman Empire", (), (), "", "EU", 962, 1806, True, "DE"),
    HistoricState(
        "BYZA",
        "Byzantine Empire",
        ("Byzantium",),
        ("Byzantine",),
        "Constantinople",
        "EU",
        395,
        1453,
        True,
        "",
    ),
    HistoricState("ROEM", "Roman Empire", (), ("Roman",), "Rome", "EU", -27, 476, True, "IT"),
    HistoricState("PERS", "Persia", (), ("Persian",), "Tehran", "AS", -550, 1935, False, "IR"),
    HistoricState(
        "SARD",
        "Sardinia-Piedmont",
        ("Kingdom of Sardinia",),
        ("Sardinian",),
        "Turin",
        "EU",
        1720,
        1861,
        False,
        "IT",
    ),
    HistoricState("SIAM", "Siam", (), ("Siamese",), "Bangkok", "AS", 1350, 1939, False, "TH"),
    HistoricState("CEYL", "Ceylon", (), ("Ceylonese",), "Colombo", "AS", 1815, 1972, False, "LK"),
    HistoricState(
        "RHOD",
        "Rhodesia",
        (),
        ("Rhodesian",),
        "Salisbury",
        "AF",
        1965,
        1979,
        False,
        "ZW",
    ),
    HistoricState("ZAIR", "Zaire", (), ("Zairean",), "Kinshasa", "AF", 1971, 1997, False, "CD"),
    HistoricState(
        "SVTN",
        "South Vietnam",
        (),
        ("South Vietnamese",),
        "Saigon",
        "AS",
        1955,
        1975,
        False,
        "VN",
    ),
    HistoricState(
        "NVTN",
        "North Vietnam",
        (),
        ("North Vietnamese",),
        "Hanoi",
        "AS",
        1945,
        1976,
        False,
        "VN",
    ),
    HistoricState(
        "QING",
        "Qing Empire",
        ("Qing dynasty",),
        ("Qing",),
        "Beijing",
        "AS",
        1644,
        1912,
        True,
        "CN",
    ),
    HistoricState("PAPL", "Papal States", (), ("papal",), "Rome", "EU", 754, 1870, True, "IT"),
)

FORMER_SOVIET = frozenset(["AM", "AZ", "BY", "EE", "GE", "KZ", "KG", "LV", "LT", "MD", "TJ", "TM", "UA", "UZ", "RU"])
FORMER_YUGOSLAV = frozenset(["BA", "HR", "ME", "MK", "RS", "SI", "XK"])

# First year as a state of that name, where a reader would call an earlier mention wrong.
INDEPENDENT_SINCE = (
    dict.fromkeys(FORMER_SOVIET - {"RU"}, 1991)
    | dict.fromkeys(FORMER_YUGOSLAV - {"ME", "RS", "XK"}, 1991)
    | {
        "ME": 2006,
        "RS": 2006,
        "XK": 2008,
        "CZ": 1993,
        "SK": 1993,
        "ER": 1993,
        "SS": 2011,
        "TL": 2002,
        "NA": 1990,
    }
    | {
        "IL": 1948,
        "IN": 1947,
        "PK": 1947,
        "BD": 1971,
        "ID": 1945,
        "PH": 1946,
        "MY": 1957,
        "SG": 1965,
    }
    | {
        "KP": 1948,
        "KR": 1948,
        "VN": 1945,
        "LA": 1953,
        "KH": 1953,
        "MM": 1948,
        "LK": 1948,
        "IE": 1922,
        "FI": 1917,
    }
    | {
        "IS": 1944,
        "CY": 1960,
        "MT": 1964,
        "SY": 1946,
        "LB": 1943,
        "JO": 1946,
        "IQ": 1932,
        "SA": 1932,
        "KW": 1961,
    }
    | {
        "DZ": 1962,
        "MA": 1956,
        "TN": 1956,
        "LY": 1951,
        "SD": 1956,
        "EG": 1922,
        "GH": 1957,
        "GN": 1958,
        "UG": 1962,
    }
    | dict.fromkeys(
        ["BJ", "BF", "CM", "CF", "TD", "CG", "CD", "CI", "GA", "MG", "ML", "MR", "NE", "NG", "SN", "SO", "TG"], 1960
    )
    | {
        "KE": 1963,
        "TZ": 1961,
        "RW": 1962,
        "BI": 1962,
        "ZM": 1964,
        "MW": 1964,
        "BW": 1966,
        "LS": 1966,
        "SZ": 1968,
    }
    | {
        "AO": 1975,
        "MZ": 1975,
        "CV": 1975,
        "GW": 1974,
        "DJ": 1977,
        "ZW": 1980,
        "AE": 1971,
        "QA": 1971,
        "BH": 1971,
    }
    | {
        "BE": 1830,
        "GR": 1830,
        "IT": 1861,
        "DE": 1871,
        "RO": 1877,
        "BG": 1878,
        "AL": 1912,
        "NO": 1905,
        "PL": 1918,
    }
    | {
        "AT": 1918,
        "HU": 1918,
        "TR": 1923,
        "US": 1776,
        "CA": 1867,
        "AU": 1901,
        "NZ": 1907,
        "ZA": 1910,
        "MX": 1821,
    }
    | {
        "BR": 1822,
        "AR": 1816,
        "CL": 1818,
        "CO": 1819,
        "PE": 1821,
        "BO": 1825,
        "UY": 1828,
        "PY": 1811,
        "VE": 1830,
    }
    | {
        "EC": 1830,
        "CU": 1902,
        "HT": 1804,
        "DO": 1844,
        "PA": 1903,
        "JM": 1962,
        "TT": 1962,
        "BB": 1966,
        "GY": 1966,
    }
    | {
        "PG": 1975,
        "FJ": 1970,
        "MN": 1911,
        "LU": 1815,
        "NL": 1815,
        "BT": 1907,
        "AF": 1919,
        "BN": 1984,
        "PS": 1988,
    }
)
