"""Facts with the place where they stand."""

from __future__ import annotations

import factory

from studyapp.facts.models import Entity, EntityName, Fact, FactCorrection, FactEvidence, FactReview, Refusal
from studyapp.sources.models import Article, Sentence
from tests.factories.accounts import ContentManagerFactory
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, TopicFactory


def sentence_with(article: Article, value: str) -> Sentence:
    """The first sentence of the article's current version that holds the value; ValueError when none does."""
    text = article.current_version.text
    for sentence in article.current_version.sentences.all():
        if value in text[sentence.start : sentence.end]:
            return sentence
    raise ValueError(f"no sentence of {article} holds {value!r}")


class EntityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Entity

    topic = factory.SubFactory(TopicFactory)
    type = "person"
    name = factory.Sequence(lambda n: f"Ilse Brandt {n}")
    folded_name = factory.LazyAttribute(lambda o: o.name.casefold())


class EntityNameFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EntityName

    entity = factory.SubFactory(EntityFactory)
    form = factory.Sequence(lambda n: f"Brandt {n}")


class FactFactory(factory.django.DjangoModelFactory):
    """A fact whose ``value`` is printed in ``article``, with that place as its evidence.

    An article is made when none is given. ``evidence=False`` leaves the evidence out;
    a dict of its fields changes them.
    """

    class Meta:
        model = Fact

    topic = None
    article = None
    evidence = True
    answer_type = "year"
    label = factory.Sequence(lambda n: f"opening of the harbour of Velmora, telling {n}")
    value = "1932"
    number = factory.LazyAttribute(lambda o: float(o.value) if o.value.isdigit() else None)
    claim_key = factory.Sequence(lambda n: f"claim-{n}")

    @classmethod
    def _create(cls, model_class, *args, topic, article, evidence, **kwargs):
        if article is None and evidence:
            article = ArticleFactory(topic=topic or TopicFactory())
        topic = topic or (article.topic if article else TopicFactory())
        fact = super()._create(model_class, *args, topic=topic, **kwargs)
        if evidence:
            fields = evidence if isinstance(evidence, dict) else {}
            FactEvidenceFactory(**({"fact": fact, "sentence": sentence_with(article, fact.value)} | fields))
        return fact


class FactEvidenceFactory(factory.django.DjangoModelFactory):
    """``printed`` (the fact's value) where it first stands in the sentence."""

    class Meta:
        model = FactEvidence

    fact = factory.SubFactory(FactFactory, evidence=False)
    sentence = factory.LazyAttribute(lambda o: sentence_with(ArticleFactory(topic=o.fact.topic), o.fact.value))
    printed = factory.SelfAttribute("fact.value")
    start = factory.LazyAttribute(lambda o: o.sentence.version.text.index(o.printed, o.sentence.start, o.sentence.end))
    end = factory.LazyAttribute(lambda o: o.start + len(o.printed))


class FactReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FactReview

    fact = factory.SubFactory(FactFactory)
    approved = True
    reviewer = factory.SubFactory(ContentManagerFactory)


class RefusalFactory(factory.django.DjangoModelFactory):
    """A refused candidate: the first sentence of its version."""

    class Meta:
        model = Refusal

    version = factory.SubFactory(ArticleVersionFactory)
    start = factory.LazyAttribute(lambda o: o.version.sentences.first().start)
    end = factory.LazyAttribute(lambda o: o.version.sentences.first().end)
    kind = "cloze"
    codes = ["CL-05"]
    engine_version = factory.Sequence(lambda n: f"test-{n}")


class FactCorrectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FactCorrection

    fact = factory.SubFactory(FactFactory)
    field = "label"
    before = "Opening"
    after = "Year of opening"
