"""Words that tell what kind of thing a name is: body, person, place, office."""

from __future__ import annotations

import re

from studyapp.engine.extraction.lexicon import OFFICES

NOT_A_PERSON = re.compile(
    r"\b(?:Clubs?|United|City|Rovers|Rangers|FC|Company|Co|Inc|Ltd|Limited|Corporation|Corp|University|College|School|Academy|"
    r"Institute|Museum|Gallery|Library|Hospital|Church|Cathedral|Abbey|Castle|Palace|House|Hall|Tower|Bridge|Park|Street|"
    r"Road|Avenue|Lane|Square|River|Lake|Mount|Mountains?|Valley|Island|Islands|Bay|Sea|Ocean|Canal|Station|Airport|Act|Treaty|"
    r"Agreement|Convention|Accord|War|Battle|Revolution|Empire|Kingdom|Republic|Party|Council|Committee|Commission|Court|"
    r"Ministry|Department|Agency|Authority|Board|Bank|Fund|Foundation|Society|Association|Union|League|Cup|Prize|Award|"
    r"Championship|Olympics|Games|News|Times|Post|Journal|Magazine|Herald|Guardian|Records|Press|Day|Week|Month|Festival|"
    r"Parliament|Assembly|Congress|Senate|Army|Navy|Force|Group|Theatre|Theater|Orchestra|Band|Trust|Project|Programme|"
    r"Program|System|Theory|Law|Bill|Report|Plan|Center|Centre|Works|Mill|Mills|Mine|Railway|Line|Dam|Port|Harbour|Harbor|"
    r"Peninsula|Coast|Desert|Province|County|District|State|States|Region|North|South|East|West|Northern|Southern|Eastern|"
    r"Western|Great|New|The|Studio|Studios|Wagner|Hotel|Stadium|Arena|Ground|Observatory|Laboratory|Expedition)\b"
)
NOT_A_TOWN = re.compile(
    r"^(?:Of|Most|Nice|Mobile|Orange|Reading|Split|Bath|Deal|Sale|Best|Man|Date|Male|Police|March|Along)$"
)
ORGANISATION = re.compile(
    r"\b(?:Club|United|Rovers|Company|Corporation|University|College|School|Institute|Museum|Council|Committee|Commission|"
    r"Court|Ministry|Department|Agency|Authority|Board|Bank|Fund|Foundation|Society|Association|Union|League|Party|"
    r"Parliament|Assembly|Congress|Senate|Organization|Organisation|Federation|Trust|Service|Bureau|Office|Group|Brothers|"
    r"Railway|Guard|Ltd|Inc|Corp|Academy|Orchestra|Laboratory|Laboratories)\b"
)
# with one of these words a name is no body, whatever other words it has ("League Cup", "Union Act")
NOT_A_BODY = re.compile(
    r"\b(?:War|Wars|Treaty|Island|Islands|Battle|Siege|Revolution|Rebellion|Restoration|Renaissance|Dynasty|Period|Era|Age|"
    r"Cup|Prize|Award|Awards|Medal|Trophy|Championships?|Tournament|Open|International|Masters|Games|Olympics|Final|Race|"
    r"Rally|Series|Act|Bill|Accords?|Agreement|Convention|Protocol|Pact|Resolution|Plan|Programme|Program|Project|Building|"
    r"House|Hall|Tower|Bridge|Street|Road|Square|Day|Week|Crisis|Scandal|Report|Theory|Expedition|Ship|Express|Stage)$"
)
ACRONYM = re.compile(r"[A-Z]{2,6}")
OFFICE_BEFORE = re.compile(
    rf"\b(?:{'|'.join(sorted(OFFICES))})(?: (?:to|of|for|in|at) (?:the )?[A-Z][\w’' ]{{2,30}})?,?\s+$", re.IGNORECASE
)
MIDDLE_INITIAL = re.compile(r"[A-Z]\w+ (?:[A-Z]\. )+[A-Z]\w+$")
LIFESPAN = re.compile(r"\s\((?:born|b\.|c\.|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d|\d{4}\s?[–-])")
TRIVIAL_PLACE = re.compile(
    r"\b(?:River|Street|Road|Lane|Avenue|Hall|Square|House|Bridge|Park|Drive|Place|Station|Church)\b"
)
# what an office is of, where the word stands before it: "Home Secretary", "Chief Operating Officer"
OFFICE_OF = frozenset(
    """home foreign prime shadow cabinet attorney first deputy vice assistant acting interim chief operating executive financial
    labour labor culture work pensions sports treasury energy press general managing police""".split()
)
MORE_OFFICES = frozenset({"officer", "mp", "mep", "msp", "secretary-general", "superintendent", "inspector"})
