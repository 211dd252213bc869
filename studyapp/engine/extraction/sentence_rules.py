"""Sentences that are no ground for a question: refused whole, each with its reason."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from studyapp.engine.extraction import lexicon
from studyapp.engine.extraction.attribution import Attribution, attribution_of, named_subject, speech_verb
from studyapp.engine.extraction.rules import Rule, broken, first_broken
from studyapp.engine.extraction.sentence import MARKERS, QUOTES, SUBJECT_DEPS, Wording, is_finite
from studyapp.engine.extraction.slips import present_since, slipped_word, stray_capital
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.reading.gazetteers.classes import MONTH_NAMES

SHORTEST, LONGEST = 6, 44  # words
LONGEST_QUOTATION = 5  # words
PLURAL_IN_FORM = frozenset(
    "series species means works headquarters barracks crossroads news thanks others glasses".split()
)
GAPPED = re.compile(
    rf"\band (?!(?:{MONTH_NAMES})\b)"
    r"(?:[A-Z]\w+ ){1,3}[$£€]?\d[\d,.]*(?! (?:and|in|of|on)\b)"
    r"|[$£€]\d[\w,.]*(?: \w+)?, (?:and )?(?:the )?(?:[A-Z]\w+ ){1,4}[$£€]\d"
)
NAMES_LIKE_MODALS = re.compile(
    r"(?<=[a-z,] )(?:May|Will|March)\b|\b(?:in|of|since|by|until|early|late|and|on|\d) May\b|\bMay \d"
)


CONDITION = re.compile(r"\b(?:if|unless|whether)\b")  # a law of nature has its conditions and is no guess
COULD_NOT = re.compile(r"\bcould (?:not|no longer|only)\b(?! have\b)")
# marks that editors leave behind a claim that they could not verify
DOUBTED = re.compile(
    r"\bcitation needed\b|\[(?:dubious|disputed|(?:clarification|verification|page) needed|who\?|when\?|where\?|"
    r"according to whom\??|unreliable source\??|failed verification)[^\]]*\]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SentenceCase:
    """A wording with the article around it."""

    wording: Wording
    survey: Survey

    @functools.cached_property
    def lower(self) -> str:
        """The wording in lower case, straight apostrophes, without months and names that look like modals."""
        return NAMES_LIKE_MODALS.sub("~", self.wording.text).lower().replace("’", "'")

    @functools.cached_property
    def plain(self) -> str:
        """``lower`` without names: a "Great Fire" praises nothing and a "Hope Street" hopes for nothing."""
        text = re.sub(r"(?<=[^.!?] )(?:[A-Z][\w’'-]*)", "~", self.wording.text)
        return NAMES_LIKE_MODALS.sub("~", text).lower().replace("’", "'")

    @functools.cached_property
    def attribution(self) -> Attribution | None:
        return attribution_of(self.wording, self.survey)

    @property
    def in_what_was_said(self) -> bool:
        """A named speaker's reporting verb (or "according to") stands over the sentence: its claim may hedge."""
        found = self.attribution
        return bool(found and (found.verb is None or found.verb.lemma.lower() in lexicon.REPORTING_LEMMAS))


def _says_nothing_finite(case: SentenceCase) -> bool:
    """No finite verb with a subject, or at least with a noun before it (the parser may miss the bond)."""
    sentence, nouns = case.wording.sentence, False
    tokens = case.wording.tokens
    headless = not any(t.dep in SUBJECT_DEPS for t in tokens)
    if tokens and headless and tokens[0].tag in {"VBN", "VBG", "VBD", "VB"}:
        return True  # "Renamed in 1853 and opened in 1855."
    if (
        tokens
        and tokens[0].label != "PERSON"
        and re.fullmatch(r"[A-Z][a-z]{2,}ed", tokens[0].text)
        and "," not in case.wording.text
    ):
        return True  # the same where the parser takes the first word for a name
    for token in tokens:
        if token.pos in {"VERB", "AUX"} and nouns and is_finite(sentence, token):
            return False
        nouns = nouns or token.pos in {"NOUN", "PROPN", "PRON"}
    return True


def _root_is_lost(case: SentenceCase) -> bool:
    """The clause that carries the sentence was cut away, or the sentence is several to the parser."""
    roots = [r for r in case.wording.sentence.roots if r.pos != "PUNCT"]
    shown = {t.i for t in case.wording.tokens}
    if not roots or not any(r.i in shown for r in roots) or len(roots) > 2:
        return True
    first = case.wording.tokens[0] if case.wording.tokens else None
    opens = first is not None and first.text.lower() in {
        "when",
        "while",
        "although",
        "because",
        "if",
        "whereas",
        "though",
        "since",
        "which",
        "who",
    }
    opens = opens and first is not None and first.dep in {"mark", "advmod", "nsubj"}
    return opens and first is not None and first.head == roots[0].i  # a subordinate clause that lost its main clause


