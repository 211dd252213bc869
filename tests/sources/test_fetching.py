"""Pages of the web: what is read, and all that is not, however it is written, reached or packed."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from studyapp.sources import addresses, fetching
from studyapp.sources.fetching import RefusedError, fetch

PAGE = "<html><body><p>The mill was built in 1823 by Zoë Lowe.</p></body></html>"
OPEN = ["8.8.8.8", "93.184.215.14", "2606:4700::1111"]
CLOSED = [
    "0.0.0.0", "10.0.0.5", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.8.8.8", "168.63.129.16", "169.254.169.254",
    "172.16.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "203.0.113.5", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::808:808",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254",
    "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "no address", "",
]  # fmt: skip


@pytest.mark.parametrize("address", OPEN)
def test_addresses_of_the_open_internet_are_dialled(address):
    assert addresses.is_public(address)


@pytest.mark.parametrize("address", CLOSED)
def test_addresses_behind_the_wall_are_not(address):
    assert not addresses.is_public(address)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://example.org/a", "http:// or https://"),
        ("file:///etc/passwd", "http:// or https://"),
        ("example.org", "http:// or https://"),
        ("http:///a", "http:// or https://"),
        ("http://exa mple.org/", "http:// or https://"),
        ("http://example.org\\@127.0.0.1/", "http:// or https://"),
        ("http://[::1", "no web address"),
        ("http://example.org:99999/", "no web address"),
        ("http://example.org:8000/", "80 and 443"),
        ("https://a:b@example.org/", "name or password"),
        ("http://example.org/" + "a" * 500, "longer than"),
    ],
)
def test_what_no_page_can_stand_at_is_refused_by_its_looks(address, words):
    assert words in addresses.wrong_with(address)
    with pytest.raises(RefusedError, match=words):
        fetch(address, resolve=lambda host, port: pytest.fail("it was looked up"))


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost/", "http://0/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/",
     "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data/"],
)  # fmt: skip
def test_ways_to_write_this_machine_lead_nowhere(address):
    with pytest.raises(RefusedError, match="not on the open internet"):
        fetch(address)


def test_one_closed_address_among_open_ones_closes_the_name():
    with pytest.raises(RefusedError, match="not on the open internet"):
        fetch("http://example.org/", resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])


def test_a_name_that_does_not_exist_is_told():
    def unknown(host, port):
        raise OSError

    with pytest.raises(RefusedError, match="no site of this name"):
        fetch("http://nowhere.example/", resolve=unknown)


class Site(ThreadingHTTPServer):
    """A site on this machine that the tests open the wall for; ``answers`` map paths to (status, headers, body)."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: dict[str, tuple[int, dict[str, str], bytes | Iterator[bytes]]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def page(self, path: str, body: bytes | str = PAGE, status: int = 200, **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (
            status,
            {"Content-Type": "text/html"} | named,
            body.encode() if isinstance(body, str) else body,
        )
        return f"http://site.example:{self.server_port}{path}"


