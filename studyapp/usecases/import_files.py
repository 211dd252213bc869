"""Files and folders on their way into the site, each one by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from studyapp.engine.reading.article import UnreadableError
from studyapp.sources import jobs
from studyapp.sources.models import ImportJob
from studyapp.usecases import publish_article, tasks

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})
ABOUT_FILES = frozenset({"readme", "license", "licence", "copying", "changelog", "contributing"})


def article_files(path: Path) -> Iterator[tuple[Path, str]]:
    """(file, name below the imported root) of a file, or of all articles of a folder in order of their names.

    Files that speak of the folder (README, LICENSE …) and hidden ones are left out. A file that was named is
    taken whatever it is called; a path that is nothing comes back, to be reported.
    """
    if not path.is_dir():
        yield path, path.name
        return
    for file in sorted(path.rglob("*")):
        below = file.relative_to(path)
        left_out = any(part.startswith(".") for part in below.parts) or file.stem.lower() in ABOUT_FILES
        if not left_out and file.is_file() and file.suffix.lower() in SUFFIXES:
            yield file, below.as_posix()


def import_file(path: Path, name: str, topic_name: str | None) -> dict:
    """Run the whole import of one file here and now; the job's report. Never raises for a bad file."""
    try:
        job = publish_article.submit_file(path.read_bytes(), name, topic_name)
    except UnreadableError as error:
        return {"outcome": "failed", "reason": str(error)}
    except OSError as error:
        return {"outcome": "failed", "reason": f"This file cannot be opened: {error.strerror or error}."}
    if job.step != jobs.DONE:
        job = publish_article.run(job, told=_set_alarm)
    return job.report or {"outcome": "failed", "reason": "Another process is importing this file right now."}


def _set_alarm(job: ImportJob) -> None:
    """Should this process be killed, the worker takes the import up when its lease has run out."""
    if job.step == jobs.CLEANED and job.lease_until:
        tasks.wake_at(job.lease_until)
