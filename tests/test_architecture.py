"""Lines that a machine holds: who may know whom."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parent.parent
STAGES = ["accounts", "sources", "facts", "questions", "lessons", "assignments", "attempts", "progress"]


def test_import_contracts_hold():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("stage", STAGES)
def test_foreign_keys_point_left(stage):
    for model in apps.get_app_config(stage).get_models():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if field.concrete and target and target._meta.app_label in STAGES:
                assert STAGES.index(target._meta.app_label) <= STAGES.index(stage), field


def test_engine_works_where_django_is_not_installed():
    script = (
        "import sys; sys.modules['django'] = None\n"
        "import studyapp.engine.pipeline, studyapp.engine.items, studyapp.engine.reading.parser\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_lock_files_pin_hashes_and_name_no_host(name):
    lines = (ROOT / name).read_text().splitlines()
    assert not [line for line in lines if "://" in line or line.startswith("--")]
    pinned = [line for line in lines if "==" in line]
    assert pinned
    assert all(line.endswith("\\") for line in pinned)
