"""Rows for tests: whole and consistent unless a test asks otherwise."""

from tests.factories.accounts import (
    PASSWORD,
    AdminFactory,
    ContentManagerFactory,
    GuestFactory,
    InstructorFactory,
    StudentFactory,
    UserFactory,
)
from tests.factories.attempts import NOW, AttemptFactory, ResponseFactory, paper_of, right_answer
from tests.factories.facts import (
    EntityFactory,
    EntityNameFactory,
    FactEvidenceFactory,
    FactFactory,
    FactReviewFactory,
    RefusalFactory,
    sentence_with,
)
from tests.factories.lessons import QuizFactory, QuizQuestionFactory
from tests.factories.playable import Playable, playable_topic
from tests.factories.progress import (
    AbilityFactory,
    CalibrationSnapshotFactory,
    FactMemoryFactory,
    QuestionCalibrationFactory,
    TopicCalibrationFactory,
)
from tests.factories.questions import (
    AcceptedFormFactory,
    OptionFactory,
    QuestionEvidenceFactory,
    QuestionFactory,
    QuestionVersionFactory,
    RankerFitFactory,
    ReviewFactory,
)
from tests.factories.sources import (
    TEXT,
    ArticleFactory,
    ArticleVersionFactory,
    ImportJobFactory,
    PublisherFactory,
    SentenceFactory,
    TopicFactory,
)

__all__ = [
    "NOW",
    "PASSWORD",
    "TEXT",
    "AbilityFactory",
    "CalibrationSnapshotFactory",
    "QuestionCalibrationFactory",
    "TopicCalibrationFactory",
    "AcceptedFormFactory",
    "AdminFactory",
    "ArticleFactory",
    "ArticleVersionFactory",
    "AttemptFactory",
    "ContentManagerFactory",
    "EntityFactory",
    "EntityNameFactory",
    "FactEvidenceFactory",
    "FactFactory",
    "FactMemoryFactory",
    "FactReviewFactory",
    "GuestFactory",
    "ImportJobFactory",
    "InstructorFactory",
    "OptionFactory",
    "Playable",
    "PublisherFactory",
    "QuestionEvidenceFactory",
    "QuestionFactory",
    "QuestionVersionFactory",
    "QuizFactory",
    "QuizQuestionFactory",
    "RankerFitFactory",
    "RefusalFactory",
    "ResponseFactory",
    "ReviewFactory",
    "SentenceFactory",
    "StudentFactory",
    "TopicFactory",
    "UserFactory",
    "paper_of",
    "playable_topic",
    "right_answer",
    "sentence_with",
]
