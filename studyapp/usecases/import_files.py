"""Files and folders on their way into the site, each one by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from studyapp.engine.reading import front_matter, rows
from studyapp.engine.reading.article import UnreadableError
from studyapp.sources import jobs
from studyapp.sources.models import ImportJob
from studyapp.usecases import publish_article, tasks

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".epub"})
ABOUT_FILES = frozenset({"readme", "license", "licence", "copying", "changelog", "contributing"})


def article_files(path: Path) -> Iterator[tuple[Path, str]]:
    """(file, name below the imported root) of a file, or of all articles of a folder in order of their names.

    Files that speak of the folder (README, LICENSE …), hidden ones and tables are left out. A file that was named
    is taken whatever it is called; a path that is nothing comes back, to be reported.
    """
    if not path.is_dir():
        yield path, path.name
        return
    for file in sorted(path.rglob("*")):
        below = file.relative_to(path)
        left_out = any(part.startswith(".") for part in below.parts) or file.stem.lower() in ABOUT_FILES
        if not left_out and file.is_file() and file.suffix.lower() in SUFFIXES:
            yield file, below.as_posix()


def import_path(path: Path, name: str, topic_name: str | None) -> Iterator[tuple[str, dict]]:
    """(what to call it, report) of a file, or of each row of a table, as each is done."""
    if not rows.is_table(name):
        yield "", import_file(path, name, topic_name)
        return
    try:
        found, problems = rows.rows_of(path.read_bytes(), name)
    except (UnreadableError, OSError) as error:
        yield "", _refused(error)
        return
    for problem in problems:
        field = f"{problem.field}: " if problem.field else ""
        yield f"line {problem.line}", {"outcome": "failed", "reason": field + problem.reason}
    for row in found:
        label = f"line {row.line}"
        payload = front_matter.written(row.stated, row.text).encode(errors="replace")
        title = row.stated.get("title") or label
        yield label, _run(payload, f"{name}: {title}", topic_name, {"line": str(row.line)})


def import_file(path: Path, name: str, topic_name: str | None) -> dict:
    """Run the whole import of one file here and now; the job's report. Never raises for a bad file."""
    try:
        payload = path.read_bytes()
    except OSError as error:
        return _refused(error)
    return _run(payload, name, topic_name)


def _run(payload: bytes, name: str, topic_name: str | None, stated: dict[str, str] | None = None) -> dict:
    try:
        job = publish_article.submit_file(payload, name, topic_name, stated)
    except UnreadableError as error:
        return _refused(error)
    if job.step != jobs.DONE:
        job = publish_article.run(job, told=_set_alarm)
    return job.report or {"outcome": "failed", "reason": "Another process is importing this file right now."}


def _refused(error: UnreadableError | OSError) -> dict:
    reason = str(error)
    if isinstance(error, OSError):
        reason = f"This file cannot be opened: {error.strerror or error}."
    return {"outcome": "failed", "reason": reason}


def _set_alarm(job: ImportJob) -> None:
    """Should this process be killed, the worker takes the import up when its lease has run out."""
    if job.step == jobs.CLEANED and job.lease_until:
        tasks.wake_at(job.lease_until)
