"""Word lists of the rules: what sounds like a hedge, a claim, an opinion, a pointer. All lower case."""

from __future__ import annotations

import re

from studyapp.engine.reading.gazetteers import classes


def phrases(text: str) -> re.Pattern[str]:
    """A pattern for any of the phrases in ``text``, one a line or divided by |, as whole words."""
    parts = [p.strip() for p in re.split(r"\s\|\s|\n", text) if p.strip()]
    return re.compile(r"(?<![\w-])(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")(?![\w-])")


HEDGE = phrases(
    """may | might | could | would | should | perhaps | possibly | probably | likely | unlikely | apparently
    seem | seems | seemed | appear to | appears to | appeared to | presumably | supposedly | arguably
    potentially | potential (?:to|for|of) | possible that | uncertain | unclear | unconfirmed | in theory | tends? to
    thought to | believed to | said to have | said to be | considered to | estimated to | (?:is|are|was|were) estimated | rumou?red | suspected
    suggests? | suggested that | suggesting that | speculat\\w+ | estimates? suggest | it is possible | must have
    (?<!as )if | unless | whether | not clear | can only be | conceivabl\\w+ | hypothes\\w+ | conjectur\\w+"""
)
PLAN = phrases(
    """plans? to | planned to | planning to | intend\\w* | is expected | are expected
    was expected | were expected | expected to | expects? | hopes? to | hoped to | aims? to | aimed to | is due to
    are due to | is set to | are set to | was set to | going to | about to | scheduled | proposes? | proposed to
    with the goal of | with the aim of | in an effort to | in order to improve | upcoming | forthcoming | impending | promis\\w+
    pledg\\w+ | vow\\w* | seeks? to | tries to | trying to | attempt(?:s|ing)? to | wants? to | wanted to
    wish\\w* to | (?<!is )(?<!are )(?<!was )(?<!were )(?<!been )consider(?:s|ed|ing)? (?:a|the|whether)"""
)
RELATIVE_TIME = phrases(
    """(?<!what is )(?<!were )(?<!was )now | nowadays | today | tonight | yesterday | tomorrow | currently | at present | presently | recently | lately
    to date | so far | until now | up to now | ago | still | no longer | latest | these days | at the moment | in recent
    most recent | the current | the present | upcoming | modern-day | as yet | ongoing
    last (?:week|month|year|night|summer|winter|spring|autumn|season|decade|monday|tuesday|wednesday|thursday|friday)
    last (?:saturday|sunday|"""
    + classes.MONTH_NAMES.lower()
    + """)
    next (?:week|month|year|summer|winter|spring|autumn|season|decade|monday|tuesday|wednesday|thursday|friday)
    this (?:week|month|year|morning|evening|afternoon|summer|winter|spring|autumn|season|decade|century|time)
    earlier this | later this | (?:in|over|during) (?:the )?(?:last|past|coming) (?:\\w+ )?(?:days?|weeks?|months?|years?|decades?|centur\\w+|season)
    (?:the )?past (?:\\w+ )?(?:year|years|week|weeks|month|months|decade|decades)
    monday | tuesday | wednesday | thursday | friday | saturday | sunday"""
)
# times that point at the text before, not at the day of writing
POINTING_TIME = phrases(
    """the same (?:day|year|month|week|time|period|evening|night|season) | that (?:day|year|month|week|time|season|summer)
    the (?:following|next|previous) (?:day|year|month|week|decade|season|century|morning|summer) | the day before | by then
    the (?:year|day|month|week) (?:before|after) | at the time | shortly (?:after|before)wards? | around this time
    since then | afterwards? | thereafter | meanwhile | by this time | until then | from then on
    (?:two|three|four|five|six|seven|eight|nine|ten|several|a few|some|many|\\d+) (?:seconds|minutes|hours|days|weeks|months|years) (?:later|earlier)
    (?:a|one) (?:minute|hour|day|week|month|year|decade|century) (?:later|earlier) | (?:days|weeks|months|years|decades) (?:later|earlier)"""
)

