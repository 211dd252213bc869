"""What is worth asking is learnt from facts that readers marked."""

import json

import pytest

from studyapp.usecases import train_worth

TEXTS = {
    "mill.md": "# Heron Mill\n\nThe engineer Jonas Hale built the Heron Mill at Orford in 1742. "
    "The mill at Orford burned down in the winter of 1804.\n",
    "pier.md": "# Orford Pier\n\nThe builder Karl Dunn opened the pier at Orford in 1871. "
    "A storm broke the pier at Orford in two in 1953.\n",
}


@pytest.fixture
def marked(tmp_path):
    facts = []
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
        body = text.split("\n\n", 1)[1]
        year = "1742" if name == "mill.md" else "1871"
        facts.append({"file": name, "answer": year, "quote_start": 0, "quote_end": len(body.split(". ")[0])})
    (tmp_path / "facts.json").write_text(json.dumps(facts))
    return tmp_path


def test_candidates_on_marked_facts_are_what_is_learnt(marked):
    lesson = train_worth.learn([marked / name for name in TEXTS], marked / "facts.json", "7")
    assert {row.article.rsplit("/")[-1] for row in lesson.rows} == set(TEXTS)
    assert {row.accepted for row in lesson.rows} == {True, False}
    assert (lesson.fitted.version, lesson.fitted.verdicts) == ("7", len(lesson.rows))


def test_texts_without_marked_facts_are_no_lesson(marked):
    (marked / "none.json").write_text("[]")
    with pytest.raises(ValueError, match="two articles"):
        train_worth.learn([marked / "mill.md"], marked / "none.json", "7")
