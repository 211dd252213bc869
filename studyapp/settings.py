"""Settings, read from the environment. Safe by default: nothing here needs changing to deploy.

STUDYAPP_LOCAL=1 is the mode of ``make run``: loopback addresses only, a secret key kept in var/,
demo people. Everything else is production.
"""

import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from environs import Env, validate

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.path("STUDYAPP_VAR", BASE_DIR / "var")
LOCAL = env.bool("STUDYAPP_LOCAL", False)
DEBUG = env.bool("DEBUG", False)


def local_secret() -> str:
    """A key kept in a file only its owner can read, so that restarts keep people signed in."""
    file = VAR_DIR / "secret_key"
    try:
        if not file.exists() or not file.stat().st_size:  # empty where a start was broken off or the disk was full
            VAR_DIR.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(64))
        return file.read_text()
    except OSError as error:
        raise SystemExit(f"Studyapp keeps its files in {VAR_DIR}, which cannot be used: {error.strerror}.") from error


SECRET_KEY = env.str("SECRET_KEY", "") or (local_secret() if LOCAL else env.str("SECRET_KEY"))
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = LOOPBACK if LOCAL else env.list("ALLOWED_HOSTS", [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "studyapp.accounts",
    "studyapp.sources",
    "studyapp.facts",
    "studyapp.questions",
    "studyapp.lessons",
    "studyapp.assignments",
    "studyapp.attempts",
    "studyapp.progress",
    "studyapp.usecases",
    "studyapp.web",
    "studyapp.backoffice",
    "studyapp.cli",
    "studyapp.backoffice.apps.SiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "studyapp.web.access.AccessMiddleware",
    "studyapp.web.asked.UnstorableMiddleware",
]

ROOT_URLCONF = "studyapp.urls"
WSGI_APPLICATION = "studyapp.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def database() -> dict[str, Any]:
    """SQLite in var/ unless DATABASE_URL names another; both tuned for many small writes."""
    url = env.str("DATABASE_URL", "")
    if url:
        config: dict[str, Any] = dict(dj_database_url.parse(url))
    else:
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        config = {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "studyapp.sqlite3"}
    if config["ENGINE"].endswith("sqlite3"):
        config["CONN_MAX_AGE"] = None
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # A power cut may cost the last answers with NORMAL; killing a process costs none.
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                f"PRAGMA synchronous={env.str('SQLITE_SYNCHRONOUS', 'NORMAL')};"
                "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000"
            ),
        }
    else:
        config["CONN_MAX_AGE"] = 0  # the pool keeps connections
        config["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 4, "timeout": 10}} | config.get("OPTIONS", {})
    return config


DATABASES: dict[str, dict[str, Any]] = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.str("REDIS_URL"),
    }
    if env.str("REDIS_URL", "")
    # Shared by all web processes, so that limits on sign-in hold across them.
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        # Beyond this number any third is thrown away, and with it the count of somebody's wrong tries.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_ADAPTER = "studyapp.web.sign_in.SignInAdapter"
ACCOUNT_FORMS = {"add_email": "studyapp.accounts.forms.AddEmailForm"}
SIGN_UP_OPEN = env.bool("STUDYAPP_SIGN_UP", True)
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False  # a guest has a session and must still find the sign-in page
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
# A class of thirty sits behind one address: limits that guard a person count by the name typed.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
    "guest": "120/m/ip",
}
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
# EMAIL_URL=submission://name:password@host sends by SMTP with TLS; without one, letters are printed to the console.
vars().update({k: v for k, v in env.dj_email_url("EMAIL_URL", "console://").items() if k.startswith("EMAIL_")})
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "studyapp@localhost")

# Language and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# Static files
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Safety
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
if not LOCAL:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    if env.bool("BEHIND_PROXY", False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        ALLAUTH_TRUSTED_PROXY_COUNT = 1
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # a folder chosen by mistake is told what is too many by the form, not refused

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"studyapp": {"level": "INFO"}},
}

# What students get: approved questions, also trusted ones, or all that pass the rules (topics may differ).
PUBLISHING = env.str("STUDYAPP_PUBLISHING", "trusted")

# After so many days without an answer a guest's row is closed: no browser leads to it any more. 0: never.
GUEST_DAYS = env.int("STUDYAPP_GUEST_DAYS", 90, validate=validate.Range(min=0))
