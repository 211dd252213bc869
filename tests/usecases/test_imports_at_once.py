"""Several processes import at the same moment: each text comes in, and what they share exists once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from studyapp.engine import pipeline
from studyapp.sources.models import Article, Publisher, Topic
from studyapp.usecases import import_files
from tests import plain_engine

TEXT = "---\ntitle: The mill\npublisher: Brandon Gazette\n---\nThe mill no. {n} was built in 18{n}3 by Ann Lowe.\n"


@pytest.mark.django_db(transaction=True)
def test_texts_that_share_topic_publisher_and_title_all_come_in(monkeypatch, tmp_path):
    monkeypatch.setattr(pipeline, "harvest_read", plain_engine.harvest)
    start, reports = threading.Barrier(4), []

    def bring_in(n: int):
        file = tmp_path / f"mill-{n}.md"
        file.write_text(TEXT.format(n=n))
        start.wait()
        try:
            reports.append(import_files.import_file(file, file.name, f"Mills {n % 2}"))
        except Exception as error:  # looked at below, in the thread that can fail the test
            reports.append({"outcome": repr(error)})
        finally:
            connection.close()

    threads = [threading.Thread(target=bring_in, args=[n]) for n in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [report["outcome"] for report in reports] == ["new"] * 4
    assert (Article.objects.count(), Topic.objects.count(), Publisher.objects.count()) == (4, 2, 1)
