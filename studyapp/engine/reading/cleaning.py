"""What in a text is not article: marked with its reason, never rewritten.

Precision first: a line of boilerplate that stays costs a refused question, a sentence that is
dropped costs the article. So each rule asks for the whole shape of a line, not for a word in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.engine.reading.article import Document, DropReason, Mark
from studyapp.engine.reading.printed_dates import dateline, is_date_line
from studyapp.engine.reading.spans import Span

HEADING_WORDS = 16
QUESTION_HEADING_WORDS = 12
MENU_LINES = 4
LONGEST_BOILERPLATE = 800  # characters; it also bounds the work of the patterns below
CLOSED = re.compile(r"[.!?…:;,][\"'”’)\]]*(?:\s*\[\w{1,8}\])*$")
BULLET = re.compile(r"\s*(?:[-–—*•·▪◦‣●■]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\S)|#{1,6}\s+|>\s+)")
URL = re.compile(r"(?:https?://|www\.)\S+")
MOJIBAKE = re.compile("\ufffd|â€|Ã[\u0080-\u00bf©¨ªº¶¼±]|Â[\u00a0-\u00bf]")
ENDLESS = 3_000  # characters without a sentence end


@dataclass(frozen=True, slots=True)
class Rule:
    """``whole`` is matched against the whole of a line or sentence of at most ``words`` words."""

    reason: DropReason
    whole: re.Pattern[str]
    words: int = 40

    def fits(self, line: str, words: int) -> bool:
        return words <= self.words and self.whole.fullmatch(line) is not None


def _rule(reason: DropReason, pattern: str, words: int = 40) -> Rule:
    return Rule(reason, re.compile(pattern, re.I | re.X), words)


_NETWORK = (
    r"(?:facebook|twitter|x|whats\s?app|linked\s?in|e-?mail|print|pinterest|telegram|reddit|instagram|messenger|"
    r"threads|bluesky|mastodon|tumblr|youtube|flipboard|pocket|copy\s+link|link\s+copied|share|tweet|pin|save|like|"
    r"print\s+friendly|pdf|rss|sms|more|this|article|page|post|story|on|to|via|by|the|a|\d+[km]?|shares?|comments?)"
)
_STRONG = (
    r"(?:facebook|twitter|whats\s?app|linked\s?in|pinterest|telegram|reddit|copy\s+link|link\s+copied|share|tweet|"
    r"print\s+friendly|e-?mail|print)"
)
_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|der|bin|al|la)){0,4}"
_ROLE = r"(?:\s*[,|–-]\s*[\w .,'’/&-]{2,60})?"

BOILERPLATE: tuple[Rule, ...] = (
    _rule(DropReason.SHARE_BAR, rf"(?=.*\b{_STRONG}\b) \W*(?:\b{_NETWORK}\b\W*)+", 16),
    _rule(DropReason.SHARE_BAR, r"(?:please\s+)?share\s+(?:this|the)\s+(?:article|story|post|page)\b.{0,60}", 14),
    _rule(DropReason.READ_ALSO, r"(?:you\s+(?:can|may|might)\s+also\s+(?:read|like|enjoy|be\s+interested\s+in)) \b .*"),
    _rule(DropReason.READ_ALSO, r"(?:read\s+also|also\s+read|read\s+more|read\s+next|up\s+next|must\s+read) (?:\s*[:|»>–-].*|\W*)"),
    _rule(DropReason.READ_ALSO, r"(?:read\s+also|also\s+read|click\s+here|read\s+more\s+(?:about|on|here|from|at|in)) \b (?:(?!\.\s).)*", 25),
    _rule(
        DropReason.READ_ALSO,
        r"(?:see\s+also|related(?:\s+(?:articles?|stor(?:y|ies)|posts?|content|reading|news|topics?))?|recommended"
        r"(?:\s+for\s+you|\s+reading)?|more\s+(?:on\s+this(?:\s+story)?|from\s+[\w ]{2,30}|stories|news)|most\s+read|"
        r"trending(?:\s+now)?|editors?['’]?s?\s+picks?|don['’]t\s+miss|in\s+case\s+you\s+missed\s+it|watch|listen) (?:\s*[:|»>].*|\W*)",
        30,
    ),
    _rule(
        DropReason.NEWSLETTER,
        r"(?:(?:please|to\s+[\w ]{3,40},)\s+)?(?:sign\s+up|subscribe|register|join|get|receive|enter\s+your\s+e-?mail|follow) \b"
        r"(?=.*\b(?:newsletters?|inbox|e-?mails?|subscri\w+|alerts?|updates|headlines|our\s+(?:channel|page|mailing\s+list)|us\s+on)\b)"
        r"(?=.*\b(?:our|your|us|my|today|now|free|daily|weekly|here)\b) .*",
    ),
    _rule(DropReason.NEWSLETTER, r"(?:thanks|thank\s+you)\s+for\s+(?:signing\s+up|subscribing|reading)\b.*", 25),
    _rule(DropReason.NEWSLETTER, r"(?:subscribe|sign\s+up|follow\s+us|join\s+us)(?:\s+(?:now|today|here|free))?\W*", 5),
    _rule(
        DropReason.NEWSLETTER,
        r"follow\s+(?:us|@?\w+(?:\s\w+)?)\s+on\s+(?:facebook|twitter|x|instagram|telegram|linkedin|youtube|google\s+news)\b.*",
        25,
    ),
    _rule(DropReason.NOTICE, r"(?:we|our\s+partners|this\s+(?:web)?(?:site|page))\s+(?:and\s+our\s+partners\s+)?use[sd]?\s+cookies\b.*", 60),
    _rule(DropReason.NOTICE, r"by\s+(?:continuing|using|clicking|browsing)\b.*\b(?:cookies|privacy\s+policy|terms\s+of)\b.*", 60),
    _rule(DropReason.NOTICE, r"(?:accept|reject|manage)(?:\s+(?:all|my))?\s+(?:cookies|preferences|settings)\W*", 8),
    _rule(DropReason.NOTICE, r"(?:.{0,60}\b)?(?:all\s+rights\s+reserved)\b.{0,80}", 30),
    _rule(DropReason.NOTICE, r"(?:copyright\s+)?(?:©|\(c\)\s*\d{4}).*|copyright\s+\d{4}\b.*", 30),
    _rule(
        DropReason.NOTICE,
        r"(?:advertise?ments?|sponsored(?:\s+content)?|story\s+continues\s+below(?:\s+advertisement)?|article\s+continues\s+below.*|"
        r"skip\s+to\s+(?:main\s+)?content|skip\s+advertisement|loading|please\s+enable\s+javascript.*|log\s+in|sign\s+in|"
        r"save|print|like|reply|menu|search|close|home|play|pause|mute|privacy\s+policy|terms\s+(?:of|and)\s+\w+|cookie\s+(?:policy|settings)|contact\s+us|about\s+us|"
        r"(?:leave|post|add|write)\s+a\s+(?:comment|reply)|comments?(?:\s+are\s+closed)?|no\s+comments(?:\s+yet)?|back\s+to\s+top|"
        r"\d{1,3}\s*(?:-\s*)?min(?:ute)?s?\s+read|reading\s+time\W.*|estimated\s+reading\s+time.*|your\s+e-?mail\s+address\s+will\s+not\s+be\s+published.*)\W*",
        25,
    ),
    _rule(
        DropReason.NOTICE,
        r"(?:this\s+(?:article|story|piece|post)\s+(?:was\s+)?(?:first|originally)\s+(?:published|appeared|posted)\b.*|"
        r"(?:views|opinions)\s+expressed\s+(?:here|in\s+this\s+\w+)\b.*|the\s+(?:views|opinions)\s+expressed\s+in\s+this\b.*|disclaimer\s*:.*)",
    ),
    _rule(DropReason.LINKS, r"(?:tags?|filed\s+under|categor(?:y|ies)|topics?|keywords?|labels?|hashtags?)\s*:.*", 40),
    _rule(DropReason.LINKS, r"(?:(?:source|via|link|website)\s*:\s*)?(?:(?:https?://|www\.)\S+\s*)+", 12),
    _rule(DropReason.LINKS, r"[^.!?]{1,40}(?:\s+[|»›>/·•]\s+[^.!?|]{1,40}){2,}", 30),
    _rule(DropReason.LINKS, r"(?:previous|next|older|newer)(?:\s+(?:article|post|story|page|posts))?(?:\s*[:»›>←→].*|\W*)", 20),
    _rule(
        DropReason.CAPTION,
        r"(?:(?:file\s+)?(?:photo(?:graph)?|image|picture|illustration|video|graphic|credit|photo\s+credit|pic)s?\s*(?::|/|©)|reuters/|afp/).*",
    ),
    _rule(DropReason.CAPTION, r"\(?(?:[\w .'’-]{1,40}\s*(?:/|,|via)\s*)?(?:getty\s+images|ap\s+photo|shutterstock|wikimedia\s+commons)\W*", 8),
    _rule(DropReason.CAPTION, r"(?:photo(?:graph)?|image|picture)s?\s+(?:by|courtesy|credit)\b.*", 6),
    _rule(DropReason.CAPTION, r"(?:fig(?:ure|\.)|table|map|plate)\s*\d+[a-z]?\s*[.:–-].*"),
    _rule(DropReason.CAPTION, r".*[(\[](?:(?:file\s+)?(?:photo|image|picture|credit)s?\s*[:/by].{0,60}|[^()\[\]]{0,40}(?:getty\s+images|ap\s+photo|shutterstock|/reuters|/afp|/ap)[^()\[\]]{0,20})[)\]]\W*", 50),
    _rule(DropReason.REFERENCES, r"(?:\[\d{1,3}\]|\^|\d{1,3}\.)\s*(?=.*(?:https?://|\bdoi\b|\bisbn\b|\bpp?\.\s*\d|\bretrieved\b|\baccessed\b|\barchived\b|\(\d{4}\))).*", 80),
)  # fmt: skip
BYLINES = (
    re.compile(rf"(?:By|BY|Written by|Reported by|Posted by|Author:|Words by|Text by)\s+{_NAME}(?:(?:,|\s+and|\s*&)\s+{_NAME}){{0,3}}{_ROLE}\.?"),
    re.compile(r"\(?(?:Reporting|Additional reporting|Editing|Writing|Edited|Compiled)\s+by\s+[A-Z].{2,160}"),
    re.compile(rf"{_NAME},?\s+(?:staff writer|correspondent|reporter|contributor|news desk|editor)\.?", re.I),
    re.compile(r"(?:staff|guest|web)\s+(?:writer|reporter|desk|correspondent)\.?", re.I),
)  # fmt: skip
PHOTO_CUE = re.compile(
    r"\b(?:photo(?:graph)?|picture[ds]?|pictured|image|file photo|seen here|\((?:left|right|centre|center|l|r)\))", re.I
)
REFERENCE_HEADINGS = re.compile(
    r"(?:references|bibliography|footnotes|endnotes|notes|sources|works\s+cited|citations|literature|further\s+reading|"
    r"external\s+links|see\s+also|notes\s+and\s+references|selected\s+publications)\W*", re.I
)  # fmt: skip
REFERENCE_LOOK = re.compile(
    r"https?://|\bdoi\b|\bISBN\b|\bpp?\.\s*\d|\(\d{4}[a-z]?\)|\b(?:Vol|vol|No|Ed|eds?)\.|\bRetrieved\b|\bArchived\b|\bPress\b|\bet al\b"
)


def boilerplate(line: str) -> DropReason | None:
    """The reason why a line or sentence, taken as a whole, is not article; None when nothing says so."""
    line = line.strip()
    if len(line) > LONGEST_BOILERPLATE:
        return None
    if line and not any(c.isalnum() for c in line):
        return DropReason.NOTICE
    words = len(line.split())
    for rule in BOILERPLATE:
        if rule.fits(line, words):
            return rule.reason
    if words <= 30 and any(pattern.fullmatch(line) for pattern in BYLINES):
        return DropReason.BYLINE
    return DropReason.DATELINE if is_date_line(line) else None


def garbled(text: str) -> bool:
    """Broken encoding, or characters that are no writing."""
    if MOJIBAKE.search(text) or len(text) > ENDLESS:
        return True
    letters = sum(c.isalpha() or c.isspace() for c in text)
    return (len(text) >= 40 and letters < 0.55 * len(text)) or bool(re.search(r"[^\s/]{80}", text))


def is_headline(line: str) -> bool:
    """A short line without full stop that nothing shows to be boilerplate."""
    line = line.strip()
    return bool(line) and boilerplate(line) is None and _is_heading(line, len(line.split())) and not garbled(line)


def marks(document: Document) -> tuple[Mark, ...]:
    """Stretches of ``document.text`` that are not article, ordered and disjoint."""
    lines = list(_lines(document.text))
    stated = {span.start for span in document.headings}
    found: list[Mark] = []
    in_references, begun = False, False
    for span in lines:
        line = span.cut(document.text)
        reason = DropReason.HEADING if span.start in stated else _reason(line, alone=len(lines) == 1)
        if reason is DropReason.HEADING:
            in_references = REFERENCE_HEADINGS.fullmatch(_bare(line)) is not None
        elif reason is None and in_references:
            in_references = BULLET.match(line) is not None or REFERENCE_LOOK.search(line) is not None
            reason = DropReason.REFERENCES if in_references else None
        if reason:
            found.append(Mark(span, reason))
            continue
        if not begun and (prefix := dateline(line)):
            found.append(Mark(Span(span.start, span.start + len(prefix[0].rstrip())), DropReason.DATELINE))
        begun = True
    return _menus_apart(found, lines, stated)


def _menus_apart(found: list[Mark], lines: list[Span], stated: set[int]) -> tuple[Mark, ...]:
    """Many short lines in a row are a menu, not headings; the first of them may be the title."""
    reasons = {mark.span: mark.reason for mark in found}
    run: list[Span] = []
    for span in [*lines, None]:
        if span and reasons.get(span) is DropReason.HEADING and span.start not in stated:
            run.append(span)
            continue
        if len(run) >= MENU_LINES:
            reasons.update(dict.fromkeys(run[1:], DropReason.LINKS))
        run = []
    return tuple(Mark(span, reason) for span, reason in reasons.items())


def _lines(text: str) -> Iterator[Span]:
    for found in re.finditer(r"[^\n]+", text):
        line = found[0]
        if line.strip():
            start = found.start() + len(line) - len(line.lstrip())
            yield Span(start, start + len(line.strip()))


def _reason(line: str, alone: bool) -> DropReason | None:
    if reason := boilerplate(line):
        return reason
    words = len(line.split())
    if (
        not CLOSED.search(line[-80:])
        and words > 5
        and words <= 60
        and PHOTO_CUE.search(line)
        and not _has_sentence_end(line)
    ):
        return DropReason.CAPTION
    if not alone and _is_heading(line, words):
        return DropReason.HEADING
    return None


def _is_heading(line: str, words: int) -> bool:
    if re.match(r"#{1,6}\s", line):
        return True
    if BULLET.match(line) or _has_sentence_end(line):
        return False
    if line.endswith("?"):
        return words <= QUESTION_HEADING_WORDS and line[:1].isupper()
    if line.isupper() and words <= HEADING_WORDS:
        return True
    if line.endswith(":"):
        return words <= 6
    return words <= HEADING_WORDS and not CLOSED.search(line[-80:]) and not line[:1].islower()


def _has_sentence_end(line: str) -> bool:
    """A full stop with more text behind it, abbreviations and initials aside."""
    return re.search(r"[a-z)\d”\"]{2}[.!?][\"”')]*\s+[A-Z]", line) is not None


def _bare(line: str) -> str:
    return re.sub(r"^\W+|\W+$", "", line)
