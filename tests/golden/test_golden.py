"""The golden lists point at what they say."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from studyapp.engine.reading import documents

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LISTS = {name: json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")) for name in ("seeds", "texts", "shared")}
IN_REPOSITORY = LISTS["seeds"] + LISTS["texts"]  # the articles of "shared" are elsewhere
FIELDS = {"file", "statement", "answer", "quote_start", "quote_end", "type"}
LEAST, MOST = 10, 25


@cache
def text_of(file: str) -> str:
    path = ROOT / file
    return documents.decode(path.read_bytes(), path.name).text


@pytest.mark.parametrize("file", sorted({fact["file"] for fact in IN_REPOSITORY}))
def test_answers_stand_in_their_sentences(file):
    for fact in (fact for fact in IN_REPOSITORY if fact["file"] == file):
        quote = text_of(file)[fact["quote_start"] : fact["quote_end"]]
        assert re.search(rf"(?<!\w){re.escape(fact['answer'])}(?!\w)", quote), fact
        assert quote == quote.strip(), fact
        assert "\n" not in quote, fact
        assert re.search(r"[.!?][\"”’)]*$", quote), fact


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_complete_and_says_nothing_twice(name):
    facts = LISTS[name]
    assert all(set(fact) == FIELDS for fact in facts)
    assert all(fact["statement"] and fact["answer"] and fact["type"] for fact in facts)
    assert all(fact["quote_end"] - fact["quote_start"] >= len(fact["answer"]) for fact in facts)
    assert all(LEAST <= count <= MOST for count in Counter(fact["file"] for fact in facts).values())
    keys = Counter((fact["file"], fact["quote_start"], fact["answer"]) for fact in facts)
    assert max(keys.values()) == 1


@pytest.mark.parametrize(
    ("name", "folders"),
    [("seeds", ["seeds"]), ("texts", ["tests/texts/tuning", "tests/texts/heldout"])],
)
def test_every_article_has_its_facts(name, folders):
    paths = (
        path for folder in folders for path in (ROOT / folder).rglob("*.md") if path.parent != ROOT / "seeds/class"
    )
    articles = {path.relative_to(ROOT).as_posix() for path in paths}
    assert {fact["file"] for fact in LISTS[name]} == articles
