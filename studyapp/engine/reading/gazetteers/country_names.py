"""What the country packages lack: corrections, other names, and persons or houses that give a country away.

Keys are ISO 3166 two-letter codes; historic states have the codes given in ``historic.py``.
"""

from __future__ import annotations

from studyapp.engine.reading.gazetteers.tables import rows

# The name a newspaper prints, where the package prefers another.
NAMES = {
    code: names[0]
    for code, names in rows(
        """
    AX: Åland Islands
    BL: Saint Barthélemy
    BQ: Caribbean Netherlands
    CV: Cape Verde
    CW: Curaçao
    CZ: Czech Republic
    MO: Macau
    NL: Netherlands
    PS: Palestine
    RE: Réunion
    ST: São Tomé and Príncipe
    TL: East Timor
    VA: Vatican City
    """
    ).items()
}

NEEDS_THE = frozenset("AE BS CD CF CG CK CZ DO FK FO GB GM IM KM KY MH MV NL PH SB SC US TC MP".split())

# Names that stand for the country itself.
ALIASES = rows(
    """
    AE: UAE; U.A.E.; Emirates
    BA: Bosnia; Bosnia-Herzegovina
    BS: The Bahamas
    CD: DR Congo; DRC; Congo-Kinshasa
    CF: CAR
    CG: Congo-Brazzaville; Congo
    CI: Côte d'Ivoire; Cote d'Ivoire
    CN: People's Republic of China; PRC; mainland China
    CV: Cabo Verde
    CZ: Czechia
    GB: UK; U.K.; Britain; Great Britain
    GM: The Gambia
    IE: Republic of Ireland; Irish Republic
    KP: DPRK; D.P.R.K.; Democratic People's Republic of Korea; Democratic People’s Republic of Korea
    KR: Republic of Korea; ROK; R.O.K.
    MK: Macedonia; Republic of North Macedonia
    MM: Burma
    MO: Macao
    NL: The Netherlands; Holland
    PS: Palestinian Territories; State of Palestine
    RU: Russian Federation
    SY: Syrian Arab Republic
    SZ: Swaziland
    TL: Timor-Leste; Timor Leste
    TR: Türkiye; Turkiye
    TW: Republic of China; Chinese Taipei
    US: US; U.S.; USA; U.S.A.; United States of America; America; the States
    VA: Holy See; Vatican
    VN: Viet Nam; Socialist Republic of Vietnam
    """
)

# Adjectives, the usual one first. Only where the package's word is missing, rare, or a noun.
ADJECTIVES = rows(
    """
    AG: Antiguan
    AR: Argentine; Argentinian; Argentinean
    BA: Bosnian
    BD: Bangladeshi
    BF: Burkinabe
    BW: Botswanan; Motswana
    CD: Congolese
    CG: Congolese
    CV: Cape Verdean
    DJ: Djiboutian
    EC: Ecuadorian; Ecuadorean
    ES: Spanish
    GB: British; English; Scottish; Welsh; Northern Irish
    GW: Bissau-Guinean
    IS: Icelandic
    KG: Kyrgyz
    KI: Kiribati
    KM: Comorian
    KZ: Kazakh; Kazakhstani
    LA: Lao; Laotian
    LI: Liechtenstein
    LS: Basotho
    LU: Luxembourgish
    LV: Latvian
    ME: Montenegrin
    MK: Macedonian; North Macedonian
    MV: Maldivian
    NP: Nepali; Nepalese
    NZ: New Zealand
    PH: Philippine; Filipino
    PR: Puerto Rican
    PS: Palestinian
    RO: Romanian
    RS: Serbian; Serb
    SA: Saudi; Saudi Arabian
    SI: Slovenian; Slovene
    SK: Slovak; Slovakian
    SR: Surinamese
    SS: South Sudanese
    SZ: Swazi
    TJ: Tajik
    TL: East Timorese; Timorese
    TM: Turkmen
    TT: Trinidadian
    UZ: Uzbek
    VA: Vatican
    XK: Kosovar; Kosovan
    """
)

# Nouns for the people, where they are not adjective + s.
PEOPLE = rows(
    """
    AF: Afghans
    CH: the Swiss
    DK: Danes; Dane
    ES: Spaniards; Spaniard
    FI: Finns; Finn
    FR: Frenchmen; the French
    GB: Britons; Briton; Brits; Englishman; Englishmen; Scots; Scot; Welshman; Scotsman
    IE: Irishman; Irishmen
    IS: Icelanders; Icelander
    KZ: Kazakhs
    NL: Dutchman; Dutchmen
    NZ: New Zealanders; New Zealander
    PH: Filipinos; Filipina
    PL: Poles; Pole
    SE: Swedes; Swede
    TR: Turks; Turk
    """
)

# Parts of a country whose name says which country is meant.
PARTS = rows(
    """
    CN: Hong Kong; Macau; Tibet; Xinjiang
    GB: England; Scotland; Wales; Northern Ireland
    RU: Siberia; Chechnya
    """
)

# Capitals other than the package's (spelling, former, or seat of government).
CAPITALS = rows(
    """
    BI: Bujumbura
    BO: La Paz
    CL: Santiago
    IL: Jerusalem; Tel Aviv
    KZ: Astana
    LK: Colombo
    MM: Naypyidaw
    MY: Putrajaya
    NL: The Hague
    PS: Ramallah
    UA: Kiev
    US: Washington, D.C.; Washington DC; Washington D.C.
    ZA: Cape Town; Bloemfontein
    """
)

