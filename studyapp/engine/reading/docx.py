"""Word documents (.docx) to plain paragraphs. Tables, text boxes, page heads and deleted text are left out."""

from __future__ import annotations

import io
import re
import zipfile

from studyapp.engine.reading import zipped
from studyapp.engine.reading.article import DropReason, Metadata, UnreadableError
from studyapp.engine.reading.markup import Block

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
ELSEWHERE = {f"{W}tbl", f"{W}txbxContent", f"{W}del", f"{W}moveFrom", MC_FALLBACK}  # what stands in these is not text
LARGEST_PART = 30_000_000
HEADING = re.compile(r"heading (\d)|(title)", re.I)
STYLES_LEFT_OUT = {"caption": DropReason.CAPTION, "toc": DropReason.LINKS, "header": DropReason.PAGE_EDGE}
Read = tuple[list[Block], Metadata, tuple[tuple[DropReason, str], ...]]


def read(raw: bytes) -> Read:
    """Blocks, what the document states of itself, and lines left out. Raises UnreadableError for what is damaged."""
    with zipped.opened(raw) as archive:
        if zipped.kind_of(archive) != "docx" or _largest_text(archive) > LARGEST_PART:
            raise UnreadableError("This file is called a Word document and holds something else, or far too much.")
    import docx  # only documents of this kind pay for it

    try:
        document = docx.Document(io.BytesIO(raw))
        styles = {style.style_id: style.name or "" for style in document.styles}
        paragraphs = [
            (styles.get(p.style or "", ""), _words(p)) for p in document.element.body.iter(f"{W}p") if _own(p)
        ]
        stated = " ".join((document.core_properties.title or "").split())
    except Exception as error:  # a damaged part surfaces as whatever the library trips over
        raise UnreadableError("This Word document is damaged. Open it, save it anew and try again.") from error
    blocks, left_out = [], []
    for style, words in paragraphs:
        reason = STYLES_LEFT_OUT.get(style.lower().split(" ")[0]) if style else None
        if words and reason:
            left_out.append((reason, words))
        elif words:
            found = HEADING.fullmatch(style)
            blocks.append(Block(words, int(found[1] or 1) if found else 0))
    title = next((block.text for block in blocks if block.level == 1), "") or stated
    return blocks, Metadata(title=" ".join(title.split())), tuple(left_out)


def _largest_text(archive: zipfile.ZipFile) -> int:
    return max((m.file_size for m in archive.infolist() if m.filename.endswith((".xml", ".rels"))), default=0)


def _own(paragraph) -> bool:
    """Whether a paragraph is text of the document itself."""
    return not any(above.tag in ELSEWHERE for above in paragraph.iterancestors())


def _words(paragraph) -> str:
    """Its text as it stands after all tracked changes."""
    parts: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{W}t" and not any(a.tag in ELSEWHERE for a in _between(node, paragraph)):
            parts.append(node.text or "")
        elif node.tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif node.tag in (f"{W}tab", f"{W}ptab"):
            parts.append(" ")
        elif node.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n" if node.get(f"{W}type") in (None, "textWrapping") else " ")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _between(node, paragraph):
    for above in node.iterancestors():
        if above is paragraph:
            return
        yield above
