"""A stale question beside what stands there now, and taking it over."""

from __future__ import annotations

import pytest

from studyapp.questions.comparing import Change, compare_with_now
from studyapp.questions.editing import ChangedMeanwhileError
from studyapp.questions.models import Question, Review
from studyapp.questions.renewing import NothingToTakeOverError, renew
from studyapp.questions.reviewing import Seen, decide, undo
from tests import factories
from tests.factories.sources import TEXT

pytestmark = pytest.mark.django_db
OPENED = "The harbour of Velmora opened in 1932."
STEP = "a step"


def stale(kind="multiple_choice", value="1932", **wording):
    fact = factories.FactFactory(value=value, answer_type="person" if value[0].isalpha() else "year")
    return factories.QuestionFactory(fact=fact, kind=kind, status="stale", wording=wording or True)


def now_reads(question, text, old=OPENED):
    """The article's next text, with a sentence put in place of the old one."""
    assert old in TEXT
    factories.ArticleVersionFactory(article=question.article, text=TEXT.replace(old, text))
    rows = Question.objects.select_related("current_version__question", "article__current_version")
    return rows.get(pk=question.pk)


def seen(question):
    return Seen(question.pk, question.current_version_id, question.status)


@pytest.mark.parametrize(
    ("text", "change", "new"),
    [
        ("The harbour of Velmora opened in 1934.", Change.NEW_VALUE, "1934"),
        ("The old harbour of Velmora opened in 1932.", Change.REWORDED, "1932"),
        ("In spring the harbour of Velmora opened, in 1934.", Change.REWRITTEN, "1934"),
        ("A market was held on the quay each week.", Change.GONE, ""),
    ],
)
def test_what_became_of_the_sentence(text, change, new):
    compared = compare_with_now(now_reads(stale(), text))
    assert (compared.change, compared.new) == (change, new)


def test_a_sentence_that_stands_again_is_the_same():
    assert compare_with_now(now_reads(stale(), OPENED)).change == Change.SAME


def test_changed_words_are_marked_on_both_sides():
    compared = compare_with_now(now_reads(stale(), "The harbour of Velmora opened in 1934."))
    assert [piece.text.strip() for piece in compared.before if piece.changed] == ["1932."]
    assert [piece.text.strip() for piece in compared.after if piece.changed] == ["1934."]


def test_where_the_figure_alone_changed_the_question_gets_it():
    question = now_reads(stale(options=["1928", "1932", "1937", "1941"]), "The harbour of Velmora opened in 1934.")
    proposal = compare_with_now(question).proposal
    assert [option.text for option in proposal.options] == ["1928", "1934", "1937", "1941"]
    assert (proposal.answer, proposal.key) == ("1934", 1)


def test_a_wrong_option_that_is_right_now_needs_a_person():
    question = now_reads(stale(options=["1928", "1932", "1934", "1941"]), "The harbour of Velmora opened in 1934.")
    compared = compare_with_now(question)
    assert (compared.change, compared.proposal) == (Change.NEW_VALUE, None)


@pytest.mark.parametrize(
    ("stem", "answer", "wanted"),
    [
        (OPENED, "true", "The harbour of Velmora opened in 1934."),
        ("The harbour of Velmora opened in 1951.", "false", "The harbour of Velmora opened in 1951."),
        ("The harbour of Velmora opened in 1934.", "false", None),  # it is true now
    ],
)
def test_a_statement_keeps_its_truth_or_needs_a_person(stem, answer, wanted):
    question = stale("true_false", stem=stem, key_value=answer)
    proposal = compare_with_now(now_reads(question, "The harbour of Velmora opened in 1934.")).proposal
    assert (proposal.stem if proposal else None) == wanted


def test_a_name_that_changed_is_followed_without_its_hint():
    question = stale("cloze", value="Ilse Brandt", hint="I. B.")
    question = now_reads(question, "Odile Varga designed the lighthouse.", old="Ilse Brandt designed the lighthouse.")
    proposal = compare_with_now(question).proposal
    assert (proposal.answer, proposal.accepted, proposal.hint) == ("Odile Varga", ("Odile Varga",), "")


def test_taking_over_makes_an_approved_version_proved_by_the_new_text():
    question = now_reads(stale(), "The harbour of Velmora opened in 1934.")
    person = factories.ContentManagerFactory()
    row = renew(seen(question), person, step=STEP)
    question.refresh_from_db()
    version = question.current_version
    assert (question.status, version.key_value, row.verdict, row.after) == ("approved", "1934", "edited", "approved")
    place = version.evidence.get(role="key")
    assert place.sentence.version == question.article.current_version
    assert place.span.cut(place.sentence.version.text) == "1934"
    assert question.fact.value == "1934"


