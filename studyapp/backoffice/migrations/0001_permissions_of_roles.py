"""What content managers and admins may do in the back office. Students and instructors need nothing there."""

from django.db import migrations

LEDGERS = {
    "sources": ["articleversion", "sentence"],
    "facts": ["factreview"],
    "questions": ["questionversion", "option", "acceptedform", "questionevidence", "review"],
    "attempts": ["response"],
}
FOLDED = {
    "attempts": ["attempt"],
    "progress": ["ability", "factmemory", "calibrationsnapshot", "questioncalibration", "topiccalibration"],
}
CONTENT = {
    "sources": {"topic": "vac", "publisher": "vac", "article": "vc", "importjob": "vc"},
    "facts": {"entity": "vc", "entityname": "vacd", "fact": "vc", "factevidence": "v", "refusal": "v"},
    "questions": {"question": "vc"},
    "lessons": {"quiz": "vacd", "quizquestion": "vacd"},
}
ADMIN_ONLY = {
    "sources": {"topic": "d", "publisher": "d", "article": "d", "importjob": "d"},
    "facts": {"entity": "ad", "fact": "d", "factevidence": "c", "refusal": "d"},
    "questions": {"question": "d"},
    "accounts": {"user": "vacd"},
    "auth": {"group": "v"},
    "admin": {"logentry": "v"},
    "account": {"emailaddress": "vacd"},
    "django_tasks_database": {"dbtaskresult": "v"},
}
ACTIONS = {"v": "view", "a": "add", "c": "change", "d": "delete"}


def rows(table):
    return [(app, model, ACTIONS[letter]) for app, models in table.items() for model in models for letter in models[model]]


def seen(*tables):
    return [(app, model, "view") for table in tables for app, models in table.items() for model in models]


def permission(apps, app, model, action):
    """The permission's row; Django makes the same one after migrating, where it is missing."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    name = apps.get_model(app, model)._meta.verbose_name_raw
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {name}"}
    )[0]


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    content = rows(CONTENT) + seen(LEDGERS)
    content.remove(("attempts", "response", "view"))
    everything = rows(CONTENT) + rows(ADMIN_ONLY) + seen(LEDGERS, FOLDED)
    for role, wanted in (("content manager", content), ("admin", everything)):
        group = Group.objects.get(name=role)
        group.permissions.add(*[permission(apps, *row) for row in wanted])


def revoke(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=["content manager", "admin"]):
        group.permissions.clear()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_groups_for_the_four_roles"),
        ("sources", "0001_tables"),
        ("facts", "0001_tables"),
        ("questions", "0001_tables"),
        ("lessons", "0001_tables"),
        ("attempts", "0001_tables"),
        ("progress", "0003_calibration_form_and_lean"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("django_tasks_database", "0001_initial"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
