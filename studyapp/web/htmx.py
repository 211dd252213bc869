"""One address, two answers: a fragment for htmx, a whole page for everyone else."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.html import format_html
from django_htmx.middleware import HtmxDetails


class HtmxHttpRequest(HttpRequest):
    htmx: HtmxDetails


def wants_fragment(request: HtmxHttpRequest) -> bool:
    """Whether to answer with a part of the page. A restored history entry needs the whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def show(
    request: HtmxHttpRequest, page: str, fragment: str, context: dict[str, Any], *, title: str = "", status: int = 200
) -> HttpResponse:
    """Render ``fragment`` for htmx, else ``page``, which includes the same fragment.

    ``title`` travels with the fragment, so that the tab names what is on screen. Nothing is cached:
    the same address shows another state after an answer.
    """
    if wants_fragment(request):
        body = render_to_string(fragment, context, request)
        if title:
            body = format_html("<title>{} · Studyapp</title>", title) + body
        response = HttpResponse(body, status=status)
    else:
        response = render(request, page, {**context, "title": title}, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    add_never_cache_headers(response)
    return response


def partial_or_redirect(
    request: HtmxHttpRequest, fragment: str, context: dict[str, Any], *, to: str, title: str = ""
) -> HttpResponse:
    """After a post: the new fragment for htmx, else a redirect to where a plain browser finds it."""
    if wants_fragment(request):
        return show(request, fragment, fragment, context, title=title)
    response = HttpResponseRedirect(to)
    patch_vary_headers(response, ["HX-Request"])
    return response
