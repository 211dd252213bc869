"""Measure the product beside yardsticks that run on the same machine at the same moment.

``python -m tests.bench [PART…]`` with the parts answers, class, import, pages, rebuild; all without one.
Everything happens in a folder of its own that goes afterwards, on the loopback address.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

PARTS = ("answers", "pages", "class", "rebuild", "import")
MARKS = {True: "ok", False: "MISSED", None: ""}


def main(parts: list[str]) -> bool:
    """Print a line for each figure; whether all goals are met."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="studyapp-bench-") as var:
        _set_up(var)
        met = True
        for name, measure in _parts().items():
            if name not in (parts or PARTS):
                continue
            print(f"\n{name}")
            for line in measure():
                met &= line.ok is not False
                goal = f"[{line.goal}] {MARKS[line.ok]}" if line.goal else ""
                print(f"  {line.what:<66} {line.figure} {goal}".rstrip(), flush=True)
    print(f"\n{time.perf_counter() - began:.0f} s")
    return met


def _set_up(var: str) -> None:
    """A database and static files of our own, as ``make run`` would have them."""
    os.environ |= {"STUDYAPP_VAR": var, "STUDYAPP_LOCAL": "1", "DJANGO_SETTINGS_MODULE": "studyapp.settings"}
    for name in ("DATABASE_URL", "REDIS_URL", "STUDYAPP_PUBLISHING", "DEBUG"):
        os.environ.pop(name, None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def _parts() -> dict[str, Callable[[], Iterator]]:
    from tests.bench import answering, classes, content, pages, reading, rebuilding

    large, small = content.large_topic(), content.large_topic(articles=1, name="Piers")
    return {
        "answers": lambda: answering.measure(large),
        "pages": lambda: pages.measure(large, small),
        "class": classes.measure,
        "rebuild": lambda: rebuilding.measure(large),
        "import": reading.measure,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    chosen = parser.parse_args().parts
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    sys.exit(0 if main(chosen) else 1)
