"""Notices by e-mail, for those who asked for them, sent by the worker: plain text, with a way to switch them off."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from studyapp.accounts.models import Notice, User

SALT = "letters off"
log = logging.getLogger(__name__)


@task()
def send_letters(notice_ids: list[int]) -> int:
    """A letter for each, to who still wants it now. One that cannot be sent stops no other. Returns how many went."""
    wanted = Notice.objects.filter(pk__in=notice_ids, user__wants_letters=True, user__is_active=True)
    sent = 0
    with get_connection() as connection:
        for notice in wanted.exclude(user__email=None).select_related("user").order_by("pk"):
            try:
                sent += letter(notice, connection).send()
            except OSError as error:  # what SMTP raises is one, too
                log.warning("A letter of notice %s was not sent: %s", notice.pk, error)
    return sent


def letter(notice: Notice, connection=None) -> EmailMessage:
    from studyapp.accounts.notices import in_words  # its words; it queues the letters

    user = notice.user
    with translation.override(user.language):
        line = in_words(notice)
        off = f"{site_address()}/letters/off/{token_of(user)}/"
        context = {"name": user.name, "line": line, "address": site_address() + notice.path, "off": off}
        body = render_to_string("account/messages/letter.txt", context)
    headers = {"List-Unsubscribe": f"<{off}>"}
    subject = " ".join(line.split())[:120]
    return EmailMessage(f"Studyapp: {subject}", body, to=[user.email], headers=headers, connection=connection)


def site_address() -> str:
    """Where the site is found, as far as its settings say; a letter knows no request."""
    if settings.CSRF_TRUSTED_ORIGINS:
        return settings.CSRF_TRUSTED_ORIGINS[0].rstrip("/")
    host = next((host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))), "")
    return f"{'http' if settings.LOCAL else 'https'}://{host}" if host else ""


def token_of(user: User) -> str:
    """Switches letters off without signing in, and does nothing else."""
    return signing.dumps(user.pk, salt=SALT)


def wants_no_letters(token: str) -> User:
    """Raises signing.BadSignature for what was not made here, User.DoesNotExist for who is gone."""
    user = User.objects.get(pk=signing.loads(token, salt=SALT))
    if user.wants_letters:
        user.wants_letters = False
        user.save(update_fields=["wants_letters"])
    return user


def reads_token(token: str) -> bool:
    try:
        signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return False
    return True
