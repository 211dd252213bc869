"""The score learns from verdicts as a story: reviews, a fit, drafts scored anew, later imports scored by it."""

import io
import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from studyapp.engine import pipeline
from studyapp.engine.item_writing import ranking
from studyapp.engine.item_writing.ranking import INTERCEPT, Ranker
from studyapp.questions import ranker
from studyapp.questions.carrying import settle_questions
from studyapp.questions.models import Question, RankerFit
from studyapp.questions.reviewing import review
from studyapp.sources.places import Places
from studyapp.usecases import publish_article, train_ranker
from tests import factories, plain_engine

pytestmark = pytest.mark.django_db
SHIPPED = Ranker("3", {INTERCEPT: 0.4}, {INTERCEPT: 4.0}, 50)
GOOD, BAD = {"dated": 1.0}, {"trivia": 1.0}


@pytest.fixture(autouse=True)
def known(monkeypatch):
    """A shipped ranker that knows nothing yet, and twelve verdicts as enough."""
    monkeypatch.setattr(ranking, "shipped", lambda: SHIPPED)
    monkeypatch.setattr(train_ranker, "ENOUGH", 12)


def run(*args) -> str:
    out = io.StringIO()
    call_command("train_ranker", *map(str, args), stdout=out)
    return out.getvalue()


def draft(features=GOOD, **fields) -> Question:
    return factories.QuestionFactory(features=features, score=0.5, ranker_version="3", **fields)


def judged(accepted: bool, features=None, reviewer=True, **fields) -> Question:
    question = draft(features or (GOOD if accepted else BAD), **fields)
    person = factories.ContentManagerFactory() if reviewer else None
    review(question.current_version, person, "approved" if accepted else "rejected")
    return question


@pytest.fixture
def verdicts() -> list[Question]:
    """Twelve verdicts on as many articles: the good pattern approved, the bad one rejected."""
    return [judged(n % 2 == 0) for n in range(12)]


def test_drafts_are_scored_by_what_reviewers_approved_and_rejected(verdicts):
    good, bad = draft(GOOD), draft(BAD)
    assert "Fit 3+1 is in use; scores of drafts that changed: 2." in run()
    good.refresh_from_db()
    bad.refresh_from_db()
    before = SHIPPED.chance({})
    assert good.score > before > bad.score
    assert (good.ranker_version, bad.ranker_version) == ("3+1", "3+1")
    fit = RankerFit.objects.get()
    assert (fit.base, fit.verdicts) == ("3", 62)
    assert fit.loss_fitted < fit.loss_shipped


def test_what_people_decided_or_edited_keeps_its_score(verdicts):
    edited = draft(wording={"author": factories.ContentManagerFactory()})
    untold = draft(features={})
    others = [draft(status=status) for status in ("approved", "rejected", "stale", "retired")]
    assert "that changed: 0." in run()
    for question in (*verdicts, edited, untold, *others):
        question.refresh_from_db()
        assert (question.score, question.ranker_version) == (0.5, "3")


@pytest.mark.parametrize("warning", ["sibling", "hedge", "open_pair", "sensitive"])
def test_what_must_wait_for_a_reviewer_still_waits(verdicts, warning, monkeypatch):
    monkeypatch.setattr(ranker, "SERVING_LINE", 0.4)
    waiting, free = draft(wording={"warnings": [warning]}), draft(wording={"warnings": ["MC-22b"]})
    run()
    waiting.refresh_from_db()
    free.refresh_from_db()
    assert (waiting.score, free.score > 0.4) == (0.39, True)


def test_training_again_on_the_same_verdicts_changes_nothing(verdicts):
    question = draft()
    run()
    assert "Fit 3+1 is in use; scores of drafts that changed: 0." in run()
    question.refresh_from_db()
    assert (question.ranker_version, RankerFit.objects.count()) == ("3+1", 1)


def test_too_few_verdicts_change_nothing(verdicts):
    verdicts[0].current_version.reviews.all().erase()
    question = draft()
    assert run() == "Verdicts: 11. Needed: 1 more. Nothing was changed.\n"
    question.refresh_from_db()
    assert (question.score, RankerFit.objects.count()) == (0.5, 0)


def test_anyway_shows_what_few_verdicts_would_say_and_changes_nothing(verdicts):
    verdicts[0].current_version.reviews.all().erase()
    shown = run("--anyway")
    assert "11 verdicts on 11 articles, 5 accepted" in shown
    assert "log loss on articles held out" in shown
    assert shown.endswith("Nothing was changed.\n")
    assert not RankerFit.objects.exists()


def test_a_fit_that_tells_other_articles_no_better_is_kept_out():
    for n in range(6):  # each pattern is liked in one article and disliked in the other
        fact = factories.FactFactory()
        for _ in range(4):
            judged(n % 2 == 0, features={f"of {n % 3}": 1.0}, article=fact.evidence.get().sentence.version.article)
    question = draft()
    assert "no better than the shipped weights" in run()
    question.refresh_from_db()
    assert (question.score, RankerFit.objects.count()) == (0.5, 0)


def test_the_last_verdict_of_a_person_on_what_was_generated_counts_and_no_other():
    changed = judged(accepted=False, features=GOOD)
    review(changed.current_version, factories.ContentManagerFactory(), "approved")
    judged(accepted=True, reviewer=False)  # came with shipped content
    judged(accepted=True, origin="written")
    judged(accepted=True, wording={"author": factories.ContentManagerFactory()})
    assert [verdict[1:] for verdict in ranker.own_verdicts()] == [(GOOD, True)]


