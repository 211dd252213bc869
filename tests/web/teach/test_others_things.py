"""What a form of the desk is sent that is another's: numbers and addresses are chosen freely, what they open is not."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts.models import Membership
from studyapp.assignments.models import Assignment, Extension
from studyapp.lessons.models import LessonSet, QuizQuestion
from studyapp.sources.models import Topic
from tests.factories import (
    AdminFactory,
    AssignmentFactory,
    ClassroomFactory,
    ContentManagerFactory,
    ImportBatchFactory,
    ImportJobFactory,
    InstructorFactory,
    LessonSetFactory,
    LessonSetItemFactory,
    MembershipFactory,
    QuizFactory,
    QuizQuestionFactory,
    StudentFactory,
    playable_topic,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
PRIVATE = Topic.Visibility.PRIVATE


@pytest.fixture
def me(client):
    me = InstructorFactory()
    client.force_login(me)
    return me


@pytest.fixture
def theirs():
    """A private topic of another instructor, with its article and questions."""
    return playable_topic(owner=InstructorFactory(), visibility=PRIVATE)


@pytest.fixture
def my_set(me):
    return LessonSetFactory(owner=me)


@pytest.fixture
def my_quiz(me, my_set):
    played = playable_topic(owner=me)
    quiz = QuizFactory(topic=played.topic, owner=me)
    QuizQuestionFactory(quiz=quiz, question=played.questions[0])
    return LessonSetItemFactory(lesson_set=my_set, article=None, quiz=quiz)


@pytest.fixture
def my_class(me):
    return ClassroomFactory(owner=me)


@pytest.fixture
def given(me, my_class):
    now = timezone.now()
    quiz = QuizFactory(owner=me, topic__owner=me)
    return AssignmentFactory(classroom=my_class, quiz=quiz, opens_at=now - DAY, due_at=now + DAY)


CLASS_PAGES = [
    "class-detail", "class-mastery-csv", "class-answers-csv", "class-settings", "class-people", "class-people-csv",
    "class-roster", "class-passwords",
]  # fmt: skip
CLASS_POSTS = [
    "class-settings", "class-code", "class-archive", "class-hand-over", "class-copy", "class-invite", "class-roster",
    "class-passwords", "class-passwords-csv",
]  # fmt: skip


def former_co_teacher(classroom):
    row = MembershipFactory(
        classroom=classroom, user=InstructorFactory(), role=Membership.Role.TEACHER, left_at=timezone.now()
    )
    return row.user


def asked_to_teach(classroom):
    row = MembershipFactory(classroom=classroom, user=InstructorFactory(), role=Membership.Role.TEACHER, joined_at=None)
    return row.user


def learner_who_may_teach(classroom):
    return MembershipFactory(classroom=classroom, user=InstructorFactory()).user


OUTSIDERS = {
    "another instructor": lambda classroom: InstructorFactory(),
    "content manager": lambda classroom: ContentManagerFactory(),
    "former co-teacher": former_co_teacher,
    "somebody asked to teach": asked_to_teach,
    "a learner who may teach elsewhere": learner_who_may_teach,
}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_class_does_not_exist_for_who_does_not_teach_it(client, who, my_class, given):
    client.force_login(OUTSIDERS[who](my_class))
    learner = MembershipFactory(classroom=my_class).user
    of_class = [reverse(f"teach:{name}", args=[my_class.pk]) for name in {*CLASS_PAGES, *CLASS_POSTS}]
    of_class += [reverse(f"teach:{name}", args=[my_class.pk, learner.pk]) for name in ("class-learner", "class-remove")]
    views = ("assignment-detail", "assignment-csv", "assignment-edit", "assignment-withdraw", "assignment-copy")
    of_class += [reverse(f"teach:{name}", args=[my_class.pk, given.pk]) for name in views]
    of_class += [reverse("teach:assignment-extension", args=[my_class.pk, given.pk, learner.pk])]
    for address in of_class:
        for response in (
            client.get(address),
            client.get(address, headers={"HX-Request": "true"}),
            client.post(address),
        ):
            assert response.status_code in (404, 405), address
    assert Membership.objects.filter(user=learner, left_at=None).exists()


def test_assignment_of_one_class_is_not_found_under_another(client, me, given):
    mine_too = ClassroomFactory(owner=me)
    for name in ("assignment-detail", "assignment-csv", "assignment-edit"):
        assert client.get(reverse(f"teach:{name}", args=[mine_too.pk, given.pk])).status_code == 404


def test_more_time_goes_to_learners_of_the_class_only(client, me, given):
    stranger = StudentFactory()
    gone = MembershipFactory(classroom=given.classroom, left_at=timezone.now()).user
    for person in (stranger, gone):
        address = reverse("teach:assignment-extension", args=[given.classroom_id, given.pk, person.pk])
        fields = {"due_at": "", "extra_time_percent": 50, "extra_attempts": 1}
        assert client.post(address, fields).status_code == 404
    assert not Extension.objects.exists()


def test_work_cannot_be_given_to_classes_of_others(client, me, given):
    others = ClassroomFactory(owner=InstructorFactory())
    MembershipFactory(classroom=others, user=me)
    due = (timezone.now() + 2 * DAY).strftime("%Y-%m-%dT%H:%M")
    fields = {"classes": [others.pk], "opens_at": "2026-03-02T08:00", "due_at": due}
    fields |= {"counts": "best", "feedback": "at_once"}
    page = client.post(reverse("teach:assign") + f"?quiz={given.quiz.slug}", fields)
    assert page.status_code == 200
    copied = {"to": others.pk, "opens_on": "2026-03-02"}
    client.post(reverse("teach:class-copy", args=[given.classroom_id]), copied)
    client.post(reverse("teach:assignment-copy", args=[given.classroom_id, given.pk]), copied)
    assert list(Assignment.objects.values_list("pk", flat=True)) == [given.pk]


def test_work_of_others_cannot_be_assigned_nor_seen_while_choosing(client, me, my_class, theirs):
    owner = theirs.topic.owner
    lesson_set = LessonSetFactory(owner=owner, title="A set of theirs")
    quiz = QuizFactory(owner=owner, topic=theirs.topic, title="A quiz of theirs")
    unowned = QuizFactory(owner=None, topic=theirs.topic, title="A quiz in a closed topic")
    named = [f"?set={lesson_set.slug}", f"?quiz={quiz.slug}", f"?quiz={unowned.slug}", ""]
    for query in named:
        page = client.get(reverse("teach:assign") + query).content.decode()
        assert [title in page for title in (lesson_set.title, quiz.title, unowned.title)] == [False] * 3
        assert theirs.topic.name not in page


def test_articles_of_others_do_not_come_into_a_set(client, me, my_set, theirs):
    client.post(
        reverse("teach:set-places", args=[my_set.slug]), {"lessons": "quiz", "article": [str(theirs.article.pk)]}
    )
    client.post(reverse("teach:set-places", args=[my_set.slug]), {"quiz": "1", "quiz_topic": theirs.topic.slug})
    assert not my_set.items.exists()
    address = reverse("teach:set-new") + f"?article={theirs.article.slug}"
    client.post(address, {"title": "Mine", "each": 5, "closing": 5, "articles": [theirs.article.pk]})
    assert not LessonSet.objects.filter(items__article=theirs.article).exists()
    assert client.get(reverse("teach:set-new") + f"?topic={theirs.topic.slug}").status_code == 404
    batch = ImportBatchFactory(owner=theirs.topic.owner)
    assert client.get(reverse("teach:set-new") + f"?batch={batch.pk}").status_code == 404


def test_questions_of_others_do_not_come_into_a_quiz(client, my_set, my_quiz, theirs):
    address = reverse("teach:set-questions", args=[my_set.slug, my_quiz.pk])
    before = list(QuizQuestion.objects.values_list("question", flat=True))
    page = client.post(address, {"add": str(theirs.questions[0].pk)}, follow=True)
    assert "Learners do not get that question any more." in page.content.decode()
    found = client.get(reverse("teach:set-quiz", args=[my_set.slug, my_quiz.pk]), {"everywhere": "1", "q": ""})
    assert theirs.article.title not in found.content.decode()
    assert list(QuizQuestion.objects.values_list("question", flat=True)) == before


def test_quizzes_of_others_are_not_put_back_into_a_set(client, my_set, theirs):
    loose = QuizFactory(owner=theirs.topic.owner, topic=theirs.topic)
    client.post(reverse("teach:set-places", args=[my_set.slug]), {"back": "1", "loose": str(loose.pk)})
    assert not my_set.items.exists()


def test_lesson_that_was_closed_since_shows_nothing_in_the_builder(client, me, my_set):
    played = playable_topic(owner=InstructorFactory())
    place = LessonSetItemFactory(lesson_set=my_set, article=played.article)
    address = reverse("teach:set-lesson", args=[my_set.slug, place.pk])
    assert client.get(address).status_code == 200
    Topic.objects.filter(pk=played.topic.pk).update(visibility=PRIVATE)
    assert client.get(address).status_code == 404
    assert client.post(address, {"note": "Mine", "facts": []}).status_code == 404


def test_questions_that_were_closed_since_are_not_read_in_the_builder(client, me, my_set):
    played = playable_topic(owner=InstructorFactory())
    quiz = QuizFactory(owner=me, topic=played.topic)
    QuizQuestionFactory(quiz=quiz, question=played.questions[0])
    item = LessonSetItemFactory(lesson_set=my_set, article=None, quiz=quiz)
    Topic.objects.filter(pk=played.topic.pk).update(visibility=PRIVATE)
    stem = played.questions[0].current_version.stem[:30]
    page = client.get(reverse("teach:set-quiz", args=[my_set.slug, item.pk])).content.decode()
    assert stem not in page
    assert "A question of a topic that is not open to you any more." in page
    figures = reverse("teach:question-statistics", args=[played.questions[0].pk])
    assert client.get(figures).status_code == 404


@pytest.mark.parametrize("name", ["set-detail", "set-places", "set-publish", "set-link", "set-copy", "set-delete",
                                  "set-preview"])  # fmt: skip
def test_set_of_another_is_not_found(client, me, name):
    address = reverse(f"teach:{name}", args=[LessonSetFactory().slug])
    assert client.post(address).status_code in (404, 405)
    assert client.get(address).status_code in (404, 405)


def test_sources_and_questions_of_others_are_not_found(client, me, theirs):
    slug, question = theirs.article.slug, theirs.questions[0]
    job = ImportJobFactory(owner=theirs.topic.owner, topic=theirs.topic)
    addresses = [reverse(f"teach:{name}", args=[slug]) for name in (
        "source-detail", "source-edit", "source-text", "source-withdraw", "source-reinstate", "source-move",
        "source-facts", "review-sentences", "review-write",
    )]  # fmt: skip
    addresses += [reverse("teach:source-changes", args=[slug, 1])]
    addresses += [reverse(f"teach:{name}", args=[theirs.topic.slug]) for name in ("topic-edit", "topic-merge")]
    addresses += [reverse(f"teach:{name}", args=[slug, question.fact_id]) for name in (
        "fact-edit", "fact-decide", "fact-split",
    )]  # fmt: skip
    addresses += [reverse(f"teach:{name}", args=[question.pk]) for name in (
        "review-question", "review-edit", "review-another", "question-statistics", "accept-answer", "correct-scores",
    )]  # fmt: skip
    addresses += [reverse("teach:import-detail", args=[job.pk])]
    for address in addresses:
        assert client.get(address).status_code in (404, 405), address
        assert client.post(address, {"form": "1933"}).status_code in (404, 405), address


def test_decisions_on_questions_of_others_are_refused(client, me, theirs):
    question = theirs.questions[0]
    version, step = question.current_version_id, "a" * 32
    seen = {"version": version, "status": question.status, "step": step, "verdict": "retired"}
    assert client.post(reverse("teach:review-decide", args=[question.pk]), seen).status_code == 404
    assert client.post(reverse("teach:review-take-over", args=[question.pk]), seen).status_code == 404
    question.refresh_from_db()
    assert question.status == "approved"


def test_topic_form_takes_neither_classes_nor_topics_of_others(client, me, theirs):
    others = ClassroomFactory(owner=InstructorFactory())
    fields = {"name": "Mine alone", "visibility": "granted", "classes": [others.pk], "parent": theirs.topic.pk}
    assert client.post(reverse("teach:topic-new"), fields).status_code == 200
    assert not Topic.objects.filter(name="Mine alone").exists()


def test_topic_page_names_no_class_of_others(client, me, my_class):
    topic = playable_topic(owner=me, visibility=Topic.Visibility.GRANTED).topic
    others = ClassroomFactory(owner=InstructorFactory(), name="Form 9 of somebody else")
    topic.grants.create(classroom=others)
    page = client.get(reverse("teach:topic-edit", args=[topic.slug])).content.decode()
    assert others.name not in page


def test_class_goes_to_a_co_teacher_only_and_from_its_owner_only(client, me, my_class):
    address = reverse("teach:class-hand-over", args=[my_class.pk])
    stranger = InstructorFactory()
    client.post(address, {"to": stranger.pk})
    co_teacher = MembershipFactory(classroom=my_class, user=InstructorFactory(), role=Membership.Role.TEACHER).user
    client.force_login(co_teacher)
    client.post(address, {"to": co_teacher.pk})
    my_class.refresh_from_db()
    assert my_class.owner == me


def test_admin_sees_the_class_that_a_content_manager_does_not(client, my_class):
    address = reverse("teach:class-detail", args=[my_class.pk])
    client.force_login(ContentManagerFactory())
    assert client.get(address).status_code == 404
    client.force_login(AdminFactory())
    assert client.get(address).status_code == 200
