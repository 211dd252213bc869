"""The least that a Django answer costs: session, CSRF and one transaction on the product's kind of database."""

from pathlib import Path

from studyapp.settings import DATABASES, DEFAULT_AUTO_FIELD, SECRET_KEY, VAR_DIR, WSGI_APPLICATION  # noqa: F401

DATABASES["default"]["NAME"] = VAR_DIR / "ceiling.sqlite3"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["django.contrib.sessions", "tests.bench.ceiling"]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
ROOT_URLCONF = "tests.bench.ceiling.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
    }
]
USE_TZ = True
