"""Which addresses of the web may be read: the rule, in one place and without any library that dials."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

PORTS = frozenset({80, 443})
LONGEST_ADDRESS = 500
OTHER_PORT = "Only the usual ports of the web, 80 and 443, are read."
# What the standard library calls global, and yet leads inside or to nobody: translations from and to IPv4,
# relays, protocol assignments, and the address at which one cloud answers its own machines.
NOT_PUBLIC = tuple(
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8", "100.64.0.0/10", "168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "240.0.0.0/4", "::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2002::/16",
        "3fff::/20", "5f00::/16", "fec0::/10",
    )
)  # fmt: skip


def is_public(address: str) -> bool:
    """Whether an IP address lies on the open internet. The one place where this is decided."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if ip.is_multicast or ip.is_link_local or ip.is_loopback or ip.is_reserved or ip.is_unspecified:
        return False
    return ip.is_global and not any(ip in net for net in NOT_PUBLIC if net.version == ip.version)


def is_open(port: int) -> bool:
    """Whether a port is one of the web's own."""
    return port in PORTS


def wrong_with(address: str) -> str:
    """What keeps ``address`` from being fetched, judged by its looks alone; "" for nothing."""
    if len(address) > LONGEST_ADDRESS:
        return f"This address is longer than {LONGEST_ADDRESS} characters."
    try:
        url = urlsplit(address)
        port = url.port or (443 if url.scheme == "https" else 80)
    except ValueError:
        return "This is no web address."
    if url.scheme not in ("http", "https") or not url.hostname or re.search(r"[\s<>\"\\]", address):
        return "A web address begins with http:// or https:// and names a site."
    if "@" in url.netloc:
        return "This address holds a name or password. Leave them out."
    return "" if is_open(port) else OTHER_PORT
