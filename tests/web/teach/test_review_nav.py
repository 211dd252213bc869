"""From the queue to what was reported and to the figures, and back: one small navigation for the three."""

import re

import pytest
from django.urls import reverse

from tests.factories import InstructorFactory, playable_topic

pytestmark = pytest.mark.django_db
PAGES = ["teach:review", "teach:report-list", "teach:statistics"]


@pytest.mark.parametrize("here", PAGES)
def test_each_page_leads_to_the_others_and_says_where_one_is(client, here):
    teacher = InstructorFactory()
    playable_topic(owner=teacher)
    client.force_login(teacher)
    page = client.get(reverse(here)).content.decode()
    [nav] = re.findall(r'<nav class="subnav.*?</nav>', page, re.DOTALL)
    links = re.findall(r'<a href="([^"]+)" (aria-current="page")?', nav)
    assert [address for address, _ in links] == [reverse(name) for name in PAGES]
    assert [address for address, current in links if current] == [reverse(here)]
