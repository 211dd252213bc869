"""Questions keep the words of their sentence, and are refused where the clause is not plain."""

import pytest

from studyapp.engine.item_writing import offices, stems
from tests.engine.articles import candidate_of, gap, surveyed


@pytest.mark.parametrize(
    ("sentence", "answer", "question"),
    [
        (
            "The town of Orford was founded by monks in 1290.",
            "1290",
            "In which year was the town of Orford founded by monks?",
        ),
        ("In 1742, Jonas Hale sold a mill to Orford.", "1742", "In which year did Jonas Hale sell a mill to Orford?"),
    ],
)
def test_a_plain_clause_becomes_a_question_on_its_year(sentence, answer, question):
    case = gap(sentence, answer)
    assert stems.year_question(case.passage.asked, case.candidate) == question


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The town of Orford, which monks founded in 1290, has a market.", "1290"),
        ("Jonas Hale sold the mill in 1742 and bought a ferry.", "1742"),
        ("He sold a mill to the town of Orford in 1742.", "1742"),
    ],
)
def test_a_clause_that_is_not_plain_gives_no_question_on_its_year(sentence, answer):
    case = gap(sentence, answer)
    assert stems.year_question(case.passage.asked, case.candidate) is None


def test_who_takes_the_place_of_the_subject_alone():
    case = gap(
        "The engineer Jonas Hale lives in Orford. In 1742 Jonas Hale built a stone bridge at Orford.", "Jonas Hale"
    )
    question = stems.subject_question(case.passage.asked, case.candidate, case.survey)
    assert question in {"Who built a stone bridge at Orford in 1742?", None}


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "In 1742 the engineer Jonas Hale built a bridge but late floods broke the arches of Orford.",
            None,
        ),
        (
            "The engineer Jonas Hale built a bridge at Orford in 1742 and left for Ghent.",
            "Who built a bridge at Orford in 1742 and left for Ghent?",
        ),
    ],
)
def test_a_clause_with_a_subject_of_its_own_gives_no_who(sentence, question):
    case = gap(sentence, "Jonas Hale")
    assert stems.subject_question(case.passage.asked, case.candidate, case.survey) == question


def test_two_subjects_give_no_who():
    read = surveyed("In 1742 the engineer Jonas Hale and the mason Ada Pottinger built a bridge at Orford.")
    for candidate in (candidate_of(read, "Jonas Hale"),):
        case = gap(read.sentences[0].text, candidate.text)
        assert stems.subject_question(case.passage.asked, case.candidate, case.survey) is None


@pytest.mark.parametrize(
    ("sentence", "name", "phrase"),
    [
        ("Belgium's trade minister, Anna Peeters, visited Orford in May.", "Anna Peeters", "Belgium's trade minister"),
        ("Belgian Trade Minister Anna Peeters visited Orford in May.", "Anna Peeters", "Belgian Trade Minister"),
        (
            "Anna Peeters, the director of the Ghent Museum, visited Orford.",
            "Anna Peeters",
            "the director of the Ghent Museum",
        ),
        (
            "Belgium's ambassador to Norway, Anna Peeters, visited Orford.",
            "Anna Peeters",
            "Belgium's ambassador to Norway",
        ),
    ],
)
def test_an_office_is_taken_with_its_house(sentence, name, phrase):
    read = surveyed(sentence)
    assert [(h.mention.text, h.phrase) for h in offices.holders_in(read.sentences[0], read)] == [(name, phrase)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The chairman, Anna Peeters, opened the meeting in Orford.",
        "The former Belgian minister Anna Peeters visited Orford.",
        "The company's director, Anna Peeters, visited Orford in May.",
    ],
)
def test_an_office_without_a_house_or_of_the_past_is_left_alone(sentence):
    read = surveyed(sentence)
    assert list(offices.holders_in(read.sentences[0], read)) == []


@pytest.mark.parametrize(
    ("question", "specific"),
    [
        ("Who was a merchant who lived in the town of Orford?", False),
        ("Who defected to the army of Ghent upon its march?", False),
        ("Who was a merchant who lived in the town of Orford in 1742?", True),
        ("Who designed the stone bridge over the river at Orford?", True),
    ],
)
def test_the_common_lot_needs_a_date(question, specific):
    case = gap("The engineer Jonas Hale built a stone bridge at Orford.", "Jonas Hale")
    assert stems.is_specific(question, case.candidate) is specific


def test_the_present_takes_no_since():
    case = gap("The engineer Jonas Hale is the chair of the Orford Brewery since May 2015.", "Jonas Hale")
    assert stems.subject_question(case.passage.asked, case.candidate, case.survey) is None


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Jonas Hale is a passionate defender of the ferry between Orford and Ghent.", False),
        ("Jonas Hale immediately closed the old ferry between Orford and Ghent.", False),
        ("Jonas Hale closed the old ferry between Orford and Ghent in 1931.", True),
    ],
)
def test_who_needs_a_deed_told_without_judging_and_on_its_own(sentence, asked):
    case = gap(f"The engineer Jonas Hale said so. {sentence}", "Jonas Hale")
    question = stems.subject_question(case.passage.asked, case.candidate, case.survey)
    assert bool(question and stems.is_specific(question, case.candidate)) == asked


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Belgium has long been the main buyer of the wool of Orford and Hale.", False),
        ("Belgium has accused the town of Orford of selling its wool to pirates.", True),
    ],
)
def test_which_country_needs_a_deed_of_its_own(sentence, asked):
    case = gap(sentence, "Belgium")
    question = stems.subject_question(case.passage.asked, case.candidate, case.survey)
    assert bool(question and stems.is_specific(question, case.candidate)) == asked
