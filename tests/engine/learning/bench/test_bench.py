"""The bench: reading, grouping, splitting, measures, and models against known answers."""

import datetime as dt
import math

import pytest

from studyapp.engine.learning.bench import rows, synthetic
from studyapp.engine.learning.bench.baselines import BKT, PFA, Elo, Mean
from studyapp.engine.learning.bench.measures import by_seen, measure
from studyapp.engine.learning.bench.ours import Ours
from studyapp.engine.learning.bench.run import run


def row(learner="a", question="q", topic="t", correct=1):
    return rows.Row(learner, question, topic, correct)


def written(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_the_usual_columns_by_tabs_or_commas(tmp_path):
    lines = ["user_id,item_id,timestamp,correct,skill_id", "7,31,60,1,4", "7,32,90,0,4"]
    commas = rows.read(written(tmp_path / "a.csv", "\n".join(lines)))
    tabs = rows.read(written(tmp_path / "b.csv", "\n".join(lines).replace(",", "\t")))
    assert commas == tabs
    [learner] = commas.learners
    assert [(r.question, r.topic, r.correct) for r in learner] == [("31", "4", 1), ("32", "4", 0)]
    assert learner[1].at - learner[0].at == dt.timedelta(seconds=30)


@pytest.mark.parametrize(
    ("text", "what"),
    [("user_id,correct\n1,1", "no column item_id"), ("user_id,item_id,skill_id,correct\n1,2,3,0.5", "0.5")],
)
def test_says_what_is_wrong_with_a_file(tmp_path, text, what):
    with pytest.raises(ValueError, match=what):
        rows.read(written(tmp_path / "a.csv", text))


def test_a_question_repeated_at_once_is_grouped_and_counted():
    answers = rows.group([row(question="1"), row("b", "1"), row(question="1"), row(question="2"), row(question="1")])
    assert answers.grouped == 1
    assert [r.question for r in answers.learners[0]] == ["1", "2", "1"]


def test_no_learner_is_on_both_sides_of_a_split_and_the_seed_repeats_it():
    answers = rows.group([row(learner=str(n)) for n in range(50)])
    one, two = rows.split(answers, 3)
    names = [{learner[0].learner for learner in side.learners} for side in (one, two)]
    assert len(names[1]) == 10
    assert not names[0] & names[1]
    assert rows.split(answers, 3) == (one, two)


def test_measures_of_known_chances():
    found = measure([0.9, 0.8, 0.3, 0.3], [1, 1, 0, 1])
    assert found.auc == pytest.approx(2.5 / 3)
    assert found.brier == pytest.approx((0.01 + 0.04 + 0.09 + 0.49) / 4)
    assert found.log_loss == pytest.approx(-(math.log(0.9) + math.log(0.8) + math.log(0.7) + math.log(0.3)) / 4)
    assert found.bias == pytest.approx(2.3 / 4 - 0.75)


def test_well_calibrated_chances_have_no_gap():
    assert measure([0.2] * 100 + [0.7] * 100, [1] * 20 + [0] * 80 + [1] * 70 + [0] * 30).bias == pytest.approx(0)


def test_split_by_answers_seen():
    names = [name for name, _ in by_seen([0.5] * 4, [0, 1, 0, 1], [0, 1, 4, 100])]
    assert names == ["0", "1–4", "100+"]


def test_knowledge_tracing_finds_a_topic_that_is_learnt_and_stays_known():
    learners = [tuple(row(str(n), correct=int(place >= n % 6)) for place in range(12)) for n in range(120)]
    model = BKT()
    model.fit(learners)
    tracing = model.topics["t"]
    assert tracing.guess < 0.15
    assert tracing.slip < 0.1
    assert tracing.learnt > 0.15


def test_performance_factors_rise_with_right_answers():
    model = PFA()
    model.fit(synthetic.draw(2, synthetic.Shape(learners=60, answers=40, topics=4, topics_each=2)).learners)
    assert model.chance("t0", 8, 0) > model.chance("t0", 2, 2) > model.chance("t0", 0, 8)


def test_means_are_drawn_towards_the_overall_share():
    model = Mean("item mean", lambda r: r.question)
    model.fit([tuple(row(correct=1) for _ in range(5)), tuple(row(question="hard", correct=0) for _ in range(5))])
    assert [model.predict(row(question=q)) for q in ("q", "hard", "new")] == pytest.approx([0.75, 0.25, 0.5])


@pytest.fixture(scope="module")
def made_up():
    answers = synthetic.draw(5, synthetic.Shape(learners=160))
    return rows.Answers(answers.learners[:80]), rows.Answers(answers.learners[80:])


def test_ours_foresees_better_than_the_simpler_models(made_up):
    compared = [Mean("item mean", lambda r: r.question), Elo(), PFA(), BKT(), Ours()]
    found = {m.model: m.measures for m in run(*made_up, compared)}
    others = [m for name, m in found.items() if name != "ours"]
    assert found["ours"].auc > max(m.auc for m in others)
    assert found["ours"].log_loss < min(m.log_loss for m in others)
    assert found["ours"].calibration <= 0.02


def test_measuring_teaches_nothing_of_questions(made_up):
    model = Ours()
    model.fit(made_up[0].learners)
    before = dict(model.items), dict(model.topics)
    list(run(rows.Answers(()), made_up[1], [model]))
    assert (model.items, model.topics) == before


@pytest.mark.parametrize("formats", [("typed",), ("options",), ("true_false",), synthetic.FORMATS])
def test_range_holds_the_truth_four_times_in_five_and_flatters_nobody(formats):
    shape = synthetic.Shape(learners=1200, answers=48, topics_each=4, formats=formats)
    learners = synthetic.draw(2, shape).learners
    uncalibrated = synthetic.honesty(Ours(), learners[200:])
    model = Ours()
    model.fit(learners[:200])
    calibrated = synthetic.honesty(model, learners[200:])
    for found in (uncalibrated, calibrated):
        assert 0.76 <= found.covered <= 0.84
        assert abs(found.bias) < 1.0
    assert calibrated.width < uncalibrated.width
