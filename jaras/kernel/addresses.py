"""Where a message may go: never into the house's own network."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

LONGEST = 500
PORTS = {"https": 443, "http": 80}
# IPv6 that carries an IPv4 address towards a network we cannot see.
CARRIERS = tuple(IPv6Network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
SELF_NAMES = ("localhost", "127.0.0.1", "::1")


class AddressFault(StrEnum):
    """What is wrong with an address."""

    UNREADABLE = "unreadable"
    NOT_HTTPS = "not_https"
    WITH_PASSWORD = "with_password"  # nosec B105 - a word, no password
    INSIDE = "inside"


@dataclass(frozen=True)
class Parts:
    """An address taken apart."""

    scheme: str
    host: str
    port: int
    path: str


def parts(address: str, *, longest: int = LONGEST) -> Parts | None:
    """The parts of a web address; nothing where it is none."""
    if (
        len(address) > longest
        or not address.isascii()
        or any(sign <= " " or sign == "\\" for sign in address)
    ):
        return None
    try:
        split = urlsplit(address)
        port = split.port
    except ValueError:
        return None
    if split.scheme not in PORTS or not split.hostname or split.fragment or port == 0:
        return None
    path = (split.path or "/") + (f"?{split.query}" if split.query else "")
    return Parts(split.scheme, split.hostname, port or PORTS[split.scheme], path)


def fault_of(address: str, *, demo: bool) -> AddressFault | None:
    """What speaks against an address before anybody asks where its name leads."""
    found = parts(address)
    if found is None:
        return AddressFault.UNREADABLE
    if "@" in urlsplit(address).netloc:
        return AddressFault.WITH_PASSWORD
    if found.scheme == "http" and not (demo and found.host in SELF_NAMES):
        return AddressFault.NOT_HTTPS
    if found.host == "localhost" or found.host.endswith(".localhost"):
        return None if demo else AddressFault.INSIDE
    try:
        literal = ip_address(found.host)
    except ValueError:
        return None
    return None if may_reach(literal, demo=demo) else AddressFault.INSIDE


def may_reach(ip: IPv4Address | IPv6Address, *, demo: bool) -> bool:
    """Whether a message may go there: the open internet; in the demo this very machine too."""
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return may_reach(ip.ipv4_mapped, demo=demo)
        if any(ip in network for network in CARRIERS) or ip.scope_id:
            return False
    if ip.is_loopback:
        return demo
    return ip.is_global and not (ip.is_multicast or ip.is_private or ip.is_link_local or ip.is_reserved)
