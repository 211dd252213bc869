"""A guest signs in or up: what they answered becomes theirs, once."""

from __future__ import annotations

from django.db import transaction

from studyapp.accounts.models import Notice, User
from studyapp.attempts.models import Attempt
from studyapp.progress import rebuilding
from studyapp.progress.models import Ability, FactMemory
from studyapp.questions.reporting import hand_over


@transaction.atomic
def claim_guest(guest: User, person: User) -> int:
    """Move the guest's attempts to the person and refold what they know. Returns how many moved.

    The guest's row stays as a closed one, so a second claim, or a page still open elsewhere, finds nothing.
    """
    people = User.objects.select_for_update().order_by("pk")
    locked = {user.pk: user for user in people.filter(pk__in=[guest.pk, person.pk])}
    guest = locked[guest.pk]
    if not guest.is_guest or not guest.is_active or person.is_guest:
        return 0
    guest.is_active = False
    guest.save(update_fields=["is_active"])
    moved = Attempt.objects.filter(learner=guest).update(learner=person)
    hand_over(guest, person)
    Notice.objects.filter(user=guest).update(user=person)
    if moved:
        Ability.objects.filter(learner=guest).delete()
        FactMemory.objects.filter(learner=guest).delete()
        rebuilding.rebuild(learners=[person.pk])
    return moved
