from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from studyapp.lessons.building import LONGEST
from studyapp.questions.models import Question
from studyapp.web.several import SeveralField

SHORT_KINDS = {
    "options": _("Questions with options"),
    "typed": _("Typed answers"),
    "true_false": _("True or false"),
    "match": _("Matching"),
    "order": _("Putting in order"),
}
QUESTIONS = [(0, _("no quiz")), (3, "3"), (5, "5"), (8, "8"), (10, "10")]
CLOSING = [(0, _("no quiz")), (5, "5"), (10, "10"), (15, "15"), (20, "20")]


class StartForm(forms.Form):
    """A new set: from the articles that are ticked, or from nothing."""

    title = forms.CharField(label=_("Title"), max_length=200)
    each = forms.TypedChoiceField(label=_("Quiz after each lesson"), coerce=int, choices=QUESTIONS, initial=5)
    closing = forms.TypedChoiceField(label=_("Quiz at the end"), coerce=int, choices=CLOSING, initial=10)
    articles = SeveralField(label=_("Lessons"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, articles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["articles"].queryset = articles


class WordsForm(forms.Form):
    """Title, goal and introduction, with what stood there when the form was shown."""

    title = forms.CharField(label=_("Title"), max_length=200)
    goal = forms.CharField(
        label=_("Goal"),
        required=False,
        max_length=300,
        help_text=_("What learners can tell afterwards, in a sentence."),
    )
    introduction = forms.CharField(
        label=_("Introduction"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    FIELDS = ("title", "goal", "introduction")

    def __init__(self, *args, lesson_set, **kwargs):
        self.now = {name: getattr(lesson_set, name) for name in self.FIELDS}
        super().__init__(*args, initial={**self.now, "seen": json.dumps(self.now)}, **kwargs)

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in self.FIELDS:
            if name in cleaned:
                cleaned[name] = cleaned[name].replace("\r\n", "\n")
        return cleaned

    def clean_seen(self) -> dict[str, str]:
        """What cannot be read counts as what stands there now."""
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
        except ValueError:
            seen = {}
        seen = seen if isinstance(seen, dict) else {}
        return self.now | {name: value for name, value in seen.items() if name in self.now and isinstance(value, str)}

    def wanted(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.FIELDS}

    def show_clashes(self, clashes: Iterable) -> None:
        """Say beside each field what it reads now, and let the next press go through."""
        seen = dict(self.cleaned_data["seen"])
        for clash in clashes:
            seen[clash.field] = clash.now
            self.add_error(
                clash.field,
                _t("Somebody changed this to “%s” while you were writing. Save again to put yours in its place.")
                % (clash.now or _t("nothing")),
            )
        self.data = self.data.copy()
        self.data["seen"] = json.dumps(seen)


class PlaceForm(forms.Form):
    """Carries the state of the place that the person saw."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def is_of(self, now: str) -> bool:
        """Whether nobody changed the place since; if somebody did, it says so, and the next press goes through."""
        if self.cleaned_data["seen"] == now:
            return True
        self.add_error(None, _t("Somebody changed this meanwhile. Save again to put yours in its place."))
        self.data = self.data.copy()
        self.data["seen"] = now
        return False


class LessonForm(PlaceForm):
    """What a lesson of a set says to the learner, and the facts to look for."""

    note = forms.CharField(label=_("Note to the learner"), required=False, max_length=300)
    facts = forms.MultipleChoiceField(label=_("Facts to look for"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, facts: Iterable, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["facts"].choices = [(fact.fact_id, fact.label) for fact in facts]


class QuizForm(PlaceForm):
    """A quiz of a set; length, formats and source are those of a draw."""

    title = forms.CharField(label=_("Title"), max_length=200)
    note = forms.CharField(label=_("Note to the learner"), required=False, max_length=300)
    length = forms.IntegerField(label=_("Questions for each learner"), min_value=1, max_value=LONGEST, required=False)
    formats = forms.MultipleChoiceField(
        label=_("How they are answered"),
        required=False,
        choices=[(value, SHORT_KINDS[value]) for value in Question.Format.values],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all."),
    )
    source = forms.ChoiceField(label=_("Drawn from"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args, quiz, lessons, topics, is_draw: bool, **kwargs):
        here = f"a{quiz.article_id}" if quiz.article_id else f"t{quiz.topic_id}"
        initial = {"title": quiz.title, "length": quiz.length, "formats": quiz.formats, "source": here}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.articles = {f"a{article.pk}": article for article in lessons}
        self.topics = {f"t{topic.pk}": topic for topic in topics}
        self.fields["source"].choices = [
            *((key, _t("The whole topic %s") % topic.name) for key, topic in self.topics.items()),
            *((key, article.title) for key, article in self.articles.items()),
        ]
        if not is_draw:
            for name in ("length", "source", "formats"):
                del self.fields[name]

    def wanted(self) -> dict:
        """Fields of the quiz to write."""
        cleaned = self.cleaned_data
        fields = {"title": cleaned["title"]}
        if cleaned.get("length"):
            fields["length"] = cleaned["length"]
        if "formats" in cleaned:
            fields["formats"] = cleaned["formats"]
        if article := self.articles.get(cleaned.get("source", "")):
            fields |= {"article": article, "topic": article.topic}
        elif topic := self.topics.get(cleaned.get("source", "")):
            fields |= {"article": None, "topic": topic}
        return fields


def new_key() -> str:
    """Names a form that makes something, so that sent twice it makes it once."""
    return uuid4().hex[:12]
