"""What teachers see of a class: who needs help, how its work goes, and the answers behind it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from studyapp.accounts.queries import learners_of, taught_by
from studyapp.assignments.queries import assignments_taught_by
from studyapp.attempts.assignment_scores import standings
from studyapp.progress.assignment_results import question_results
from studyapp.progress.class_answers import answer_rows, answer_seen, answers_listed
from studyapp.progress.class_attention import doubtful_questions
from studyapp.progress.class_progress import RECENT, class_mastery, learners_of_class
from studyapp.progress.class_topics import topics_of_class
from studyapp.progress.class_work import class_work, work_of_learner
from studyapp.web.csv_download import csv_response
from studyapp.web.decorators import missing_is_404
from studyapp.web.htmx import HtmxHttpRequest, show, wants_fragment
from studyapp.web.teach.insight import assignment_page, dashboard, downloads, learner_page
from studyapp.web.teach.insight.forms import TopicPicker
from studyapp.web.teach.insight.matrix import Order, matrix

ALL, ANSWERS_AT_ONCE = 10_000, 30


@require_safe
def class_detail(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    now = timezone.now()
    learners = learners_of_class(learners_of(classroom), now - RECENT)
    progress = class_mastery(learners, topics_of_class(classroom, request.user, now), now)
    shown = {"shown": ALL} if request.GET.get("work") == "all" else {}
    work = class_work(classroom, learners, now, **shown)
    picker = TopicPicker(request.GET, progress.topics)
    signals, only = dashboard.signals(progress, work), picker.chosen()
    order = Order.read(request.GET.get("sort", ""), progress.topics)
    table = matrix(progress, signals, class_id=pk, viewer=request.user, now=now, order=order, only=only)
    context = {"classroom": classroom, "picker": picker, "order": order, "only": only, "table": table}
    context["unanswered"] = ", ".join(progress.unanswered)
    if not wants_fragment(request):
        topic_ids = [topic.topic_id for topic in progress.topics]
        doubts = doubtful_questions(topic_ids, [one.learner_id for one in learners], request.user)
        context |= {
            "calls": dashboard.calls(pk, progress, work, doubts, request.user, now),
            "work": dashboard.work_rows(work, request.user, now),
            "more_work": dashboard.may_have_more(work),
        }
    return show(request, "teach/insight/class_detail.html", "teach/insight/_matrix.html", context, title=classroom.name)


@require_safe
def class_mastery_csv(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    now = timezone.now()
    learners = learners_of_class(learners_of(classroom), now - RECENT)
    progress = class_mastery(learners, topics_of_class(classroom, request.user, now), now)
    signals = dashboard.signals(progress, class_work(classroom, learners, now))
    return csv_response(*downloads.mastery_table(classroom, progress, signals), bom=downloads.wants_bom(request))


@require_safe
def class_answers_csv(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    rows = answer_rows(classroom, request.user, timezone.now())
    return csv_response(*downloads.answers_table(classroom, rows), bom=downloads.wants_bom(request))


@require_safe
@never_cache
def class_learner(request: HttpRequest, pk: int, learner_id: int) -> HttpResponse:
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    learner = get_object_or_404(learners_of(classroom), pk=learner_id)
    now = timezone.now()
    topics = topics_of_class(classroom, request.user, now)
    [row] = class_mastery(learners_of_class(learners_of(classroom).filter(pk=learner_id), now), topics, now).rows
    answers = answers_listed(classroom, request.user, now, learner_id=learner_id)
    context = {
        "classroom": classroom,
        "learner": learner,
        "page": learner_page.page_of(learner, row, topics, now),
        "work": learner_page.work_lines(work_of_learner(classroom, learner_id, now), request.user, now),
        "answers": Paginator(answers, ANSWERS_AT_ONCE).get_page(request.GET.get("page")),
    }
    return render(request, "teach/insight/class_learner.html", context)


@require_safe
@never_cache
@missing_is_404
def class_answer(request: HttpRequest, pk: int, response_id: int) -> HttpResponse:
    classroom = get_object_or_404(taught_by(request.user), pk=pk)
    seen = answer_seen(classroom, request.user, response_id, timezone.now())
    context = {"classroom": classroom, "seen": seen, "feedback": seen.feedback, "question": seen.feedback.question}
    return render(request, "teach/insight/class_answer.html", context)


@require_safe
@never_cache
def assignment_detail(request: HttpRequest, pk: int, assignment_id: int) -> HttpResponse:
    assignment = get_object_or_404(assignments_taught_by(request.user), pk=assignment_id, classroom=pk)
    now = timezone.now()
    learners = learners_of_class(learners_of(assignment.classroom), assignment.opens_at)
    ids = [learner.learner_id for learner in learners]
    page = assignment_page.page_of(assignment, learners, standings(assignment, ids, now), request.user, now)
    context = {
        "classroom": assignment.classroom,
        "assignment": assignment,
        "when": dashboard.when_words(assignment, request.user, now),
        "page": page,
        "questions": question_results(assignment, ids, request.user),
    }
    return render(request, "teach/insight/assignment_detail.html", context)


@require_safe
def assignment_csv(request: HttpRequest, pk: int, assignment_id: int) -> StreamingHttpResponse:
    assignment = get_object_or_404(assignments_taught_by(request.user), pk=assignment_id, classroom=pk)
    now = timezone.now()
    learners = learners_of_class(learners_of(assignment.classroom), assignment.opens_at)
    where = standings(assignment, [learner.learner_id for learner in learners], now)
    return csv_response(*downloads.scores_table(assignment, learners, where), bom=downloads.wants_bom(request))
