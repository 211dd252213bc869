"""What is shipped in seeds/ fits together."""

from __future__ import annotations

import json

import pytest

from studyapp.engine.reading import documents, reading
from studyapp.usecases.seed_content import seeds


@pytest.mark.parametrize("seed", seeds(), ids=lambda seed: seed.file.stem)
def test_approved_questions_stand_in_their_article(seed):
    article, _ = reading.read(documents.decode(seed.file.read_bytes(), seed.file.name))
    sentences = {sentence.span.cut(article.text) for sentence in article.sentences}
    for entry in seed.entries():
        quotes = {entry["quote"], entry["fact"]["quote"], *entry.get("more_quotes", ())}
        quotes |= {option["quote"] for option in entry.get("options", ()) if "quote" in option}
        assert quotes <= sentences
        printed, at = entry["fact"]["printed"], entry["fact"].get("at", 0)
        assert entry["fact"]["quote"][at : at + len(printed)] == printed


@pytest.mark.parametrize("seed", seeds(), ids=lambda seed: seed.file.stem)
def test_approved_questions_can_be_answered(seed):
    for entry in seed.entries():
        right = [option["text"] for option in entry.get("options", ()) if option["correct"]]
        if entry["format"] == "options":
            assert right == [entry["answer"]]
        elif entry["format"] == "typed":
            assert entry["answer"] in entry["accepted"]
        else:
            assert entry["answer"] in ("true", "false")


def test_every_file_of_approved_questions_has_its_article():
    folder = seeds()[0].questions_file.parent
    known = {seed.questions_file for seed in seeds()}
    assert set(folder.glob("*.json")) <= known
    for file in known:
        assert not file.exists() or json.loads(file.read_text(encoding="utf-8"))["questions"]
