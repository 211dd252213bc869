from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from studyapp.facts.models import ANSWER_TYPES
from studyapp.sources.models import Topic
from studyapp.sources.topics import clean_name, name_is_free, stands_below
from studyapp.web.several import SeveralField

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LANGUAGES = [("en", _("English")), ("en-gb", _("English, British")), ("en-us", _("English, American"))]


class SeenForm(forms.Form):
    """A form that carries what stood there when it was shown, so that two people's changes both survive."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, now: Mapping[str, str], **kwargs):
        self.now = dict(now)
        initial = {**now, **kwargs.pop("initial", {}), "seen": json.dumps(self.now)}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_seen(self) -> dict[str, str]:
        """What the person had before them; what cannot be read counts as what stands there now."""
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
        except ValueError:
            seen = {}
        if not isinstance(seen, dict):
            seen = {}
        return self.now | {name: value for name, value in seen.items() if name in self.now and isinstance(value, str)}

    def wanted(self) -> dict[str, str]:
        """The fields as printed."""
        return {name: _printed(self.cleaned_data[name]) for name in self.now if name in self.cleaned_data}

    def show_clashes(self, clashes: Iterable) -> None:
        """Say beside each field who changed it to what, and let the next press go through."""
        seen = dict(self.cleaned_data["seen"])
        for clash in clashes:
            seen[clash.field] = clash.now
            self.add_error(clash.field if clash.field in self.fields else None, _clash_in_words(clash))
        self.data = self.data.copy()
        self.data["seen"] = json.dumps(seen)


def _clash_in_words(clash) -> str:
    told = {
        "who": clash.who.name if clash.who else _t("Somebody"),
        "now": clash.now or _t("nothing"),
        "when": date_format(localtime(clash.when), "j F Y, H:i") if clash.when else _t("a moment ago"),
    }
    return (
        _t("%(who)s changed this to “%(now)s” (%(when)s) while you were writing. Save again to put yours in its place.")
        % told
    )


def _printed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Topic):
        return str(value.pk)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


class ArticleForm(SeenForm):
    """What is said of an article. What is left empty is shown as unknown; nothing is guessed."""

    title = forms.CharField(label=_("Title"), max_length=300)
    publisher = forms.CharField(
        label=_("Publisher"), required=False, max_length=200, help_text=_("Left empty, it is shown as unknown.")
    )
    author = forms.CharField(label=_("Author"), required=False, max_length=200)
    published_on = forms.DateField(label=_("Published"), required=False, widget=DATE)
    as_of = forms.DateField(
        label=_("Facts as of"),
        required=False,
        widget=DATE,
        help_text=_("The day up to which the article tells, where it is not that of publication."),
    )
    licence = forms.CharField(label=_("Licence"), required=False, max_length=200)
    url = forms.URLField(label=_("Web address"), required=False, max_length=1000, assume_scheme="https")
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    def __init__(self, *args, now: Mapping[str, str], **kwargs):
        super().__init__(*args, now=now, **kwargs)
        if now["language"] not in dict(LANGUAGES):
            self.fields["language"].choices = [*LANGUAGES, (now["language"], now["language"])]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())


class TextForm(forms.Form):
    """A new text: edited in place, or as a file. ``key`` names this filled-in form: sent twice, it is one job."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 24, "class": "text-to-edit", "spellcheck": "true", "lang": "en"}),
        help_text=_("An empty line begins a paragraph; ## and a blank begin a heading."),
    )
    file = forms.FileField(
        label=_("Or a file with the new text"),
        required=False,
        help_text=_("TXT, Markdown, HTML, PDF, DOCX or EPUB. It takes the place of the text above."),
    )
    edited_from = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def upload(self) -> tuple[str, bytes] | None:
        file = self.cleaned_data["file"]
        return (file.name, file.read()) if file else None


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_(
            "For whoever looks after the articles, here and in the history. Learners read only that it was withdrawn."
        ),
    )