def test_a_rejected_wording_teaches_though_a_person_then_wrote_a_better_one():
    question = judged(accepted=False)
    better = factories.QuestionVersionFactory(question=question, author=factories.ContentManagerFactory())
    review(better, factories.ContentManagerFactory(), "approved")
    assert [verdict[1:] for verdict in ranker.own_verdicts()] == [(BAD, False)]


def test_a_verdict_on_a_wording_that_was_generated_anew_is_left_out():
    question = judged(accepted=True)
    factories.QuestionVersionFactory(question=question, stem="Which year is meant?")
    assert ranker.own_verdicts() == []


def test_a_verdict_teaches_on_after_the_wording_was_carried_into_a_new_text():
    question = judged(accepted=True)
    old = question.current_version
    article = old.evidence.get(role="key").sentence.version.article
    text = "A new beginning. " + article.current_version.text
    settle_questions(Places(factories.ArticleVersionFactory(article=article, text=text)))
    question.refresh_from_db()
    assert question.current_version.number == old.number + 1
    assert [verdict[1:] for verdict in ranker.own_verdicts()] == [(GOOD, True)]


def test_a_question_from_before_features_were_kept_teaches_nothing():
    question = factories.QuestionFactory(features={})
    review(question.current_version, factories.ContentManagerFactory(), "rejected")
    assert ranker.own_verdicts() == []


def test_the_newest_fit_on_the_shipped_ranker_is_the_active_one(django_assert_num_queries, monkeypatch):
    assert ranker.active() is SHIPPED
    factories.RankerFitFactory(version="3+1", base="3")
    newest = factories.RankerFitFactory(version="3+2", base="3", weights={"dated": 2.0})
    factories.RankerFitFactory(version="2+9", base="2")
    with django_assert_num_queries(1):
        found = ranker.active()
    assert (found.version, found.weights) == (newest.version, {"dated": 2.0})
    monkeypatch.setattr(ranking, "shipped", lambda: Ranker("4"))
    assert ranker.active().version == "4"


def test_what_is_imported_later_is_scored_by_the_active_fit(monkeypatch):
    factories.RankerFitFactory(version="3+1", base="3", weights={"dated": -3.0})

    def harvest(*args):
        found = plain_engine.harvest(*args)
        return replace(found, items=tuple(replace(item, features=GOOD, score=0.9) for item in found.items))

    monkeypatch.setattr(pipeline, "harvest_read", harvest)
    text = b"The mill was built in 1823 by Ann Lowe.\n\nThe wheel broke in 1954."
    job = publish_article.run(publish_article.submit_file(text, "mill.md"))
    assert set(Question.objects.values_list("score", "ranker_version")) == {(0.047, "3+1")}
    assert (job.report["questions"], job.report["served"]) == (4, 0)


def test_the_back_office_shows_which_fit_is_in_use(client):
    for version in ("3+1", "3+2"):
        factories.RankerFitFactory(version=version, base="3")
    client.force_login(factories.AdminFactory())
    rows = client.get("/admin/questions/rankerfit/").context["cl"].result_list
    assert [fit.version for fit in rows if fit.pk == fit.in_use] == ["3+2"]


def sheet(folder, accepted=range(1, 13, 2)):
    """Twelve questions of a sheet on twelve texts, one without features, one of people; every other one accepted."""
    items = {
        str(n): {"origin": "engine", "file": f"texts/{n}.md", "features": GOOD if n in accepted else BAD}
        for n in range(1, 13)
    }
    items |= {"13": {"origin": "engine", "file": "old.md"}, "14": {"origin": "people", "file": "", "features": {}}}
    (folder / "round.key.json").write_text(json.dumps({"engine": "1", "seed": 0, "items": items}))
    marked = folder / "round.anna.txt"
    marked.write_text("".join(f"{n} {'A' if n in accepted else 'R'}\n" for n in range(1, 15)))
    return marked


def test_marked_sheets_count_beside_the_verdicts_of_the_site(verdicts, tmp_path):
    assert "24 verdicts on 24 articles, 12 accepted" in run(sheet(tmp_path))
    assert RankerFit.objects.get().verdicts == 74


def test_weights_to_be_shipped_come_from_sheets_and_are_not_used_here(verdicts, tmp_path, django_assert_num_queries):
    file = tmp_path / "ranking.json"
    with django_assert_num_queries(0):
        shown = run(sheet(tmp_path), "--sheets-only", "--write", file, "--name", "4")
    assert shown.endswith(f"Written to {file}.\n")
    written = ranking.read_ranker(file.read_text())
    assert (written.version, written.verdicts) == ("4", 62)
    assert written.weights["dated"] > 0 > written.weights["trivia"]
    assert not RankerFit.objects.exists()


def test_shipped_weights_need_a_version_of_their_own(tmp_path):
    with pytest.raises(CommandError, match="--name"):
        run("--write", tmp_path / "ranking.json")


def test_a_sheet_that_cannot_be_read_is_told(tmp_path):
    marked = sheet(tmp_path)
    marked.write_text("1 A\nnonsense\n")
    with pytest.raises(CommandError, match="round.anna.txt, line 2"):
        run(marked)


def test_verdicts_on_one_article_cannot_be_tested():
    article = factories.ArticleFactory()
    for n in range(12):
        judged(n % 2 == 0, article=article)
    with pytest.raises(CommandError, match="two articles"):
        run()
