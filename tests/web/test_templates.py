"""What no template may hold, because the security policy forbids it or it would fail without a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "an inline style sheet": r"<style\b",
    "an inline script": r"<script\b(?![^>]*\bsrc=)",
    "an event attribute": r"<[^>]*\son[a-z]+\s*=",
    "hx-on": r"\bhx-on\b",
    "computed hx-vals": r"hx-vals\s*=\s*['\"]\s*(js|javascript):",
    "a trigger filter": r"hx-trigger\s*=\s*\"[^\"]*\[",
    "an address elsewhere": r"(src|href)=\"(https?:)?//",
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_compiles_and_keeps_to_the_policy(name):
    get_template(name)
    source = (FOLDER / name).read_text()
    assert {what for what, pattern in FORBIDDEN.items() if re.search(pattern, source)} == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_form_that_posts_carries_its_token(name):
    forms = re.findall(r"<form\b[^>]*method=\"post\".*?</form>", (FOLDER / name).read_text(), re.DOTALL)
    assert all("{% csrf_token %}" in form for form in forms)
