"""Topics and articles. An article comes with a current version and its sentences."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

import factory
from django.db.models import Max

from studyapp.sources.importing import fingerprint
from studyapp.sources.models import (
    Article,
    ArticleCorrection,
    ArticleVersion,
    ImportBatch,
    ImportJob,
    Publisher,
    Sentence,
    Topic,
    TopicCorrection,
    TopicGrant,
)
from tests.factories.accounts import ClassroomFactory

TEXT = (
    "The harbour of Velmora opened in 1932. Its lighthouse stands 41 metres tall.\n\n"
    "Ilse Brandt designed the lighthouse. The town council says 60 boats use the harbour.\n\n"
    "The ferry to Carrow began in 1958. A new pier is planned for 2031."
)


def sentence_spans(text: str) -> list[tuple[int, int, int]]:
    """(start, end, paragraph) of each sentence of a plain test text."""
    found = []
    for number, paragraph in enumerate(re.finditer(r"[^\n]+", text)):
        for sentence in re.finditer(r"\S.*?[.!?](?=\s|$)|\S.*?$", paragraph.group()):
            offset = paragraph.start()
            found.append((offset + sentence.start(), offset + sentence.end(), number))
    return found


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Harbours {n}")
    slug = factory.Sequence(lambda n: f"harbours-{n}")


class PublisherFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Publisher

    name = factory.Sequence(lambda n: f"Coast Gazette {n}")


class ArticleFactory(factory.django.DjangoModelFactory):
    """``text`` gives it a first version; ``text=""`` leaves it without one."""

    class Meta:
        model = Article
        skip_postgeneration_save = True

    topic = factory.SubFactory(TopicFactory)
    title = factory.Sequence(lambda n: f"The harbour of Velmora, part {n}")
    slug = factory.Sequence(lambda n: f"velmora-{n}")
    source_key = factory.SelfAttribute("slug")
    publisher = factory.SubFactory(PublisherFactory)
    published_on = dt.date(2024, 3, 5)
    as_of = dt.date(2024, 3, 1)

    @factory.post_generation
    def text(article, create, text, **kwargs):
        text = TEXT if text is None else text
        if create and text:
            ArticleVersionFactory(article=article, text=text)


class ArticleVersionFactory(factory.django.DjangoModelFactory):
    """The next version of its article, which becomes the current one, with all its sentences.

    ``sentences=False`` leaves the sentences out.
    """

    class Meta:
        model = ArticleVersion
        skip_postgeneration_save = True

    article = factory.SubFactory(ArticleFactory, text="")
    number = factory.LazyAttribute(lambda o: (o.article.versions.aggregate(n=Max("number"))["n"] or 0) + 1)
    text = TEXT
    raw_hash = factory.LazyAttribute(lambda o: sha256(o.text))
    text_hash = factory.LazyAttribute(lambda o: sha256(o.text))
    reader_version = "test"

    @factory.post_generation
    def sentences(version, create, wanted, **kwargs):
        if not create:
            return
        version.article.current_version = version
        version.article.save(update_fields=["current_version"])
        if wanted is not False:
            for position, (start, end, paragraph) in enumerate(sentence_spans(version.text), start=1):
                Sentence.objects.create(
                    version=version,
                    position=position,
                    start=start,
                    end=end,
                    paragraph=paragraph,
                    fingerprint=fingerprint(version.text[start:end]),
                )


class SentenceFactory(factory.django.DjangoModelFactory):
    """The next sentence of a version that has none yet."""

    class Meta:
        model = Sentence

    version = factory.SubFactory(ArticleVersionFactory, sentences=False)
    position = factory.LazyAttribute(lambda o: o.version.sentences.count() + 1)
    start = factory.LazyAttribute(lambda o: sentence_spans(o.version.text)[o.position - 1][0])
    end = factory.LazyAttribute(lambda o: sentence_spans(o.version.text)[o.position - 1][1])
    paragraph = factory.LazyAttribute(lambda o: sentence_spans(o.version.text)[o.position - 1][2])


class ImportJobFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportJob

    kind = ImportJob.Kind.PASTE
    name = factory.Sequence(lambda n: f"pasted text {n}")
    payload = TEXT.encode()
    topic = factory.SubFactory(TopicFactory)
    idempotency_key = factory.Sequence(lambda n: f"job-{n}")


class ImportBatchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportBatch

    name = factory.Sequence(lambda n: f"folder {n}")
    idempotency_key = factory.Sequence(lambda n: f"batch-{n}")


class ArticleCorrectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ArticleCorrection

    article = factory.SubFactory(ArticleFactory)
    field = "title"
    before = "The harbor of Velmora"
    after = "The harbour of Velmora"


class TopicGrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TopicGrant

    topic = factory.SubFactory(TopicFactory, visibility="granted")
    classroom = factory.SubFactory(ClassroomFactory)


class TopicCorrectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TopicCorrection

    topic = factory.SubFactory(TopicFactory)
    field = "name"
    before = "Harbors"
    after = "Harbours"
