"""The page of a class: what needs action, its work, and the table of learners and topics."""

from __future__ import annotations

import datetime as dt
import gzip
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.progress.difficulties import look_again
from tests import factories
from tests.factories.classes import full_class

pytestmark = pytest.mark.django_db
NO_STATEMENTS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def address(classroom, query="") -> str:
    return reverse("teach:class-detail", args=[classroom.pk]) + query


def page(client, classroom, query="", **headers) -> str:
    client.force_login(classroom.owner)
    return html.unescape(client.get(address(classroom, query), headers=headers).content.decode())


def names(body: str) -> list[str]:
    return re.findall(r'<tr><th scope="row"><a href="[^"]*/learners/\d+/">([^<]+)</a>', body)


def cells(body: str) -> list[tuple[str, str, str]]:
    """(class, number, hidden words) of the body's cells."""
    return re.findall(r'<td class="(l\d)">([^<]+)<i>([^<]+)</i></td>', body)


def calls(body: str) -> list[str]:
    found = re.findall(r'<li><span class="many".*?</li>', body, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", call).split()) for call in found]


def test_cell_shows_a_whole_per_cent_its_step_and_in_words_range_and_answers(client, made):
    body = page(client, made.classroom)

    [(step, number, words)] = cells(body)
    low, high = map(int, re.fullmatch(r"likely (\d+)–(\d+), 7 answers", words).groups())
    assert low < int(number) < high
    assert step == {0: "l1", 1: "l1", 2: "l2", 3: "l3", 4: "l4", 5: "l4"}[int(number) // 20]


def test_under_three_answers_there_is_a_dash(client, made):
    made.learner.abilities.filter(topic__isnull=False).update(answers=2)

    assert cells(page(client, made.classroom)) == [("l0", "–", "2 answers: not enough yet")]


def test_table_holds_topics_of_the_class_only(client, made):
    factories.AbilityFactory(learner=made.learner, topic__name="Private reading", answers=9)

    body = page(client, made.classroom)

    assert "Private reading" not in body
    assert len(cells(body)) == 1


@pytest.fixture
def three(db):
    """Cem knows most and was there last; Ada has no number; Bo was there first."""
    classroom = factories.ClassroomFactory()
    topic = factories.TopicFactory(name="Tides")
    factories.TopicGrantFactory(topic=topic, classroom=classroom)
    now = timezone.now()
    for name, mean, answers, days in (("Bo", -1.0, 9, 5), ("Cem", 1.0, 9, 0), ("Ada", 0.0, 1, 1)):
        user = factories.MembershipFactory(classroom=classroom, user__display_name=name).user
        factories.AbilityFactory(
            learner=user, topic=topic, mean=mean, answers=answers, last_at=now - dt.timedelta(days=days)
        )
    return classroom, topic


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Ada", "Bo", "Cem"]),
        ("-name", ["Cem", "Bo", "Ada"]),
        ("active", ["Bo", "Ada", "Cem"]),
        ("-active", ["Cem", "Ada", "Bo"]),
        ("topic", ["Bo", "Cem", "Ada"]),
        ("-topic", ["Cem", "Bo", "Ada"]),
        ("99999", ["Ada", "Bo", "Cem"]),
        ("<script>", ["Ada", "Bo", "Cem"]),
    ],
)
def test_table_is_sorted_by_links(client, three, sort, order):
    classroom, topic = three
    assert names(page(client, classroom, f"?sort={sort.replace('topic', str(topic.pk))}")) == order


def test_heading_says_how_the_table_is_sorted_and_turns_it_round(client, three):
    classroom, topic = three

    body = page(client, classroom, f"?sort={topic.pk}&topic={topic.pk}")

    assert re.findall(r'<th scope="col"( aria-sort="\w+")?><a id="sort-(\w+)" href="([^"]+)"', body) == [
        ("", "name", f"?sort=name&topic={topic.pk}#mastery"),
        (' aria-sort="ascending"', str(topic.pk), f"?sort=-{topic.pk}&topic={topic.pk}#mastery"),
        ("", "active", f"?sort=active&topic={topic.pk}#mastery"),
    ]


def test_one_topic_can_be_chosen_and_what_is_none_shows_all(client):
    made = full_class(2, 3, gaps=0)
    first = made.topics[0]

    assert [len(cells(page(client, made.classroom, f"?topic={chosen}"))) for chosen in (first.pk, "x", "")] == [2, 6, 6]


def test_fragment_is_the_table_alone(client, three):
    body = page(client, three[0], "?sort=-name", **{"HX-Request": "true"})

    assert names(body) == ["Cem", "Bo", "Ada"]
    assert re.findall(r"<(html|h1|section)\b", body) == ["section"]


