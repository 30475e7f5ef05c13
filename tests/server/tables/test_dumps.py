"""Everything to download is listed with its digest, the newest release has one address, and old files stay."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from html import unescape
from urllib.parse import parse_qs

import pytest
import rdflib
from flask.testing import FlaskClient

from graph.reading.release import Release
from graph.vocab import PREFIXES
from tests.editions import Editions

DCAT, SPDX = rdflib.Namespace(PREFIXES["dcat"]), rdflib.Namespace(PREFIXES["spdx"])


def local(address: str) -> str:
    """Return the path of an absolute address of the test server."""
    return address.removeprefix("http://localhost:8000")


def repr_digest(body: bytes) -> str:
    """Return the value of ``Repr-Digest`` for *body*."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def test_every_listed_file_of_every_release_has_the_listed_size_and_digest(
    editions_client: FlaskClient, editions: Editions
) -> None:
    releases = editions_client.get("/dumps.json").get_json()["releases"]

    assert {one["release"] for one in releases} == {editions.newest.id, editions.new.id, editions.old.id}
    assert [one["is_current"] for one in releases] == [True, False, False]
    for file in (file for one in releases for file in one["files"]):
        answer = editions_client.get(local(file["address"]))
        assert (len(answer.data), hashlib.sha256(answer.data).hexdigest()) == (file["bytes"], file["sha256"])
        assert answer.headers["Repr-Digest"] == repr_digest(answer.data)
        beside = editions_client.get(local(file["address"]) + ".sha256")
        assert beside.text == f"{file['sha256']}  {file['name']}\n"


