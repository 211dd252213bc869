"""Content managers see and tend content of the instructor's desk; people, classes and answers are for admins."""

from django.db import migrations

CONTENT = {
    "sources": {"articlecorrection": "v", "importbatch": "v"},
    "facts": {"factcorrection": "v"},
    "lessons": {"lessonset": "vacd", "lessonsetitem": "vacd"},
}
PEOPLE = {
    "accounts": {"classroom": "vcd", "membership": "vacd", "notice": "v"},
    "sources": {"topicgrant": "vacd"},
    "questions": {"report": "v", "reportdecision": "v"},
    "lessons": {"reading": "v"},
    "assignments": {"assignment": "vcd", "extension": "vacd"},
    "attempts": {"regrade": "v", "rescore": "v"},
    "progress": {"itemstatistics": "v", "quizstatistics": "v"},
}
ACTIONS = {"v": "view", "a": "add", "c": "change", "d": "delete"}


def rows(*tables):
    return [
        (app, model, ACTIONS[letter])
        for table in tables
        for app, models in table.items()
        for model, letters in models.items()
        for letter in letters
    ]


def wanted():
    return (("content manager", rows(CONTENT)), ("admin", rows(CONTENT, PEOPLE)))


def permission(apps, app, model, action):
    """The permission's row; Django makes the same one after migrating, where it is missing."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    name = apps.get_model(app, model)._meta.verbose_name_raw
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {name}"}
    )[0]


def grant(apps, schema_editor):
    for role, found in wanted():
        group = apps.get_model("auth", "Group").objects.get(name=role)
        group.permissions.add(*[permission(apps, *row) for row in found])


def revoke(apps, schema_editor):
    for role, found in wanted():
        group = apps.get_model("auth", "Group").objects.filter(name=role).first()
        if group:
            group.permissions.remove(*[permission(apps, *row) for row in found])


class Migration(migrations.Migration):
    dependencies = [
        ("backoffice", "0002_ranker_fits_may_be_seen"),
        ("accounts", "0003_classes_and_notices"),
        ("sources", "0002_batches_corrections_and_grants"),
        ("facts", "0002_corrections"),
        ("questions", "0004_reports"),
        ("lessons", "0002_sets_and_readings"),
        ("assignments", "0001_tables"),
        ("attempts", "0003_assignments_and_rescores"),
        ("progress", "0004_item_statistics"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
