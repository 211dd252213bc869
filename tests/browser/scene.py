"""A small made-up topic with a readable article and a quiz in every format, for the browser and for pictures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from studyapp.questions.models import Question
from studyapp.sources.models import Article, Sentence, Topic
from tests.factories.facts import FactFactory
from tests.factories.questions import QuestionFactory
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, TopicFactory, sentence_spans

PARAGRAPHS = [
    ("", "Work on the Marrow Sound tunnel began in March 1987, when the first shaft was sunk at Eastering. "
         "The engineer Odile Varga led the project from its first day to its last. "
         "She had built two road tunnels before, both of them through rock."),
    ("", "The tunnel runs for 14.2 kilometres under the sound. "
         "The tunnel was the longest in the country until 2011. "
         "Trains first used it on 4 September 1994, five months later than planned."),
    ("What it cost", "According to the transport minister, Tomas Reyl, the tunnel cost 640 million crowns. "
                     "The audit office put the sum at 910 million crowns in a report of 1996. "
                     "The two figures have never been reconciled, and each side stands by its own."),
    ("Who uses it", "In 2019 the tunnel carried 8.3 million passengers. "
                    "Most of them live in Eastering and work in the capital, Dunmere. "
                    "Freight trains run at night, because the passenger trains leave no room for them by day."),
]  # fmt: skip

# value as printed, its type, label, kind, format, and what the wording adds
QUESTIONS = [
    ("March 1987", "month_year", "When work on the tunnel began", "cloze", "options",
     {"instruction": "Which month belongs in the gap?", "options": ["May 1985", "March 1987", "June 1988", "April 1990"]}),
    ("Odile Varga", "person", "Who led the project", "multiple_choice", "options",
     {"instruction": "", "stem": "Who led the Marrow Sound tunnel project from its first day to its last?",
      "options": ["Tomas Reyl", "Odile Varga", "Henrike Sol", "Anton Brisk"]}),
    ("14.2", "measure", "Length of the tunnel, in kilometres", "cloze", "typed",
     {"instruction": "Which number belongs in the gap?", "hint": "A number with one decimal."}),
    ("2011", "year", "Until when it was the country’s longest", "true_false", "true_false",
     {"instruction": "True or false, going by the article?", "key_value": "false",
      "stem": "The tunnel was the longest in the country until 2003."}),
    ("4 September 1994", "full_date", "When trains first used the tunnel", "multiple_choice", "options",
     {"instruction": "", "stem": "When did trains first use the Marrow Sound tunnel?",
      "options": ["4 April 1994", "4 September 1994", "9 May 1996", "1 October 1997"]}),
    ("640 million crowns", "money", "Cost of the tunnel", "cloze", "options",
     {"instruction": "Which sum belongs in the gap?", "attributed_to": "Tomas Reyl",
      "options": ["320 million crowns", "640 million crowns", "760 million crowns", "910 million crowns"]}),
    ("8.3 million", "count", "Passengers in 2019", "true_false", "true_false",
     {"instruction": "True or false, going by the article?", "key_value": "true",
      "stem": "In 2019 the tunnel carried 8.3 million passengers."}),
    ("Dunmere", "city", "The capital", "short_answer", "typed",
     {"instruction": "", "stem": "In which city do most passengers of the tunnel work?", "hint": "One word."}),
]  # fmt: skip


@dataclass(frozen=True)
class Scene:
    topic: Topic
    article: Article
    questions: list[Question]


def build(topic_name: str = "The Marrow Sound tunnel") -> Scene:
    topic = TopicFactory(name=topic_name, slug="marrow-sound")
    article = ArticleFactory(
        topic=topic, title="Fourteen kilometres under the sound", slug="fourteen-kilometres", text="",
        published_on=dt.date(2021, 6, 12), as_of=dt.date(2021, 6, 1), publisher__name="The Dunmere Weekly",
    )  # fmt: skip
    text = "\n\n".join(paragraph for _heading, paragraph in PARAGRAPHS)
    version = ArticleVersionFactory(article=article, text=text, sentences=False)
    numbers = sorted({number for _start, _end, number in sentence_spans(text)})
    for position, (start, end, number) in enumerate(sentence_spans(text), 1):
        heading = ""
        for passed, _text in PARAGRAPHS[: numbers.index(number) + 1]:
            heading = passed or heading
        Sentence.objects.create(
            version=version, position=position, start=start, end=end, paragraph=number, heading=heading
        )
    questions = []
    for value, answer_type, label, kind, form, wording in QUESTIONS:
        said = {"speaker": wording.get("attributed_to", "")} if "attributed_to" in wording else True
        fact = FactFactory(article=article, value=value, answer_type=answer_type, label=label, evidence=said)
        question = QuestionFactory(fact=fact, kind=kind, format=form, status="approved", wording=wording)
        questions.append(question)
    return Scene(topic, article, questions)
