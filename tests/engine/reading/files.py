"""Small files of each kind, made by hand, so that a test says all that is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
BOOK = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The mill</dc:title><dc:creator>Sam Reed</dc:creator>'
    "<dc:publisher>Brandon Press</dc:publisher><dc:date>2021-03-04</dc:date></metadata>"
    "<manifest>{items}</manifest><spine>{refs}</spine></package>"
)


def pdf(pages: Sequence[Sequence[str]], title: str = "", extra: bytes = b"") -> bytes:
    """A PDF whose pages print these lines, from top to bottom; ``extra`` goes into its trailer."""
    count = len(pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(count))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) >>".encode(),
    ]
    for number, lines in enumerate(pages):
        shown = b"".join(
            b"1 0 0 1 60 %d Tm (%s) Tj\n" % (760 - 16 * place, _escaped(line)) for place, line in enumerate(lines)
        )
        drawn = b"BT /F1 11 Tf\n" + shown + b"ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R %s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        extra,
        start,
    )
    return bytes(out)


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def word(paragraphs: Sequence[tuple[str, str]], table: Sequence[str] = ()) -> bytes:
    """A Word document of (style, text), and a table of one row."""
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style or None)
    if table:
        row = document.add_table(rows=1, cols=len(table)).rows[0]
        for cell, text in zip(row.cells, table, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def book(chapters: dict[str, str], **more: bytes | str) -> bytes:
    """An EPUB whose spine has these pages; ``more`` are further members."""
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters)
    )
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    members = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER}
    members |= {"OPS/book.opf": BOOK.format(items=items, refs=refs)} | {f"OPS/{k}": v for k, v in chapters.items()}
    return packed(members | more)


def packed(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()
