"""The review desk: whose questions, which of them, and what one decision does."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.questions.models import Review
from studyapp.questions.reviewing import review
from tests import factories

pytestmark = pytest.mark.django_db
STEP = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def owner(client):
    person = factories.InstructorFactory(display_name="Ada Owner")
    client.force_login(person)
    return person


@pytest.fixture
def topic(owner):
    return factories.TopicFactory(owner=owner)


def address(question, view="review-question", **filters):
    return reverse(f"teach:{view}", args=[question.pk], query=filters or None)


def sent(question, verdict="approved", step=STEP, **more):
    return {
        "verdict": verdict,
        "version": question.current_version_id,
        "status": question.status,
        "step": step,
        **more,
    }


def decide(client, question, verdict="approved", htmx=False, **more):
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(address(question, "review-decide"), sent(question, verdict, **more), headers=headers)


def test_the_queue_begins_with_the_best_draft_and_shows_its_evidence(client, topic):
    factories.QuestionFactory(topic=topic, score=0.4)
    best = factories.QuestionFactory(topic=topic, score=0.8)
    page = client.get(reverse("teach:review")).context["desk"]
    assert (page.shown.question, page.position, page.total) == (best, 1, 2)
    assert [receipt.quote.mark for receipt in page.shown.receipts] == ["1932"]


def test_an_empty_queue_says_so(client, topic):
    response = client.get(reverse("teach:review"))
    assert "Bring an article in" in response.content.decode()


@pytest.mark.parametrize(
    ("person", "found"),
    [("owner", True), ("article owner", True), ("other", False), ("manager", True), ("admin", True)],
)
def test_a_question_is_reviewed_by_whom_its_topic_or_article_belongs_to(client, person, found):
    owner, bringer = factories.InstructorFactory(), factories.InstructorFactory()
    article = factories.ArticleFactory(topic=factories.TopicFactory(owner=owner), owner=bringer)
    question = factories.QuestionFactory(article=article)
    people = {"owner": owner, "article owner": bringer, "other": factories.InstructorFactory()}
    people |= {"manager": factories.ContentManagerFactory(), "admin": factories.AdminFactory()}
    client.force_login(people[person])
    assert client.get(address(question)).status_code == (200 if found else 404)
    assert decide(client, question).status_code == (302 if found else 404)
    question.refresh_from_db()
    assert question.status == ("approved" if found else "draft")


def test_questions_of_the_sites_own_topics_are_not_every_instructors(client, owner):
    question = factories.QuestionFactory(topic=factories.TopicFactory(owner=None))
    assert client.get(address(question)).status_code == 404


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, {"draft", "reported"}),
        ({"status": "stale"}, {"stale"}),
        ({"status": "approved"}, {"approved"}),
        ({"status": "reported"}, {"reported"}),
        ({"status": "all"}, {"draft", "stale", "approved", "reported", "elsewhere"}),
        ({"status": "all", "kind": "cloze"}, {"elsewhere"}),
        ({"status": "all", "q": "of the pier"}, {"stale"}),
        ({"status": "no such status"}, {"draft", "reported"}),
    ],
)
def test_filters_stand_in_the_address(client, topic, filters, names):
    made = {
        "draft": factories.QuestionFactory(topic=topic),
        "stale": factories.QuestionFactory(topic=topic, status="stale", wording={"stem": "What of the pier?"}),
        "approved": factories.QuestionFactory(topic=topic, status="approved"),
        "reported": factories.QuestionFactory(topic=topic),
        "elsewhere": factories.QuestionFactory(topic=topic, kind="cloze", status="rejected"),
    }
    factories.ReportFactory(version=made["reported"].current_version)
    rows = client.get(reverse("teach:review"), filters).context["desk"].rows
    assert {row.question for row in rows} == {made[name] for name in names}


def test_an_article_narrows_the_queue_and_orders_it_by_place(client, topic):
    article = factories.ArticleFactory(topic=topic)
    later = factories.QuestionFactory(fact=factories.FactFactory(article=article, value="1958"), score=0.9)
    first = factories.QuestionFactory(fact=factories.FactFactory(article=article, value="1932"), score=0.2)
    factories.QuestionFactory(topic=topic)
    page = client.get(reverse("teach:review"), {"article": article.slug, "order": "article"})
    assert [row.question for row in page.context["desk"].rows] == [first, later]


def test_counts_are_told_for_each_status(client, topic):
    for status in ("draft", "draft", "approved", "stale", "rejected"):
        factories.QuestionFactory(topic=topic, status=status)
    counts = client.get(reverse("teach:review")).context["desk"].counts
    assert counts == {
        "waiting": 2, "stale": 1, "reported": 0, "approved": 1, "rejected": 1, "retired": 0, "all": 5,
    }  # fmt: skip


def test_approving_leads_to_the_next_and_leaves_a_row(client, owner, topic):
    best, other = (factories.QuestionFactory(topic=topic, score=score) for score in (0.9, 0.5))
    response = decide(client, best)
    assert response["Location"] == address(other)
    row = Review.objects.get()
    assert (row.version, row.reviewer, row.verdict, row.before, row.after) == (
        best.current_version, owner, "approved", "draft", "approved",
    )  # fmt: skip


def test_with_htmx_the_next_question_comes_back_with_its_address(client, topic):
    best, other = (factories.QuestionFactory(topic=topic, score=score) for score in (0.9, 0.5))
    response = decide(client, best, htmx=True)
    assert response["HX-Push-Url"] == address(other)
    assert response.context["desk"].shown.question == other
    assert response.context["desk"].last.stem == best.current_version.stem
    assert "<html" not in response.content.decode()


def test_the_last_decision_leads_to_an_empty_queue(client, topic):
    response = client.get(decide(client, factories.QuestionFactory(topic=topic))["Location"])
    assert response.context["desk"].shown is None
    assert "All drafts reviewed." in response.content.decode()


def test_the_same_press_twice_decides_once(client, topic):
    question = factories.QuestionFactory(topic=topic)
    data = sent(question)
    for _turn in range(2):
        client.post(address(question, "review-decide"), data)
    assert Review.objects.count() == 1


def test_reasons_of_a_rejection_are_kept_and_shown(client, topic):
    question = factories.QuestionFactory(topic=topic)
    decide(client, question, "rejected", reason=["trivial", "wording"], note="Nobody asks this.")
    row = Review.objects.get()
    assert (row.reasons, row.note) == (["trivial", "wording"], "Nobody asks this.")
    page = client.get(address(question, status="rejected")).content.decode()
    assert "Ada Owner" in page
    assert "Not worth asking; It is badly worded" in page


def test_rejecting_asks_for_reasons_without_a_script_too(client, topic):
    question = factories.QuestionFactory(topic=topic)
    page = client.get(address(question, reject=1)).content.decode()
    assert page.count('name="reason"') == 9


def test_undo_takes_the_last_decision_back_and_comes_back_to_it(client, owner, topic):
    question = factories.QuestionFactory(topic=topic, status="approved")
    decide(client, question, "rejected", reason=["trivial"])
    response = client.post(reverse("teach:review-undo"), {"step": STEP})
    assert response["Location"] == address(question)
    question.refresh_from_db()
    assert question.status == "approved"
    assert list(Review.objects.order_by("pk").values_list("verdict", "before", "after")) == [
        ("rejected", "approved", "rejected"),
        ("undone", "rejected", "approved"),
    ]


def test_undoing_again_goes_one_step_further_back(client, topic):
    first, second = factories.QuestionFactory.create_batch(2, topic=topic)
    decide(client, first, step="a" * 32)
    decide(client, second, "rejected", step="b" * 32)
    for expected in ("b" * 32, "a" * 32):
        last = client.get(reverse("teach:review")).context["desk"].last
        assert last.step == expected
        client.post(reverse("teach:review-undo"), {"step": last.step})
    assert client.get(reverse("teach:review")).context["desk"].last is None


def test_nobody_undoes_what_another_did(client, owner, topic):
    question = factories.QuestionFactory(topic=topic)
    decide(client, question)
    client.force_login(factories.ContentManagerFactory())
    client.post(reverse("teach:review-undo"), {"step": STEP})
    question.refresh_from_db()
    assert question.status == "approved"


def test_who_comes_second_reads_who_was_quicker_and_can_go_on(client, topic):
    question = factories.QuestionFactory(topic=topic)
    seen = sent(question, "rejected", step="c" * 32, reason=["trivial"])
    quicker = factories.ContentManagerFactory(display_name="Ilse Brandt")
    Review.objects.create(
        version=question.current_version, reviewer=quicker, verdict="approved", before="draft", after="approved"
    )
    type(question).objects.update(status="approved")
    response = client.post(address(question, "review-decide"), seen, follow=True)
    question.refresh_from_db()
    assert question.status == "approved"
    assert "Ilse Brandt approved this question at" in response.content.decode()
    again = response.context["desk"]
    client.post(address(question, "review-decide"), seen | {"status": "approved", "step": again.step})
    question.refresh_from_db()
    assert question.status == "rejected"


@pytest.mark.parametrize(
    "broken",
    [{"version": "x"}, {"status": "x"}, {"step": ""}, {"version": ""}, {"verdict": "undone"}, {"verdict": ""}],
)
def test_a_form_that_is_not_whole_decides_nothing_and_says_so(client, topic, broken):
    question = factories.QuestionFactory(topic=topic)
    response = client.post(address(question, "review-decide"), sent(question) | broken, follow=True)
    assert response.status_code == 200
    assert Review.objects.count() == 0
    assert "Nothing was decided" in response.content.decode()


def test_a_retired_question_is_brought_back(client, topic):
    question = factories.QuestionFactory(topic=topic, status="approved")
    decide(client, question, "retired", step="d" * 32)
    question.refresh_from_db()
    assert question.status == "retired"
    decide(client, question, "approved", step="e" * 32)
    question.refresh_from_db()
    assert question.status == "approved"


def test_what_learners_get_meanwhile_is_said(client, topic):
    topic.publishing = "approved"
    topic.save()
    question = factories.QuestionFactory(topic=topic)
    assert "get approved ones only" in client.get(address(question)).content.decode()


def test_statistics_show_from_ten_answers_on(client, topic):
    question = factories.QuestionFactory(topic=topic)
    row = factories.ItemStatisticsFactory(question=question, quiz=None, answers=9, facility=0.5)
    assert "Too few answers yet: 9 of 10" in client.get(address(question)).content.decode()
    row.answers = 10
    row.save()
    assert "50 % right" in client.get(address(question)).content.decode()


def test_another_like_this_is_a_draft_on_the_same_fact(client, topic):
    question = factories.QuestionFactory(topic=topic, score=0.9)
    other = factories.QuestionFactory(fact=question.fact, kind="short_answer", score=0.4)
    assert client.get(address(question, "review-another"))["Location"] == address(other)


def test_where_there_is_no_other_the_desk_says_why(client, topic):
    question = factories.QuestionFactory(topic=topic)
    response = client.get(address(question, "review-another"), follow=True)
    assert "no other draft on this fact" in response.content.decode()


def statements(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_statements_do_not_grow_with_the_queue(client, topic):
    article = factories.ArticleFactory(topic=topic)
    fact = factories.FactFactory(article=article)
    question = factories.QuestionFactory(fact=fact)
    client.get(reverse("teach:review"))  # wordings and the table of cells are read once per process
    few = statements(client, address(question))
    for _turn in range(29):
        factories.ReportFactory(version=factories.QuestionFactory(fact=fact).current_version)
    assert statements(client, address(question)) <= few
    assert few <= 34


def test_characters_that_no_text_has_are_left_out_of_an_address(client, topic):
    question = factories.QuestionFactory(topic=topic)
    found = client.get(reverse("teach:review"), {"topic": f"{topic.slug}\x00", "q": "\x00"}).context["desk"]
    assert (found.shown.question, found.wanted.topic, found.wanted.search) == (question, topic.slug, "")


def test_reasons_are_not_asked_for_where_somebody_decided_meanwhile(client, topic):
    question = factories.QuestionFactory(topic=topic)
    seen = f"{question.current_version_id}-draft"
    asked = client.get(address(question, reject=1, seen=seen))
    assert asked.context["rejecting"]
    assert f"seen={seen}" in client.get(address(question)).content.decode()
    other = factories.ContentManagerFactory(display_name="Bela Other")
    review(question.current_version, other, "approved")
    late = client.get(address(question, reject=1, seen=seen))
    assert not late.context["rejecting"]
    assert [str(said).startswith("Bela Other approved this question") for said in late.context["messages"]] == [True]
