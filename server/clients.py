"""Client addresses, and trust in the forwarding headers of named proxies only."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from .settings import Networks

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_MOST_PROXIES = 5


class TrustedProxies:
    """
    WSGI middleware that replaces the address of a proxy in *networks* by that of its client.

    ``X-Forwarded-For`` is read from its end: the first address outside *networks* is the client's. Forwarding headers
    from any other address are ignored.
    """

    def __init__(self, app: WSGIApplication, networks: Networks) -> None:
        self._app = app
        self._networks = networks
        self._behind = [ProxyFix(app, x_for=hops, x_proto=1, x_host=1) for hops in range(1, _MOST_PROXIES + 1)]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Call the application with the client's address, protocol and host."""
        if not is_within(environ.get("REMOTE_ADDR", ""), self._networks):
            return self._app(environ, start_response)
        hops = [hop.strip() for hop in environ.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        proxies = 1
        while proxies < min(len(hops), _MOST_PROXIES) and is_within(hops[-proxies], self._networks):
            proxies += 1
        return self._behind[proxies - 1](environ, start_response)


@lru_cache(maxsize=4096)
def is_within(address: str, networks: Networks) -> bool:
    """Return whether *address* is in one of *networks*; False for text that is no IP address."""
    try:
        parsed = _unmapped(address)
    except ValueError:
        return False
    return any(parsed.version == network.version and parsed in network for network in networks)


@lru_cache(maxsize=4096)
def client_of(address: str) -> str:
    """
    Return the unit that limits count as one client: an IPv4 address, or an IPv6 /64 network.

    >>> client_of("192.0.2.7"), client_of("2001:db8:1:2:3::4"), client_of("::ffff:192.0.2.7"), client_of("unknown")
    ('192.0.2.7', '2001:db8:1:2::/64', '192.0.2.7', 'unknown')
    """
    return network_of(address, 32, 64)


@lru_cache(maxsize=4096)
def network_of(address: str, bits: int = 24, bits6: int = 48) -> str:
    """
    Return the network of *address*, wide enough to name no person.

    >>> network_of("192.0.2.7"), network_of("2001:db8:1:2:3::4")
    ('192.0.2.0/24', '2001:db8:1::/48')
    """
    try:
        parsed = _unmapped(address)
    except ValueError:
        return address
    width = bits6 if isinstance(parsed, IPv6Address) else bits
    network = ip_network((parsed, width), strict=False)
    return str(parsed) if network.num_addresses == 1 else str(network)


def _unmapped(address: str) -> IPv4Address | IPv6Address:
    parsed = ip_address(address)
    return parsed.ipv4_mapped or parsed if isinstance(parsed, IPv6Address) else parsed
