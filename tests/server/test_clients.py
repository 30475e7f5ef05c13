"""A client is known by its address; forwarding headers count from named proxies only."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from server.clients import TrustedProxies, client_of, is_within, network_of
from server.settings import Settings

PROXIES = Settings(trusted_proxies="10.0.0.0/8, 2001:db8::7").networks("trusted_proxies")


def echo(environ, start_response) -> Iterable[bytes]:  # type: ignore[no-untyped-def]
    request = Request(environ)
    return Response(f"{request.remote_addr} {request.url_root}")(environ, start_response)


def ask(peer: str, **headers: str) -> str:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Client(TrustedProxies(echo, PROXIES)).get(
        "/", headers={"Host": "inside", **named}, environ_overrides={"REMOTE_ADDR": peer}
    ).text  # fmt: skip


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("10.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("10.0.0.1", "192.0.2.7, 10.1.1.1", "192.0.2.7"),
        ("10.0.0.1", "1.1.1.1, 192.0.2.7, 10.1.1.1, 10.2.2.2", "192.0.2.7"),
        ("10.0.0.1", "10.3.3.3", "10.3.3.3"),
        ("2001:db8::7", "2001:db8:1::5", "2001:db8:1::5"),
        ("::ffff:10.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("192.0.2.66", "192.0.2.7", "192.0.2.66"),
        ("192.0.2.66", "10.0.0.1", "192.0.2.66"),
        ("2001:db8::8", "192.0.2.7", "2001:db8::8"),
    ],
)
def test_the_client_is_the_last_hop_that_is_no_proxy_of_ours(peer: str, forwarded: str, client: str) -> None:
    assert ask(peer, X_Forwarded_For=forwarded).split()[0] == client


def test_a_client_cannot_choose_its_address_by_adding_hops_in_front() -> None:
    answers = {ask("10.0.0.1", X_Forwarded_For=f"{made_up}, 192.0.2.7") for made_up in ("8.8.8.8", "10.9.9.9", "x")}

    assert answers == {"192.0.2.7 http://inside/"}


def test_host_and_protocol_come_from_the_proxy_and_from_nobody_else() -> None:
    headers = {"X_Forwarded_Host": "data.example.no", "X_Forwarded_Proto": "https", "X_Forwarded_For": "192.0.2.7"}

    assert ask("10.0.0.1", **headers) == "192.0.2.7 https://data.example.no/"
    assert ask("192.0.2.66", **headers) == "192.0.2.66 http://inside/"


def test_an_ipv6_client_is_its_network_for_it_has_all_of_that() -> None:
    assert client_of("2001:db8:1:2::3") == client_of("2001:db8:1:2:ffff::") == "2001:db8:1:2::/64"
    assert client_of("192.0.2.7") == "192.0.2.7"


@pytest.mark.parametrize("address", ["", "unknown", "192.0.2.7:443", "[::1]"])
def test_what_is_no_address_is_in_no_network_and_stays_what_it_is(address: str) -> None:
    assert not is_within(address, PROXIES)
    assert client_of(address) == network_of(address) == address
