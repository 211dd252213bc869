"""The documents name what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_readme_explains_every_setting():
    names = set(re.findall(r'env\.\w+\(\s*"(\w+)"', (ROOT / "studyapp" / "settings.py").read_text()))
    readme = (ROOT / "README.md").read_text()
    assert not [name for name in sorted(names) if f"`{name}`" not in readme]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())
    missing = [t for t in targets if not (page.parent / t).exists()]
    assert not missing


def test_readme_names_only_commands_that_exist():
    folder = ROOT / "studyapp" / "cli" / "management" / "commands"
    named = set(re.findall(r"python manage\.py (\w+)", (ROOT / "README.md").read_text()))
    assert named
    assert not [name for name in sorted(named) if not (folder / f"{name}.py").exists()]


def test_readme_names_only_targets_that_exist():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:`|^ {4})make (\w+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert {"run", "test"} <= named <= targets


def test_every_decision_is_listed():
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text()
    assert not [page.name for page in folder.glob("0*.md") if f"({page.name})" not in listed]