OPINION = phrases(
    """interestingly | notably | surprisingly | sadly | unfortunately | fortunately | remarkabl\\w+ | clearly | obviously
    undoubtedly | of course | importantly | surely | predictably | ironically | hopefully
    naturally | best-loved | beloved | beautiful | stunning | wonderful | amazing | incredible | impressive | fascinating
    legendary | iconic | unforgettable | charming | delightful | terrible | awful | great(?! (?:deal|number|many|khan|wall|lakes?|war|fire|plague)\\b) | excellent | brilliant | superb
    perfect(?! (?:numbers?|squares?|fifths?|fourths?|tense|gas|competition)\\b) | disastrous | famous for its | proud\\w* | thrilling | breathtaking | spectacular | magnificent | crucial\\w*
    vital | pivotal | momentous | unprecedented | dramatic\\w* | vibrant | rich (?:history|heritage|culture|tradition)
    testament | boast\\w* | underscor\\w+ | signif(?:y|ies|ied) | highlights? | highlighted | demonstrat\\w+ (?:the|its|their|a)
    took advantage of | scrappy | unfortunate | brilliantly | lucky | unlucky | increasingly | deepening | ever-\\w+ | complex web | challenges | exciting | proud of
    favou?rite | better than | worse than | the best | the worst | so-called | widely regarded | widely considered
    unfair\\w* | rightly | wrongly | sense of | feel\\w* | love[ds]? | enjoy\\w*
    too (?:many|much|few|little|often|long) | enough | needs? to | ought | worth \\w+ing | in conclusion"""
)
MILD_OPINION = phrases(
    """important | influential | famous | well-known | leading | prominent | major | popular\\w* | success\\w* | influence
    role | impact | significant\\w* | unique\\w* | renowned | celebrated | notable | reputation | acclaimed | prestig\\w+
    growing | ties | relations | stance | aimed at | thanks to | regarded as | fairly | successful\\w* | key"""
)
_SOMEBODY = (
    "experts?|analysts?|observers?|critics?|scholars?|historians?|researchers|scientists|commentators|sources|reports?|monitors|"
    "officials|opponents|supporters|residents|locals|fans|studies|some|many|others|people|campaigners|economists"
)
_CLAIM = (
    "say|says|said|believe\\w*|think|thought|argue\\w*|suggest\\w*|claim\\w*|note|noted|agree\\w*|point|pointed|estimate\\w*|"
    "consider\\w*|warn\\w*|indicat\\w+|report\\w*|fear\\w*|hope\\w*|expect\\w*|feel|felt|complain\\w*|speculate\\w*|"
    "described?|attribute\\w*"
)
_OFTEN = "(?:often |widely |commonly |sometimes |generally |also )?"
_SAID = "said|believed|thought|understood|claimed|reported|rumou?red|alleged|accused|faced|considered"
NOBODY = phrases(
    f"""(?:{_SOMEBODY}) (?:\\w+ ){{0,3}}(?:{_CLAIM})
    according to (?:\\w+ ){{0,3}}(?:reports?|sources|some|many|experts?|analysts?|media|legend|tradition|estimates?|critics|officials|scholars|historians|researchers|locals|residents)
    reportedly | allegedly | alleged | purported\\w* | so the story goes | tradition has it | legend has it
    it (?:is|was|has been|had been) {_OFTEN}(?:{_SAID}|argued|estimated|assumed|revealed|suggested)
    (?:is|are|was|were) {_OFTEN}(?:{_SAID}) (?:to|of|by (?:some|many))
    (?:has|have|had) been accused | (?:has|have|had) faced allegations | allegations"""
)
SPEECH_LEMMAS = frozenset(
    """say tell state claim argue add note explain suggest announce declare deny report warn insist believe think assert
    accuse allege maintain emphasise emphasize stress urge remark comment confirm admit acknowledge contend describe
    call criticise criticize praise condemn predict forecast promise testify reply respond complain point recall ask
    estimate conclude write hope fear""".split()
)
# reporting verbs whose complement may hedge, since it is what was said
REPORTING_LEMMAS = frozenset(
    """say tell state claim argue add note explain announce declare deny warn insist assert accuse allege maintain emphasise
    emphasize stress urge remark confirm admit acknowledge contend criticise criticize praise condemn predict refute
    suggest oppose reject""".split()
)
FIRST_SECOND = re.compile(r"\b(?:I|I'm|I've|we|us|our|ours|my|mine|me|you|your|yours|we're|we've|you're|let's)\b", re.I)
BOILERPLATE = phrases(
    """click | subscribe | newsletter | read more | read also | sign up | copyright | all rights reserved | photo | photograph by
    image | pictured | caption | advertisement | share this | follow us | cookie\\w* | privacy policy | print friendly | pdf
    see also | email | e-mail | log in | download | website | contact us | file photo | this article | undated photo | isbn"""
)
SENSITIVE = phrases(
    """suicide | rape[ds]? | raping | sexual\\w* | cancer | leuk(?:a)?emia | murder\\w* | molest\\w* | paedophil\\w+ | torture\\w*
    overdose\\w* | abused? | hanged | miscarriage | beheaded | stabbed"""
)
LAYOUT = phrases(
    """campus | adjacent | shuttle | seating | car park | parking | located | situated | corridor | staircase | footpath
    floors? | storeys? | entrance | opening hours | tickets? | postcode | junction"""
)
DISCOURSE_OPENING = re.compile(
    r"^(?:However|But|And|So|Yet|Thus|Hence|Therefore|Moreover|Furthermore|Additionally|In addition|Also|Besides|Instead|"
    r"Nevertheless|Nonetheless|Still|Then|Next|Afterwards?|Later|Finally|Meanwhile|Similarly|Likewise|Conversely|"
    r"In contrast|By contrast|On the other hand|As a result(?! of)|As such|For example|For instance|In fact|Indeed|Consequently|"
    r"Accordingly|Subsequently|Overall|In conclusion|In short|In particular|Specifically|Otherwise|Rather|"
    r"Another|Others?|The other|The others|Most of (?:the|these|them)|Some of (?:the|these|them)|Many of (?:the|these|them)|"
    r"Both|Neither|Either|All of (?:the|these|them)|Each of|One such|Such|Here|There(?!\s(?:are|is|were|was)\b)|"
    r"The \w{3,}est(?= (?:is|was|are|were|has|had)\b)|The (?:first|second|third|last|latter|former|best|worst|largest),|The (?:former|latter|same|following|above|result|resulting|rest|remainder|remaining|next|last|latest|new|"
    r"two|three|four|pair|others?)|These|Those|That|This|Even|Only|Nor|Or|Too|Elsewhere|Again|Again,|"
    r"First(?:ly)?,|Second(?:ly)?,|Third(?:ly)?,|Last(?:ly)?,|To (?:do|address|achieve|solve) (?:this|that|so)|"
    r"Because of (?:this|that)|For this|In this|At this|With this|After this|After that|Before that|From there|"
    r"By (?:this|that|then)|More recently|More importantly|Of these|Of those|In turn|In response,|In return|"
    r"At (?:first|last|the time|that time)|Soon(?! after [A-Zt])|Shortly(?! (?:after|before))|Early (?:versions|forms|examples|attempts)|Initially|Originally)"
    r"(?![\w'’-])"
)
# openers that may be cut off without loss
FREE_OPENER = re.compile(
    r"^(?:However|But|And|Additionally|Moreover|Furthermore|In addition|Notably|Interestingly|Nevertheless|Nonetheless|"
    r"Indeed|In fact|Of course|For example|For instance|In particular|Overall|Unsurprisingly|Surprisingly|Remarkably|Fortunately|Unfortunately|"
    r"It['’]s worth (?:noting|mentioning) that|It is worth (?:noting|mentioning) that|It should be noted that|"
    r"Conversely|In conclusion|Importantly|Significantly|Meanwhile|Finally|Crucially|Yet),?\s+|"
    r"^(?:Therefore|Thus|Hence|Consequently|Accordingly|As a result|As a consequence|Subsequently|Later|Afterwards?|Thereafter|"
    r"Soon after(?:wards?)?|Eventually|In the meantime|Also|Besides|Similarly|Likewise|In contrast|By contrast|On the other hand|"
    r"Specifically|In short|In response|In turn|As such|In return|Then|So),\s+"
)
POINTING_NOUNS = frozenset(
    """event events change changes reason reasons development developments decision decisions move moves meeting plan plans
    process method approach proposal project agreement deal discovery incident result results effect effects response
    situation issue issues problem problems idea ideas claim claims statement report letter visit trip talks display
    attack battle war conflict fighting campaign election vote match game race season tournament ceremony storm fire
    accident crash explosion disaster crisis trial case ruling verdict hearing investigation study experiment experiments
    findings device machine technique invention building house site structure city town village area region place
    location company firm club team group organisation organization party government council committee board crew
    victory defeat win loss period decade century era age time day year month summer winter job post role work works
    book film song album play novel paper article version model design system scheme programme program law act bill
    rule rules measure measures ban order policy amount number total figure sum price cost money sale purchase
    couple family marriage child children son daughter wife husband brother sister father mother parents pair two
    men women man woman people person boy girl student students teacher teachers workers soldiers troops officials
    leaders leader countries country nation nations sides players member members""".split()
)
RELATIONAL_NOUNS = frozenset(
    """age number cost price surface size length height width depth weight population capacity budget value rate share speed
    origin name title date effect effects cause causes purpose aim goal result results interior exterior roof walls wall
    owner owners author founder population inhabitants residents success failure creation opening closure completion
    construction foundation death birth arrival departure return introduction shape colour color volume temperature
    presence absence remains remainder majority minority rest end start beginning middle top bottom side front back
    edge centre center inside outside part parts piece pieces version versions model models crew staff members pupils
    players manager captain coach director president chairman chief head leader board committee winner winners loser
    ceremony prize award score goal goals outcome aftermath damage loss losses profit profits revenue income turnover
    sales production output development expansion growth decline fall rise increase decrease use usage discovery
    following latter former""".split()
)
UNIQUE_NOUNS = frozenset(
    """world sun moon earth sea ocean sky atmosphere government state public economy army navy police press media law
    internet environment climate universe planet equator weather past future present country nation king queen pope
    church parliament constitution police north south east west northeast northwest southeast southwest rest way
    middle ages renaissance enlightenment industrial revolution war cold poor rich elderly young dead sick wounded
    air ground water brain heart body blood skin liver lungs kidneys stomach eye eyes human humans night day morning
    evening afternoon spring summer autumn winter tropics arctic countryside coast shore seabed horizon border mainland moon euro dollar pound yen market stock
    people public population immune nervous bible quran olympics""".split()
)
HUMAN_VERBS = frozenset(
    """say tell write marry study teach argue publish win paint compose invent discover design lead command serve resign
    appoint elect graduate retire speak meet visit travel work play sing act direct conduct found defeat claim announce
    declare warn praise explain believe think decide refuse agree sign demonstrate prove develop propose describe
    introduce return attend train move earn score join become live bear die succeed record perform release
    negotiate request add note insist deny accuse emphasise emphasize criticise criticize inherit coach manage""".split()
)
OFFICES = frozenset(
    """president minister premier chancellor ambassador secretary king queen emperor empress prince princess duke duchess general
    admiral colonel commander chairman chairwoman chair director executive mayor governor senator congressman coach
    captain manager professor spokesman spokeswoman spokesperson founder co-founder editor bishop archbishop pope
    judge justice commissioner treasurer head leader envoy consul sheriff headteacher headmaster principal dean
    rector provost abbot abbess cardinal rabbi vicar marshal owner deputy councillor chief conductor curator
    administrator representative speaker attorney magistrate lieutenant major sultan shah tsar adviser advisor""".split()
)
OCCUPATIONS = OFFICES | frozenset(
    """physicist chemist engineer architect historian economist biologist inventor poet writer author composer painter
    explorer surgeon analyst lawyer farmer striker midfielder goalkeeper defender winger scientist researcher astronomer
    mathematician philosopher botanist zoologist geologist physician doctor nurse teacher journalist reporter novelist
    playwright actor actress singer musician pianist violinist guitarist drummer sculptor photographer businessman
    businesswoman entrepreneur merchant banker industrialist missionary monk nun priest soldier sailor pilot astronaut
    politician activist campaigner swimmer runner cyclist boxer golfer cricketer footballer batsman bowler driver jockey
    sociologist psychologist anthropologist archaeologist geographer cartographer navigator naturalist pharmacist
    carpenter blacksmith clockmaker shipbuilder brewer baker printer publisher chef gardener miner tailor weaver
    programmer designer student daughter son brother sister wife husband mother father cousin nephew niece
    uncle aunt widow""".split()
)
OCCUPATION_ENDINGS = ("ologist", "ographer", "ician", "wright", "keeper", "maker", "smith", "ographer", "yist")


def is_occupation(word: str) -> bool:
    """Whether the (lower-case, singular) word says what a person does or is to others."""
    return word in OCCUPATIONS or word.endswith(OCCUPATION_ENDINGS)


TRADE_WORDS = frozenset(
    """campaigner councillor resident farmer teacher coach striker midfielder captain manager professor dr mr mrs ms sir dame
    lord lady president prime minister king queen prince princess pope saint general colonel captain major lieutenant
    admiral sergeant justice judge senator governor mayor ambassador secretary chancellor chairman chairwoman director
    state affairs justice health education trade transport energy environment agriculture
    foreign defence defense interior finance chief deputy vice reverend rev bishop archbishop emperor empress duke
    leader spokesman spokeswoman researcher engineer scientist author historian former then""".split()
)
MONTHS = frozenset(month.lower() for month in classes.MONTHS)
EVERYDAY_TERMS = frozenset(
    """organism organisms income incomes commodity commodities semicircle particle particles substance substances
    locomotive passenger passengers customer customers inhabitant inhabitants supporter supporters teammate teammates""".split()
)