def test_the_list_is_a_table_of_every_file_graph_and_table(editions_client: FlaskClient, editions: Editions) -> None:
    found = editions_client.get("/dumps.json").get_json()
    answer = editions_client.get("/dumps", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    files = {(one["release"], file["name"]): file for one in found["releases"] for file in one["files"]}

    assert answer.mimetype == "text/csv"
    assert {one["address"] for one in rows if one["kind"] == "graph"} == {one["address"] for one in found["graphs"]}
    assert {one["digest"] for one in rows if one["kind"] == "table"} == {one["digest"] for one in found["tables"]}
    assert {
        (one["release"], one["name"]): (one["address"], int(one["bytes"]), one["sha256"])
        for one in rows
        if one["kind"] == "file"
    } == {key: (file["address"], file["bytes"], file["sha256"]) for key, file in files.items()}


def test_the_queries_of_the_page_find_the_dumps_and_the_graphs(portal_client: FlaskClient, portal: Release) -> None:
    page = portal_client.get("/dumps?lang=en").text
    queries = [parse_qs(unescape(one))["query"][0] for one in re.findall(r'href="/query\?([^"]+)">As SPARQL', page)]
    files, graphs = (
        portal_client.post("/sparql?format=json", data={"query": query}).get_json(force=True)["results"]["bindings"]
        for query in queries
    )

    assert {f"http://localhost:8000/dumps/{portal.id}/{name}" for name in ("yrkesgraf.nq.gz", "yrkesgraf.ttl.gz")} <= {
        one["address"]["value"] for one in files
    }
    listed = portal_client.get("/dumps.json").get_json()["graphs"]
    assert {one["graph"]["value"] for one in graphs} == {one["graph"] for one in listed}


def test_the_newest_release_has_one_address(portal_client: FlaskClient, portal: Release) -> None:
    answer = portal_client.get("/dumps/latest/yrkesgraf.nq.gz")

    assert (answer.status_code, answer.location) == (302, f"/dumps/{portal.id}/yrkesgraf.nq.gz")
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_file_of_an_old_release_is_found_under_its_first_address(
    editions_client: FlaskClient, editions: Editions
) -> None:
    answer = editions_client.get(f"/dumps/{editions.old.id}/yrkesgraf.nq.gz", follow_redirects=True)

    assert answer.data == (editions.old.folder / "yrkesgraf.nq.gz").read_bytes()


def test_each_graph_is_a_download(portal_client: FlaskClient) -> None:
    graphs = portal_client.get("/dumps.json").get_json()["graphs"]

    assert len(graphs) > 10
    for one in graphs[:3]:
        answer = portal_client.get(local(one["address"]), headers={"Accept": "application/n-triples"})
        assert len(rdflib.Graph().parse(data=answer.text, format="nt")) > 0


@pytest.mark.parametrize("suffix", ["csv", "parquet", "csv-metadata.json"])
def test_a_table_has_its_digest_in_a_header_and_beside_it(portal_client: FlaskClient, suffix: str) -> None:
    files = portal_client.get("/dumps.json").get_json()["tables"]
    one = next(one for one in files if (one["table"], one["suffix"]) == ("cube-pay", suffix))
    answer = portal_client.get(local(one["address"]))

    assert answer.headers["Repr-Digest"] == repr_digest(answer.data)
    digest = portal_client.get(local(one["digest"]))
    assert digest.text == f"{hashlib.sha256(answer.data).hexdigest()}  cube-pay.{suffix}\n"


def test_a_range_has_the_digest_of_the_whole(portal_client: FlaskClient) -> None:
    whole = portal_client.get("/tables/cube-pay.parquet")
    part = portal_client.get("/tables/cube-pay.parquet", headers={"Range": "bytes=-8"})

    assert part.headers["Repr-Digest"] == whole.headers["Repr-Digest"]


@pytest.mark.parametrize(
    ("address", "headers"),
    [("/tables/cube-pay.csv?excel", {}), ("/tables/cube-pay.csv", {"Accept-Encoding": "gzip"})],
)
def test_a_body_that_is_not_the_file_has_no_digest(
    portal_client: FlaskClient, address: str, headers: dict[str, str]
) -> None:
    answer = portal_client.get(address, headers=headers)

    assert answer.status_code == 200
    assert "Repr-Digest" not in answer.headers


@pytest.mark.parametrize("path", ["/catalog.nt", "/doc/release/{release}.nt"])
def test_the_description_of_a_dump_has_its_size_and_checksum(
    portal_client: FlaskClient, portal: Release, path: str
) -> None:
    answer = portal_client.get(path.format(release=portal.id))
    graph = rdflib.Graph().parse(data=answer.text, format="nt")
    address = rdflib.URIRef(f"http://localhost:8000/dumps/{portal.id}/yrkesgraf.nq.gz")
    dump = graph.value(None, DCAT.downloadURL, address)
    entry = next(one for one in portal.manifest.files if one.path == "yrkesgraf.nq.gz")

    assert graph.value(dump, DCAT.byteSize) == rdflib.Literal(entry.bytes, datatype=rdflib.XSD.decimal)
    checksum = graph.value(dump, SPDX.checksum)
    assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
    assert str(graph.value(checksum, SPDX.checksumValue)).lower() == entry.sha256


@pytest.mark.parametrize(
    "path",
    [
        "/dumps/latest/none.gz",
        "/dumps/latest/a%0d%0ab",
        "/dumps/latest/a%3Fb",
        "/dumps/latest/manifest.json.sha256.sha256",
        "/dumps/{release}/store.sha256",
        "/dumps/none/manifest.json",
    ],
)
def test_an_unknown_file_is_not_found(portal_client: FlaskClient, portal: Release, path: str) -> None:
    answer = portal_client.get(path.format(release=portal.id))

    assert answer.status_code == 404


def test_an_unknown_file_of_an_old_release_is_not_found(editions_client: FlaskClient, editions: Editions) -> None:
    answers = [editions_client.get(f"/dumps/{editions.old.id}/{name}") for name in ("none.gz", "a%0d%0ab")]

    assert [one.status_code for one in answers] == [404, 404]


def test_the_address_of_the_newest_release_is_a_template_of_addresses_that_lead_on(portal_client: FlaskClient) -> None:
    template = portal_client.get("/dumps.json").get_json()["latest"]
    answer = portal_client.get(local(template.replace("{file}", "manifest.json")), follow_redirects=True)

    assert answer.status_code == 200


def test_an_old_release_lists_its_own_files(editions_client: FlaskClient, editions: Editions) -> None:
    inside = f"/release/{editions.old.id}"
    found = editions_client.get(f"{inside}/dumps.json").get_json()
    page = editions_client.get(f"{inside}/dumps").text

    assert [one["release"] for one in found["releases"]] == [editions.old.id]
    assert f'href="{inside}/dumps/{editions.old.id}/yrkesgraf.ttl.gz"' in page
    assert f'<a href="{inside}/dumps.json">' in page


def test_the_digest_of_a_table_in_one_language_is_that_of_the_language(portal_client: FlaskClient) -> None:
    files = [portal_client.get("/tables/cube-pay.json", headers={"Accept-Language": one}) for one in ("nb", "en")]
    digests = [
        portal_client.get("/tables/cube-pay.json.sha256", headers={"Accept-Language": one}) for one in ("nb", "en")
    ]

    for file, digest in zip(files, digests, strict=True):
        assert digest.text == f"{hashlib.sha256(file.data).hexdigest()}  cube-pay.json\n"
        assert file.headers["Content-Language"] == digest.headers["Content-Language"]
    assert digests[0].headers["ETag"] != digests[1].headers["ETag"]
    assert [one.headers["Content-Language"] for one in digests] == ["nb", "en"]


def test_a_digest_names_the_file_by_the_end_of_its_address(portal_client: FlaskClient) -> None:
    answer = portal_client.get("/cube/pay.csv.sha256")

    assert answer.text.endswith("  pay.csv\n")


def test_people_see_the_files_with_their_digests(editions_client: FlaskClient, editions: Editions) -> None:
    page = editions_client.get("/dumps?lang=en").text

    assert page.count("<table>") == 3
    assert f'href="/dumps/{editions.newest.id}/yrkesgraf.ttl.gz.sha256"' in page
    assert f'href="/release/{editions.old.id}/dumps/{editions.old.id}/yrkesgraf.ttl.gz"' in page
    assert 'href="/rdf-graph-store?graph=' in page
