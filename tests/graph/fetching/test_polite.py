"""Requests to a service are polite, and only complete responses count."""

from __future__ import annotations

import datetime
import email.utils
import gzip
import time
from collections.abc import Iterator

import pytest
import stamina

from graph.fetching.polite import FetchFault, Manners, PoliteClient
from tests.services import Reply, Service, service

QUICK = Manners(first_wait=0.01, interval=0.0, silence=2.0, deadline=5.0, most_bytes=10_000)
WHOLE = Reply(body=b'{"a": 1}', headers={"ETag": '"etag-1"'})


@pytest.fixture(autouse=True)
def no_log() -> Iterator[None]:
    stamina.instrumentation.set_on_retry_hooks(())
    yield
    stamina.instrumentation.set_on_retry_hooks(None)


@pytest.fixture
def there() -> Iterator[Service]:
    with service() as made:
        yield made


def get(there: Service, *replies: Reply, manners: Manners = QUICK) -> bytes | None:
    there.replies["/x"] = list(replies)
    return PoliteClient(manners).get(f"{there.url}/x", "application/json").body


def test_a_request_says_who_asks_and_what_for(there: Service) -> None:
    get(there, WHOLE)

    _, headers, _ = there.asked[0]
    assert headers["user-agent"].startswith("yrkesgraf/")
    assert "https://" in headers["user-agent"]
    assert headers["accept"] == "application/json"


def test_what_we_have_is_not_sent_again(there: Service) -> None:
    there.replies["/x"] = [WHOLE]
    client = PoliteClient(QUICK)

    first = client.get(f"{there.url}/x", "*/*")
    second = client.get(f"{there.url}/x", "*/*", first.etag, "Mon, 02 Nov 2026 08:00:00 GMT")

    assert (first.body, second.body) == (WHOLE.body, None)
    assert there.asked[1][1]["if-modified-since"] == "Mon, 02 Nov 2026 08:00:00 GMT"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_asked_again(there: Service, status: int) -> None:
    assert get(there, Reply(status), Reply(status), WHOLE) == WHOLE.body
    assert len(there.asked) == 3


def test_a_server_that_stays_in_trouble_is_told_of(there: Service) -> None:
    with pytest.raises(FetchFault, match=r"500 Internal Server Error \(after 4 attempts\)"):
        get(there, Reply(500))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_clear_no_is_not_asked_about_again(there: Service, status: int) -> None:
    with pytest.raises(FetchFault, match=str(status)):
        get(there, Reply(status))
    assert len(there.asked) == 1


def test_the_wait_that_a_server_asks_for_is_kept(there: Service) -> None:
    get(there, Reply(429, headers={"Retry-After": "1"}), WHOLE)

    assert there.asked[1][2] - there.asked[0][2] >= 0.95


def test_a_wait_until_a_date_is_kept(there: Service) -> None:
    until = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=2)
    get(there, Reply(503, headers={"Retry-After": email.utils.format_datetime(until, usegmt=True)}), WHOLE)

    assert there.asked[1][2] - there.asked[0][2] >= 0.9


def test_a_wait_longer_than_our_patience_is_told_and_not_waited_for(there: Service) -> None:
    with pytest.raises(FetchFault, match=r"429 .* requests a wait of 3600 seconds \(after 1 attempts\)"):
        get(there, Reply(429, headers={"Retry-After": "3600"}), WHOLE)


def test_half_an_answer_is_asked_for_again_and_never_taken(there: Service) -> None:
    assert get(there, Reply(body=WHOLE.body, cut=4), WHOLE) == WHOLE.body
    with pytest.raises(FetchFault, match=r"incomplete|without sending complete"):
        get(there, Reply(body=WHOLE.body, cut=4))


