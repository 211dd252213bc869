"""What the desk's forms hold: a decision, a wording."""

from __future__ import annotations

import re
from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from studyapp.questions.proposals import GAP, SORTS, VALUE_TYPES, Proposal, Proposed
from studyapp.questions.reasons import REJECTIONS
from studyapp.questions.reviewing import BY_HAND, STATUSES, Seen
from studyapp.questions.sentences import keeps, place_of, printed_at, sentence_of

MOST_OPTIONS = 5
PICKED = re.compile(r"\d{1,18}:\d{1,18}:[a-z]{1,10}")
SORT_NAMES = {
    "multiple_choice": _("Question with options"),
    "cloze": _("Gap with options"),
    "cloze_typed": _("Gap to type into"),
    "short_answer": _("Question to answer by typing"),
    "true_false": _("True or false"),
}


class StepForm(forms.Form):
    """``step`` names the press of a button: a form sent twice does one thing."""

    step = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)


class SeenForm(StepForm):
    """A question as it stood on the page: its wording and its status."""

    version = forms.IntegerField(min_value=1)
    status = forms.ChoiceField(choices=STATUSES)

    def seen(self, question_id: int) -> Seen:
        return Seen(question_id, self.cleaned_data["version"], self.cleaned_data["status"])


class DecisionForm(SeenForm):
    """A verdict on it."""

    verdict = forms.ChoiceField(choices=[(v.value, v.label) for v in BY_HAND])
    reason = forms.MultipleChoiceField(choices=list(REJECTIONS.items()), required=False)
    note = forms.CharField(max_length=300, required=False)

    def decision(self) -> dict:
        """The arguments of a judgement."""
        data = self.cleaned_data
        return {"verdict": data["verdict"], "step": data["step"], "reasons": data["reason"], "note": data["note"]}


class SentenceForm(forms.Form):
    """The sentence and the answer in it on which a question is to be written, and what sort of question."""

    sentence = forms.IntegerField(
        min_value=1, error_messages={"required": _("Choose a sentence.")}, widget=forms.HiddenInput
    )
    printed = forms.CharField(
        label=_("The answer, as the sentence prints it"),
        max_length=300,
        help_text=_("Mark it in the sentence, or copy it here letter by letter."),
        error_messages={"required": _("Which words of the sentence are the answer?")},
    )
    sort = forms.ChoiceField(label=_("Kind of question"), choices=[(name, SORT_NAMES[name]) for name in SORTS])
    answer_type = forms.ChoiceField(label=_("What the answer is"), choices=VALUE_TYPES, initial="term")


