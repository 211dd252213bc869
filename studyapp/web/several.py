"""A form's field for several rows that are ticked."""

from __future__ import annotations

from django import forms

LONGEST = 18  # figures of a number that every database holds


class SeveralField(forms.ModelMultipleChoiceField):
    """Numbers that no row can have are refused like any other wrong choice."""

    def _check_values(self, value):
        for one in value:
            if len(str(one)) > LONGEST:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(one)[:LONGEST]}
                )
        return super()._check_values(value)