def test_a_packed_answer_is_unpacked_and_asked_for_again_when_it_breaks_off(there: Service) -> None:
    packed = gzip.compress(b"".join(b"%d;LEGE\n" % code for code in range(2221101, 2221301)))
    half, whole = (Reply(body=body, headers={"Content-Encoding": "gzip"}) for body in (packed[:150], packed))

    assert get(there, half, whole) == gzip.decompress(packed)
    with pytest.raises(FetchFault, match=r"compressed response ends after \d+ bytes \(after 4 attempts\)"):
        get(there, half)
    with pytest.raises(FetchFault, match="cannot be decompressed"):
        get(there, Reply(body=b"no gzip", headers={"Content-Encoding": "gzip"}))
    with pytest.raises(FetchFault, match="content encoding 'br'"):
        get(there, Reply(body=b"..", headers={"Content-Encoding": "br"}))


def test_a_small_packed_answer_that_is_too_large_unpacked_is_given_up(there: Service) -> None:
    with pytest.raises(FetchFault, match="more than 10000 bytes"):
        get(there, Reply(body=gzip.compress(b"x" * 1_000_000), headers={"Content-Encoding": "gzip"}))


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("text/csv;charset=ISO-8859-1", "SJÅFØR".encode("latin-1")),
        ("text/csv; charset=UTF-8", "SJÅFØR".encode()),
        ("application/json", "SJÅFØR".encode()),
    ],
)
def test_plain_text_comes_in_utf8_whatever_encoding_it_declares(there: Service, media_type: str, body: bytes) -> None:
    assert get(there, Reply(body=body, headers={"Content-Type": media_type})) == "SJÅFØR".encode()


def test_an_xml_document_declares_its_encoding_itself_and_stays_as_it_is(there: Service) -> None:
    body = '<?xml version="1.0" encoding="ISO-8859-1"?><a>Sjåfør</a>'.encode("latin-1")

    assert get(there, Reply(body=body, headers={"Content-Type": "text/xml; charset=ISO-8859-1"})) == body


def test_an_answer_in_an_encoding_that_is_none_is_told_of(there: Service) -> None:
    with pytest.raises(FetchFault, match="not in its declared encoding 'klingon'"):
        get(there, Reply(body="SJÅFØR".encode(), headers={"Content-Type": "text/csv; charset=klingon"}))


def test_an_answer_that_dribbles_is_given_up_at_the_deadline(there: Service) -> None:
    started = time.monotonic()

    with pytest.raises(FetchFault, match=r"incomplete after 0\.3 seconds"):
        get(there, Reply(body=b"x" * 600, dribble=0.05), manners=Manners(silence=2.0, deadline=0.3))
    assert time.monotonic() - started < 15, "the whole answer takes thirty seconds"


def test_a_silent_server_is_asked_again_and_then_told_of(there: Service) -> None:
    with pytest.raises(FetchFault, match=r"ReadTimeout.*after 2 attempts"):
        get(
            there, Reply(body=b"xx", dribble=1.0), manners=Manners(attempts=2, first_wait=0.01, interval=0, silence=0.2)
        )


def test_an_answer_without_end_is_given_up(there: Service) -> None:
    with pytest.raises(FetchFault, match="more than 10000 bytes"):
        get(there, Reply(body=b"x" * 50_000))


def test_a_server_that_is_not_there_is_told_of() -> None:
    with pytest.raises(FetchFault, match="ConnectError"):
        PoliteClient(QUICK).get("http://127.0.0.1:9/x", "*/*")


def test_a_host_is_left_alone_between_two_requests(there: Service) -> None:
    there.replies["/x"] = [WHOLE]
    client = PoliteClient(Manners(interval=0.2))
    started = time.monotonic()

    for _ in range(3):
        client.get(f"{there.url}/x", "*/*")

    # By our own clock: on a busy machine a request may be late at the server, and the next less so.
    assert time.monotonic() - started >= 0.4


def test_a_redirect_is_followed(there: Service) -> None:
    there.replies["/y"] = [WHOLE]

    assert get(there, Reply(302, headers={"Location": "/y"})) == WHOLE.body


def test_a_redirect_without_end_is_told_of(there: Service) -> None:
    with pytest.raises(FetchFault, match="TooManyRedirects"):
        get(there, Reply(302, headers={"Location": "/x"}))


def test_only_http_is_fetched() -> None:
    with pytest.raises(FetchFault, match="only http"):
        PoliteClient(QUICK).get("file:///etc/passwd", "*/*")
