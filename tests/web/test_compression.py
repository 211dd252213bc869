"""Pages travel compressed: a lesson is read on a cheap phone."""

import gzip

import pytest

from tests.factories.playable import playable_topic

pytestmark = pytest.mark.django_db


def test_a_lesson_is_sent_compressed_to_whom_reads_it_so(client):
    article = playable_topic().article
    plain = client.get(f"/articles/{article.slug}/")
    small = client.get(f"/articles/{article.slug}/", headers={"accept-encoding": "gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert len(small.content) < len(plain.content) / 2
    assert article.title in gzip.decompress(small.content).decode()
    assert "Accept-Encoding" in small["Vary"]
