"""Cross-validation of the ranker: articles stay whole, and only what holds elsewhere counts as better."""

import pytest

from studyapp.engine.item_writing.ranking import INTERCEPT, Ranker
from studyapp.engine.quality.held_out import Losses, Row, folds, losses

PRIOR = Ranker("1", {INTERCEPT: 0.0}, {INTERCEPT: 4.0})


def rows(article: str, *accepted: bool, feature: str = "dated") -> list[Row]:
    return [Row(article, {feature: 1.0}, verdict) for verdict in accepted]


def test_an_article_is_never_split_and_parts_are_of_about_one_size():
    given = [row for n in range(13) for row in rows(f"article {n}", *[True] * (n % 4 + 1))]
    parts = folds(given)
    assert sorted(len(part) for part in parts) == [6, 6, 6, 6, 7]
    homes = [{row.article for row in part} for part in parts]
    assert sum(map(len, homes)) == len(set.union(*homes)) == 13


def test_few_articles_make_few_parts():
    assert len(folds(rows("one", True) + rows("two", False))) == 2


def test_a_pattern_that_all_articles_share_is_worth_learning():
    given = [row for n in range(10) for row in rows(f"article {n}", *[True] * 5)]
    found = losses(given, PRIOR)
    assert found.is_better
    assert found.before == pytest.approx(0.6931, abs=1e-4)
    assert found.fitted < 0.5


def test_what_holds_in_one_article_only_does_not_count_as_better():
    given = [row for n in range(6) for row in rows(f"article {n}", *[n % 2 == 0] * 30, feature=f"of {n % 3}")]
    assert not losses(given, PRIOR).is_better


def test_the_order_of_verdicts_does_not_matter():
    given = [row for n in range(7) for row in rows(f"article {n}", True, n % 2 == 0, False)]
    turned = losses(given[::-1], PRIOR)
    assert (turned.before, turned.fitted) == pytest.approx((losses(given, PRIOR).before, losses(given, PRIOR).fitted))


def test_one_article_cannot_be_tested_on_another():
    with pytest.raises(ValueError, match="two articles"):
        losses(rows("one", True, False), PRIOR)


def test_as_good_as_before_is_not_better():
    assert not Losses(0.5, 0.5).is_better