class IntoTopicForm(forms.Form):
    """Which topic an article, or a whole topic, goes to."""

    into = forms.ModelChoiceField(label=_("Into the topic"), queryset=Topic.objects.none(), to_field_name="slug")

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = topics


class TopicForm(SeenForm):
    """A topic: what it is called, where it stands, who sees it and, once it exists, what its learners get."""

    name = forms.CharField(label=_("Name"), max_length=120)
    description = forms.CharField(
        label=_("In a sentence or two"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=Topic.objects.none(), required=False, empty_label=_("No other topic")
    )
    visibility = forms.ChoiceField(label=_("Who sees it"), choices=Topic.Visibility, widget=forms.RadioSelect)
    classes = SeveralField(label=_("These classes"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple)
    publishing = forms.ChoiceField(
        label=_("What learners get"), choices=Topic.Publishing, widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args, now: Mapping[str, str], topic: Topic | None, parents, classes, **kwargs):
        super().__init__(*args, now=now, **kwargs)
        self.topic = topic
        self.fields["parent"].queryset = parents
        self.fields["classes"].queryset = classes
        if topic is None:
            del self.fields["publishing"]

    def clean_name(self) -> str:
        name = clean_name(self.cleaned_data["name"])
        if not name_is_free(name, self.topic):
            raise forms.ValidationError(_("There is a topic of this name already. Choose another, or use that one."))
        return name

    def clean_parent(self) -> Topic | None:
        parent = self.cleaned_data["parent"]
        if parent and self.topic and stands_below(parent, self.topic):
            raise forms.ValidationError(_("A topic cannot be part of itself. Choose one that does not stand below it."))
        return parent

    def clean(self) -> dict:
        cleaned = super().clean()
        granted = cleaned.get("visibility") == Topic.Visibility.GRANTED
        others = self.topic.grants.exclude(classroom__in=self.fields["classes"].queryset) if self.topic else None
        if granted and not cleaned.get("classes") and not (others and others.exists()):
            self.add_error("classes", _("Choose at least one class, or “Only me” for now."))
        return cleaned

    def wanted(self) -> dict[str, str]:
        wanted = super().wanted()
        if not wanted.get("publishing"):
            wanted.pop("publishing", None)  # nothing chosen: the site's setting goes on
        return wanted


class FactForm(SeenForm):
    """How a fact is put and typed. Where it stands is the text's."""

    label = forms.CharField(label=_("What is claimed"), max_length=300)
    answer_type = forms.ChoiceField(label=_("What its answer is"), choices=ANSWER_TYPES)
    value = forms.CharField(label=_("The answer, written out"), max_length=300)
    number = forms.CharField(
        label=_("As a number"), required=False, max_length=40, help_text=_("For figures and years; else left empty.")
    )
    unit = forms.CharField(label=_("Unit"), required=False, max_length=60)

    def clean_number(self) -> str:
        text = self.cleaned_data["number"].replace(",", "").strip()
        try:
            number = float(text) if text else None
        except ValueError:
            number = math.nan
        if number is not None and not math.isfinite(number):
            raise forms.ValidationError(_("Write a number with figures alone, such as 1932 or 14.2."))
        return "" if number is None else f"{number:.15g}"


class RejectFactForm(forms.Form):
    why = forms.CharField(label=_("Why it is no fact to ask about"), max_length=300)


class SplitForm(forms.Form):
    """Two facts of one. ``questions`` go with the second."""

    first = forms.CharField(label=_("What the first claims"), max_length=300)
    second = forms.CharField(label=_("What the second claims"), max_length=300)
    printed = forms.CharField(
        label=_("The second one’s answer"),
        max_length=300,
        help_text=_("Words of the sentence, exactly as they are printed in it."),
    )
    questions = forms.MultipleChoiceField(
        label=_("Questions that ask about the second"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = [(q.pk, q.current_version.stem) for q in questions if q.current_version]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("first") == cleaned.get("second"):
            self.add_error("second", _("Both say the same. Put in words what only the second claims."))
        return cleaned
