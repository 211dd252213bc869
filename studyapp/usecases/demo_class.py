"""A class to try the instructor's desk with: made-up learners, two sets, and their answers of three weeks.

Everything goes through the use cases that real classes take. Each step looks first whether it was done, so that a run
that was cut short is finished by the next one, and a further one adds nothing.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from studyapp.accounts import classes, joining
from studyapp.accounts.demo import make_demo_people
from studyapp.accounts.models import Classroom, Membership, User
from studyapp.accounts.roles import STUDENT, give_role
from studyapp.assignments.models import Assignment, Extension
from studyapp.assignments.queries import quizzes_of
from studyapp.attempts.models import Attempt, Response
from studyapp.attempts.paper import sheet
from studyapp.lessons import sets
from studyapp.lessons.models import LessonSet, Quiz
from studyapp.lessons.starting_sets import start_set
from studyapp.progress.statistics import SETTLED, work_out
from studyapp.questions.models import Question, Report
from studyapp.questions.reviewing import Seen
from studyapp.sources.models import Article, Topic
from studyapp.sources.topics import create_topic
from studyapp.usecases import assign, import_files, report_question, review_questions, seed_content, take_quiz
from studyapp.usecases.demo_learners import LEARNERS, DemoLearner, answer, sittings

NAME = "Year 10, world affairs"
FOLDER = settings.BASE_DIR / "seeds" / "class"
APPROVED_EACH = 6
PAST, OPEN = "Canals and bridges", "Russia and North Korea"
WORDS = {
    PAST: {
        "goal": "You can say who built four great works, when, and at what price.",
        "introduction": "Two canals and two bridges: read each article, then take its short quiz.",
    },
    OPEN: {
        "goal": "You can tell what the two states agreed on, what is only claimed, and who claims it.",
        "introduction": "Five articles in the order of events. Mind who says what: not all of it is known.",
    },
}
BEGAN, PAST_DUE, OPENED, OPEN_DUE = (dt.timedelta(days=days) for days in (-21, -9, -8, 4))


@dataclass(frozen=True, slots=True)
class Made:
    """What a run added; all nothing where the class stood already."""

    learners: int = 0
    answers: int = 0


def make_demo_class(now: dt.datetime, told: Callable[[str], None] = lambda line: None) -> Made:
    """The class of the demo instructor, with the demo student in it, finished where it is not.

    Raises RuntimeError outside local mode, and where an article cannot be read.
    """
    if not settings.LOCAL:
        raise RuntimeError("The demo class exists only in local mode.")
    make_demo_people()
    teacher = User.objects.get(username__iexact="instructor")
    if not seed_content.is_loaded() and not seed_content.load():
        raise RuntimeError("Not every article of the site could be loaded.")
    told("Reading the articles of the class …")
    past = _set(teacher, PAST, _own_articles(teacher), each=4, closing=6)
    shipped = [article for seed in seed_content.seeds() if (article := seed.article())]
    open_ = _set(teacher, OPEN, sorted(shipped, key=lambda article: article.as_of or now.date()), each=5, closing=6)
    classroom = Classroom.objects.filter(owner=teacher, name=NAME).first() or classes.open_class(teacher, NAME, now)
    learners, new = _people(classroom, now)
    given = [
        _assigned(classroom, past, teacher, now + BEGAN, now + PAST_DUE),
        _assigned(classroom, open_, teacher, now + OPENED, now + OPEN_DUE),
    ]
    _more_time(given[0], given[1], teacher)
    told("Working through three weeks of answers …")
    answers = _work(learners, given, min(now, given[1].opens_at - OPENED))
    _report(learners)
    work_out(timezone.now() + SETTLED)  # by the clock of the rows, which has gone on
    return Made(new, answers)


def _own_articles(teacher: User) -> list[Article]:
    """Canals and bridges, in topics of the instructor, with the best questions of each approved."""
    articles = []
    for file in sorted(FOLDER.glob("*.md")):
        seed = seed_content.Seed(file)
        if seed.article() is None:
            _read(file, teacher)
        articles.append(seed.article())
        _approve(articles[-1], teacher)
    return sorted(articles, key=lambda article: (article.topic.name != "Canals", article.title))


def _read(file: Path, teacher: User) -> None:
    name = next(line.partition(":")[2].strip() for line in file.read_text().splitlines() if line.startswith("topic:"))
    create_topic(name, teacher, visibility=Topic.Visibility.GRANTED)
    report = import_files.import_file(file, f"class/{file.name}", None)
    if seed_content.Seed(file).article() is None:
        raise RuntimeError(f"{file.name}: {report.get('reason', 'it could not be imported')}")


def _approve(article: Article, teacher: User) -> None:
    if Question.objects.filter(article=article, status=Question.Status.APPROVED).exists():
        return
    drafts = Question.objects.filter(article=article, status=Question.Status.DRAFT).order_by("-score", "pk")
    best = [Seen(*row) for row in drafts.values_list("pk", "current_version", "status")[:APPROVED_EACH]]
    review_questions.judge(teacher, best, "approved", step=f"demo-{article.pk}")


@transaction.atomic
def _set(teacher: User, title: str, articles: list[Article], *, each: int, closing: int) -> LessonSet:
    if there := LessonSet.objects.filter(owner=teacher, title=title, copied_from=None).order_by("pk").first():
        return there
    made = start_set(teacher, title, articles, each=each, closing=closing)
    sets.reword(made, dict.fromkeys(WORDS[title], ""), WORDS[title])
    return made


def _people(classroom: Classroom, now: dt.datetime) -> tuple[dict[DemoLearner, User], int]:
    """The learners with their rows, and how many are new. They have no password: nobody signs in as one of them."""
    found, new = {}, 0
    for learner in LEARNERS:
        user, made = User.objects.get_or_create(
            username=learner.username, defaults={"display_name": learner.name, "password": "!"}
        )
        if made:
            user.set_unusable_password()
            user.save(update_fields=["password"])
            give_role(user, STUDENT)
        found[learner], new = user, new + made
    student = User.objects.get(username__iexact="student")
    there = set(Membership.objects.filter(classroom=classroom).values_list("user", flat=True))
    for user, joined in [*((user, now + BEGAN) for user in found.values()), (student, now)]:
        if user.pk not in there:
            joining.join(user, classroom.join_code, joined)
    return found, new


def _assigned(
    classroom: Classroom, work: LessonSet, teacher: User, opens_at: dt.datetime, due_at: dt.datetime
) -> Assignment:
    there = Assignment.objects.filter(classroom=classroom, lesson_set=work).order_by("pk")
    if not there:
        limits = {
            "opens_at": opens_at.replace(hour=8, minute=0, second=0, microsecond=0),
            "due_at": due_at.replace(hour=20, minute=0, second=0, microsecond=0),
            "attempts_allowed": 2, "counts": Assignment.Counts.BEST, "time_limit_minutes": None,
            "shuffled": True, "feedback": Assignment.Feedback.AT_ONCE,
        }  # fmt: skip
        assign.assign(work, [classroom], limits, by=teacher)
    return there.get()


def _more_time(past: Assignment, running: Assignment, teacher: User) -> None:
    """The demo student came late to the class, and may still do what the others have done."""
    student = User.objects.get(username__iexact="student")
    if not Extension.objects.filter(assignment=past, learner=student).exists():
        assign.extend(past, student, {"due_at": running.due_at}, by=teacher)


def _work(learners: dict[DemoLearner, User], given: list[Assignment], now: dt.datetime) -> int:
    """All sittings in the order in which they were begun; how many answers are new."""
    plan = []
    for assignment in given:
        quizzes = quizzes_of(assignment)
        is_past = assignment is given[0]
        ends = assignment.due_at if is_past else now
        for learner in learners:
            begun = sittings(learner, len(quizzes), assignment.opens_at, ends, is_past=is_past)
            late_from = len(quizzes) // 2 if not is_past else len(quizzes)
            plan += [(at, learner, assignment, quizzes[n], n >= late_from) for n, at in enumerate(begun)]
    done = set(Attempt.objects.filter(assignment__in=given).values_list("learner", "assignment", "quiz"))
    answers = 0
    for at, learner, assignment, quiz, late_in in sorted(plan, key=lambda row: (row[0], row[1].username)):
        if (learners[learner].pk, assignment.pk, quiz.pk) not in done:
            answers += _sitting(learner, learners[learner], assignment, quiz, at, late_in=late_in)
    return answers


@transaction.atomic
def _sitting(
    learner: DemoLearner, user: User, assignment: Assignment, quiz: Quiz, at: dt.datetime, *, late_in: bool
) -> int:
    seed = random.Random(f"{learner.name} {quiz.title}").getrandbits(48)  # noqa: S311 - a made-up person
    attempt = take_quiz.start_quiz(user, quiz, assignment=assignment, now=at, seed=seed)
    sheets = [sheet(attempt, position) for position in range(1, attempt.length + 1)]
    for asked in sheets:
        words = asked.wording
        others = [
            other.wording.key_value
            for other in sheets
            if other.wording.format == "typed"
            and other.wording.answer_type == words.answer_type
            and other.wording.key_value != words.key_value
        ]
        doubtful = words.format == "options" and words.stem.startswith(DOUBTFUL)
        given = answer(learner, asked, others, doubtful=doubtful, late_in=late_in)
        at += dt.timedelta(milliseconds=given.duration_ms + 8000)
        take_quiz.submit_answer(user, attempt.pk, asked.position, given, at)
    return len(sheets)


# The strongest of the class miss this one, and one of them says so: its figures ask for a look at the key.
DOUBTFUL = "Panama took over the canal"


def _report(learners: dict[DemoLearner, User]) -> None:
    """One learner reports the question; a second time nothing is filed."""
    mine = Response.objects.filter(
        attempt__learner__in=learners.values(), version__stem__startswith=DOUBTFUL, score=0, dont_know=False
    ).select_related("attempt__learner")
    response = mine.order_by("pk").first()
    if response and not Report.objects.filter(version=response.version_id).exists():
        place = report_question.reportable(response.attempt.learner, response.attempt_id, response.position)
        report_question.submit(
            response.attempt.learner, place, reason="unclear", now=response.answered_at,
            text="Took over all of it? My book says that the canal was handed over in steps.",
        )  # fmt: skip
