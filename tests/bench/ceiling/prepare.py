"""Makes its database with so many learners, and prints their sessions."""

import sys

import django
from django.core.management import call_command


def main(learners: int) -> None:
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    from django.contrib.sessions.backends.db import SessionStore

    from tests.bench.ceiling.models import Sum

    Sum.objects.bulk_create(Sum(learner=n) for n in range(1, learners + 1))
    for n in range(1, learners + 1):
        session = SessionStore()
        session["learner"] = n
        session.save()
        print(session.session_key)


if __name__ == "__main__":
    main(int(sys.argv[1]))
