"""Deaths and injuries of people: what no learner is asked before a person has read it."""

from __future__ import annotations

import re

# words that tell of it wherever they stand; for small letters, which is four times as fast as minding no case
ALWAYS = re.compile(
    r"\b(?:suicides?|suicidal|murder(?:s|ed|ers?|ous|ing)?|homicides?|manslaughter|massacre[sd]?|genocides?|slaughter(?:ed)?|"
    r"atrocit(?:y|ies)|rape[ds]?|raping|rapists?|molest\w*|paedophil\w+|stabb(?:ed|ing)s?|beheaded|behead(?:ing)?s?|lynch(?:ed|ing)s?|"
    r"hanged|executions? of|(?:was|were|been|be) executed|tortur(?:e|ed|ing)|overdose[sd]?|casualt(?:y|ies)|fatalit(?:y|ies)|"
    r"fatally|drown(?:ed|ing|ings)(?! out)|bloodshed|corpses?|miscarriages?|leuk[a]?emia|"
    r"assassinat(?:ed|ion|ions|ing)|kidnapp(?:ed|ing)s?|abducted|shot dead|shot (?:him|her|them)self|gunned down|mass shootings?|"
    r"bombings?|car bombs?|suicide bomb\w*|starv(?:ed|ing) to death|famines?|perished|wounded|maimed|mutilated|"
    r"death tolls?|dead bodies|bereaved|widowed|orphaned|mass graves?)\b"
)
PEOPLE = (
    r"(?:people|persons?|men|man|women|woman|child(?:ren)?|boys?|girls?|bab(?:y|ies)|workers?|miners|soldiers?|troops|passengers?|"
    r"civilians?|residents|inhabitants|villagers|patients|prisoners|students?|pupils|officers?|sailors|crew|firefighters|"
    r"members|victims|others|wife|husband|son|daughter|father|mother|brother|sister|parents|families|population|thousands|"
    r"millions|hundreds|dozens|scores|protesters|demonstrators|fans|slaves|refugees|hostages|nobody|anyone|everyone)"
)
# what is killed, dies or is dead without being anybody
NOT_PEOPLE = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|destroy\w*|dead|die[sd]?|dying|death of|injur\w+) (?:\w+ ){0,3}?(?:bacteri\w+|germs?|cells?|virus\w*|pathogens?|"
    r"weeds?|plants?|crops?|trees?|insects?|mites?|mosquito\w*|fish|parasites?|tumou?rs?|microbes?|microorganisms?|bees?|drones?|animals?|"
    r"birds?|rats?|fleas?|cattle|sheep|livestock|leaves|skin|tissues?|wood|organisms?|languages?|stars?|ends?|heat|weight|sea|"
    r"prey|zones?|reefs?|corals?|bills?|plans?|hosts?|larvae|queens?)\b"
    r"|\b(?:bacteri\w+|germs?|cells?|virus\w*|pathogens?|plants?|crops?|trees?|insects?|mites?|fish|parasites?|bees?|drones?|animals?|"
    r"birds?|rats?|fleas?|cattle|sheep|larvae|organisms?|leaves|corals?|languages?|stars?|workers? bees?|queens?)"
    r"(?: \w+){0,3} (?:kill(?:s|ed|ing)?|die[sd]?|dying|dead|death)\b"
    r"|\bdead (?:end|heat|weight|centre|center|reckoning|language)|\binjury time\b|\bnatural killers?\b|\b(?:hamstring|groin|calf|thigh|knee|ankle) injur(?:y|ies)\b|\bdeath penalty\b|\bof its death\b",
    re.IGNORECASE,
)
KILLED = re.compile(
    r"\b(?:kill(?:s|ed|ing|ings|ers?)?|slain|slay\w*|injur(?:e|es|ed|ing|y|ies)|wounds|fatal|mortally|deadl(?:y|iest))\b"
)
DEAD = re.compile(
    r"\b(?:died|dead|deaths|the dead|loss of life|lost (?:his|her|their) li(?:fe|ves)|claimed \w+ lives)\b"
)
DIE = re.compile(
    rf"\b{PEOPLE}\b[^.;]{{0,40}}\b(?:die|dies|dying)\b|\b(?:to|would|will|could|might|may) die\b|\b(?:die|dies|dying) (?:of|from)\b"
    rf"|\bdeaths? of (?:\S+ ){{0,3}}(?:{PEOPLE}\b|[A-Z])|\b(?:to|his|her|their) deaths?\b|\bput to death\b|\bdeath by\b"
    rf"|\b(?:accidental|violent|sudden|early|untimely|tragic) death\b"
)
# one of these letters stands in all that the three patterns above find: most passages need no closer look
HARM = re.compile(r"kill|sla(?:in|y)|injur|wounds|fatal|mortally|d(?:ie|ying|ea[dt])|loss of life|lost |claimed ")
LIFE = re.compile(
    r"(?P<who>(?:[A-Z][\w.'’-]+ )+)(?:(?!his |her )\w+ ){0,2}?(?:died|death)\b|\b(?:death of|dead) (?:\w+ )?(?P<whom>(?:[A-Z][\w.'’-]+ ?)+)"
    r"|(?P<own>\b(?:[Hh]e|[Ss]he|his|her|His|Her) (?:died|death)\b)"
)


def touches_suffering(shown: str, title: str = "") -> bool:
    """Whether people are told to be killed, hurt or dead.

    The death of the person whom the article's ``title`` names is a date of a life, as long as nothing violent is told.
    """
    if ALWAYS.search(shown.lower()):
        return True
    if not HARM.search(shown):
        return False
    plain = NOT_PEOPLE.sub("~", shown)
    if KILLED.search(plain):
        return True
    return bool(DEAD.search(plain) or DIE.search(plain)) and not _is_a_life_told(shown, title)


def _is_a_life_told(shown: str, title: str) -> bool:
    """Each death that is told is that of the person in the title."""
    known = set(re.findall(r"[A-Z][\w'’-]+", title))
    found = list(LIFE.finditer(shown))
    others = len(DEAD.findall(shown)) > len(found)
    return bool(found) and not others and all(_is_of(match, known) for match in found)


def _is_of(match: re.Match[str], known: set[str]) -> bool:
    name = match.group("who") or match.group("whom") or ""
    words = {w.removesuffix("'s").removesuffix("’s") for w in name.split()}
    return bool(words & known) or bool(match.group("own")) and bool(known)
