"""From any row of the chain one gets to the next: article, version, sentence, fact, evidence, question."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from studyapp.backoffice.base import marked
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    client.force_login(factories.ContentManagerFactory())
    return client


def page(name: str, row=None, action="change") -> str:
    return reverse(f"admin:{name}_{action}", args=[row.pk] if row else [])


def links(answer) -> set[str]:
    return {link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', answer.content.decode())}


def shown_rows(answer) -> list:
    return list(answer.context["cl"].result_list)


def test_chain_can_be_walked_forth_and_back(office):
    question = factories.QuestionFactory()
    fact, version = question.fact, question.current_version
    place = fact.evidence.get()
    text = place.sentence.version
    chain = [
        (page("questions_question", question), page("sources_article", text.article)),
        (page("questions_question", question), page("facts_fact", fact)),
        (page("questions_question", question), page("questions_questionversion", version)),
        (page("questions_questionversion", version), page("questions_question", question)),
        (page("questions_questionversion", version), page("sources_articleversion", text)),
        (page("questions_questionversion", version), page("facts_factevidence", place)),
        (page("facts_factevidence", place), page("facts_fact", fact)),
        (page("facts_factevidence", place), page("sources_sentence", place.sentence)),
        (page("facts_fact", fact), page("facts_factevidence", place)),
        (page("sources_sentence", place.sentence), page("sources_articleversion", text)),
        (page("sources_articleversion", text), page("sources_article", text.article)),
        (page("sources_article", text.article), page("sources_articleversion", text)),
    ]
    missing = [(start, goal) for start, goal in chain if goal not in links(office.get(start))]
    assert missing == []


@pytest.mark.parametrize(
    ("start", "lists"),
    [
        ("sources_article", ["sources_sentence", "facts_factevidence", "questions_question", "facts_refusal"]),
        ("sources_articleversion", ["sources_sentence", "facts_factevidence", "facts_refusal"]),
        ("sources_sentence", ["facts_factevidence", "questions_questionevidence"]),
        ("facts_fact", ["facts_factevidence", "questions_question"]),
        ("facts_factevidence", ["questions_questionevidence"]),
        ("questions_question", ["questions_questionevidence", "questions_review"]),
    ],
)
def test_lists_behind_a_row_hold_only_what_belongs_to_it(office, start, lists):
    rows = []
    for _ in range(2):
        review = factories.ReviewFactory()
        question = review.version.question
        place = question.fact.evidence.get()
        version = place.sentence.version
        factories.RefusalFactory(version=version)
        rows.append(
            {
                "sources_article": version.article,
                "sources_articleversion": version,
                "sources_sentence": place.sentence,
                "facts_fact": question.fact,
                "facts_factevidence": place,
                "questions_question": question,
            }[start]
        )
    found = links(office.get(page(start, rows[0])))
    for name in lists:
        address = page(name, action="changelist")
        filtered = next(link for link in found if link.startswith(f"{address}?"))
        answer = office.get(filtered)
        assert answer.status_code == 200
        assert shown_rows(answer), name
        assert len(shown_rows(answer)) < len(shown_rows(office.get(address))), name


@pytest.mark.parametrize(
    ("start", "lists"),
    [
        ("accounts_classroom", ["accounts_membership", "assignments_assignment", "sources_topicgrant"]),
        ("accounts_user", ["accounts_membership", "attempts_attempt", "questions_report"]),
        ("assignments_assignment", ["attempts_attempt", "assignments_extension"]),
        (
            "questions_question",
            ["questions_report", "attempts_response", "attempts_regrade", "progress_itemstatistics"],
        ),
        ("attempts_response", ["attempts_rescore"]),
        ("attempts_regrade", ["attempts_rescore"]),
        ("progress_quizstatistics", ["progress_itemstatistics"]),
    ],
)
def test_admins_get_from_a_class_to_its_people_and_from_a_question_to_its_answers(client, start, lists):
    client.force_login(factories.AdminFactory(is_superuser=False))
    rows = [a_class_at_work()[start] for _ in range(2)]
    found = links(client.get(page(start, rows[0])))
    for name in lists:
        address = page(name, action="changelist")
        filtered = next(link for link in found if link.startswith(f"{address}?"))
        shown, everything = shown_rows(client.get(filtered)), shown_rows(client.get(address))
        assert (len(shown), len(everything)) == (1, 2), name


def a_class_at_work() -> dict:
    """One row of each kind: a learner of a class answered what was assigned, reported it, and was scored anew."""
    learner = factories.MembershipFactory().user
    classroom = learner.memberships.get().classroom
    factories.TopicGrantFactory(classroom=classroom)
    assignment = factories.AssignmentFactory(classroom=classroom)
    factories.ExtensionFactory(assignment=assignment, learner=learner)
    attempt = factories.AttemptFactory(learner=learner, assignment=assignment)
    response = factories.ResponseFactory(attempt=attempt, score=0.0)
    factories.ReportFactory(version=response.version, reporter=learner)
    regrade = factories.RegradeFactory(version=response.version)
    factories.RescoreFactory(response=response, regrade=regrade)
    question = response.version.question
    statistics = factories.QuizStatisticsFactory(quiz=assignment.quiz)
    factories.ItemStatisticsFactory(question=question, quiz=assignment.quiz)
    return {
        "accounts_classroom": classroom,
        "accounts_user": learner,
        "assignments_assignment": assignment,
        "questions_question": question,
        "attempts_response": response,
        "attempts_regrade": regrade,
        "progress_quizstatistics": statistics,
    }


def test_evidence_is_shown_in_its_sentence_with_its_span_marked(office):
    fact = factories.FactFactory(value="Ilse Brandt", answer_type="person")
    shown = "<mark>Ilse Brandt</mark> designed the lighthouse."
    for address in (
        page("facts_factevidence", action="changelist"),
        page("facts_factevidence", fact.evidence.get()),
        page("facts_fact", fact),
    ):
        assert shown in office.get(address).content.decode()


def test_text_of_an_article_stays_text_when_it_is_marked():
    assert marked("<b>five</b> boats", 3, 7) == "&lt;b&gt;<mark>five</mark>&lt;/b&gt; boats"
    assert marked("<b>", 2, 9) == "&lt;b&gt;"


def test_markup_in_an_article_is_not_carried_into_the_page(office):
    article = factories.ArticleFactory(title="<script>x</script>", text="The <script>pier</script> opened in 1932.")
    fact = factories.FactFactory(article=article)
    for address in (page("facts_fact", fact), page("facts_factevidence", action="changelist")):
        content = office.get(address).content.decode()
        assert "<script>pier" not in content
        assert "<script>x" not in content


def test_content_managers_are_led_to_no_answers(office):
    question = factories.QuestionFactory()
    found = links(office.get(page("questions_question", question)))
    assert [link for link in found if "/attempts/" in link or "/progress/" in link or "/report/" in link] == []


def test_pages_need_no_inline_script_or_style(office):
    question = factories.QuestionFactory()
    for address in (
        reverse("admin:index"),
        page("questions_question", action="changelist"),
        page("questions_question", question),
        page("lessons_quiz", action="add"),
    ):
        answer = office.get(address)
        content = answer.content.decode()
        scripts = re.findall(r"<script\b([^>]*)>", content)
        assert [s for s in scripts if "src=" not in s and "application/json" not in s] == []
        assert re.findall(r"\sstyle=", content) == []
        assert "'unsafe" not in answer["Content-Security-Policy"]


def test_autocomplete_serves_those_who_may_choose(office, client):
    topic = factories.TopicFactory(name="Tidal mills")
    query = {"term": "tidal", "app_label": "lessons", "model_name": "quiz", "field_name": "topic"}
    answer = office.get(reverse("admin:autocomplete"), query)
    assert answer.json()["results"] == [{"id": str(topic.pk), "text": "Tidal mills"}]
    client.force_login(factories.StudentFactory())
    assert client.get(reverse("admin:autocomplete"), query).status_code == 403
