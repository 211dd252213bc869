"""Pages of figures: flags first, nothing under ten answers, nobody named, bounded statements."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.attempts.models import Regrade, Rescore
from studyapp.progress.statistics import work_out
from tests.factories import (
    AdminFactory,
    AttemptFactory,
    ClassroomFactory,
    ContentManagerFactory,
    InstructorFactory,
    ItemStatisticsFactory,
    QuizFactory,
    QuizQuestionFactory,
    QuizStatisticsFactory,
    ResponseFactory,
    StudentFactory,
    playable_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(client):
    teacher = InstructorFactory()
    client.force_login(teacher)
    return teacher


@pytest.fixture
def questions(teacher):
    return playable_topic(owner=teacher).questions


def text(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(page.split())


def answers(question, scores, given="0"):
    for score in scores:
        fields = {} if score == 1.0 else {"given": given}
        ResponseFactory(attempt=AttemptFactory(questions=[question]), score=score, **fields)
    work_out(timezone.now() + dt.timedelta(minutes=5))


def test_flagged_questions_come_first(client, questions):
    sound = ItemStatisticsFactory(question=questions[0], answers=90)
    bad = ItemStatisticsFactory(question=questions[2], answers=40, flags=["negative_discrimination"])
    page = client.get(reverse("teach:statistics")).content.decode()
    links = re.findall(r"/teach/statistics/questions/(\d+)/", page)
    assert links == [str(bad.question_id), str(sound.question_id)]
    assert "Check the key" in page
    only = client.get(reverse("teach:statistics"), {"flagged": "on"}).content.decode()
    assert re.findall(r"/teach/statistics/questions/(\d+)/", only) == [str(bad.question_id)]


def test_figures_under_ten_answers_are_not_shown(client, questions):
    answers(questions[0], [1.0] * 3 + [0.0])
    for page in (text(client, "teach:statistics"), text(client, "teach:question-statistics", questions[0].pk)):
        assert "Too few answers yet: 4 of 10" in page
        assert "75%" not in page
    assert "estimated" in text(client, "teach:question-statistics", questions[0].pk)


@pytest.mark.parametrize(("count", "estimated"), [(29, True), (30, False)])
def test_difficulty_is_estimated_until_thirty_answers(client, questions, count, estimated):
    answers(questions[0], [1.0] * (count - 9) + [0.0] * 9)
    page = text(client, "teach:question-statistics", questions[0].pk)
    assert ("estimated" in page) is estimated
    assert f"{round(100 * (count - 9) / count)}%" in page


def test_question_page_shows_options_flags_and_advice(client, questions):
    answers(questions[0], [1.0] * 4 + [0.0] * 8, given="2")
    page = text(client, "teach:question-statistics", questions[0].pk)
    option = questions[0].current_version.options.get(position=2).text
    assert f"More learners took “{option}” than the right answer." in page
    assert "8 (67%)" in page
    assert "4 (33%)" in page


def test_fact_pools_the_first_answers_of_its_questions(client, questions):
    other = playable_topic(owner=questions[0].topic.owner).questions[0]
    other.fact = questions[0].fact
    other.save(update_fields=["fact"])
    ItemStatisticsFactory(question=questions[0], answers=12, facility=0.5)
    ItemStatisticsFactory(question=other, answers=36, facility=0.75)
    page = text(client, "teach:question-statistics", questions[0].pk)
    assert "69% right in 48 first answers to questions on this fact." in page


def test_page_of_a_question_nobody_answered(client, questions):
    assert "Too few answers yet: 0 of 10" in text(client, "teach:question-statistics", questions[3].pk)


def test_quiz_page_has_alpha_and_weights_from_ten_attempts_on(client, teacher):
    quiz = QuizFactory(owner=teacher)
    entry = QuizQuestionFactory(quiz=quiz)
    QuizStatisticsFactory(quiz=quiz, attempts=12, mean=0.61, deviation=0.2, alpha=46.376812)
    ItemStatisticsFactory(question=entry.question, quiz=quiz, weight=31.2, discrimination=60.3)
    page = text(client, "teach:quiz-statistics", quiz.slug)
    assert [part in page for part in ("46%", "31%", "+0.60", "61%")] == [True] * 4
    quiz.statistics.attempts = 9
    quiz.statistics.save()
    assert "46%" not in text(client, "teach:quiz-statistics", quiz.slug)
    assert "Too few first attempts yet: 9 of 10." in text(client, "teach:quiz-statistics", quiz.slug)


def test_draw_says_why_it_has_no_alpha(client, teacher):
    quiz = QuizFactory(owner=teacher)
    QuizStatisticsFactory(quiz=quiz, attempts=12)
    assert "so it has no alpha" in text(client, "teach:quiz-statistics", quiz.slug)


PAGES = ["teach:question-statistics", "teach:accept-answer", "teach:correct-scores"]


@pytest.mark.parametrize("name", PAGES)
def test_question_of_somebody_else_is_not_found(client, teacher, name):
    theirs = playable_topic(owner=InstructorFactory()).questions[4]
    where = reverse(name, args=[theirs.pk])
    assert client.get(where, {"form": "x"}).status_code == 404
    assert client.post(where, {"form": "x"}).status_code in (404, 405)
    assert Regrade.objects.count() == 0


@pytest.mark.parametrize("person", [ContentManagerFactory, AdminFactory])
def test_those_who_see_all_content_see_all_figures(client, person):
    theirs = playable_topic(owner=InstructorFactory()).questions[0]
    quiz = QuizFactory(owner=InstructorFactory())
    ItemStatisticsFactory(question=theirs)
    client.force_login(person())
    assert "12 first answers" in text(client, "teach:statistics")
    assert text(client, "teach:quiz-statistics", quiz.slug)


def test_quiz_of_somebody_else_is_not_found(client, teacher):
    quiz = QuizFactory(owner=InstructorFactory())
    QuizStatisticsFactory(quiz=quiz)
    assert client.get(reverse("teach:quiz-statistics", args=[quiz.slug])).status_code == 404
    assert quiz.title not in text(client, "teach:statistics")


def test_questions_of_the_site_in_ones_own_quiz_show_figures_and_no_decisions(client, teacher):
    quiz = QuizFactory(owner=teacher)
    question = playable_topic().questions[4]
    QuizQuestionFactory(quiz=quiz, question=question)
    ItemStatisticsFactory(question=question, refused=[["in the fifties", 3]])
    page = text(client, "teach:question-statistics", question.pk)
    assert "12 first answers" in page
    assert "in the fifties" not in page
    assert client.get(reverse("teach:accept-answer", args=[question.pk]), {"form": "x"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_list_takes_a_bounded_number_of_statements(client, teacher, rows, django_assert_max_num_queries):
    for _ in range(rows):
        for question in playable_topic(owner=teacher).questions[:1]:
            ItemStatisticsFactory(question=question, options=[{"position": "0", "count": 3, "share": 0.3}])
        QuizStatisticsFactory(quiz__owner=teacher)
    client.get(reverse("teach:statistics"))
    with django_assert_max_num_queries(12):
        client.get(reverse("teach:statistics"))


# Accept this answer too

FORM = "the late fifties"


def test_preview_changes_nothing_and_one_press_accepts(client, questions, django_capture_on_commit_callbacks):
    question = questions[4]
    response = ResponseFactory(attempt=AttemptFactory(questions=[question]), score=0.0, given=FORM)
    where = reverse("teach:accept-answer", args=[question.pk])
    page = client.get(where, {"form": FORM}).content.decode()
    assert "1 answer was given outside" in page
    assert response.attempt.learner.name not in page
    assert Rescore.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        got = client.post(where, {"form": FORM}, follow=True).content.decode()
    assert "1 earlier score changed." in got
    assert list(Rescore.objects.values_list("response", "before", "score")) == [(response.pk, 0.0, 1.0)]
    with django_capture_on_commit_callbacks(execute=True):
        again = client.post(where, {"form": FORM}, follow=True).content.decode()
    assert "No earlier score changed." in again
    assert Rescore.objects.count() == 1


@pytest.mark.parametrize("form", ["", "1958"])
def test_what_cannot_be_accepted_leads_back_with_the_reason(client, questions, form):
    where = reverse("teach:accept-answer", args=[questions[4].pk])
    for got in (client.get(where, {"form": form}, follow=True), client.post(where, {"form": form}, follow=True)):
        assert got.redirect_chain[-1][0] == reverse("teach:question-statistics", args=[questions[4].pk])
    assert Regrade.objects.count() == 0


def test_learner_reads_the_old_and_the_new_score(client, questions):
    learner = StudentFactory()
    response = ResponseFactory(
        attempt=AttemptFactory(questions=[questions[4]], learner=learner), score=0.0, reason="wrong", given=FORM
    )
    client.post(reverse("teach:accept-answer", args=[questions[4].pk]), {"form": FORM})
    questions[4].topic.visibility = "public"
    questions[4].topic.save()
    client.force_login(learner)
    assert "it was 0 and is 1 now" in text(client, "study:results", response.attempt_id)
    assert "An instructor accepts it now." in text(client, "study:question", response.attempt_id, 1)


def test_figures_hold_nothing_of_anybodys_class(client, questions):
    classroom = ClassroomFactory(owner=InstructorFactory(), name="Another class")
    learner = StudentFactory(display_name="Somebody Else")
    attempt = AttemptFactory(questions=[questions[0]], learner=learner)
    for _ in range(1):
        ResponseFactory(attempt=attempt, score=0.0, given="0")
    answers(questions[0], [1.0] * 12)
    page = text(client, "teach:question-statistics", questions[0].pk)
    assert learner.name not in page
    assert classroom.name not in page


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ("", "Type the answer that is to count as right."),
        ("\x00", "Null characters are not allowed."),
        ("x" * 301, "at most 300 characters; this one has 301"),
    ],
    ids=["empty", "null", "long"],
)
def test_what_is_no_answer_is_neither_cut_nor_accepted(client, questions, form, reason):
    where = reverse("teach:accept-answer", args=[questions[4].pk])
    for back in (client.get(where, {"form": form}, follow=True), client.post(where, {"form": form}, follow=True)):
        assert back.redirect_chain == [(reverse("teach:question-statistics", args=[questions[4].pk]), 302)]
        assert reason in back.content.decode()
    assert Regrade.objects.count() == 0


def test_what_was_accepted_is_not_offered_again_before_the_figures_follow(client, questions):
    question = questions[4]
    ItemStatisticsFactory(question=question, answers=12, refused=[[FORM, 3], ["nobody", 2]])
    offers = re.compile(r"Accept this too<span[^>]*>: ([^<]*)<")
    where = reverse("teach:question-statistics", args=[question.pk])
    assert offers.findall(client.get(where).content.decode()) == [FORM, "nobody"]
    client.post(reverse("teach:accept-answer", args=[question.pk]), {"form": FORM})
    assert offers.findall(client.get(where).content.decode()) == ["nobody"]