def test_taking_it_back_restores_wording_status_and_fact():
    question = now_reads(stale(), "The harbour of Velmora opened in 1934.")
    before = (question.status, question.current_version_id, question.fact_id)
    person = factories.ContentManagerFactory()
    renew(seen(question), person, step=STEP)
    undo(person, STEP)
    question.refresh_from_db()
    assert (question.status, question.current_version_id, question.fact_id) == before


def test_a_draft_that_asks_the_same_of_the_new_text_goes_with_it_and_comes_back_with_it():
    question = now_reads(stale("cloze"), "The harbour of Velmora opened in 1934.")
    twin = factories.QuestionFactory(
        fact=factories.FactFactory(article=question.article, value="1934"),
        kind="cloze",
        wording={"stem": question.current_version.stem},
    )
    person = factories.ContentManagerFactory()
    renew(seen(question), person, step=STEP)
    twin.refresh_from_db()
    assert (twin.status, Review.objects.get(version=twin.current_version).reasons) == ("rejected", ["duplicate"])
    undo(person, STEP)
    twin.refresh_from_db()
    assert twin.status == "draft"


def test_the_same_press_twice_takes_over_once():
    question = now_reads(stale(), "The harbour of Velmora opened in 1934.")
    person = factories.ContentManagerFactory()
    assert renew(seen(question), person, step=STEP) == renew(seen(question), person, step=STEP)
    assert question.versions.count() == 2


def test_nothing_is_taken_over_from_a_text_without_the_sentence():
    question = now_reads(stale(), "A market was held on the quay each week.")
    with pytest.raises(NothingToTakeOverError):
        renew(seen(question), factories.ContentManagerFactory(), step=STEP)


def test_what_somebody_changed_meanwhile_is_not_taken_over():
    question = now_reads(stale(), "The harbour of Velmora opened in 1934.")
    was = seen(question)
    factories.QuestionVersionFactory(question=question, stem="Theirs?")
    with pytest.raises(ChangedMeanwhileError):
        renew(was, factories.ContentManagerFactory(), step=STEP)


def test_a_question_without_its_sentence_is_not_approved_as_it_is():
    question = now_reads(stale(), "The harbour of Velmora opened in 1934.")
    decided = decide([seen(question)], factories.ContentManagerFactory(), "approved", step=STEP)
    question.refresh_from_db()
    assert (decided.reviews, decided.outdated, question.status) == ((), (question.pk,), "stale")


def test_one_that_is_brought_back_follows_its_sentence():
    question = stale()
    question.status = "retired"
    question.save()
    question = now_reads(question, "The pier is old. " + OPENED)
    decide([seen(question)], factories.ContentManagerFactory(), "approved", step=STEP)
    question.refresh_from_db()
    assert question.status == "approved"
    assert question.current_version.evidence.get(role="key").sentence.version == question.article.current_version


def test_one_whose_sentence_went_while_it_was_retired_is_not_brought_back():
    question = stale()
    question.status = "retired"
    question.save()
    question = now_reads(question, "The harbour of Velmora opened in 1934.")
    decided = decide([seen(question)], factories.ContentManagerFactory(), "approved", step=STEP)
    question.refresh_from_db()
    assert (decided.outdated, question.status) == ((question.pk,), "stale")


@pytest.mark.parametrize(
    ("kind", "stem", "text", "wanted"),
    [
        # what is the sentence with a gap becomes the new one
        ("cloze", None, "The harbour of Selmora opened in 1932.", "The harbour of Selmora opened in _____."),
        ("true_false", None, "The harbour of Selmora opened in 1932.", "The harbour of Selmora opened in 1932."),
        # what does not use the words that went stays
        ("multiple_choice", "In which year did it open?", "The harbour of Selmora opened in 1932.", "In which year did it open?"),
        # what does, a person has to look at
        ("multiple_choice", "When did the harbour of Velmora open?", "The harbour of Selmora opened in 1932.", None),
        ("true_false", "The harbour of Velmora opened in 1951.", "The harbour of Selmora opened in 1932.", None),
    ],
)  # fmt: skip
def test_a_question_on_a_reworded_sentence_says_what_the_new_one_says(kind, stem, text, wanted):
    wording = {"stem": stem} if stem else {}
    if stem and kind == "true_false":
        wording["key_value"] = "false"
    compared = compare_with_now(now_reads(stale(kind, **wording), text))
    assert (compared.change, compared.proposal and compared.proposal.stem) == (Change.REWORDED, wanted)


def test_editing_begins_where_the_answer_stands_now():
    question = now_reads(stale(stem="When did the harbour of Velmora open?"), "The harbour of Selmora opened in 1932.")
    start = compare_with_now(question).start
    assert start.stem == "When did the harbour of Velmora open?"
    sentence = question.article.current_version.sentences.get(pk=start.place.sentence_id)
    assert sentence.version.text[start.place.start : start.place.end] == "1932"
