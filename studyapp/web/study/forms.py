from __future__ import annotations

from functools import lru_cache
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth import get_user_model
from django.core import signing
from django.utils.translation import gettext_lazy as _

from studyapp.usecases.report_question import REASONS

SIGNER = signing.Signer(salt="question shown at")


class AnswerForm(forms.Form):
    """What comes back from a question. Whether it can be marked is decided where it is marked."""

    given = forms.CharField(required=False, max_length=300)
    dont_know = forms.BooleanField(required=False)
    confidence = forms.TypedChoiceField(
        required=False, choices=[("1", "1"), ("2", "2"), ("3", "3")], coerce=int, empty_value=None
    )
    shown_at = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def rows(self) -> list[str]:
        """The place chosen for each row of a set, in the order shown; "" where none was chosen."""
        return [place[:3] for place in self.data.getlist("row")] if self.is_bound else []

    @classmethod
    def shown(cls, now_ms: int, confidence: int | None = None) -> AnswerForm:
        """An empty form that remembers when it was shown, in milliseconds since the epoch."""
        return cls(initial={"shown_at": SIGNER.sign(str(now_ms)), "confidence": confidence}, auto_id=False)

    def duration_ms(self, now_ms: int) -> int | None:
        """From showing to sending; None when the form does not say, or says something forged."""
        try:
            return max(0, now_ms - int(SIGNER.unsign(self.cleaned_data.get("shown_at", ""))))
        except (signing.BadSignature, ValueError):
            return None


class ReportForm(forms.Form):
    """What is wrong with a question: one press on a reason sends it."""

    reason = forms.ChoiceField(
        choices=REASONS.items(),
        error_messages={"required": _("Choose what is wrong."), "invalid_choice": _("Choose what is wrong.")},
    )
    text = forms.CharField(required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


@lru_cache(maxsize=1)
def zones() -> list[tuple[str, str]]:
    """Names of places, as people know them; the shorthands of the database of time zones are left out."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in places)]


class AccountForm(forms.ModelForm):
    daily_goal = forms.IntegerField(
        label=_("Your goal, in answers a day"),
        min_value=1,
        max_value=200,
        help_text=_("A review offers as many facts as this leaves room for. Quizzes have no limit."),
    )

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zones,
        required=False,
        help_text=_("Due dates and times of the day are shown in it."),
    )

    class Meta:
        model = get_user_model()
        fields = ("display_name", "daily_goal", "time_zone", "single_keys", "wants_letters")
        labels = {
            "display_name": _("What the app calls you"),
            "wants_letters": _("Send me my notices by e-mail, too"),
            "single_keys": _("Single keys act in a quiz (1–4, G, F, C, R)"),
        }
        help_texts = {"single_keys": _("Enter works either way.")}

    def clean_time_zone(self) -> str:
        return self.cleaned_data["time_zone"] or self.initial["time_zone"]
