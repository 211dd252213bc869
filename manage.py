#!/usr/bin/env python
"""Runs Studyapp's commands: python manage.py help lists them."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyapp.settings")
    if not os.environ.get("SECRET_KEY"):
        # No site in production is without a key, so this is someone's own machine, as with make run.
        os.environ.setdefault("STUDYAPP_LOCAL", "1")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
