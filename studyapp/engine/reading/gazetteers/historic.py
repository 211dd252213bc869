"""States that no longer exist, with the years in which they did."""

from __future__ import annotations

from typing import NamedTuple

from studyapp.engine.reading.gazetteers.tables import rows


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


# name; other names; adjectives (each list by commas); capital; continent; first and last year; the?; successor
_STATES = rows(
    """
    SUHH: Soviet Union; USSR, U.S.S.R.; Soviet; Moscow; EU; 1922; 1991; the; RU
    DDDE: East Germany; GDR; East German; East Berlin; EU; 1949; 1990; ; DE
    FRDE: West Germany; ; West German; Bonn; EU; 1949; 1990; ; DE
    YUCS: Yugoslavia; ; Yugoslav, Yugoslavian; Belgrade; EU; 1918; 1992; ; RS
    CSHH: Czechoslovakia; ; Czechoslovak; Prague; EU; 1918; 1992; ; CZ
    AUHU: Austria-Hungary; ; Austro-Hungarian; Vienna; EU; 1867; 1918; ; AT
    OTTO: Ottoman Empire; ; Ottoman; Constantinople; AS; 1299; 1922; the; TR
    PRUS: Prussia; ; Prussian; Berlin; EU; 1525; 1871; ; DE
    RUEM: Russian Empire; ; ; Saint Petersburg; EU; 1721; 1917; the; RU
    HREM: Holy Roman Empire; ; ; ; EU; 962; 1806; the; DE
    BYZA: Byzantine Empire; Byzantium; Byzantine; Constantinople; EU; 395; 1453; the; 
    ROEM: Roman Empire; ; Roman; Rome; EU; -27; 476; the; IT
    PERS: Persia; ; Persian; Tehran; AS; -550; 1935; ; IR
    SARD: Sardinia-Piedmont; Kingdom of Sardinia; Sardinian; Turin; EU; 1720; 1861; ; IT
    SIAM: Siam; ; Siamese; Bangkok; AS; 1350; 1939; ; TH
    CEYL: Ceylon; ; Ceylonese; Colombo; AS; 1815; 1972; ; LK
    RHOD: Rhodesia; ; Rhodesian; Salisbury; AF; 1965; 1979; ; ZW
    ZAIR: Zaire; ; Zairean; Kinshasa; AF; 1971; 1997; ; CD
    SVTN: South Vietnam; ; South Vietnamese; Saigon; AS; 1955; 1975; ; VN
    NVTN: North Vietnam; ; North Vietnamese; Hanoi; AS; 1945; 1976; ; VN
    QING: Qing Empire; Qing dynasty; Qing; Beijing; AS; 1644; 1912; the; CN
    PAPL: Papal States; ; papal; Rome; EU; 754; 1870; the; IT
    """
)


def _listed(names: str) -> tuple[str, ...]:
    return tuple(n.strip() for n in names.split(",") if n.strip())


STATES = tuple(
    HistoricState(
        code, name, _listed(others), _listed(adjectives), capital, part, int(first), int(last), the == "the", then
    )
    for code, (name, others, adjectives, capital, part, first, last, the, then) in _STATES.items()
)

FORMER_SOVIET = frozenset("AM AZ BY EE GE KZ KG LV LT MD TJ TM UA UZ RU".split())

# First year as a state of that name, where a reader would call an earlier mention wrong.
INDEPENDENT_SINCE = {
    code: int(year)
    for year, codes in rows(
        """
        1776: US
        1804: HT
        1811: PY
        1815: LU NL
        1816: AR
        1818: CL
        1819: CO
        1821: MX PE
        1822: BR
        1825: BO
        1828: UY
        1830: BE EC GR VE
        1844: DO
        1861: IT
        1867: CA
        1871: DE
        1877: RO
        1878: BG
        1901: AU
        1902: CU
        1903: PA
        1905: NO
        1907: BT NZ
        1910: ZA
        1911: MN
        1912: AL
        1917: FI
        1918: AT HU PL
        1919: AF
        1922: EG IE
        1923: TR
        1932: IQ SA
        1943: LB
        1944: IS
        1945: ID VN
        1946: JO PH SY
        1947: IN PK
        1948: IL KP KR LK MM
        1951: LY
        1953: KH LA
        1956: MA SD TN
        1957: GH MY
        1958: GN
        1960: BF BJ CD CF CG CI CM CY GA MG ML MR NE NG SN SO TD TG
        1961: KW TZ
        1962: BI DZ JM RW TT UG
        1963: KE
        1964: MT MW ZM
        1965: SG
        1966: BB BW GY LS
        1968: SZ
        1970: FJ
        1971: AE BD BH QA
        1974: GW
        1975: AO CV MZ PG
        1977: DJ
        1980: ZW
        1984: BN
        1988: PS
        1990: NA
        1991: AM AZ BA BY EE GE HR KG KZ LT LV MD MK SI TJ TM UA UZ
        1993: CZ ER SK
        2002: TL
        2006: ME RS
        2008: XK
        2011: SS
        """
    ).items()
    for code in codes[0].split()
}
