"""Making a topic and changing it, with the classes that see it, in one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction

from studyapp.accounts.models import Classroom
from studyapp.accounts.queries import taught_by
from studyapp.sources.correcting import correct_topic
from studyapp.sources.models import Topic
from studyapp.sources.queries import topics_editable_by
from studyapp.sources.topics import NameTakenError, create_topic, grant_to, name_is_free


@transaction.atomic
def new_topic(user, wanted: Mapping[str, str], classes: Iterable[Classroom] = ()) -> Topic:
    """A topic of this person's own. Raises NameTakenError."""
    parent = topics_editable_by(user).filter(pk=wanted["parent"]).first() if wanted.get("parent") else None
    topic = create_topic(
        wanted["name"],
        user,
        description=wanted.get("description", ""),
        parent=parent,
        visibility=wanted["visibility"],
    )
    if topic.visibility == Topic.Visibility.GRANTED:
        grant_to(topic, classes, taught_by(user), user)
    return topic


def change_topic(
    user, topic_id: int, seen: Mapping[str, str], wanted: Mapping[str, str], classes: Iterable[Classroom] = ()
) -> list[str]:
    """Write what the person changed; the names of the fields.

    Of classes only those that they teach come and go. Raises Topic.DoesNotExist for another's, MeanwhileError where
    somebody changed the same, NameTakenError.
    """
    try:
        with transaction.atomic():
            topic = topics_editable_by(user).get(pk=topic_id)
            changed = correct_topic(topic.pk, seen, wanted, user)
            if wanted.get("visibility") == Topic.Visibility.GRANTED and grant_to(topic, classes, taught_by(user), user):
                changed.append("classes")
            return changed
    except IntegrityError as error:
        if "name" in wanted and not name_is_free(wanted["name"], Topic(pk=topic_id)):
            raise NameTakenError(wanted["name"]) from error
        raise
