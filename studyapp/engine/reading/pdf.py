"""PDF documents to plain paragraphs: lines joined, words put together again, heads and feet of pages left out."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from studyapp.engine.reading.article import DropReason, Metadata, UnreadableError
from studyapp.engine.reading.encodings import BLANKS
from studyapp.engine.reading.gazetteers.rarity import zipf

MOST_PAGES = 400
MOST_DRAWING = 6_000_000  # bytes of instructions for one page; a page of text has some ten thousand
EDGE = 3  # lines at the head and foot of a page that may be the same on each
SHARE_OF_PAGES = 0.4
FEWEST_LETTERS = 40  # on all pages together; below that the pages are pictures
LOCKED = "This PDF is locked with a password. Save a copy without one and try again."
PICTURES = (
    "This PDF holds pictures of pages, no text. Run text recognition (OCR) over it first, "
    "or find the article as a web page."
)
DAMAGED = "This PDF is damaged and cannot be read. Save it anew, or paste the text."
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)?\W*(?:\d{1,4}|[ivxlc]{1,6})(?:\W*(?:of|/)\W*\d{1,4})?\W*", re.I)
CLOSED = re.compile(r"[.!?…:;][\"'”’)\]]*$")
BULLET = re.compile(r"(?:[•·▪◦‣●■–—*-]\s|\(?\d{1,2}[.)]\s)")
FULL = 0.75  # of the usual width: a shorter line ended where its author ended it
COMMON, FAR = 3.5, 2.0  # Zipf frequencies, powers of ten
Lines = list[str]


def read(raw: bytes, most_characters: int) -> tuple[str, Metadata, tuple[tuple[DropReason, str], ...]]:
    """The text, what the document states of itself, and the lines left out.

    Raises UnreadableError for what is locked, damaged, too long or made of pictures.
    """
    import pypdf  # only documents of this kind pay for it

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every flaw it got over
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(LOCKED)
        pages, left_out = _pages(reader, most_characters)
        stated = reader.metadata.title if reader.metadata else ""
    except UnreadableError:
        raise
    except pypdf.errors.DependencyError as error:  # a cipher that needs a package of its own
        raise UnreadableError(LOCKED) from error
    except Exception as error:  # a damaged file surfaces as whatever the library trips over
        raise UnreadableError(DAMAGED) from error
    if sum(c.isalpha() for page in pages for line in page for c in line) < FEWEST_LETTERS:
        raise UnreadableError(PICTURES)
    edges = without_edges(pages)
    text = mended(line for page in pages for line in page)
    return text, Metadata(title=_title(stated, pages)), (*left_out, *((DropReason.PAGE_EDGE, e) for e in edges))


def _pages(reader, most_characters: int) -> tuple[list[Lines], list[tuple[DropReason, str]]]:
    """The lines of each page. Raises UnreadableError for too many pages or characters."""
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableError(
            f"This PDF has {len(reader.pages)} pages, and at most {MOST_PAGES} are read. Save the chapter you need alone."
        )
    pages, left_out, length = [], [], 0
    for number, page in enumerate(reader.pages, 1):
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > MOST_DRAWING:
            left_out.append((DropReason.DRAWING, f"Page {number}"))
            continue
        text = BLANKS.sub(" ", page.extract_text().translate(LIGATURES))
        length += len(text)
        if length > 2 * most_characters:
            raise UnreadableError(
                f"This text is too long: at most {most_characters:,} characters are read at once. "
                "Save the chapter you need alone."
            )
        pages.append([re.sub(r" {2,}", " ", line).strip() for line in text.splitlines()])
    return pages, left_out


def without_edges(pages: list[Lines]) -> Lines:
    """Take running heads, feet and page numbers off ``pages``; each of them once, as printed."""
    for page in pages:
        while page and not page[0]:
            page.pop(0)
        while page and not page[-1]:
            page.pop()
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_pattern(line) for line in (*page[:EDGE], *page[-EDGE:]) if line})
    often = max(2, SHARE_OF_PAGES * len(pages))

    def is_edge(line: str) -> bool:
        return not line or PAGE_NUMBER.fullmatch(line) is not None or seen[_pattern(line)] >= often

    taken: dict[str, str] = {}
    for page in pages:
        for end in (0, -1):
            for _ in range(EDGE):
                if len(page) > 1 and is_edge(page[end]):
                    line = page.pop(end)
                    taken.setdefault(_pattern(line), line)
    taken.pop("", None)
    return list(taken.values())


def _pattern(line: str) -> str:
    """What is the same of a running line on every page: all but the page's number. A sentence has no such number."""
    return line.casefold() if CLOSED.search(line) else re.sub(r"\d+", "#", line.casefold())


def mended(lines) -> str:
    """Paragraphs with blank lines between them, of lines as they are printed."""
    lines = list(lines)
    lengths = sorted(len(line) for line in lines if len(line) >= 20)
    width = lengths[int(len(lengths) * 0.8)] if lengths else 0
    paragraphs: Lines = []
    above = ""
    for line in lines:
        if above and line and _goes_on(above, line, width):
            paragraphs[-1] = _joined(paragraphs[-1], line)
        elif line:
            paragraphs.append(line)
        above = line
    return "\n\n".join(paragraphs)


def _goes_on(above: str, below: str, width: int) -> bool:
    """Whether the paragraph of ``above`` goes on in ``below``."""
    if BULLET.match(below):
        return False
    full = len(above) >= FULL * width
    if CLOSED.search(above):  # a paragraph may end in a full line; a heading below it is short and open
        return full and (len(below) >= FULL * width or CLOSED.search(below) is not None)
    return full or below[:1].islower() or above.endswith(("-", "\u00ad"))


def _joined(above: str, below: str) -> str:
    """A word that was broken at the line's end is put together; a hyphen of its own stays."""
    if above.endswith("\u00ad"):
        return above[:-1] + below
    first, second = re.search(r"([^\W\d_]+)-$", above), re.match(r"[^\W\d_]+", below)
    if not first or not second:
        return above + below if re.search(r"\w[-–/]$", above) else f"{above} {below}"
    if below[0].isupper():
        return above + below
    # "long-" and "term" are far more common than "longterm"; "har-" is no word, "under-" is not less rare than its whole.
    rarer = min(zipf(first[1]), zipf(second[0]))
    keeps = rarer >= COMMON and zipf(first[1] + second[0]) < rarer - FAR
    return above + below if keeps else above[:-1] + below


def _title(stated: str | None, pages: list[Lines]) -> str:
    """What the document calls itself, if its first page prints that too; many carry the name of a template."""
    stated = " ".join((stated or "").split())
    printed = " ".join(" ".join(pages[0]).split()).casefold() if pages else ""
    return stated if 8 <= len(stated) <= 300 and stated.casefold() in printed else ""
