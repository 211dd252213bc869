"""What holds for every harvest: verbatim evidence, one gap, no answer told, the same again."""

import datetime as dt
import re
from collections import Counter
from itertools import combinations

import pytest

from studyapp.engine import pipeline
from studyapp.engine.item_writing.in_topic import ASKED
from studyapp.engine.item_writing.siblings import MOST, SIBLING
from studyapp.engine.items import GAP, ItemFormat, ItemKind
from tests.engine.articles import document, harvested

MILLS = """The Heron Mill is a water mill near Orford in Suffolk. It was built in 1742 by the engineer Jonas Hale, who had
learnt his trade in Ghent. The mill ground barley for 140 years.

In 1882 the mill burned down with the loss of 3,400 sacks of grain. The owner, Ada Pottinger, rebuilt it in brick for £2,600
and sold it to the Orford Brewery in 1891. The brewery employed 85 people at the Heron Mill and brewed 12,000 barrels a year.

The Heron Mill closed in 1931, when barley prices fell by 40 percent. In 1964 the council of Orford bought the ruin from
Belgium's largest brewer. Suffolk's minister of culture, Edith Crane, opened the Heron Mill as a museum on 4 May 1971.
According to the historian Paul Sorley, the museum may lose a third of its visitors. He said that the roof leaked.
The wheel turns."""

GLACIER = """A glacier is a body of ice that moves under its own weight. Glaciers form where more snow falls than melts. The
rock debris that a glacier carries is called moraine. Moraine is a mixture of clay, sand and boulders that the ice has ground.

The Aletsch Glacier in Switzerland is 23 kilometres long. It has lost 3.2 kilometres of its length since 1870. In 1850 it reached
the forest of Riederalp. Meltwater feeds the Massa, a river that drives a power station built in 1931. Ice covers 10 percent of the
land on Earth. During the last ice age it covered 32 percent. The geologist Louis Agassiz climbed the glacier in 1840."""

ARTICLES = {"mill": (MILLS, "The Heron Mill"), "glacier": (GLACIER, "Glaciers")}


@pytest.fixture(scope="module", params=sorted(ARTICLES))
def harvest(request):
    text, title = ARTICLES[request.param]
    return harvested(text, title, dt.date(2021, 5, 4))


def test_an_article_gives_items_in_several_forms(harvest):
    assert len({i.format for i in harvest.items}) >= 2
    assert len(harvest.items) >= 3


def test_evidence_is_a_whole_sentence_and_the_answer_lies_inside(harvest):
    sentences = {s.span for s in harvest.article.sentences}
    for item in harvest.items:
        assert item.evidence in sentences
        assert item.answer_span is not None
        assert item.evidence.contains(item.answer_span)
        assert set(item.more_evidence) <= sentences


def test_context_is_the_text_directly_before_the_evidence(harvest):
    for item in harvest.items:
        if item.context:
            start = harvest.article.text.index(item.context)
            between = harvest.article.text[start + len(item.context) : item.evidence.start]
            assert between.strip() == ""


def test_a_passage_shows_one_gap_and_not_its_answer(harvest):
    for item in harvest.items:
        shown = f"{item.context or ''} {item.stem}"
        assert shown.count(GAP) == (1 if item.kind == ItemKind.CLOZE else 0)
        if item.format != ItemFormat.TRUE_FALSE:
            assert not re.search(rf"(?<!\w){re.escape(item.fact.value.printed)}(?!\w)", shown)


def test_options_are_four_with_one_key(harvest):
    for item in harvest.items:
        if item.format == ItemFormat.OPTIONS:
            assert len({o.text for o in item.options}) == 4
            assert [o.text for o in item.options if o.correct] == [item.answer]
        else:
            assert item.options == ()


def test_typed_items_accept_their_own_answer(harvest):
    for item in harvest.items:
        if item.format == ItemFormat.TYPED:
            assert item.answer in item.accepted
            assert item.hint


def test_facts_stand_where_they_say(harvest):
    sentences = {s.position: s.span for s in harvest.article.sentences}
    for fact in harvest.facts:
        assert fact.span.cut(harvest.article.text) == fact.value.printed
        assert sentences[fact.sentence].contains(fact.span)
        assert fact.label
        assert fact.value.printed not in fact.label.split()


