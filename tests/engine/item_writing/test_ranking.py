"""The ranker: weights found again in made-up verdicts, priors that hold where nothing speaks against them."""

import math

import pytest

from studyapp.engine.item_writing import ranking
from studyapp.engine.item_writing.distractors import seeded
from studyapp.engine.item_writing.ranking import INTERCEPT, UNSEEN, Ranker, fit
from studyapp.engine.item_writing.rescoring import rescored
from tests.engine.item_writing import drafts

TRUE = {INTERCEPT: 0.5, "dated": 1.2, "trivia": -1.6, "long": 0.0}
PRIOR = Ranker("1", {INTERCEPT: 0.3, "dated": 0.2, "praise": -0.7}, {INTERCEPT: 4.0, "dated": 4.0, "praise": 9.0}, 40)


def made_up(count: int) -> list[tuple[dict[str, float], bool]]:
    """Verdicts of a judge who has the weights of TRUE."""
    chance = seeded("verdicts of a made-up judge", str(count))
    rows = []
    for _ in range(count):
        features = {
            "dated": float(chance.random() < 0.5),
            "trivia": float(chance.random() < 0.3),
            "long": chance.random(),
        }
        odds = TRUE[INTERCEPT] + sum(TRUE[name] * value for name, value in features.items())
        rows.append(({name: v for name, v in features.items() if v}, chance.random() < 1 / (1 + math.exp(-odds))))
    return rows


def test_weights_behind_many_verdicts_are_found_again():
    fitted = fit(made_up(4000), Ranker("0"), "1")
    for name, weight in TRUE.items():
        assert fitted.weights[name] == pytest.approx(weight, abs=0.2), name
    assert (fitted.version, fitted.verdicts) == ("1", 4000)


def test_without_verdicts_the_prior_comes_back():
    fitted = fit([], PRIOR, "2")
    assert (fitted.weights, fitted.precision, fitted.verdicts) == (PRIOR.weights, PRIOR.precision, PRIOR.verdicts)


def test_a_feature_that_no_verdict_has_keeps_its_weight_and_precision():
    fitted = fit(made_up(200), PRIOR, "2")
    assert (fitted.weights["praise"], fitted.precision["praise"]) == (-0.7, 9.0)


def test_a_rejected_pattern_ranks_lower_and_the_more_the_oftener():
    rejected = ({"dated": 1.0}, False)
    chances = [fit([rejected] * n, PRIOR, "2").chance({"dated": 1.0}) for n in (0, 1, 5, 25)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > chances[-1] + 0.3


def test_a_firmer_prior_moves_less():
    def moved(precision: float) -> float:
        prior = Ranker("0", {"dated": 0.0}, {"dated": precision})
        return fit([({"dated": 1.0}, False)] * 10, prior, "1").weights["dated"]

    assert moved(100.0) > moved(4.0) > moved(1.0)


def test_verdicts_make_a_weight_firmer():
    fitted = fit(made_up(300), Ranker("0"), "1")
    assert min(fitted.precision[name] for name in ("dated", "trivia", "long")) > UNSEEN


def test_the_order_of_verdicts_does_not_matter():
    rows = made_up(150)
    assert fit(rows, PRIOR, "2") == fit(rows[::-1], PRIOR, "2") == fit(rows, PRIOR, "2")


def test_verdicts_that_all_agree_leave_weights_finite():
    fitted = fit([({"dated": 1.0}, True)] * 500, Ranker("0"), "1")
    assert 0.9 < fitted.chance({"dated": 1.0}) < 1
    assert all(math.isfinite(weight) for weight in fitted.weights.values())


def test_a_ranker_is_written_and_read_back():
    assert ranking.read_ranker(ranking.written(PRIOR)) == PRIOR


@pytest.mark.parametrize("source", ["{}", "no ranker"])
def test_what_is_no_ranker_is_refused(source):
    with pytest.raises((KeyError, ValueError)):
        ranking.read_ranker(source)


def test_an_item_is_scored_by_all_it_is_known_for():
    case = drafts.gap("The pier was opened in [[1932]].", features={"dated": 1.0})
    item = ranking.scored(case.item, {"praise": 1.0})
    assert item.features == {"dated": 1.0, "praise": 1.0}
    assert item.score == ranking.shipped().chance(item.features)


@pytest.mark.parametrize(("score", "kept"), [(0.9, 0.59), (0.6, 0.59), (0.4, 0.4)])
def test_what_must_wait_stays_under_the_line(score, kept):
    assert ranking.below(drafts.gap("Opened in [[1932]].", score=score).item, 0.6).score == kept


SURE = Ranker("1+1", {INTERCEPT: 3.0})


@pytest.mark.parametrize(
    ("warnings", "score"),
    [
        ((), 0.953),
        (("MC-22b",), 0.953),
        (("open_pair",), 0.59),
        (("sibling",), 0.59),
        (("hedge", "open_pair"), 0.59),
        (("sensitive",), 0.59),
    ],
)
def test_another_ranker_lifts_nothing_that_only_a_person_may_let_pass(warnings, score):
    item = drafts.gap("Opened in [[1932]].", features={"dated": 1.0}, warnings=warnings).item
    assert rescored(item, SURE, 0.6).score == score


def test_another_ranker_leaves_an_item_of_which_nothing_is_known():
    item = drafts.gap("Opened in [[1932]].", score=0.8).item
    assert rescored(item, SURE, 0.6) == item
