"""Rows to measure on: a large topic, learners with sessions, papers, and answers given long ago."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import secrets

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils import timezone

from studyapp.accounts.guests import SESSION_BACKEND
from studyapp.accounts.models import User
from studyapp.attempts.models import Attempt, Response
from studyapp.facts.models import Fact, FactEvidence
from studyapp.questions.models import AcceptedForm, Option, Question, QuestionEvidence, QuestionVersion
from studyapp.sources.models import Article, ArticleVersion, Publisher, Sentence, Topic

ARTICLES, FACTS = 50, 40  # of the large topic; one question for each fact
FORMATS = (("multiple_choice", "options"), ("cloze", "typed"), ("cloze", "options"), ("true_false", "true_false"))


@transaction.atomic
def large_topic(articles: int = ARTICLES, name: str = "Harbours") -> Topic:
    """A public topic of ``articles`` articles with 40 facts and 40 approved questions each."""
    topic = Topic.objects.create(name=name, slug=name.lower())
    publisher = Publisher.objects.create(name=f"{name} Gazette")
    for n in range(articles):
        _article(topic, publisher, n)
    return topic


def _article(topic: Topic, publisher: Publisher, n: int) -> None:
    years = [1600 + 10 * place + n % 10 for place in range(FACTS)]
    told = [
        f"The pier number {n * FACTS + i} of Velmora opened to its first boats in {y}." for i, y in enumerate(years)
    ]
    text = "\n\n".join(" ".join(told[i : i + 4]) for i in range(0, FACTS, 4))
    article = Article.objects.create(
        topic=topic,
        slug=f"{topic.slug}-{n}",
        source_key=f"piers-{n}",
        title=f"The piers of Velmora, part {n}",
        publisher=publisher,
        published_on=dt.date(2024, 1, 1) + dt.timedelta(n),
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    version = ArticleVersion.objects.create(article=article, number=1, text=text, raw_hash=digest, text_hash=digest)
    article.current_version = version
    article.save(update_fields=["current_version"])
    starts = [text.index(sentence) for sentence in told]
    sentences = Sentence.objects.bulk_create(
        Sentence(version=version, position=i + 1, start=start, end=start + len(told[i]), paragraph=i // 4)
        for i, start in enumerate(starts)
    )
    facts = Fact.objects.bulk_create(
        Fact(topic=topic, answer_type="year", label=told[i].replace(str(y), "…"), value=str(y), claim_key=f"{n}-{i}")
        for i, y in enumerate(years)
    )
    proofs = FactEvidence.objects.bulk_create(
        FactEvidence(fact=f, sentence=s, start=s.end - 5, end=s.end - 1, printed=f.value)
        for f, s in zip(facts, sentences, strict=True)
    )
    _questions(article, proofs)


def _questions(article: Article, proofs: list[FactEvidence]) -> None:
    text = article.current_version.text
    kinds = [FORMATS[i % len(FORMATS)] for i in range(len(proofs))]
    questions = Question.objects.bulk_create(
        Question(
            topic=article.topic,
            article=article,
            fact=proof.fact,
            kind=kind,
            format=item_format,
            answer_type="truth" if item_format == "true_false" else "year",
            status=Question.Status.APPROVED,
            score=0.8,
        )
        for proof, (kind, item_format) in zip(proofs, kinds, strict=True)
    )
    versions = QuestionVersion.objects.bulk_create(
        QuestionVersion(
            question=q,
            number=1,
            instruction="Which year belongs in the gap?",
            stem=text[p.sentence.start : p.sentence.end].replace(
                *((p.printed, "_____") if q.kind == "cloze" else "  ")
            ),
            key_option=1 if q.format == "options" else None,
            key_value="true" if q.format == "true_false" else p.printed,
        )
        for q, p in zip(questions, proofs, strict=True)
    )
    for question, version in zip(questions, versions, strict=True):
        question.current_version = version
    Question.objects.bulk_update(questions, ["current_version"])
    with_proof = list(zip(versions, proofs, strict=True))
    Option.objects.bulk_create(
        Option(version=v, position=i, text=str(int(p.printed) + step))
        for v, p in with_proof
        if v.question.format == "options"
        for i, step in enumerate((-3, 0, 4, 9))
    )
    AcceptedForm.objects.bulk_create(
        AcceptedForm(version=v, form=p.printed) for v, p in with_proof if v.question.format == "typed"
    )
    QuestionEvidence.objects.bulk_create(
        QuestionEvidence(version=v, role="key", sentence=p.sentence, start=p.start, end=p.end, fact_evidence=p)
        for v, p in with_proof
    )


def learner() -> tuple[User, str]:
    """A student, and the key of a session in which they are signed in."""
    user = User.objects.create_user(f"learner-{secrets.token_hex(6)}")
    user.groups.add(Group.objects.get(name="student"))
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = SESSION_BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return user, session.session_key


def versions_of(topic: Topic, item_format: str) -> list[QuestionVersion]:
    """The wordings of a topic's questions in one format, in order."""
    found = QuestionVersion.objects.filter(question__topic=topic, question__format=item_format)
    return list(found.prefetch_related("options", "accepted_forms").order_by("pk"))


def attempt(user: User, topic: Topic, versions: list[QuestionVersion]) -> Attempt:
    """A sitting on these wordings, with the options in their stored order."""
    paper = [{"version": v.pk, "options": [o.position for o in v.options.all()]} for v in versions]
    return Attempt.objects.create(
        learner=user, topic=topic, asked_for=len(paper), started_at=timezone.now(), seed=1, paper=paper
    )


def past_answers(topic: Topic, learners: int, each: int, facts: int = 25) -> int:
    """Answers of other learners to ``facts`` questions again and again, one every few hours; how many were made."""
    versions = versions_of(topic, "options")[:facts]
    rng, now = random.Random(1), timezone.now()  # noqa: S311
    for _ in range(learners):
        user = User.objects.create_user(f"past-{secrets.token_hex(6)}")
        for sitting_number in range(each // facts):
            sitting = attempt(user, topic, versions)
            Response.objects.bulk_create(
                Response(
                    attempt=sitting,
                    position=n,
                    version=version,
                    given="1",
                    answered_at=now - dt.timedelta(hours=3 * (each - sitting_number * facts - n)),
                    idempotency_key=f"{sitting.pk}:{n}:1",
                    score=float(rng.random() < 0.7),
                    reason="right",
                    duration_ms=9000,
                )
                for n, version in enumerate(versions, 1)
            )
    return learners * (each // facts) * len(versions)
