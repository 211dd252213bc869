"""The product's settings with what makes tests quick; DATABASE_URL still chooses the database."""

import os
import tempfile

os.environ.setdefault("STUDYAPP_LOCAL", "1")
os.environ["STUDYAPP_VAR"] = tempfile.mkdtemp(prefix="studyapp-tests-")

from studyapp.settings import *  # noqa: E402, F403
from studyapp.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT.mkdir()
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because threads that answer at once meet real locks there.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(os.environ["STUDYAPP_VAR"], "tests.sqlite3")}
