"""Reading a class list: who stands in which line, and what is wrong with a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

MOST_ROWS = 1000
LONGEST = 512_000
HEADERS = {
    "name": {"name", "full name", "student", "learner", "display name"},
    "email": {"email", "e-mail", "mail", "e-mail address", "email address"},
    "username": {"user name", "username", "user", "login", "sign-in"},
}


class UnreadableRosterError(ValueError):
    """``str`` says to the person what is wrong with the whole file."""


@dataclass(frozen=True, slots=True)
class RosterLine:
    """``number`` is the line in the file, from 1. ``error`` is empty for a line that can be used."""

    number: int
    name: str = ""
    email: str = ""
    username: str = ""
    error: str = ""


def decode(raw: bytes) -> str:
    """UTF-8 with or without its mark, else the code page of older spreadsheets. Raises UnreadableRosterError."""
    if len(raw) > LONGEST:
        raise UnreadableRosterError(_("This file is larger than a class list. Send at most 500 kB."))
    if b"\0" in raw:
        raise UnreadableRosterError(_("This is no text. Save the list as CSV and send that file."))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def read_roster(text: str) -> list[RosterLine]:
    """One entry for each line that says anything. Raises UnreadableRosterError for what is no list of people."""
    if len(text) > LONGEST:
        raise UnreadableRosterError(_("This list is too long. Send at most 500 kB."))
    try:
        rows = [(number, cells) for number, cells in _rows(text) if any(cells)]
    except csv.Error as error:
        raise UnreadableRosterError(_("This is no CSV. Save the list as CSV and send that file.")) from error
    if not rows:
        raise UnreadableRosterError(_("There is nobody in this list."))
    columns = _columns(rows[0][1])
    people = rows[1:] if columns else rows
    if not people:
        raise UnreadableRosterError(_("There is nobody in this list."))
    if len(people) > MOST_ROWS:
        raise UnreadableRosterError(_("A list has at most %d people. Cut it in two.") % MOST_ROWS)
    return _without_doubles([_line(number, cells, columns) for number, cells in people])


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    for cells in reader:
        yield before + 1, [_cell(cell) for cell in cells]
        before = reader.line_num


def _cell(cell: str) -> str:
    """As it was before a download made it harmless for spreadsheets."""
    text = " ".join(cell.replace("\ufeff", "").split())
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Which column is what; empty when the first line names none, and is a person."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for what, words in HEADERS.items():
            if cell.casefold() in words:
                found.setdefault(what, place)
    return found if {"email", "username"} & found.keys() else {}


def _line(number: int, cells: list[str], columns: dict[str, int]) -> RosterLine:
    if columns:
        said = {what: cells[place] if place < len(cells) else "" for what, place in columns.items()}
    else:
        email = next((cell for cell in cells if "@" in cell), "")
        others = [cell for cell in cells if cell != email]
        said = {"email": email, "name": others[0] if others else "", "username": others[1] if len(others) > 1 else ""}
    said["email"] = said.get("email", "").lower()
    said["username"] = said.get("username", "").lower()
    return RosterLine(number, **said, error=_error(**said))


def _error(name: str = "", email: str = "", username: str = "") -> str:
    if not email and not username:
        return _("There is neither an e-mail address nor a user name.")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            return _("“%s” is no e-mail address.") % email
    if len(name) > 80:
        return _("The name has more than 80 characters.")
    if username:
        try:
            UnicodeUsernameValidator()(username)
        except ValidationError:
            return _("A user name has letters, digits and @ . + - _ only, not “%s”.") % username
        if username.startswith("guest-") or len(username) > 150:
            return _("“%s” cannot be a user name here.") % username
    return ""


def _without_doubles(lines: list[RosterLine]) -> list[RosterLine]:
    """A person who stands there twice is an error from the second time on."""
    first: dict[tuple[str, str], int] = {}
    found = []
    for line in lines:
        keys = [(what, value) for what, value in (("email", line.email), ("username", line.username)) if value]
        same = next((first[key] for key in keys if key in first), None)
        if same is not None and not line.error:
            line = RosterLine(line.number, line.name, line.email, line.username, _("The same as line %d.") % same)
        for key in keys:
            first.setdefault(key, line.number)
        found.append(line)
    return found
