"""Content managers and admins may look at what verdicts taught the ranker."""

from django.db import migrations


def permission(apps):
    """The permission's row; Django makes the same one after migrating, where it is missing."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="questions", model="rankerfit"
    )
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="view_rankerfit", defaults={"name": "Can view ranker fit"}
    )[0]


def groups(apps):
    return apps.get_model("auth", "Group").objects.filter(name__in=["content manager", "admin"])


def grant(apps, schema_editor):
    for group in groups(apps):
        group.permissions.add(permission(apps))


def revoke(apps, schema_editor):
    for group in groups(apps):
        group.permissions.remove(permission(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("backoffice", "0001_permissions_of_roles"),
        ("questions", "0002_ranker_fits"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
