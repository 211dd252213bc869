"""One page of the web, read for the person who gave its address, and nothing that lies behind the wall.

Every name is resolved here, every address it has is checked, and the address that was checked is the one that
is dialled; so a name that changes its mind between the two gains nothing. Redirects take the same way.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import httpcore
import httpx

from studyapp.engine.reading.article import UnreadableError
from studyapp.engine.reading.encodings import MAX_BYTES
from studyapp.sources import addresses

MOST_REDIRECTS = 5
EACH_WAIT = 10.0  # seconds for one connection, one read, one look-up
WHOLE_TIME = 30.0  # seconds for all of it, redirects included
AGENT = "Studyapp/0.1 (reads one page that a teacher asked for)"
MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
}
FAILURES = (
    httpx.HTTPError, httpx.InvalidURL, httpx.StreamError,
    httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol,
)  # fmt: skip
Resolver = Callable[[str, int], list[str]]


class RefusedError(UnreadableError):
    """An address that is not fetched, or an answer that is not read. ``str(error)`` is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a server gave: the bytes (characters as UTF-8), the address they came from, and what they are."""

    body: bytes
    url: str
    media: str


def looked_up(host: str, port: int) -> list[str]:
    """All addresses of a host, by the machine's own resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def fetch(address: str, resolve: Resolver = looked_up) -> Page:
    """The page at ``address``. Raises RefusedError with the reason, whatever goes wrong."""
    until = time.monotonic() + WHOLE_TIME
    try:
        # Nothing of the environment: a proxy would dial for us, unchecked.
        with httpx.Client(transport=_Transport(resolve, until), trust_env=False, follow_redirects=False) as client:
            return _followed(client, address, until)
    except RefusedError:
        raise
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise RefusedError(f"The site did not answer within {WHOLE_TIME:.0f} seconds. Try again later.") from error
    except (*FAILURES, ValueError, OSError) as error:
        raise RefusedError("The site could not be reached. Look at the address, or try again later.") from error


def _followed(client: httpx.Client, address: str, until: float) -> Page:
    for _ in range(MOST_REDIRECTS + 1):
        if wrong := addresses.wrong_with(address):
            raise RefusedError(wrong)
        headers = {"User-Agent": AGENT, "Accept": "text/html, application/pdf, text/plain", "Accept-Encoding": "gzip"}
        with client.stream("GET", address, headers=headers, timeout=EACH_WAIT) as answer:
            if answer.is_redirect:
                address = urljoin(address, answer.headers.get("location", ""))
                continue
            return _page(answer, until)
    raise RefusedError(f"This address leads on and on: more than {MOST_REDIRECTS} redirects.")


def _page(answer: httpx.Response, until: float) -> Page:
    _require_success(answer.status_code)
    said = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if said and said not in MEDIA:
        raise RefusedError(
            f"At this address is no page and no PDF, but “{said[:60]}”. Save it and bring it in as a file."
        )
    body = b"".join(_limited(_unpacked(answer), until))
    media = MEDIA.get(said, "")
    if media != "pdf" and not body.startswith(b"%PDF-"):
        body = _as_utf8(body, answer.charset_encoding)
    return Page(body, str(answer.url.copy_with(fragment=None)), media)


def _require_success(status: int) -> None:
    if status in (404, 410):
        raise RefusedError(f"There is no page at this address (the site says {status}). Look at the address.")
    if status in (401, 402, 403, 407, 451):
        raise RefusedError(
            f"The site does not let this page be read from here ({status}). Open it yourself, save it, and bring in the file."
        )
    if status == 429 or status >= 500:
        raise RefusedError(f"The site is busy or broken at the moment ({status}). Try again later.")
    if status != 200:
        raise RefusedError(f"The site gave no page ({status}).")


def _unpacked(answer: httpx.Response) -> Iterator[bytes]:
    """The body, unpacked piece by piece, so that a small one never swells beyond the limit in memory."""
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing in ("", "identity"):
        yield from answer.iter_raw()
        return
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise RefusedError("The site packs this page in a way that is not read here. Save it, and bring in the file.")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    for piece in answer.iter_raw():
        while piece:
            try:
                yield unpacker.decompress(piece, 1_000_000)
            except zlib.error as error:
                raise RefusedError("The site sent a damaged page. Try again later.") from error
            piece = unpacker.unconsumed_tail
    yield unpacker.flush()[:MAX_BYTES]


def _limited(pieces: Iterator[bytes], until: float) -> Iterator[bytes]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > MAX_BYTES:
            raise RefusedError(f"This page is too large for an article: at most {MAX_BYTES // 1_000_000} MB are read.")
        if time.monotonic() > until:
            raise httpcore.ReadTimeout
        yield piece


def _as_utf8(body: bytes, charset: str | None) -> bytes:
    """Characters as the server declares them; what it does not declare, the reader finds out."""
    if charset and charset.lower().replace("_", "-") not in ("utf-8", "utf8"):
        with contextlib.suppress(LookupError, UnicodeError):
            return body.decode(charset).encode(errors="replace")
    return body


class _Transport(httpx.BaseTransport):
    """httpx over a connection pool that dials through the guard; built of public parts only."""

    def __init__(self, resolve: Resolver, until: float):
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=_Guard(resolve, until), retries=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response):
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Guard(httpcore.NetworkBackend):
    """Dials only what it has looked up and checked itself."""

    def __init__(self, resolve: Resolver, until: float):
        self._resolve = resolve
        self._until = until
        self._dialler = httpcore.SyncBackend()

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        if not addresses.is_open(port):
            raise RefusedError(addresses.OTHER_PORT)
        found = self._in_time(host.strip("[]"), port)
        if not found or not all(addresses.is_public(address) for address in found):
            raise RefusedError("This address leads to a machine that is not on the open internet. It is not read.")
        stream = self._dialler.connect_tcp(found[0], port, self._left(timeout), local_address, socket_options)
        return _Timed(stream, self._left)

    def _left(self, timeout: float | None) -> float:
        """The time for one step: no longer than what is left of all."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return min(left, EACH_WAIT if timeout is None else timeout)

    def _in_time(self, host: str, port: int) -> list[str]:
        """The look-up knows no time limit of its own; a thread that hangs is left behind."""
        found: list[list[str]] = []

        def look_up() -> None:
            with contextlib.suppress(OSError, UnicodeError):
                found.append(self._resolve(host, port))

        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(self._left(EACH_WAIT))
        if not found:
            raise RefusedError("There is no site of this name. Look at the address.")
        return found[0]


class _Timed(httpcore.NetworkStream):
    """A connection each of whose steps ends when the time for all of them is over, however slowly bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, left: Callable[[float | None], float]):
        self._stream = stream
        self._left = left

    def read(self, max_bytes, timeout=None):
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer, timeout=None):
        self._stream.write(buffer, self._left(timeout))

    def close(self):
        self._stream.close()

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._left)

    def get_extra_info(self, info):
        return self._stream.get_extra_info(info)
