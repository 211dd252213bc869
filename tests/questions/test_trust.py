"""The publishing policy: what a learner gets by the table of cells and the site's own verdicts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from studyapp.engine import cells
from studyapp.engine.cells import Cell, Count, Table, Trust
from studyapp.facts.models import Fact
from studyapp.questions import trust
from studyapp.questions.carrying import settle_questions
from studyapp.questions.queries import servable, waiting
from studyapp.questions.reviewing import review
from studyapp.sources.places import Places
from tests import factories

pytestmark = pytest.mark.django_db
PROVEN = Count(40, 44)


@pytest.fixture
def topic():
    return factories.TopicFactory()


@pytest.fixture
def figures(monkeypatch):
    """Ships these counts with the engine."""

    def ship(**counts: Count):
        named = {Cell("multiple_choice", "options", name): count for name, count in counts.items()}
        monkeypatch.setattr(cells, "shipped", lambda: Table(named))
        trust.forget_table()

    return ship


def draft(topic, **fields):
    return factories.QuestionFactory(topic=topic, **{"answer_type": "year", **fields})


def verdicts(question, *given: str, reviewer=True):
    person = factories.ContentManagerFactory() if reviewer else None
    for verdict in given:
        review(question.current_version, person, verdict)
    trust.forget_table()


def test_while_the_table_is_empty_drafts_above_the_line_are_served(topic):
    above, below = draft(topic, score=0.9), draft(topic, score=0.3)
    assert set(servable(topic)) == {above}
    assert (trust.trust_of(above), trust.trust_of(below)) == (Trust.NO_FIGURES, Trust.BELOW_LINE)


def test_an_empty_table_asks_the_database_nothing(topic):
    with CaptureQueriesContext(connection) as asked:
        assert not trust.table().has_figures
    assert len(asked) == 0


def test_with_figures_only_proven_cells_and_approved_questions_are_served(topic, figures):
    figures(year=PROVEN, person=Count(10, 12), city=Count(20, 44))
    years, approved = draft(topic), draft(topic, answer_type="city", status="approved")
    others = [draft(topic, answer_type=name) for name in ("person", "city", "term")]
    draft(topic, kind="cloze")  # the same type in another form
    draft(topic, score=0.3)
    assert set(servable(topic)) == {years, approved}
    assert [trust.trust_of(q) for q in (years, *others)] == [
        Trust.TRUSTED,
        Trust.FEW_VERDICTS,
        Trust.LOW_RATE,
        Trust.FEW_VERDICTS,
    ]


def test_figures_without_a_proven_cell_serve_only_what_was_approved(topic, figures):
    figures(year=Count(3, 44))
    draft(topic)
    approved = draft(topic, status="approved")
    assert list(servable(topic)) == [approved]


@pytest.mark.parametrize(("policy", "served"), [("approved", 0), ("trusted", 1), ("all", 2)])
def test_a_topic_decides_how_far_it_goes(topic, figures, policy, served):
    figures(year=PROVEN)
    topic.publishing = policy
    draft(topic)
    draft(topic, answer_type="person", score=0.2)
    assert servable(topic).count() == served


@pytest.mark.parametrize("policy", ["trusted", "all"])
def test_sensitive_drafts_wait_for_a_reviewer(topic, policy):
    topic.publishing = policy
    question = draft(topic, sensitive=True)
    assert not servable(topic).exists()
    review(question.current_version, factories.ContentManagerFactory(), "approved")
    assert servable(topic).get() == question


def test_verdicts_of_the_site_move_a_cell_across_the_line(topic, figures):
    figures(year=Count(30, 40))
    questions = [draft(topic) for _ in range(3)]
    assert servable(topic).count() == 3
    for question in questions[:2]:
        verdicts(question, "rejected")
    assert trust.table().count(Cell("multiple_choice", "options", "year")) == Count(30, 42)
    assert not servable(topic).exists()


def test_the_last_verdict_on_a_generated_wording_counts_and_no_other(topic, figures):
    figures(year=PROVEN)
    verdicts(draft(topic), "rejected", "approved")
    verdicts(draft(topic), "rejected", reviewer=False)  # came with shipped content
    verdicts(draft(topic, origin="written"), "rejected")
    verdicts(draft(topic, wording={"author": factories.ContentManagerFactory()}), "rejected")
    assert trust.own_verdicts() == [(Cell("multiple_choice", "options", "year"), Count(1, 1))]


def test_a_wording_judged_before_and_after_it_was_carried_counts_once(topic, figures):
    figures(year=PROVEN)
    question = draft(topic)
    verdicts(question, "approved")
    article = question.current_version.evidence.get(role="key").sentence.version.article
    text = "A new beginning. " + article.current_version.text
    settle_questions(Places(factories.ArticleVersionFactory(article=article, text=text)))
    question.refresh_from_db()
    verdicts(question, "rejected")
    assert question.versions.count() == 2
    assert trust.own_verdicts() == [(Cell("multiple_choice", "options", "year"), Count(0, 1))]


def test_the_table_is_read_with_one_statement_and_kept(topic, figures):
    figures(year=PROVEN)
    for _ in range(2):
        verdicts(draft(topic), "approved")
    with CaptureQueriesContext(connection) as asked:
        first, second = trust.table(), trust.table()
    assert first is second
    assert len(asked) <= 2  # two when a minute ends in between
    assert first.count(Cell("multiple_choice", "options", "year")) == Count(42, 46)


@pytest.mark.parametrize(
    ("count", "fields", "words"),
    [
        (PROVEN, {}, "40 of 44 accepted, at least 81 % to be expected"),
        (Count(20, 44), {}, "20 of 44 accepted, 34 % to be expected; 60 % needed"),
        (Count(9, 12), {}, "12 of the 40 verdicts needed for questions of its sort"),
        (PROVEN, {"score": 0.1}, "scores below 0.70"),
        (PROVEN, {"sensitive": True}, "sensitive: waits for a reviewer"),
        (Count(), {}, "no verdicts yet on any sort of question: the score alone decides"),
    ],
)
def test_reasons_are_told_in_words(topic, figures, count, fields, words):
    figures(year=count)
    assert trust.why(draft(topic, **fields)) == words


def test_the_list_of_questions_shows_who_is_trusted_and_why(client, topic, figures):
    figures(year=PROVEN)
    draft(topic)
    client.force_login(factories.AdminFactory())
    shown = client.get("/admin/questions/question/").content.decode()
    assert 'alt="True"' in shown
    assert "40 of 44 accepted" in shown


@pytest.mark.parametrize("publishing", ["trusted", "all"])
def test_a_draft_on_a_disputed_fact_waits_unless_it_names_who_says_so(publishing):
    topic = factories.TopicFactory(publishing=publishing)
    named, plain, approved = (
        factories.QuestionFactory(topic=topic, status=status, wording={"attributed_to": speaker})
        for status, speaker in (("draft", "Jonas Hale"), ("draft", ""), ("approved", ""))
    )
    assert set(servable(topic)) == {named, plain, approved}
    Fact.objects.update(status="disputed")
    assert set(servable(topic)) == {named, approved}
    assert set(waiting(topic)) == {plain}
