"""Sentences stored before they had fingerprints get theirs."""

import hashlib

from django.db import migrations


def fingerprint(sentence):
    return hashlib.sha256(" ".join(sentence.casefold().split()).encode()).hexdigest()[:16]


def fill(apps, schema_editor):
    Sentence = apps.get_model("sources", "Sentence")
    for version in apps.get_model("sources", "ArticleVersion").objects.iterator():
        rows = list(Sentence.objects.filter(version=version, fingerprint=""))
        for row in rows:
            row.fingerprint = fingerprint(version.text[row.start : row.end])
        Sentence.objects.bulk_update(rows, ["fingerprint"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_batches_corrections_and_grants")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