def test_best_items_come_first(harvest):
    scores = [i.score for i in harvest.items]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= s <= 1 for s in scores)


def test_a_key_is_served_twice_at_most_and_a_sentence_thrice_on_answers_apart(harvest):
    served = [i for i in harvest.items if i.score >= pipeline.SERVING_LINE]
    keys = [i.fact.value.printed for i in served]
    assert all(keys.count(k) <= 2 for k in keys)
    assert all(n <= MOST for n in Counter(i.evidence for i in served).values())
    assert not [(a, b) for a, b in combinations(served, 2) if a.answer_span.overlaps(b.answer_span)]


def test_siblings_wait_below_the_line_one_an_answer(harvest):
    siblings = [i for i in harvest.items if SIBLING in i.warnings]
    assert all(i.score < pipeline.SERVING_LINE for i in siblings)
    assert len({(i.evidence, i.answer_span) for i in siblings}) == len(siblings)


def test_the_same_article_gives_the_same_harvest():
    assert harvested(*ARTICLES["mill"]) == harvested(*ARTICLES["mill"])


def test_refusals_say_where_and_why(harvest):
    assert harvest.refusals
    assert all(r.codes and len(r.span) for r in harvest.refusals)


def test_hedged_claims_and_bare_remarks_are_not_asked():
    harvest = harvested(*ARTICLES["mill"])
    asked = {i.evidence.cut(harvest.article.text) for i in harvest.items}
    assert "The wheel turns." not in asked
    assert "He said that the roof leaked." not in asked


def test_a_claim_key_outlives_a_change_of_words_and_of_value():
    keys = [
        next(f.claim_key for f in harvested(text, "Orford").facts if f.value.printed == year)
        for text, year in (
            ("The old bridge of Orford was rebuilt in stone in 1742.", "1742"),
            ("In 1751 the bridge of Orford was rebuilt.", "1751"),
        )
    ]
    assert keys[0] == keys[1]


def test_an_attributed_claim_keeps_its_speaker():
    harvest = harvested("According to Jonas Hale, the mill at Orford lost 340 workers in 1931.", "The mill at Orford")
    assert {f.speaker for f in harvest.facts} == {"Jonas Hale"}
    assert all("Hale" in (i.context or "") + i.stem + i.answer for i in harvest.items)


def test_an_empty_context_has_a_stable_digest():
    assert pipeline.TopicContext().digest == pipeline.TopicContext().digest
    assert pipeline.TopicContext(names=("Jonas Hale",)).digest != pipeline.TopicContext().digest


def test_a_topic_gives_a_surname_its_owner_and_bars_its_true_values():
    text = "The canal at Orford reached the sea in 1931. In 1931 the canal at Orford carried 340 boats for Pottinger."
    read = document(text, "The Orford canal")
    alone = pipeline.harvest(read)
    key = next(f.claim_key for f in alone.facts if f.value.printed == "340")
    context = pipeline.TopicContext(names=("Ada Pottinger",), true_values={key: tuple(str(n) for n in range(200, 339))})
    known = pipeline.harvest(read, context)
    offered = {o.text for i in known.items if i.answer == "340" for o in i.options}
    assert not {str(n) for n in range(200, 339)} & offered
    assert known == pipeline.harvest(read, context)


def test_what_the_topic_asks_already_waits_and_another_question_takes_its_sentence():
    read = document("In 1931 the canal at Orford carried 340 boats for the brewers of Ghent.", "The Orford canal")
    alone = pipeline.harvest(read)
    best = next(i for i in alone.items if i.fact.value.printed == "1931" and i.score >= pipeline.SERVING_LINE)
    known = pipeline.harvest(read, pipeline.TopicContext(asked={best.fact.claim_key: ("1931",)}))
    again = [i for i in known.items if i.fact.value.printed == "1931"]
    assert again
    assert all(ASKED in i.warnings and i.score < pipeline.SERVING_LINE for i in again)
    assert known.facts == alone.facts
    assert any(i.score >= pipeline.SERVING_LINE for i in known.items)