class Answering(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.answers[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for piece in [body] if isinstance(body, bytes) else body:
                self.wfile.write(piece)
        except OSError:
            pass  # the reader has had enough

    def log_message(self, *args):
        pass


@pytest.fixture
def site(monkeypatch):
    """The wall has one door here: this site's port, and the address on which a resolver says it lives."""
    site = Site()
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(addresses, "is_open", lambda port: port == site.server_port)
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield site
    site.shutdown()
    site.server_close()
    thread.join()


def here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def test_a_page_comes_with_its_address_and_kind_and_the_reader_says_who_it_is(site):
    page = fetch(site.page("/mill") + "#top", resolve=here)
    assert page == fetching.Page(PAGE.encode(), f"http://site.example:{site.server_port}/mill", "html")
    path, headers = site.asked[0]
    assert (path, headers["Host"]) == ("/mill", f"site.example:{site.server_port}")
    assert headers["User-Agent"] == fetching.AGENT
    assert "Cookie" not in headers


def test_characters_come_as_the_server_declares_them(site):
    raw = PAGE.encode("iso-8859-2", errors="replace")
    page = fetch(site.page("/a", raw, Content_Type="text/html; charset=iso-8859-2"), resolve=here)
    assert page.body.decode() == raw.decode("iso-8859-2")


def test_a_packed_page_is_unpacked(site):
    assert (
        fetch(site.page("/a", gzip.compress(PAGE.encode()), Content_Encoding="gzip"), resolve=here).body
        == PAGE.encode()
    )


def test_a_small_packet_that_swells_is_cut_off(site):
    bomb = gzip.compress(bytes(60_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(RefusedError, match="too large"):
        fetch(site.page("/bomb", bomb, Content_Encoding="gzip"), resolve=here)


def test_a_page_without_end_is_cut_off(site):
    def endless():
        while True:
            yield b"x" * 100_000

    with pytest.raises(RefusedError, match="too large"):
        fetch(site.page("/endless", endless()), resolve=here)


def test_a_page_that_drips_is_given_up_when_all_the_time_is_over(site, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE_TIME", 0.6)
    going_on = threading.Event()

    def dripping():
        while not going_on.wait(0.05):
            yield b"x"

    begun = time.monotonic()
    with pytest.raises(RefusedError, match="did not answer"):
        fetch(site.page("/drip", dripping()), resolve=here)
    going_on.set()
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("status", "headers", "words"),
    [
        (404, {}, "no page at this address"),
        (403, {}, "does not let this page be read"),
        (503, {}, "Try again later"),
        (204, {}, "gave no page"),
        (200, {"Content_Type": "video/mp4"}, "video/mp4"),
        (200, {"Content_Type": "application/octet-stream"}, "no page and no PDF"),
        (200, {"Content_Encoding": "br"}, "packs this page"),
        (200, {"Content_Encoding": "gzip"}, "damaged page"),
    ],
)
def test_an_answer_that_is_no_page_is_told_with_what_to_do(site, status, headers, words):
    with pytest.raises(RefusedError, match=words):
        fetch(site.page("/a", status=status, **headers), resolve=here)


def test_a_redirect_is_followed_to_where_the_page_stands(site):
    there = site.page("/new")
    assert fetch(site.page("/old", "", status=301, Location="/new"), resolve=here).url == there


def test_redirects_come_to_an_end(site):
    with pytest.raises(RefusedError, match="on and on"):
        fetch(site.page("/round", "", status=302, Location="/round"), resolve=here)
    assert len(site.asked) == fetching.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("http://169.254.169.254/latest/", "80 and 443"),
        ("http://inside.example:{port}/", "not on the open internet"),
        ("file:///etc/passwd", "http:// or https://"),
        ("http://me:secret@site.example:{port}/", "name or password"),
    ],
)
def test_a_redirect_takes_the_same_way_through_the_wall(site, target, words):
    address = site.page("/old", "", status=302, Location=target.format(port=site.server_port))
    with pytest.raises(RefusedError, match=words):
        fetch(address, resolve=lambda host, port: ["10.0.0.1" if host == "inside.example" else "127.0.0.1"])
    assert [path for path, _ in site.asked] == ["/old"]


def test_a_name_that_changes_its_mind_is_asked_once_and_what_was_checked_is_dialled(site):
    answers = [["127.0.0.1"], ["10.0.0.1"]]  # in this test the first one is the open one
    assert fetch(site.page("/a"), resolve=lambda host, port: answers.pop(0)).media == "html"
    assert answers == [["10.0.0.1"]]


def test_a_proxy_of_the_machine_is_not_asked_to_dial(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://10.0.0.9:3128")
    monkeypatch.setenv("ALL_PROXY", "http://10.0.0.9:3128")
    assert fetch(site.page("/a"), resolve=here).media == "html"
