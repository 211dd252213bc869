"""The bench command: what it prints, and how it refuses."""

import io

import pytest
from django.core.management import CommandError, call_command

from studyapp.engine.learning.bench import synthetic


def printed(**options):
    out = io.StringIO()
    call_command("bench_mastery", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def answers_file(tmp_path):
    lines = ["user_id\titem_id\ttimestamp\tcorrect\tskill_id"]
    for learner in synthetic.draw(1, synthetic.Shape(learners=20, answers=30)).learners:
        lines += [f"{r.learner}\t{r.question}\t0\t{r.correct}\t{r.topic}" for r in learner]
    lines.append(lines[-1])
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(lines))
    return path


def test_a_file_is_split_by_learner_and_what_was_grouped_is_said(answers_file):
    report = printed(csv=answers_file, seed=4)
    assert "measured on" in report
    assert "of 4: a fifth of the learners, drawn with seed 4" in report
    assert "rows repeated the learner's question at once" in report
    for model in ("global mean", "item mean", "Elo", "PFA", "BKT", "ours", "ours, questions unknown"):
        assert f"\n{model}" in report
    assert "ratio" in report


def test_a_second_file_holds_those_measured_on(answers_file):
    assert "of 20: learners of the second file" in printed(csv=answers_file, test=answers_file)


def test_made_up_learners_tell_how_honest_the_range_is():
    report = printed(synthetic=20)
    assert "80 % range of mastery" in report
    assert "true_false, calibrated" in report


@pytest.mark.parametrize(
    ("options", "what"),
    [({"csv": "nowhere.csv"}, "nowhere"), ({"test": "b.csv"}, "--csv"), ({"synthetic": 3}, "at least 10")],
)
def test_refuses_with_a_reason(options, what):
    with pytest.raises(CommandError, match=what):
        call_command("bench_mastery", *[f"--{k}={v}" for k, v in options.items()])
