"""Load what is shipped with the product: the articles of a folder and the questions approved for them.

The folder holds articles (``<name>.md``) and beside them ``approved/<name>.json``. Loading twice adds
nothing, and what people of the site decided since (a verdict, an edit, another text) stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from studyapp.engine.items import ItemDraft
from studyapp.facts import extracting
from studyapp.facts.models import Fact, FactEvidence
from studyapp.questions import reviewing, writing
from studyapp.questions.models import Question, QuestionEvidence, QuestionVersion, Review
from studyapp.sources import importing
from studyapp.sources.models import Article, Topic
from studyapp.sources.places import Places
from studyapp.usecases import import_files
from studyapp.usecases.approved_questions import (
    Entry,
    LostQuoteError,
    Quotes,
    approved_entries,
    draft_of,
    rejected_words,
    same_question,
)

FOLDER = settings.BASE_DIR / "seeds"
SHIPPED = "approved with the article it came with"
SET_ASIDE = "rejected with the article it came with"


@dataclass(frozen=True, slots=True)
class Seed:
    """One shipped article, and where its approved questions lie."""

    file: Path

    @property
    def questions_file(self) -> Path:
        return self.file.parent / "approved" / f"{self.file.stem}.json"

    def entries(self) -> list[Entry]:
        return self._read().get("questions", [])

    def rejected(self) -> list[Entry]:
        """Wordings the engine may propose again that were read and found wanting."""
        return self._read().get("rejected", [])

    def _read(self) -> dict[str, list[Entry]]:
        if not self.questions_file.exists():
            return {}
        return json.loads(self.questions_file.read_text(encoding="utf-8"))

    def article(self) -> Article | None:
        """The article that has, or once had, these very bytes as its text."""
        digest = importing.raw_hash(self.file.read_bytes())
        return Article.objects.filter(versions__raw_hash=digest).select_related("current_version").first()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading one article came to. ``lost`` are quotes that its text here no longer has."""

    name: str
    imported: bool = False
    approved: int = 0
    lost: tuple[str, ...] = ()
    error: str = ""


def seeds(folder: Path = FOLDER) -> list[Seed]:
    return [Seed(file) for file in sorted(folder.glob("*.md"))]


def is_loaded(folder: Path = FOLDER) -> bool:
    """Whether loading would add nothing. Quick: reads files and rows, never the language model."""
    for seed in seeds(folder):
        article = seed.article()
        if article is None or _plan(article, seed.entries(), Places(article.current_version))[0]:
            return False
        if _unwanted(article, seed.rejected()):
            return False
    return True


def load(folder: Path = FOLDER, told: Callable[[Loaded], None] = lambda loaded: None) -> bool:
    """Import what is missing and approve what was approved. False when an article cannot be imported."""
    results = []
    for seed in seeds(folder):
        results.append(_load(seed))
        told(results[-1])
    return not any(result.error for result in results)


def write_approved(folder: Path = FOLDER) -> dict[str, int]:
    """Write the questions that are approved now beside their articles; how many for each article.

    An article without any loses its file.
    """
    counts = {}
    for seed in seeds(folder):
        article = seed.article()
        entries = approved_entries(article) if article else []
        if entries:
            seed.questions_file.parent.mkdir(exist_ok=True)
            rejected = rejected_words(article, seed.rejected())
            content = {"article": seed.file.stem, "questions": entries, "rejected": rejected}
            seed.questions_file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        else:
            seed.questions_file.unlink(missing_ok=True)
        counts[seed.file.name] = len(entries)
    return counts


def _load(seed: Seed) -> Loaded:
    article = seed.article()
    imported = article is None
    if article is None:
        report = import_files.import_file(seed.file, seed.file.name, None)
        article = seed.article()
        if article is None:
            return Loaded(seed.file.name, error=report.get("reason", "It could not be imported."))
    approved, lost = _approve(article, seed.entries())
    _reject(article, seed.rejected())
    return Loaded(seed.file.name, imported, approved, lost)


@transaction.atomic
def _approve(article: Article, entries: list[Entry]) -> tuple[int, tuple[str, ...]]:
    Topic.objects.select_for_update().get(pk=article.topic_id)
    places = Places(article.current_version)
    wanted, lost = _plan(article, entries, places)
    versions = [_attach(entry, draft, places) for entry, draft in wanted]
    approved = [version for version in versions if version is not None]
    for version in approved:
        reviewing.review(version, None, Review.Verdict.APPROVED, note=SHIPPED)
    return len(approved), lost


@transaction.atomic
def _reject(article: Article, entries: list[Entry]) -> None:
    Topic.objects.select_for_update().get(pk=article.topic_id)
    for question in _unwanted(article, entries):
        reviewing.review(question.current_version, None, Review.Verdict.REJECTED, note=SET_ASIDE)


def _unwanted(article: Article, entries: list[Entry]) -> list[Question]:
    """The article's drafts that are asked in the words of these entries and that nobody here decided on."""
    found = [(entry, same_question(article, entry)) for entry in entries]
    return [
        question
        for entry, question in found
        if question is not None
        and question.article_id == article.pk
        and question.status == Question.Status.DRAFT
        and question.current_version.stem == entry["stem"]
        and not _is_decided(question)
    ]


def _plan(
    article: Article, entries: list[Entry], places: Places
) -> tuple[list[tuple[Entry, ItemDraft]], tuple[str, ...]]:
    """Entries to approve with their drafts, and the quotes of entries that have no place here any more."""
    quotes = Quotes(places)
    wanted, lost = [], []
    for entry in entries:
        try:
            draft = draft_of(entry, quotes)
        except LostQuoteError as error:
            lost.append(str(error))
            continue
        if not _is_decided(same_question(article, entry)):
            wanted.append((entry, draft))
    return wanted, tuple(lost)


def _is_decided(question: Question | None) -> bool:
    """Whether somebody here gave a verdict on the question, changed it or retired it or its fact."""
    if question is None:
        return False
    untouched = (
        question.status in writing.OPEN
        and question.origin == Question.Origin.GENERATED
        and question.current_version.author_id is None
        and question.fact.status != Fact.Status.RETIRED
    )
    return not untouched or Review.objects.filter(version__question=question).exists()


def _attach(entry: Entry, draft: ItemDraft, places: Places) -> QuestionVersion | None:
    """The approved wording as the current one of its question: that which the engine wrote, else a new one."""
    known = same_question(places.version.article, entry)
    proof = _proof(known, places) or extracting.write_facts(places, [draft.fact])[0][1]
    origin = writing.Origin(entry.get("engine_version", ""), entry.get("model_version", ""))
    written = writing.write_questions(places, [(draft, proof)], origin)
    return QuestionVersion.objects.filter(question__in=written.proposed, question__current_version=F("pk")).first()


def _proof(question: Question | None, places: Places) -> FactEvidence | None:
    """The evidence of a known question's fact, where it stands in the current text."""
    if question is None:
        return None
    key = question.current_version.evidence.select_related("fact_evidence__sentence", "fact_evidence__fact")
    proof = key.get(role=QuestionEvidence.Role.KEY).fact_evidence
    return proof if proof and proof.sentence.version_id == places.version.pk else None
