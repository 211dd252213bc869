"""What a person was told: the list, and letters switched off from a letter."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from studyapp.accounts import letters
from studyapp.accounts.notices import mark_seen
from studyapp.accounts.queries import notices_of
from studyapp.web.decorators import missing_is_404

ON_A_PAGE = 50


@never_cache
def notices(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        mark_seen(request.user, timezone.now())
        return redirect("study:notices")
    page = Paginator(notices_of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    unseen = notices_of(request.user).filter(seen_at=None).exists()
    return render(request, "study/notices.html", {"notices": page, "unseen": unseen})


@require_POST
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """To where it leads; it counts as seen from then on."""
    notice = get_object_or_404(notices_of(request.user), pk=pk)
    mark_seen(request.user, timezone.now(), pk=pk)
    safe = url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None)
    return redirect(notice.path if notice.path and safe else "study:notices")


@missing_is_404
def letters_off(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever holds the letter: one press, no signing in. Looking at the page changes nothing."""
    if not letters.reads_token(token):
        raise Http404
    if request.method == "POST":
        letters.wants_no_letters(token)
    return render(request, "study/letters_off.html", {"done": request.method == "POST"})
