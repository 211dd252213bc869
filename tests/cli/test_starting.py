"""What stands in the way of a start is said in one line."""

from __future__ import annotations

from tests.cli.processes import manage


def test_folder_that_cannot_be_written_is_named_in_one_line(tmp_path):
    (tmp_path / "var").write_text("a file where the folder should be")
    ended = manage(tmp_path / "var", "run")
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert str(tmp_path / "var") in ended.stderr


def test_database_that_cannot_be_written_is_named_in_one_line(tmp_path):
    (tmp_path / "studyapp.sqlite3.lock").mkdir()
    ended = manage(tmp_path, "run")
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "studyapp.sqlite3.lock" in ended.stderr


def test_secret_key_that_was_never_written_is_made_anew(tmp_path):
    key = tmp_path / "secret_key"
    key.touch(mode=0o600)
    ended = manage(tmp_path, "check")
    assert (ended.returncode, len(key.read_text())) == (0, 86)
    assert key.stat().st_mode & 0o077 == 0
