"""Bytes to characters: which encoding it is, and what is no text at all."""

from __future__ import annotations

import re
import unicodedata

from studyapp.engine.reading.article import UnreadableError

MAX_BYTES = 12_000_000  # a page of markup may be far larger than its article
BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
SIGNATURES = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"PK\x03\x04", "an archive or an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
)
NOT_TEXT = (
    "This file is {what}, not text. Save the article as plain text, Markdown, HTML, PDF, DOCX or EPUB and try again."
)
TOO_LARGE = f"This file is too large for an article: at most {MAX_BYTES // 1_000_000} MB are read."
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
# Invisible characters that carry no text: zero-width marks, soft hyphens, direction switches.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")  # blanks of other widths
MOST_CONTROLS = 0.02  # share of control characters above which something is no text


def to_text(raw: bytes) -> str:
    """Characters of ``raw`` with ``\\n`` as the only line end, composed (NFC), without control characters.

    Raises UnreadableError for what is empty, too large or not text.
    """
    if not raw.strip():
        raise UnreadableError("This file is empty.")
    if len(raw) > MAX_BYTES:
        raise UnreadableError(TOO_LARGE)
    return normal(characters(raw))


def characters(raw: bytes) -> str:
    """``raw`` decoded and otherwise as it is. Raises UnreadableError for what is not text."""
    text = _decoded(raw)
    controls = len(CONTROL.findall(text))
    if controls > max(3, MOST_CONTROLS * len(text)):
        raise UnreadableError(NOT_TEXT.format(what="binary data"))
    return text


def _decoded(raw: bytes) -> str:
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return raw.decode(encoding, errors="replace")
    for signature, what in SIGNATURES:
        if raw.startswith(signature) and CONTROL.search(raw[:4096].decode("latin-1")):
            raise UnreadableError(NOT_TEXT.format(what=what))
    if wide := _utf16_without_mark(raw):
        return raw.decode(wide, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _single_byte(raw)


def _utf16_without_mark(raw: bytes) -> str | None:
    """English in UTF-16 has a zero in every other byte, and on that side only."""
    sample = raw[:4000]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _single_byte(raw: bytes) -> str:
    """Not valid UTF-8: damaged UTF-8, what a page declares, Windows-1252, or the best guess."""
    damaged = raw.decode("utf-8", errors="replace")
    sound = sum(1 for c in damaged if ord(c) > 127 and c != "\ufffd")
    if sound >= 3 * damaged.count("\ufffd"):
        return damaged
    if declared := CHARSET.search(raw[:4096]):
        try:
            return raw.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError, ValueError):
            pass  # the page is wrong about itself
    try:
        # Only English is read here, so Windows-1252, a superset of printable Latin-1, comes first:
        # statistics over a handful of accents guess Central European pages instead.
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # half a second of tables, rarely needed

        best = from_bytes(raw[:200_000]).best()
        return raw.decode(best.encoding if best else "latin-1", errors="replace")


def normal(text: str) -> str:
    """``\\n`` as the only line end, blanks of one kind, composed (NFC), nothing invisible."""
    text = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    text = BLANKS.sub(" ", INVISIBLE.sub("", CONTROL.sub("", text)))
    return unicodedata.normalize("NFC", text)