class WordingForm(forms.Form):
    """All parts of a wording that its format has. ``base`` is the wording that it starts from.

    ``proposal()`` is the wording as filled in; what the form has no field for stays as it was.
    """

    step = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    status = forms.ChoiceField(choices=STATUSES, required=False, widget=forms.HiddenInput)
    instruction = forms.CharField(label=_("Instruction"), max_length=300, required=False)
    context = forms.CharField(
        label=_("Shown before it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A sentence or two of the article, word for word."),
    )
    stem = forms.CharField(label=_("Question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    answer = forms.CharField(label=_("Right answer"), max_length=300)
    truth = forms.ChoiceField(
        label=_("The statement is"), choices=[("true", _("true")), ("false", _("false"))], widget=forms.RadioSelect
    )
    accepted = forms.CharField(
        label=_("Also counts as right"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One form a line. Case, accents and small slips are forgiven anyway."),
    )
    tolerance = forms.FloatField(
        label=_("A figure may be off by"),
        required=False,
        min_value=0,
        help_text=_("Left empty, only the figure itself counts."),
    )
    hint = forms.CharField(label=_("Hint"), max_length=200, required=False)
    explanation = forms.CharField(
        label=_("Explanation after the answer"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    says_so = forms.CharField(
        label=_("Who says so"), max_length=300, required=False, help_text=_("Left empty: the article itself.")
    )
    sentence = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    printed = forms.CharField(
        label=_("The answer, as the sentence prints it"), max_length=3000, help_text=_("It is marked in the receipt.")
    )
    override = forms.CharField(
        label=_("Why it is right all the same"),
        max_length=300,
        required=False,
        help_text=_("Needed to approve a question against a check that failed. It is kept in the history."),
    )

    def __init__(self, *args, base: Proposal, article, **kwargs):
        super().__init__(*args, **kwargs)
        self.base, self.article = base, article
        self.rows = self._add_rows()
        self._leave_out()
        if base.is_statement:
            self.fields["stem"].label = _("Statement")
        elif base.is_cloze:
            self.fields["stem"].label = _("Sentence with a gap")
            self.fields["stem"].help_text = _("Write the gap as _____ (five underscores).")
        if not self.is_bound:
            self.fields["stem"].widget.attrs["autofocus"] = True

    def _add_rows(self) -> list[int]:
        """A text and a reason for each option, with one to spare; of a set the texts of its rows."""
        options = self.base.options
        count = len(options) if self.base.is_set else min(MOST_OPTIONS, len(options) + 1) if options else 0
        if count and not self.base.is_set:
            choices = [(str(place), str(place)) for place in range(count)]
            self.fields["key"] = forms.ChoiceField(
                label=_("Right option"),
                choices=choices,
                error_messages={"required": _("Mark the option that is right.")},
            )
        for place in range(count):
            self.fields[f"option_{place}"] = forms.CharField(
                label=_("Option %s") % "ABCDE"[place], max_length=300, required=self.base.is_set
            )
            if not self.base.is_set:
                self.fields[f"why_{place}"] = forms.CharField(
                    label=_("Why %s is right or wrong") % "ABCDE"[place], max_length=300, required=False
                )
        return list(range(count))

    def _leave_out(self) -> None:
        """Fields that the format does not have."""
        typed = self.base.is_typed
        statement = self.base.is_statement
        gone = [] if typed else ["answer", "accepted", "tolerance", "hint"]
        gone += [] if statement else ["truth"]
        gone += ["sentence", "printed", "says_so"] if self.base.is_set else []
        for name in gone:
            del self.fields[name]

    def clean_stem(self) -> str:
        stem = self.cleaned_data["stem"]
        return re.sub(r"_{2,}", GAP, stem) if self.base.is_cloze else stem

    def clean(self) -> dict:
        data = super().clean()
        if not self.base.is_set:
            self._find_place(data)
        if "key" in self.fields and data.get("key") and not data.get(f"option_{data['key']}"):
            self.add_error("key", _("The option that is marked as right is empty."))
        return data

    def _find_place(self, data: dict) -> None:
        """The stretch that is marked. What was not touched stays where it was, also in an earlier text."""
        sentence_id, printed = data.get("sentence"), data.get("printed")
        if sentence_id is None or printed is None:
            return
        if (sentence_id, printed) == (self.base.place.sentence_id, printed_at(self.base.place)):
            self.place = self.base.place
            return
        sentence = sentence_of(self.article, sentence_id)
        self.place = place_of(sentence, printed) if sentence else None
        if self.place is None:
            self.add_error(
                "printed", _("These words do not stand in the sentence. Copy them from it letter by letter.")
            )

    def proposal(self) -> Proposal:
        """The wording as filled in; the form must be valid."""
        data, base = self.cleaned_data, self.base
        parts = ("instruction", "context", "stem", "hint", "says_so", "tolerance")
        found = replace(base, **{name: data[name] for name in parts if name in self.fields})
        found = self._with_options(found).explained(data["explanation"])
        if not base.is_set:
            found = replace(found, place=self.place)
        if base.is_statement:
            found = replace(found, answer=data["truth"])
        if base.is_typed:
            lines = (line.strip()[:300] for line in data["accepted"].splitlines())
            found = replace(found, answer=data["answer"], accepted=tuple(dict.fromkeys(filter(None, lines))))
        shown = " ".join(found.context.split())
        return replace(found, leans_on=tuple(p for p in base.leans_on if keeps(p, base.context, shown)))

    def _with_options(self, found: Proposal) -> Proposal:
        data, old = self.cleaned_data, self.base.options
        if self.base.is_set:
            rows = (replace(option, text=data[f"option_{place}"]) for place, option in enumerate(old))
            return replace(found, options=tuple(rows))
        kept, key = [], None
        for place in self.rows:
            text = data[f"option_{place}"]
            if not text:
                continue
            was = old[place] if place < len(old) else Proposed("")
            option = replace(was, text=text, place=was.place if text == was.text else None)
            if str(place) == data["key"]:
                key = len(kept)
            kept.append(option.because(data[f"why_{place}"]))
        return replace(found, options=tuple(kept), key=key, answer=kept[key].text if key is not None else found.answer)

    @classmethod
    def filled(cls, base: Proposal) -> dict:
        """What the form shows at first."""
        start = {
            "instruction": base.instruction,
            "context": base.context,
            "stem": base.stem,
            "answer": base.answer,
            "truth": base.answer,
            "accepted": "\n".join(form for form in base.accepted if form != base.answer),
            "tolerance": base.tolerance,
            "hint": base.hint,
            "explanation": base.explanation,
            "says_so": base.says_so,
            "sentence": base.place.sentence_id,
            "printed": printed_at(base.place),
            "key": str(base.key),
        }
        for place, option in enumerate(base.options):
            start |= {f"option_{place}": option.text, f"why_{place}": option.why}
        return start


class SeveralForm(StepForm):
    """A verdict on several questions: those ticked, each as it was seen, or ``all`` that the filters show."""

    verdict = forms.ChoiceField(choices=[(v.value, v.label) for v in BY_HAND])
    all = forms.BooleanField(required=False)
    pick = forms.MultipleChoiceField(required=False)
    reason = forms.MultipleChoiceField(choices=list(REJECTIONS.items()), required=False)
    note = forms.CharField(max_length=300, required=False)

    def __init__(self, data):
        super().__init__(data)
        self.fields["pick"].choices = [(text, text) for text in data.getlist("pick") if PICKED.fullmatch(text)]

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("all") and not data.get("pick"):
            raise forms.ValidationError(_("Tick at least one question."))
        return data

    def seen(self) -> list[Seen]:
        rows = (text.split(":") for text in self.cleaned_data["pick"])
        return [Seen(int(question), int(version), status) for question, version, status in rows]

    def decision(self) -> dict:
        """The arguments of a judgement."""
        data = self.cleaned_data
        reasons = data["reason"] if data["verdict"] == "rejected" else []
        return {"verdict": data["verdict"], "step": data["step"], "reasons": reasons, "note": data["note"]}
