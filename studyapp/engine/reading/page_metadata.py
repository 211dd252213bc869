"""What a web page states about itself in its head. Nothing is derived from its address or its words."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator

import lxml.html

from studyapp.engine.reading.article import Metadata
from studyapp.engine.reading.printed_dates import parse_date

TITLE_KEYS = ("og:title", "dc.title", "twitter:title", "headline")
PUBLISHER_KEYS = ("og:site_name", "dc.publisher", "publisher", "application-name")
AUTHOR_KEYS = ("author", "dc.creator", "parsely-author", "byl")
DATE_KEYS = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "pubdate",
    "date",
)
LONGEST = 500


def page_metadata(page: lxml.html.HtmlElement) -> Metadata:
    """Title, publisher, author, date and canonical address, as far as the page states them."""
    stated = _meta_tags(page)
    linked = next(iter(_linked_articles(page)), {})
    heading = page.find(".//h1")
    titles = (linked.get("headline"), *(stated.get(key) for key in TITLE_KEYS), _title_tag(page))
    title = _first(_text(heading.text_content()) if heading is not None else "", *titles)
    authors = (_name(linked.get("author")), *(stated.get(key) for key in AUTHOR_KEYS))
    return Metadata(
        title=title,
        publisher=_first(_name(linked.get("publisher")), *(stated.get(key) for key in PUBLISHER_KEYS)) or None,
        author=re.sub(r"^by\s+", "", _first(*(a for a in authors if a and "://" not in a)), flags=re.I),
        published_on=_published(page, stated, linked),
        url=_address(page, stated),
        licence=_first(*(link.get("href") for link in page.iterfind(".//link[@rel='license']"))),
    )


def _meta_tags(page: lxml.html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in page.iter("meta"):
        key = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        if key and _text(tag.get("content")):
            found.setdefault(key, _text(tag.get("content")))
    return found


def _linked_articles(page: lxml.html.HtmlElement) -> Iterator[dict]:
    """Objects of the page's JSON-LD whose type is some kind of article."""
    for script in page.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else [data]
        for item in items:
            graph = item.get("@graph", [item]) if isinstance(item, dict) else []
            for thing in graph if isinstance(graph, list) else []:
                if isinstance(thing, dict) and re.search(r"Article|BlogPosting|Report", str(thing.get("@type", ""))):
                    yield thing


def _published(page: lxml.html.HtmlElement, stated: dict[str, str], linked: dict) -> dt.date | None:
    times = [t.get("datetime") for t in page.iter("time") if t.get("pubdate") is not None]
    times += [t.get("datetime") for t in page.iter("time") if t.get("itemprop") == "datePublished"]
    for value in (linked.get("datePublished"), *(stated.get(key) for key in DATE_KEYS), *times):
        # A moment such as 2021-03-04T23:30:00+09:00 keeps the day that the page prints.
        if value and (date := parse_date(re.sub(r"(?<=\d)[T ]\d\d:\d\d.*$", "", str(value).strip()))):
            return date
    return None


def _address(page: lxml.html.HtmlElement, stated: dict[str, str]) -> str:
    canonical = (link.get("href") for link in page.iterfind(".//link[@rel='canonical']"))
    for value in (*canonical, stated.get("og:url")):
        if value and re.fullmatch(r"https?://[^\s<>\"]+", value.strip()):
            return value.strip()[:LONGEST]
    return ""


def _title_tag(page: lxml.html.HtmlElement) -> str:
    tag = page.find(".//title")
    return _text(tag.text_content()) if tag is not None else ""


def _name(value: object) -> str:
    """A name in JSON-LD: a text, an object with a name, or a list of either."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(item) for item in value[:10] if not isinstance(item, list))))
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str:
    return " ".join(value.split())[:LONGEST] if isinstance(value, str) else ""


def _first(*values: object) -> str:
    return next((text for text in map(_text, values) if text), "")
