"""Content managers and admins see what was changed of a topic."""

from django.db import migrations

ROLES = ("content manager", "admin")


def permission(apps):
    """The permission's row; Django makes the same one after migrating, where it is missing."""
    content_types = apps.get_model("contenttypes", "ContentType").objects
    content_type, _ = content_types.get_or_create(app_label="sources", model="topiccorrection")
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="view_topiccorrection",
        defaults={"name": "Can view topic correction"},
    )[0]


def grant(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(permission(apps))


def revoke(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.remove(permission(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("backoffice", "0003_the_desk_in_the_back_office"),
        ("sources", "0005_corrections_of_topics"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
