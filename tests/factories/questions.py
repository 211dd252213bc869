"""Questions with a wording, options and the evidence that proves them."""

from __future__ import annotations

import factory
from django.db.models import Max

from studyapp.facts.models import FactEvidence
from studyapp.questions.models import (
    AcceptedForm,
    Option,
    Question,
    QuestionEvidence,
    QuestionVersion,
    RankerFit,
    Report,
    ReportDecision,
    Review,
)
from tests.factories.accounts import ContentManagerFactory, InstructorFactory, StudentFactory
from tests.factories.facts import FactFactory

GAP = "_____"
FORMATS = {"multiple_choice": "options", "cloze": "typed", "true_false": "true_false", "short_answer": "typed"}
FORMATS |= {"matching": "match", "ordering": "order"}


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question about ``fact`` (made in ``article`` or ``topic`` when not given) with its first wording.

    ``wording=False`` leaves the wording out; a dict changes its fields.
    """

    class Meta:
        model = Question

    topic = None
    article = None
    fact = None
    wording = True
    kind = "multiple_choice"
    format = factory.LazyAttribute(lambda o: FORMATS[o.kind])
    answer_type = None
    generation_key = factory.Sequence(lambda n: f"question-{n}")
    score = 0.9

    @classmethod
    def _create(cls, model_class, *args, topic, article, fact, wording, answer_type, **kwargs):
        fact = fact or FactFactory(article=article, topic=topic)
        question = super()._create(
            model_class,
            *args,
            topic=topic or fact.topic,
            article=article or fact.evidence.first().sentence.version.article,
            fact=fact,
            answer_type=answer_type or ("truth" if kwargs["kind"] == "true_false" else fact.answer_type),
            **kwargs,
        )
        if wording:
            QuestionVersionFactory(question=question, **(wording if isinstance(wording, dict) else {}))
        return question


def key_evidence(question: Question) -> FactEvidence:
    """Where the question's fact stands in the question's article."""
    return question.fact.evidence.filter(sentence__version__article=question.article).latest("pk")


def stem_of(question: Question) -> str:
    """A stem that fits the question's kind and its source sentence."""
    place = key_evidence(question)
    text, sentence = place.sentence.version.text, place.sentence
    if question.kind == "cloze":
        return text[sentence.start : place.start] + GAP + text[place.end : sentence.end]
    if question.kind == "true_false":
        return text[sentence.start : sentence.end]
    return f"What does the article give for the {question.fact.label}?"


def wrong_values(value: str) -> list[str]:
    """Three values unlike this one and of its type: nearby numbers, else made-up names."""
    if value.isdigit():
        return [str(int(value) + step) for step in (3, 7, 12)]
    return ["Ada Lindholm", "Per Castellan", "Noor Vestry"]


class QuestionVersionFactory(factory.django.DjangoModelFactory):
    """The next wording of its question, which becomes the current one.

    It brings what its format needs: options (the key is second; give ``options`` to choose the
    texts and ``key_option`` to move the key), accepted forms, and the key's evidence. A set needs ``pairs``:
    (text, match, words of the sentence that proves it), in the order of the matches.
    """

    class Meta:
        model = QuestionVersion

    question = factory.SubFactory(QuestionFactory, wording=False)
    number = factory.LazyAttribute(lambda o: (o.question.versions.aggregate(n=Max("number"))["n"] or 0) + 1)
    instruction = "Answer from the article."
    stem = factory.LazyAttribute(lambda o: stem_of(o.question))
    key_option = factory.LazyAttribute(lambda o: 1 if o.question.format == "options" else None)
    key_value = factory.LazyAttribute(lambda o: "true" if o.question.format == "true_false" else o.question.fact.value)
    engine_version = "test"
    options = None
    accepted = None
    pairs = ()

    @classmethod
    def _create(cls, model_class, *args, options, accepted, pairs, **kwargs):
        version = super()._create(model_class, *args, **kwargs)
        question = version.question
        if question.format == "options":
            if options is None:
                options = wrong_values(version.key_value)
                options.insert(version.key_option, version.key_value)
            for position, text in enumerate(options):
                Option.objects.create(version=version, position=position, text=text)
        if question.format == "typed":
            for form in accepted or [version.key_value]:
                AcceptedForm.objects.create(version=version, form=form)
        place = key_evidence(question)
        for position, (text, match, words) in enumerate(pairs):
            row = Option.objects.create(version=version, position=position, text=text, match=match)
            proof = {"sentence": _sentence(question, words), "option": row}
            proof |= _stretch(proof["sentence"], words) | {"fact_evidence": None if position else place}
            QuestionEvidence.objects.create(version=version, role="key", **proof)
        if not pairs:
            proof = {"sentence": place.sentence, "start": place.start, "end": place.end, "fact_evidence": place}
            QuestionEvidence.objects.create(version=version, role="key", **proof)
        question.current_version = version
        question.save(update_fields=["current_version"])
        return version


def _sentence(question: Question, words: str):
    """The sentence of the question's article that holds ``words``."""
    sentences = question.article.current_version.sentences.select_related("version")
    return next(s for s in sentences if words in s.span.cut(s.version.text))


def _stretch(sentence, words: str) -> dict[str, int]:
    start = sentence.start + sentence.span.cut(sentence.version.text).index(words)
    return {"start": start, "end": start + len(words)}


class OptionFactory(factory.django.DjangoModelFactory):
    """One more wrong option of its wording."""

    class Meta:
        model = Option

    version = factory.SubFactory(QuestionVersionFactory)
    position = factory.LazyAttribute(lambda o: o.version.options.count())
    text = factory.Sequence(lambda n: f"Made-up Name {n}")


class AcceptedFormFactory(factory.django.DjangoModelFactory):
    """One more accepted form of a typed wording."""

    class Meta:
        model = AcceptedForm

    version = factory.SubFactory(QuestionVersionFactory, question__kind="short_answer")
    form = factory.Sequence(lambda n: f"another form {n}")


class QuestionEvidenceFactory(factory.django.DjangoModelFactory):
    """One more sentence that a wording leans on: by default the one after the key's."""

    class Meta:
        model = QuestionEvidence

    version = factory.SubFactory(QuestionVersionFactory)
    role = "context"
    sentence = factory.LazyAttribute(
        lambda o: o.version.question.article.current_version.sentences.exclude(
            pk=key_evidence(o.version.question).sentence_id
        ).first()
    )
    start = factory.SelfAttribute("sentence.start")
    end = factory.SelfAttribute("sentence.end")


class ReviewFactory(factory.django.DjangoModelFactory):
    """An approval; the question has the status that it led to."""

    class Meta:
        model = Review

    version = factory.SubFactory(QuestionVersionFactory, question__status="approved")
    reviewer = factory.SubFactory(ContentManagerFactory)
    verdict = "approved"
    before = "draft"
    after = factory.SelfAttribute("verdict")


class RankerFitFactory(factory.django.DjangoModelFactory):
    """A fit on the shipped ranker "0" that knows nothing but its intercept."""

    class Meta:
        model = RankerFit

    version = factory.Sequence(lambda n: f"0+{n + 1}")
    base = "0"
    weights = {"intercept": 0.0}
    precision = {"intercept": 4.0}
    verdicts = 200
    loss_shipped = 0.6
    loss_fitted = 0.5


class ReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Report

    version = factory.LazyFunction(lambda: QuestionFactory().current_version)
    reporter = factory.SubFactory(StudentFactory)
    reason = "unclear"


class ReportDecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportDecision

    report = factory.SubFactory(ReportFactory)
    outcome = "kept"
    who = factory.SubFactory(InstructorFactory)