# Houses and bodies that stand for a government, and titles that only its rulers had.
HOUSES = rows(
    """
    CN: Politburo; Zhongnanhai; Great Wall; People's Liberation Army
    DE: Bundestag; Bundesrat; Bundeswehr; Reichstag; Kaiser; kaiser
    FR: Élysée; Elysée
    GB: Downing Street; Westminster; Whitehall; Buckingham Palace; House of Commons; House of Lords
    IL: Knesset
    IE: Dáil; Taoiseach
    IN: Lok Sabha; Rajya Sabha
    EG: pharaoh; pharaohs; Pharaoh; khedive
    IR: shah; Shah; ayatollah; Ayatollah
    JP: Diet; shogun; shoguns; shogunate; samurai
    KR: Blue House
    PL: Sejm
    RU: Kremlin; Duma; tsar; tsars; tsarist; Tsar; Red Square; Gazprom; Wagner
    UA: Verkhovna Rada; Donbas; Crimea
    US: White House; Pentagon; Capitol; State Department; Wall Street; FBI; CIA; NASA; Senate; Congress
    """
)

# Well-known leaders: naming one names the country.
LEADERS = rows(
    """
    AR: Perón; Peron; Milei; Kirchner
    BR: Lula; Bolsonaro; Rousseff
    BY: Lukashenko
    CA: Trudeau; Carney; Harper
    CL: Pinochet; Allende; Boric
    CN: Xi Jinping; Mao Zedong; Mao; Deng Xiaoping; Hu Jintao; Zhou Enlai; Wang Yi; Li Qiang
    CU: Castro; Guevara
    DE: Merkel; Scholz; Merz; Kohl; Adenauer; Hitler; Bismarck; Willy Brandt
    EG: Nasser; Sadat; Mubarak; el-Sisi; Sisi
    ES: Franco; Sánchez
    FR: Macron; Sarkozy; Hollande; Mitterrand; Chirac; de Gaulle; Napoleon; Pompidou
    GB: Churchill; Thatcher; Blair; Cameron; Starmer; Sunak; Boris Johnson; Theresa May; Gordon Brown;
            Chamberlain; Attlee; Harold Wilson; Queen Victoria; Elizabeth II; King Charles
    IL: Netanyahu; Ben-Gurion; Rabin; Golda Meir; Sharon
    IN: Modi; Nehru; Gandhi
    IQ: Saddam Hussein; Saddam
    IR: Khomeini; Khamenei; Ahmadinejad; Rouhani; Raisi; Pezeshkian; Mossadegh
    IT: Mussolini; Berlusconi; Meloni; Draghi; Garibaldi
    JP: Abe; Kishida; Ishiba; Suga; Hirohito; Koizumi
    KP: Kim Jong Un; Kim Jong-un; Kim Jong Il; Kim Jong-il; Kim Il Sung; Kim Il-sung; Choe Son Hui
    KR: Moon Jae-in; Yoon Suk Yeol; Yoon Suk-yeol; Park Geun-hye; Lee Jae-myung; Syngman Rhee
    LY: Gaddafi; Qaddafi
    MX: López Obrador; Sheinbaum; Peña Nieto
    MM: Aung San Suu Kyi
    PK: Bhutto; Musharraf; Imran Khan; Jinnah
    PL: Wałęsa; Walesa; Tusk; Duda
    RU: Putin; Medvedev; Yeltsin; Gorbachev; Khrushchev; Stalin; Lenin; Lavrov; Shoigu; Peskov; Brezhnev
    SA: Mohammed bin Salman; King Salman; King Faisal
    SY: Assad
    TR: Erdoğan; Erdogan; Atatürk; Ataturk
    TW: Chiang Kai-shek; Tsai Ing-wen; Lai Ching-te
    UA: Zelensky; Zelenskyy; Zelenskiy; Poroshenko; Yanukovych
    US: Trump; Biden; Obama; Clinton; Bush; Reagan; Nixon; Kennedy; Roosevelt; Truman; Eisenhower; Kissinger;
            Blinken; Jimmy Carter; Lyndon Johnson; Lincoln; Woodrow Wilson; George Washington; Kamala Harris;
            Rubio
    VE: Chávez; Chavez; Maduro
    VN: Ho Chi Minh
    ZA: Mandela; Zuma; Ramaphosa; de Klerk
    ZW: Mugabe; Mnangagwa
    """
)

# Inhabited or not, these are not states of their own; they are recognised and never offered as an option.
DEPENDENT = frozenset(
    "AI AN AQ AS AW AX BL BM BQ BV CC CK CS CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS"
    " NC NF NU PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT".split()
)

POWERS = ("US", "RU", "CN", "GB", "FR", "DE", "JP", "IN")
WESTERN = ("US", "GB", "FR", "DE", "JP", "CA", "IT", "AU")
EASTERN = ("RU", "CN", "IN", "IR", "TR", "BR")
OLD_POWERS = frozenset("GB FR ES PT AT NL SE HREM PRUS RUEM AUHU OTTO DE IT SUHH".split())