def _number_clash(case: SentenceCase) -> bool:
    tokens = case.wording.tokens
    for one, two in zip(tokens, tokens[1:], strict=False):
        if two.dep != "compound" and (
            two.tag == "NNS"
            and two.text.lower() not in PLURAL_IN_FORM
            and one.text.lower() in {"each", "every", "a", "an"}
        ):
            return True
        if one.text == "an" and re.match(r"[bcdfgjklmnpqrstvwxz][aeiou]", two.text):
            return True
        if (
            one.text == "a"
            and re.match(r"[aeio][a-z]", two.text)
            and not re.match(r"(?:eu|one|once|uni|use|ewe)", two.text)
        ):
            return True
    return False


def _doubled_word(case: SentenceCase) -> bool:
    return bool(re.search(r"\b(\w+) \1\b(?<!had had)(?<!that that)", case.lower)) and not re.search(
        r"\b([A-Z]\w+) \1\b", case.wording.text
    )


def _plural_nationality(case: SentenceCase) -> bool:
    return bool(re.search(r"\bthe [A-Z]\w+(?:ians|eans) [a-z-]+s\b", case.wording.text))


def _quotation(case: SentenceCase) -> bool:
    text = case.wording.text
    if text[:1] in "\"“‘'" or len(QUOTES.findall(text)) % 2:
        return True
    quoted = re.findall(r"[\"“]([^\"”]*)[\"”]", text)
    return any(len(q.split()) > LONGEST_QUOTATION for q in quoted)


def _brackets(case: SentenceCase) -> bool:
    text = case.wording.text
    if re.search(r"[\[\]{}|<>=@#*\\/]{1}(?![\w]*hr?\b)|\.\.\.|…|https?:|www\.", re.sub(r"(?<=\w)/(?=\w)", "", text)):
        return True
    if text.count("(") != text.count(")"):
        return True
    return any(len(p.split()) > 6 or ";" in p for p in re.findall(r"\(([^)]*)\)", text))


def _unnamed_speech(case: SentenceCase) -> bool:
    return speech_verb(case.wording.sentence) in case.wording.tokens and case.attribution is None


def _first_or_second_person(case: SentenceCase) -> bool:
    text = re.sub(r"\bWorld War I\b|\b[A-Z]\w+ I\b(?!['’])", "~", case.wording.text)
    return bool(re.search(r"\bI\b", text)) or bool(
        re.search(
            r"\b(?:we|us|our|ours|my|me|you|your|yours|let's)\b",
            text.replace("US", "").lower().replace("u.s.", ""),
        )
    )


def _hedge(case: SentenceCase) -> bool:
    if case.in_what_was_said:
        return False
    text = case.plain
    if not case.survey.is_news:
        text = CONDITION.sub("~", text)
    return bool(lexicon.HEDGE.search(COULD_NOT.sub("~", text)))


# whoever does one of these tells a plan of his own: that he plans it is a fact
OWN_PLANS = frozenset("pledge vow promise plan propose agree offer threaten".split())
SCHEDULED = re.compile(
    r"\b(?:will|(?:is|are|was|were) (?:due |set |scheduled )?to) (?:then |next |also )?(?:be )?"
    r"(?:held|sentenced|published|released|shown|screened|broadcast|launched|opened|unveiled|debated|take place|open|close|"
    r"begin|start|play|face|meet|visit|host|appear|perform|stand trial)\b"
)
ON_A_DAY = re.compile(rf"\b(?:on|from) (?:\d{{1,2}} (?:{MONTH_NAMES})|(?:{MONTH_NAMES}) \d{{1,2}})\b")


def _told_as_a_plan(case: SentenceCase) -> bool:
    """A named body or person commits itself, or a dated report gives the day on which something is to be."""
    sentence, metadata = case.wording.sentence, case.survey.article.metadata
    root = sentence.root
    if root is not None and root.lemma.lower() in OWN_PLANS and not sentence.children(root, "auxpass", "neg"):
        subject = sentence.subject_of(root)
        return subject is not None and named_subject(sentence, case.survey, subject) is not None
    dated = metadata.published_on or metadata.as_of
    return bool(dated and SCHEDULED.search(case.wording.text) and ON_A_DAY.search(case.wording.text))


def _plan(case: SentenceCase) -> bool:
    if case.in_what_was_said or _told_as_a_plan(case):
        return False
    future = any(t.tag == "MD" and t.lemma.lower() in {"will", "shall", "wo", "'ll"} for t in case.wording.tokens)
    return future or bool(lexicon.PLAN.search(case.plain))


def _tells_nobody(case: SentenceCase) -> bool:
    """A question, an exclamation, or an order to the reader ("See the family …")."""
    tokens = case.wording.tokens
    first = tokens[0] if tokens else None
    ordered = first is not None and first.tag == "VB" and first.dep == "ROOT" and first.text in ORDERS
    return case.wording.text.rstrip("\"'”")[-1:] in "?!:" or ordered


ORDERS = frozenset(
    "See Note Compare Consider Recall Imagine Suppose Let Take Remember Click Visit Read Look Try".split()
)


def _dangling_end(case: SentenceCase) -> bool:
    return bool(
        re.search(
            r"\b(?:the|a|an|of|to|and|or|with|by|as|for|in|at|from|that|which|who|including|stating|saying)['\"”]?[.,;:]?$",
            case.lower,
        )
    )


