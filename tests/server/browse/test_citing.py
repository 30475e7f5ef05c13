"""A citation has the address of the page in its release, which stays alive, and is known to reference managers."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.reading.release import CurrentRelease, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings
from tests.editions import Editions, make_release


def csl(client: FlaskClient, address: str) -> dict[str, object]:
    (item,) = json.loads(client.get(f"/cite/{address}.json").text)
    found: dict[str, object] = item
    return found


def test_csl_json_has_author_title_date_publisher_release_and_address(
    editions_client: FlaskClient, editions: Editions
) -> None:
    item = csl(editions_client, "occupation/kokk")

    assert item["author"] == [{"literal": "Yrkesgraf"}]
    assert (item["title"], item["type"], item["publisher"]) == ("Kjøkkensjef", "dataset", "Yrkesgraf")
    assert item["issued"] == {"date-parts": [[2026, 1, 2]]}
    assert item["version"] == editions.newest.id
    assert item["URL"] == f"http://localhost:8000/release/{editions.newest.id}/doc/occupation/kokk"


@pytest.mark.parametrize(
    ("suffix", "type_", "lines"),
    [
        ("txt", "text/plain", ["Kjøkkensjef. Yrkesgraf, {id}, 2026-01-02. {url}"]),
        ("bib", "application/x-bibtex", ["  title = {{Kjøkkensjef}},", "  year = {2026},", "  url = {{url}},"]),
        (
            "ris",
            "application/x-research-info-systems",
            ["TY  - DATA", "TI  - Kjøkkensjef", "ER  - "],
        ),
    ],
)
def test_other_formats_have_their_lines(
    editions_client: FlaskClient, editions: Editions, suffix: str, type_: str, lines: list[str]
) -> None:
    response = editions_client.get(f"/cite/occupation/kokk.{suffix}")
    url = f"http://localhost:8000/release/{editions.newest.id}/doc/occupation/kokk"

    assert response.mimetype == type_
    expected = [line.replace("{url}", url).replace("{id}", editions.newest.id) for line in lines]
    assert set(expected) <= set(response.text.replace("\r\n", "\n").split("\n"))


def test_a_citation_has_the_credits_that_the_licences_require(client: FlaskClient) -> None:
    text = client.get("/cite/occupation/lege.txt?lang=en").text

    assert "NLOD 2.0" in text
    assert len(text.splitlines()[1]) > len("http://localhost:8000/id/occupation/lege. NLOD 2.0.")


def test_an_old_page_cites_itself(editions_client: FlaskClient, editions: Editions) -> None:
    page = editions_client.get(f"/release/{editions.old.id}/doc/occupation/kokk.html").text
    address = f"/release/{editions.old.id}/cite/occupation/kokk.json"

    assert f'href="{address}"' in page
    (item,) = json.loads(editions_client.get(address).text)
    assert (item["title"], item["version"]) == ("Kokk", editions.old.id)


@pytest.mark.parametrize("address", ["/cite/occupation/nobody.json", "/cite/occupation/kokk.docx"])
def test_no_citation_of_an_unknown_resource_or_format(editions_client: FlaskClient, address: str) -> None:
    assert editions_client.get(address).status_code == 404


def test_a_cited_address_is_alive_after_three_later_builds(editions: Editions, tmp_path: Path) -> None:
    home = tmp_path / "releases"
    shutil.copytree(editions.newest.folder.parent, home, symlinks=True)
    sources = Path(shutil.copytree(editions.sources.parent, tmp_path / "sources")) / "sources.toml"
    sources.write_text(sources.read_text("utf-8").replace("as_of = 2019-11-14", "as_of = 2020-11-14"), "utf-8")
    fourth = make_release(Releases(home), sources)
    app = create_app(CurrentRelease(Releases(home)), Settings(home=home, executors=1))
    with closing(app.extensions[EXTENSION].executors):
        client = app.test_client()
        (item,) = json.loads(client.get(f"/release/{editions.old.id}/cite/occupation/kokk.json").text)
        page = client.get(f"{item['URL'].removeprefix('http://localhost:8000')}.html")

    assert fourth.manifest.former == editions.newest.id
    assert page.status_code == 200
    assert "<h1>Kokk</h1>" in page.text
