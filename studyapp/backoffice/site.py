"""The admin site: one sign-in for the whole app, and an index in the order of the flow."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.roles import may_enter_backoffice

FLOW = ("sources", "facts", "questions", "lessons", "assignments", "attempts", "progress", "accounts")


class BackofficeSite(AdminSite):
    site_header = _("Studyapp back office")
    site_title = _("Back office")
    index_title = _("From sources to progress")
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        return may_enter_backoffice(request.user)

    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """No sign-in of its own: to the site's, and back. Who is signed in without the role is refused."""
        wanted = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
            wanted = reverse("admin:index", current_app=self.name)
        if self.has_permission(request):
            return HttpResponseRedirect(wanted)
        if request.user.is_authenticated and not request.user.is_guest:
            raise PermissionDenied
        return redirect_to_login(wanted)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """Stages from left to right, then what the libraries add; models in the order they are registered."""
        apps = self._build_app_dict(request, app_label)
        registered = [model.__name__ for model in self._registry]
        for app in apps.values():
            app["models"].sort(key=lambda model: registered.index(model["object_name"]))
        return sorted(apps.values(), key=lambda app: (_place(app["app_label"]), app["name"].lower()))


def _place(app_label: str) -> int:
    return FLOW.index(app_label) if app_label in FLOW else len(FLOW)