SENTENCE_RULES: tuple[Rule[SentenceCase], ...] = (
    Rule("too_short", "Fewer than six words say too little.", lambda c: c.wording.word_count < SHORTEST),
    Rule("too_long", "More than 44 words are more than one can take in.", lambda c: c.wording.word_count > LONGEST),
    Rule(
        "no_full_stop",
        "A line without closing punctuation is a heading or a fragment.",
        lambda c: MARKERS.sub("", c.wording.sentence.text).rstrip("\"”')")[-1:] not in ".!?",
    ),
    Rule(
        "not_a_statement",
        "A question, an exclamation or an order states nothing.",
        _tells_nobody,
    ),
    Rule("no_clause", "There is no subject with a finite verb.", _says_nothing_finite),
    Rule("unclear_structure", "The parser finds no main clause or several.", _root_is_lost),
    Rule("dangling_end", "The sentence ends in a word that asks for more.", _dangling_end),
    Rule("number_clash", "Article and noun do not agree: the source is garbled.", _number_clash),
    Rule("doubled_word", "A word stands twice in a row: the source is garbled.", _doubled_word),
    Rule("garbled_plural", "A plural nationality stands before a noun: the source is garbled.", _plural_nationality),
    Rule(
        "lower_case_start",
        "A sentence that starts in lower case was split wrongly.",
        lambda c: c.wording.sentence.text[:1].islower(),
    ),
    Rule("quotation", "It opens with, breaks off in, or mostly is a quotation.", _quotation),
    Rule("brackets", "Brackets, ellipses or addresses interrupt it.", _brackets),
    Rule(
        "stray_capital",
        "A comma stands where a sentence ends: the source is garbled.",
        lambda c: stray_capital(c.wording),
    ),
    Rule("slipped_word", "A word is missing or wrong: the source is garbled.", lambda c: slipped_word(c.wording)),
    Rule("present_since", "The present tense does not go with since and a date.", lambda c: present_since(c.wording)),
    Rule(
        "last_so_far",
        "The last time until the day of writing: it may have happened again.",
        lambda c: re.search(r"\b(?:was|were|is|are|has|have) last \w+(?:ed|en|wn|ilt|ld|un|eld)\b", c.lower),
    ),
    Rule(
        "semicolons",
        "Several semicolons or colons hold several sentences.",
        lambda c: c.wording.text.count(";") + c.wording.text.count(": ") > 1,
    ),
    Rule("first_person", "It speaks to the reader or about the writer.", _first_or_second_person),
    Rule("doubted", "The source itself doubts it.", lambda c: DOUBTED.search(c.wording.sentence.text)),
    Rule("boilerplate", "It is about the page, not the subject.", lambda c: lexicon.BOILERPLATE.search(c.plain)),
    Rule(
        "sensitive", "It tells of suffering that no quiz should ask for.", lambda c: lexicon.SENSITIVE.search(c.lower)
    ),
    Rule(
        "mr_name",
        "Mr. or Ms. with a bare surname.",
        lambda c: re.search(r"\b(?:Mr|Mrs|Ms|Miss)\b\.? [A-Z]", c.wording.text),
    ),
    Rule("relative_time", "It counts from the day of writing.", lambda c: lexicon.RELATIVE_TIME.search(c.lower)),
    Rule("hedge", "It says what may be, without a named speaker.", _hedge),
    Rule("plan", "It tells an intention or expectation.", _plan),
    Rule("gapped", "A second clause leaves out its verb.", lambda c: GAPPED.search(c.wording.text)),
    Rule("opinion", "It judges instead of stating.", lambda c: lexicon.OPINION.search(c.plain)),
    Rule("nobody_says", "It repeats a claim of nobody in particular.", lambda c: lexicon.NOBODY.search(c.lower)),
    Rule("unnamed_speaker", "Somebody says so who is not named in the sentence.", _unnamed_speech),
)


def sentence_refusals(wording: Wording, survey: Survey) -> tuple[str, ...]:
    """Codes of the sentence rules that this wording breaks; empty when it is sound ground."""
    if "refusals" not in wording.noted:
        wording.noted["refusals"] = broken(SENTENCE_RULES, SentenceCase(wording, survey))
    return wording.noted["refusals"]


def is_sound(wording: Wording, survey: Survey) -> bool:
    """Whether no sentence rule is broken; quicker than naming them all."""
    return first_broken(SENTENCE_RULES, SentenceCase(wording, survey)) is None


# Names and offices stand firm in a sentence whose claim does not; only broken text refuses them.
BROKEN_TEXT = frozenset(
    {
        "no_full_stop",
        "no_clause",
        "number_clash",
        "doubled_word",
        "garbled_plural",
        "stray_capital",
        "slipped_word",
        "lower_case_start",
        "boilerplate",
        "sensitive",
    }
)


def unfit_for_quotation(wording: Wording, survey: Survey) -> bool:
    """Whether the sentence is too broken to take even a name and an office from."""
    return bool(BROKEN_TEXT & set(sentence_refusals(wording, survey)))
