"""Who may open which page: one row for each view, and no row means nobody.

A row decides who gets past the door. Which topics, attempts or jobs a person finds behind it is the
business of the queries, each of which starts from that person.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect

from studyapp.accounts.roles import may_enter_backoffice, may_teach


class Door(Enum):
    EVERYONE = "everyone, signed in or not"
    LEARNERS = "anyone who has begun: people with an account, and guests who started a quiz"
    ACCOUNTS = "people with an account"
    TEACHERS = "instructors, content managers and admins"
    STAFF = "those whom the back office lets in"


ACCESS = {
    "public:home": Door.EVERYONE,
    "public:topic-detail": Door.EVERYONE,
    "public:lesson": Door.EVERYONE,
    "public:lesson-version": Door.EVERYONE,
    "public:keys": Door.EVERYONE,
    "public:favicon": Door.EVERYONE,
    "study:topic-quiz": Door.EVERYONE,
    "study:article-quiz": Door.EVERYONE,
    "study:question": Door.LEARNERS,
    "study:report": Door.LEARNERS,
    "study:results": Door.LEARNERS,
    "study:retry": Door.LEARNERS,
    "study:review": Door.LEARNERS,
    "study:progress": Door.LEARNERS,
    "study:topic-progress": Door.LEARNERS,
    "study:account": Door.ACCOUNTS,
    "study:classes": Door.ACCOUNTS,
    "study:class-detail": Door.ACCOUNTS,
    "study:class-leave": Door.ACCOUNTS,
    "study:invitation": Door.ACCOUNTS,
    "study:join": Door.EVERYONE,
    "study:join-class": Door.EVERYONE,
    "study:assigned": Door.ACCOUNTS,
    "study:assignment": Door.ACCOUNTS,
    "study:assignment-begin": Door.ACCOUNTS,
    "study:hand-in": Door.ACCOUNTS,
    "study:set-detail": Door.LEARNERS,
    "study:set-read": Door.EVERYONE,
    "study:set-begin": Door.EVERYONE,
    "study:set-shared": Door.EVERYONE,
    "study:notices": Door.LEARNERS,
    "study:notice-open": Door.LEARNERS,
    "study:letters-off": Door.EVERYONE,
    "teach:import-list": Door.TEACHERS,
    "teach:import-detail": Door.TEACHERS,
    "teach:import-stop": Door.TEACHERS,
    "teach:import-retry": Door.TEACHERS,
    "teach:import-save": Door.TEACHERS,
    "teach:import-batch": Door.TEACHERS,
    "teach:import-batch-stop": Door.TEACHERS,
    "teach:import-batch-retry": Door.TEACHERS,
    "teach:import-batch-save": Door.TEACHERS,
    "teach:class-detail": Door.TEACHERS,
    "teach:class-mastery-csv": Door.TEACHERS,
    "teach:class-answers-csv": Door.TEACHERS,
    "teach:class-learner": Door.TEACHERS,
    "teach:class-answer": Door.TEACHERS,
    "teach:assignment-detail": Door.TEACHERS,
    "teach:assignment-csv": Door.TEACHERS,
    "teach:review": Door.TEACHERS,
    "teach:review-question": Door.TEACHERS,
    "teach:review-decide": Door.TEACHERS,
    "teach:review-another": Door.TEACHERS,
    "teach:review-take-over": Door.TEACHERS,
    "teach:review-undo": Door.TEACHERS,
    "teach:review-edit": Door.TEACHERS,
    "teach:review-sentences": Door.TEACHERS,
    "teach:review-write": Door.TEACHERS,
    "teach:review-several": Door.TEACHERS,
    "teach:statistics": Door.TEACHERS,
    "teach:question-statistics": Door.TEACHERS,
    "teach:quiz-statistics": Door.TEACHERS,
    "teach:accept-answer": Door.TEACHERS,
    "teach:correct-scores": Door.TEACHERS,
    "teach:report-list": Door.TEACHERS,
    "teach:report-decide": Door.TEACHERS,
    "teach:class-list": Door.TEACHERS,
    "teach:class-settings": Door.TEACHERS,
    "teach:class-code": Door.TEACHERS,
    "teach:class-archive": Door.TEACHERS,
    "teach:class-hand-over": Door.TEACHERS,
    "teach:class-copy": Door.TEACHERS,
    "teach:class-people": Door.TEACHERS,
    "teach:class-invite": Door.TEACHERS,
    "teach:class-remove": Door.TEACHERS,
    "teach:class-people-csv": Door.TEACHERS,
    "teach:class-roster": Door.TEACHERS,
    "teach:class-passwords": Door.TEACHERS,
    "teach:class-passwords-csv": Door.TEACHERS,
    "teach:assign": Door.TEACHERS,
    "teach:assignment-edit": Door.TEACHERS,
    "teach:assignment-withdraw": Door.TEACHERS,
    "teach:assignment-copy": Door.TEACHERS,
    "teach:assignment-extension": Door.TEACHERS,
    "teach:set-list": Door.TEACHERS,
    "teach:set-new": Door.TEACHERS,
    "teach:set-detail": Door.TEACHERS,
    "teach:set-places": Door.TEACHERS,
    "teach:set-publish": Door.TEACHERS,
    "teach:set-link": Door.TEACHERS,
    "teach:set-copy": Door.TEACHERS,
    "teach:set-delete": Door.TEACHERS,
    "teach:set-preview": Door.TEACHERS,
    "teach:set-preview-quiz": Door.TEACHERS,
    "teach:set-lesson": Door.TEACHERS,
    "teach:set-quiz": Door.TEACHERS,
    "teach:set-questions": Door.TEACHERS,
    "teach:source-list": Door.TEACHERS,
    "teach:source-detail": Door.TEACHERS,
    "teach:source-changes": Door.TEACHERS,
    "teach:source-edit": Door.TEACHERS,
    "teach:source-text": Door.TEACHERS,
    "teach:source-withdraw": Door.TEACHERS,
    "teach:source-reinstate": Door.TEACHERS,
    "teach:source-move": Door.TEACHERS,
    "teach:source-facts": Door.TEACHERS,
    "teach:fact-edit": Door.TEACHERS,
    "teach:fact-decide": Door.TEACHERS,
    "teach:fact-split": Door.TEACHERS,
    "teach:topic-new": Door.TEACHERS,
    "teach:topic-edit": Door.TEACHERS,
    "teach:topic-merge": Door.TEACHERS,
    "account_email": Door.ACCOUNTS,
    "account_change_password": Door.ACCOUNTS,
    "account_set_password": Door.ACCOUNTS,
    "account_reauthenticate": Door.ACCOUNTS,
    "admin:login": Door.EVERYONE,
    "admin:logout": Door.EVERYONE,
}
PREFIXES = {"account_": Door.EVERYONE, "admin:": Door.STAFF}


def door_of(view_name: str) -> Door | None:
    """The row of a view; None when it has none."""
    if view_name in ACCESS:
        return ACCESS[view_name]
    return next((door for prefix, door in PREFIXES.items() if view_name.startswith(prefix)), None)


def _passes(door: Door, user) -> bool:
    match door:
        case Door.EVERYONE:
            return True
        case Door.LEARNERS:
            return user.is_authenticated
        case Door.ACCOUNTS:
            return user.is_authenticated and not user.is_guest
        case Door.TEACHERS:
            return may_teach(user)
        case Door.STAFF:
            return may_enter_backoffice(user)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back; a fragment's request moves the whole page."""
    if getattr(request, "htmx", False):
        page = request.htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(redirect_to_login(page).url)
    return redirect_to_login(request.get_full_path())


class AccessMiddleware:
    """Holds the table: a view without a row is closed to everyone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> HttpResponse | None:
        door = door_of(request.resolver_match.view_name)
        if door is not None and _passes(door, request.user):
            return None
        if door is None or (request.user.is_authenticated and not request.user.is_guest):
            raise PermissionDenied
        return to_sign_in(request)
