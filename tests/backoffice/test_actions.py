"""What one can do in the back office besides looking."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.assignments.models import Extension
from studyapp.lessons.models import LessonSet
from studyapp.questions.models import Review
from studyapp.sources import jobs
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return factories.ContentManagerFactory()


@pytest.fixture
def office(client, manager):
    client.force_login(manager)
    return client


def act(client, name: str, action: str, *rows):
    body = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(reverse(f"admin:{name}_changelist"), body)


@pytest.mark.parametrize(("action", "verdict"), [("approve", "approved"), ("reject", "rejected")])
def test_verdict_moves_the_question_and_leaves_a_row(office, manager, action, verdict):
    question = factories.QuestionFactory()
    act(office, "questions_question", action, question)
    question.refresh_from_db()
    given = Review.objects.get()
    assert question.status == verdict
    assert (given.version, given.reviewer, given.before, given.after) == (
        question.current_version, manager, "draft", verdict,
    )  # fmt: skip


def test_the_same_verdict_again_adds_nothing(office):
    question = factories.QuestionFactory()
    act(office, "questions_question", "approve", question)
    act(office, "questions_question", "approve", question)
    assert Review.objects.count() == 1


def test_question_without_a_wording_is_not_judged(office):
    question = factories.QuestionFactory(wording=False)
    assert act(office, "questions_question", "approve", question).status_code == 302
    question.refresh_from_db()
    assert question.status == "draft"


def test_retiring_is_logged_and_is_no_judgement(office, manager):
    question = factories.QuestionFactory(status="approved")
    act(office, "questions_question", "retire", question)
    question.refresh_from_db()
    assert question.status == "retired"
    given = Review.objects.get()
    assert (given.verdict, given.reviewer) == ("retired", manager)
    assert LogEntry.objects.get().user == manager


def test_question_whose_sentence_is_gone_is_not_approved(office):
    question = factories.QuestionFactory(status="stale")
    factories.ArticleVersionFactory(article=question.article, text="All of it is new. It is short.")
    act(office, "questions_question", "approve", question)
    question.refresh_from_db()
    assert question.status == "stale"
    assert not Review.objects.exists()


def test_article_is_withdrawn_and_put_back(office):
    article = factories.ArticleFactory()
    act(office, "sources_article", "withdraw", article)
    article.refresh_from_db()
    assert article.status == "withdrawn"
    assert article.withdrawn_because
    act(office, "sources_article", "reinstate", article)
    article.refresh_from_db()
    assert (article.status, article.withdrawn_because) == ("active", "")
    assert LogEntry.objects.count() == 2


def test_what_a_withdrawn_article_disputed_is_undisputed_until_it_is_put_back(office):
    one = factories.ArticleFactory(text="The mill lost 340 workers.")
    other = factories.ArticleFactory(topic=one.topic, text="The mill lost 120 workers.")
    claim = {"answer_type": "count", "unit": "workers", "claim_key": "count|lose|orford|mill|worker||workers"}
    fact = factories.FactFactory(article=one, value="340", **claim)
    factories.FactFactory(article=other, value="120", **claim)
    for action, status in (("withdraw", "active"), ("reinstate", "disputed"), ("withdraw", "active")):
        act(office, "sources_article", action, other)
        fact.refresh_from_db()
        assert fact.status == status


def test_failed_import_is_tried_again(office, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    failed = factories.ImportJobFactory(step=jobs.FAILED, attempts=3, progress=100, report={"reason": "empty"})
    done = factories.ImportJobFactory(step=jobs.DONE, progress=100)
    act(office, "sources_importjob", "try_again", failed, done)
    failed.refresh_from_db()
    done.refresh_from_db()
    assert (failed.step, failed.attempts, failed.report) == (jobs.RECEIVED, 0, {})
    assert done.step == jobs.DONE


def test_import_is_cancelled_before_it_writes(office):
    waiting = factories.ImportJobFactory()
    act(office, "sources_importjob", "cancel", waiting)
    waiting.refresh_from_db()
    assert waiting.step == jobs.CANCELLED


def test_those_who_only_look_cannot_act(client):
    question = factories.QuestionFactory()
    looker = factories.UserFactory(is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_question"))
    client.force_login(looker)
    act(client, "questions_question", "approve", question)
    question.refresh_from_db()
    assert question.status == "draft"


def test_log_tells_admins_who_changed_what(client, office, manager):
    question = factories.QuestionFactory()
    act(office, "questions_question", "retire", question)
    assert office.get(reverse("admin:admin_logentry_changelist")).status_code == 403
    client.force_login(factories.AdminFactory(is_superuser=False))
    content = client.get(reverse("admin:admin_logentry_changelist")).content.decode()
    assert manager.username in content
    assert "Retired." in content
    assert reverse("admin:questions_question_change", args=[question.pk]) in content


@pytest.fixture
def admins_office(client):
    client.force_login(factories.AdminFactory(is_superuser=False))
    return client


def person_page(person, name="change") -> str:
    args = [person.pk] if person else []
    return reverse(
        "admin:auth_user_password_change" if name == "password" else f"admin:accounts_user_{name}", args=args
    )


def test_admin_makes_a_person_and_gives_a_role(admins_office):
    body = {"username": "robin", "usable_password": "true", "password1": "a long secret", "password2": "a long secret"}
    admins_office.post(person_page(None, "add"), body)
    person = User.objects.get(username="robin")
    assert person.check_password("a long secret")
    form = admins_office.get(person_page(person)).context["adminform"].form
    body = {name: form.initial[name] for name in form.fields if form.initial.get(name)}
    body |= {"groups": [Group.objects.get(name="instructor").pk], "is_superuser": "on"}
    assert admins_office.post(person_page(person), body).status_code == 302
    person = User.objects.get(username="robin")
    assert person.is_in("instructor")
    assert person.email is None
    assert not person.is_superuser


def place_form(**fields) -> dict:
    rows = {"items-TOTAL_FORMS": "1", "items-INITIAL_FORMS": "0", "items-0-position": "1"}
    return {"title": "Week 1", "slug": "week-1"} | rows | {f"items-0-{name}": value for name, value in fields.items()}


def test_place_of_a_set_holds_a_lesson_or_a_quiz(office, manager):
    article, quiz = factories.ArticleFactory(), factories.QuizFactory()
    add = reverse("admin:lessons_lessonset_add")
    both = office.post(add, place_form(article=article.pk, quiz=quiz.pk) | {"owner": manager.pk})
    assert sum(both.context["errors"], []) == ["Choose an article or a quiz: a place holds one of them."]
    assert office.post(add, place_form(quiz=quiz.pk) | {"owner": manager.pk}).status_code == 302
    made = LessonSet.objects.get()
    assert (made.status, made.items.get().quiz) == ("draft", quiz)


def test_extension_says_who_gave_it(admins_office):
    assignment, learner = factories.AssignmentFactory(), factories.StudentFactory()
    body = {"assignment": assignment.pk, "learner": learner.pk, "extra_time_percent": 50, "extra_attempts": 0}
    assert admins_office.post(reverse("admin:assignments_extension_add"), body).status_code == 302
    given = Extension.objects.get()
    assert (given.extra_time_percent, given.given_by.is_in("admin")) == (50, True)


def test_due_date_before_opening_is_told_in_the_form(admins_office):
    assignment = factories.AssignmentFactory()
    body = {"opens_at_0": "2026-03-09", "opens_at_1": "08:00", "due_at_0": "2026-03-02", "due_at_1": "08:00"}
    body |= {"counts": "best", "feedback": "at_once", "extensions-TOTAL_FORMS": "0", "extensions-INITIAL_FORMS": "0"}
    answer = admins_office.post(reverse("admin:assignments_assignment_change", args=[assignment.pk]), body)
    assert sum(answer.context["errors"], []) == ["The due date has to lie after the opening."]


def test_filter_of_a_date_that_may_be_missing_asks_yes_or_no(admins_office):
    factories.ClassroomFactory(name="Open")
    factories.ClassroomFactory(name="Closed", archived_at=timezone.now())
    listed = admins_office.get(reverse("admin:accounts_classroom_changelist")).context["cl"]
    archived = next(spec for spec in listed.filter_specs if spec.title == "archived")
    offered = {str(choice["display"]): choice["query_string"] for choice in archived.choices(listed)}
    assert list(offered) == ["All", "no", "yes"]
    found = admins_office.get(reverse("admin:accounts_classroom_changelist") + offered["yes"]).context["cl"]
    assert [classroom.name for classroom in found.result_list] == ["Closed"]


def test_admin_cannot_take_over_a_superuser(admins_office):
    root = factories.AdminFactory()
    assert admins_office.get(person_page(root)).status_code == 200
    assert admins_office.post(person_page(root), {"username": "mine"}).status_code == 403
    assert admins_office.post(person_page(root, "password"), {"password1": "x", "password2": "x"}).status_code == 403
    assert admins_office.post(person_page(root, "delete"), {"post": "yes"}).status_code == 403
