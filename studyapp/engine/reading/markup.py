"""Markdown and HTML to plain paragraphs with blank lines between them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import lxml.html
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

from studyapp.engine.reading.article import UnreadableError
from studyapp.engine.reading.spans import Span


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item or heading (``level`` 1 to 6; 0 is no heading)."""

    text: str
    level: int = 0


SKIPPED = frozenset(
    "script style noscript template nav header footer aside form button select textarea svg math canvas iframe "
    "object embed audio video figure figcaption table menu dialog head title meta link input".split()
)
BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset h1 h2 h3 h4 h5 h6 hr html li main ol p "
    "pre section summary ul".split()
)
FOOTNOTE = re.compile(r"^\[\^[^\]\s]{1,20}\]:[^\n]*$|\[\^[^\]\s]{1,20}\]", re.M)
NOTE_MARK = re.compile(r"\s*\[\w{1,12}\]\s*")  # what a page raises to the margin: [2], [edit]
ENOUGH = 200  # characters below which a guess at the main text is not believed
NAMED_SHARE = 0.3  # of the page's text in its <article>: below that it is one teaser of many
MAIN_SHARE = 0.5  # of the page's text found by the extractor: above that there is little else to leave out
MOST_ELEMENTS = 200_000
MOST_GUESSED = 30_000  # elements of a page that the extractor may look at; it takes seconds for more


def join(blocks: Iterable[Block]) -> tuple[str, tuple[Span, ...]]:
    """The text of ``blocks`` with blank lines between them, and where the headings stand in it."""
    text, headings, end = [], [], 0
    for block in blocks:
        if text:
            end += 2
        text.append(block.text)
        if block.level:
            headings.append(Span(end, end + len(block.text)))
        end += len(block.text)
    return "\n\n".join(text), tuple(headings)


def markdown_blocks(text: str) -> list[Block]:
    """Paragraphs, items and headings of a Markdown text; code, tables and pictures are left out."""
    text = FOOTNOTE.sub("", text)
    blocks: list[Block] = []
    level, in_table = 0, False
    for token in MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse(text):
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "inline" and not in_table:
            if words := _inline(token):
                blocks.append(Block(words, level))
            level = 0
        elif token.type == "html_block" and (page := _parsed(token.content)) is not None:
            blocks.extend(_walked(page))
    return blocks


def _inline(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
    return "".join(parts).strip()


def html_page(text: str) -> lxml.html.HtmlElement:
    """The tree of a page; UnreadableError when there is none or it is absurdly large."""
    page = _parsed(text)
    if page is None or sum(1 for _ in page.iter()) > MOST_ELEMENTS:
        raise UnreadableError("This page cannot be read as HTML.")
    return page


def html_blocks(page: lxml.html.HtmlElement) -> list[Block]:
    """The main text of a page. Scripts, styles, menus, forms and tables are left out.

    A page that names its article, or holds little else, is walked as it stands, which keeps headings
    and lists; from a page full of other things the extractor picks the main text.
    """
    whole = _walked(page)
    named = [_walked(element) for element in page.iter("article", "main") if element.find(".//article") is None]
    longest = max(named, key=_length, default=[])
    if _length(longest) >= max(ENOUGH, NAMED_SHARE * _length(whole)):
        return longest
    extracted = _extracted(page)
    return extracted if ENOUGH <= _length(extracted) < MAIN_SHARE * _length(whole) else whole


def book_blocks(page: lxml.html.HtmlElement) -> list[Block]:
    """All blocks of a page that is nothing but text, such as a chapter of a book."""
    return _walked(page)


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks if not block.level)


def _parsed(text: str) -> lxml.html.HtmlElement | None:
    # An XML declaration with an encoding is refused by the parser in front of decoded text.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
        return lxml.html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _extracted(page: lxml.html.HtmlElement) -> list[Block]:
    if sum(1 for _ in page.iter()) > MOST_GUESSED:
        return []
    import trafilatura  # heavy: only pages pay for it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of every page it cannot use
    try:
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=False)
    except Exception:  # the extractor is a guess over any page of the web; the plain walk below is not
        return []
    if found is None or found.body is None:
        return []
    blocks = []
    for element in found.body.iter("head", "p", "item", "quote", "code"):
        if element.tag == "code" or next(element.iterancestors("p", "item", "head", "quote"), None) is not None:
            continue
        if words := _words(" ".join(element.itertext())):
            blocks.append(Block(words, _level(element.get("rend")) if element.tag == "head" else 0))
    return blocks


def _level(name: str | None) -> int:
    return int(name[1]) if re.fullmatch(r"h[1-6]", name or "") else 2


def _walked(root: lxml.html.HtmlElement) -> list[Block]:
    """Blocks of a tree in document order, without any guess about what is main text."""
    blocks: list[Block] = []
    words: list[str] = []
    level = 0

    def close() -> None:
        if text := _words("".join(words)):
            blocks.append(Block(text, level))
        words.clear()

    for kind, value in _events(root):
        if kind == "text":
            words.append(value)
        elif kind == "br":
            words.append("\n")
        else:
            close()
            level = _level(value) if kind == "open" and re.fullmatch(r"h[1-6]", value) else 0
    close()
    return blocks


def _events(root: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    """(text | br | open | close, value) of a tree; a stack of its own, because pages nest without limit."""
    stack: list[tuple[lxml.html.HtmlElement, bool]] = [(root, False)]
    while stack:
        element, seen = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        hidden = not tag or tag in SKIPPED or element.get("hidden") is not None or _is_note_mark(element, tag)
        if seen or hidden:
            if tag in BLOCKS:
                yield "close", tag
            if element is not root and element.tail:
                yield "text", re.sub(r"\s+", " ", element.tail)
            continue
        stack.append((element, True))
        if tag in BLOCKS:
            yield "open", tag
        elif tag == "br":
            yield "br", ""
        if element.text:
            yield "text", re.sub(r"\s+", " ", element.text)
        stack.extend((child, False) for child in reversed(element))


def _is_note_mark(element: lxml.html.HtmlElement, tag: str) -> bool:
    return tag in ("sup", "span") and len(element) < 4 and NOTE_MARK.fullmatch(element.text_content()) is not None


def _words(text: str) -> str:
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
