from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from studyapp.sources.importing import UNSORTED

LONGEST = 300_000


class PasteForm(forms.Form):
    """A text pasted by an instructor. What is left empty stays unknown; nothing is guessed.

    ``key`` names this filled-in form: sent twice, it is one import.
    """

    text = forms.CharField(
        label=_("Text"),
        strip=False,
        max_length=LONGEST,
        error_messages={"required": _("Paste the text of an article here.")},
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Plain text, Markdown or HTML, in English."),
    )
    title = forms.CharField(
        label=_("Title"), required=False, max_length=300, help_text=_("Left empty, it is taken from the text.")
    )
    topic = forms.ModelChoiceField(
        label=_("Topic"),
        queryset=None,
        required=False,
        empty_label=_("Unsorted"),
        help_text=_("Who may see the topic may read the text. Admins make new topics in the back office."),
    )
    publisher = forms.CharField(
        label=_("Publisher"), required=False, max_length=200, help_text=_("Left empty, it is shown as unknown.")
    )
    published = forms.DateField(
        label=_("Published"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics.exclude(name__iexact=UNSORTED)  # the empty choice says it already

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text

    def header(self) -> dict[str, object]:
        """What the form states of the article, in the words of an article's header."""
        return {name: self.cleaned_data[name] for name in ("title", "publisher", "published")}
