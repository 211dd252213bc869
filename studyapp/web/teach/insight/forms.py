"""What the table of a class is asked for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from studyapp.progress.class_progress import ClassTopic


class TopicPicker(forms.Form):
    """One topic of the table, or all of them."""

    topic = forms.TypedChoiceField(label=_("Topic"), coerce=int, empty_value=None, required=False)

    def __init__(self, data, topics: tuple[ClassTopic, ...]):
        super().__init__(data)
        choices = [("", _("All topics")), *((topic.topic_id, topic.name) for topic in topics)]
        self.fields["topic"].choices = choices

    def chosen(self) -> int | None:
        """None for all, and for what is no topic of the class."""
        return self.cleaned_data.get("topic") if self.is_valid() else None
