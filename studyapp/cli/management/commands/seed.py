"""manage.py seed: the content that is shipped with the product."""

from __future__ import annotations

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from studyapp.usecases import seed_content


class Command(BaseCommand):
    help = "Load the articles of seeds/ with their approved questions. Loading them again adds nothing."

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="folder", type=Path, default=seed_content.FOLDER, help="another folder")
        parser.add_argument(
            "--write",
            action="store_true",
            help="the other way: write the questions that are approved now to approved/ in that folder",
        )

    def handle(self, *, folder: Path, write: bool, **options):
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        if write:
            for name, count in seed_content.write_approved(folder).items():
                self.stdout.write(f"{name}: {count} approved questions written")
        elif not seed_content.load(folder, told=self.report):
            raise CommandError("Not every article could be loaded.")

    def report(self, loaded: seed_content.Loaded) -> None:
        if loaded.error:
            self.stderr.write(f"{loaded.name}: {loaded.error}")
            return
        state = "imported" if loaded.imported else "there already"
        self.stdout.write(f"{loaded.name}: {state}, {loaded.approved} questions newly approved")
        for quote in loaded.lost:
            self.stdout.write(f"  no place any more for a question on: {quote}")
        self.stdout.flush()
