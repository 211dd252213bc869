"""A right answer faster than its question can be read is shown as not counted."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.progress.models import Ability
from studyapp.usecases import take_quiz
from tests.factories import StudentFactory, playable_topic

pytestmark = pytest.mark.django_db


def test_page_says_that_it_is_not_counted(client):
    learner = StudentFactory()
    client.force_login(learner)
    attempt = take_quiz.start(
        learner, topic=playable_topic().topic, article=None, length=5, now=timezone.now(), formats=("options",)
    )
    address = reverse("study:question", args=[attempt.pk, 1])
    shown_at = re.search(r'name="shown_at" value="([^"]+)"', client.get(address).content.decode()).group(1)
    sheet = take_quiz.sheet(attempt, 1)
    place = 1 + [option.position for option in sheet.options].index(sheet.wording.key_option)
    page = client.post(address, {"given": place, "shown_at": html.unescape(shown_at)}, follow=True).content.decode()
    results = client.get(reverse("study:results", args=[attempt.pk])).content.decode()
    assert "Not counted: this answer came faster than the question can be read." in " ".join(page.split())
    assert "Faster than reading: not counted" in results
    assert not Ability.objects.exists()
