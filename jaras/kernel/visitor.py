"""Where a request comes from, as a digest that nobody can turn back."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

from jaras.kernel import limits


def visitor(request: HttpRequest) -> str:
    """The keyed digest of where a request comes from; the address itself is not kept."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE:  # behind our proxy, which writes the last one
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return limits.digest(_network(address))


def _network(address: str) -> str:
    """One household: the address, or the /64 that an IPv6 subscriber may roam in."""
    try:
        known: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network((known, 64), strict=False)) if known.version == 6 else str(known)