def test_names_are_escaped(client):
    classroom = factories.ClassroomFactory()
    user = factories.MembershipFactory(classroom=classroom, user__display_name="<b>Ada</b>").user
    factories.TopicGrantFactory(classroom=classroom, topic__name="<i>Tides</i>")
    factories.AbilityFactory(learner=user, topic=classroom.grants.get().topic)
    client.force_login(classroom.owner)

    body = client.get(address(classroom)).content.decode()

    assert "&lt;b&gt;Ada&lt;/b&gt;</a>" in body
    assert ">&lt;i&gt;Tides&lt;/i&gt;</a>" in body
    assert "<b>Ada" not in body


def test_median_and_days_are_told(client, three):
    body = page(client, three[0])

    assert re.findall(r'<td class="last">([^<]*)</td>', body) == ["Yesterday", "5 days ago", "Today", ""]
    assert re.findall(r"<td>\d+<i>([^<]+)</i>", body) == ["of 2 learners with a number"]


def test_what_needs_action_is_named_once_each(client, made):
    other = factories.MembershipFactory(classroom=made.classroom, user__display_name="Bo").user
    topic = made.right.version.question.topic
    low = {"mean": -1.5, "variance": 0.05, "answers": 20, "days": 4, "last_at": timezone.now()}
    factories.AbilityFactory(learner=other, topic=None, **low)
    factories.AbilityFactory(learner=other, topic=topic, **low)
    factories.ReportFactory(version=made.right.version, reporter=made.learner, reason="also_right")

    found = calls(page(client, made.classroom))

    assert [call.split(".")[0] for call in found] == [
        "1 Bo has not started “Week 3”",
        "1 Bo is stuck in Harbours",
        "1 A question was reported",
    ]


def test_report_that_was_decided_or_comes_from_elsewhere_needs_nobody(client, made):
    report = factories.ReportFactory(version=made.right.version, reporter=made.learner)
    factories.ReportDecisionFactory(report=report)
    factories.ReportFactory(version=made.wrong.version)

    body = page(client, made.classroom)

    assert calls(body) == []
    assert "Nothing needs you today" in body


@pytest.mark.parametrize(("flags", "told"), [(["dead_distractor:2"], 0), (["key_less_chosen:2", "slow"], 1)])
def test_grave_flags_of_the_statistics_need_a_look(client, made, flags, told):
    factories.ItemStatisticsFactory(question=made.right.version.question, flags=flags)

    assert len(calls(page(client, made.classroom))) == told


@pytest.mark.parametrize(
    ("due", "opens", "told"), [(2, -3, True), (4, -3, False), (-10, -30, True), (-15, -30, False), (2, 1, False)]
)
def test_work_not_begun_is_news_from_three_days_before_to_two_weeks_after_it_is_due(client, due, opens, told):
    classroom = factories.MembershipFactory(user__display_name="Bo").classroom
    now = timezone.now()
    factories.AssignmentFactory(
        classroom=classroom, opens_at=now + dt.timedelta(days=opens), due_at=now + dt.timedelta(days=due)
    )

    assert bool(calls(page(client, classroom))) is told


def test_work_shows_completion_and_mean_score(client, made):
    body = page(client, made.classroom)

    row = re.search(r'<tr>\s*<th scope="row"><a href="[^"]*/assignments/.*?</tr>', body, re.DOTALL).group()
    assert " ".join(re.sub(r"<[^>]+>", " ", row).split()).startswith("Week 3 1 of 1 50% 1 Due on")


def test_class_without_learners_says_what_to_do(client):
    classroom = factories.ClassroomFactory()

    assert "Nobody has joined yet" in page(client, classroom)


def statements(client, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [q["sql"] for q in queries if not q["sql"].startswith(NO_STATEMENTS)]


@pytest.mark.parametrize(("learners", "topics"), [(3, 2), (30, 12)])
def test_page_takes_five_statements_of_its_own_however_large_the_class(client, learners, topics):
    made = full_class(learners, topics)
    factories.AssignmentFactory(classroom=made.classroom)
    client.force_login(made.classroom.owner)
    look_again()
    plain = len(statements(client, reverse("public:keys")))

    assert len(statements(client, address(made.classroom))) - plain == 5


def test_two_hundred_learners_by_fifty_topics_weigh_sixty_kilobytes_at_most(client):
    made = full_class(200, 50)
    client.force_login(made.classroom.owner)

    assert len(gzip.compress(client.get(address(made.classroom)).content, 6)) <= 60_000
