"""
All of Norway as an outsider gets it: fetched from the services, built, and after a change at the services built again.

The services are replayed on the loopback in the shapes they have today, with the facts of a folder of their documents.
Nothing else of that folder reaches the build. ``python -m tests.bench.fetched_norway ../shared/sources`` prints the
outcome of every source, twice, and the changes between the two releases.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console

from graph.adapters.registry import ADAPTERS
from graph.building.order import Order
from graph.building.pipeline import build
from graph.commands.release_diff import tell_changes
from graph.fetching.data_folder import Fetcher, Outcome
from graph.fetching.polite import Manners, PoliteClient
from graph.progress import Progress
from graph.reading.release import Releases
from graph.sources_file import NATIONAL, read_sources_file
from graph.vocab import DEFAULT_BASE
from tests.companies import company_replies
from tests.described import record, replies
from tests.services import Reply, Service, service

_QUICK = Manners(interval=0.0)
_TODAY = {
    "yrkeskoder_styrk08": "styrk08",
    "utdanningskoder_nus": "nus",
    "kode": "styrk08",
    "kodeverksnavn": "styrk08_navn",
    "nus_kode": "nus",
}


class Documents:
    """The answers of every service, in today's shapes, with the facts of the documents in *folder*."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.occupations = json.loads((folder / "utdanning.no/2026/yrker.json").read_text("utf-8"))
        self._titles = json.loads((folder / "utdanning.no/2026/titles_of_occupations.json").read_text("utf-8"))

    def answers(self) -> Mapping[str, Any]:
        """Return the answer to each address of the national sources, by the key of the source."""
        return {
            "utdanning-sammenligning": self._main(),
            "utdanning-lonn": list(_flat(self._json("lonn.json"), "arbeidstid")),
            "utdanning-ledighet": list(_flat(self._json("arbeidsledighet.json"), "nus_navn")),
            "utdanning-larlinger": {"hydra:member": [self._apprentices()]},
            "utdanning-larebedrifter": [
                {
                    "programomradekode6": "RMKOK3",
                    "bedrifter": 120,
                    "fylker": [{"forradrfylkenr": "46", "bedrifter": 12}],
                }
            ],
            "ssb-lonn": _json_stat(self._rows("ssb/ssb_11418_2025.csv")),
            "ssb-kvartalslonn": _json_stat(self._rows("ssb/ssb_11658_2025K4_median.csv")),
            "ssb-sysselsatte": _json_stat(self._rows("ssb/ssb_14437_2025.csv")),
            "yrkeskatalogen": (self._folder / "ssb/yrkeskatalog.csv").read_bytes(),
            "klass-styrk08": (self._folder / "ssb/styrk08.klass.json").read_bytes(),
            "klass-styrk98-styrk08": (self._folder / "ssb/klass426_styrk98_styrk08.csv").read_bytes(),
            "klass-nus2000": {
                "codes": [
                    {"code": row["code"], "parentCode": None, "level": "6", "name": row["name"]}
                    for row in self._rows("ssb/nus2000_partial.csv", ",")
                    if row["digits"] == "6"
                ]
            },
        }

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield a record of each occupation as the service for occupation descriptions gives it."""
        for number, one in enumerate(self.occupations):
            listed = self._titles.get(one["id"], {})
            yield record(
                number,
                one["id"],
                one["title"],
                body={"value": one["description_html"], "summary": ""},
                styrk98=[{"yrkeskode_styrk98": code, "title": ""} for code in listed.get("styrk98") or []],
                styrk08=[{"styrk08_kode": code, "title": ""} for code in one["styrk08"]],
                nus=[{"nus_kode": code, "title": "", "aktiv": "1"} for code in listed.get("nus") or []],
                sokeord=[{"title": word} for word in listed.get("sokeord") or []],
                utdanningsbeskrivelse=[],
            )

    def _main(self) -> list[dict[str, Any]]:
        entries = {fields["uno_id"]: _renamed(fields) for fields in self._json("main.json").values()}
        for one in self.occupations:
            known = entries.get(one["id"], {"uno_id": one["id"], "innholdstype": "yrke"})
            entries[one["id"]] = known | {"tittel": one["title"], "styrk08": one["styrk08"], "path": "1.main"}
        return list(entries.values())

    def _apprentices(self) -> dict[str, Any]:
        figures = {"godkjente_bedr": "120", "bedr_med_larling": "80", "larlinger_faget": "95"}
        return {"fylkenr": "46", "programomradekode6": "RMKOK3", "yrke_uno_id": "y_kokk", **figures}

    def _json(self, name: str) -> Any:
        return json.loads((self._folder / "utdanning.no" / name).read_text("utf-8"))

    def _rows(self, name: str, separator: str = ";") -> list[dict[str, str]]:
        with (self._folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=separator))


def _flat(tree: Any, leaf: str) -> Iterator[dict[str, Any]]:
    """Yield the records of *tree*, each a mapping with the field *leaf*, with today's names of their fields."""
    if isinstance(tree, dict) and leaf in tree:
        yield _renamed(tree)
        return
    for below in tree.values():
        yield from _flat(below, leaf)


def _renamed(fields: Mapping[str, Any]) -> dict[str, Any]:
    names = {name: _TODAY.get(name, name) for name in fields}
    return {name.replace("antall_ansatte", "antall_asnatte"): fields[old] for old, name in names.items()}


def _json_stat(rows: list[dict[str, str]]) -> dict[str, Any]:
    """Return *rows* of the StatBank as a JSON-stat 2 document: a column a dimension."""
    names = [name for name in rows[0] if name not in {"value", "status"}]
    codes = {name: list(dict.fromkeys(row[name] for row in rows)) for name in names}
    values: dict[str, float] = {}
    marks: dict[str, str] = {}
    for row in rows:
        place = 0
        for name in names:
            place = place * len(codes[name]) + codes[name].index(row[name])
        if row["value"]:
            values[str(place)] = float(row["value"])
        if row.get("status"):
            marks[str(place)] = row["status"]
    dimension = {
        name: {"category": {"index": codes[name], "label": {code: code for code in codes[name]}}} for name in names
    }
    size = [len(codes[name]) for name in names]
    return {"class": "dataset", "id": names, "size": size, "dimension": dimension, "value": values, "status": marks}


def replay(there: Service, answers: Mapping[str, Any], records: Iterable[dict[str, Any]], folder: Path) -> Path:
    """
    Let *there* give *answers*, *records*, and companies with the occupation of each record.

    Returns the path of the national sources file with the addresses of *there*.
    """
    described = list(records)
    text = NATIONAL.read_text("utf-8")
    for source in read_sources_file(NATIONAL, ADAPTERS):
        if not source.fetch:
            continue
        place = urlsplit(source.fetch).path
        if source.in_cells:
            place = source.fetch.partition(urlsplit(source.fetch).netloc)[2]
        text = text.replace(f'fetch = "{source.fetch}"', f'fetch = "{there.url}{place}"')
        if source.key in answers:
            answer = answers[source.key]
            body = answer if isinstance(answer, bytes) else json.dumps(answer, ensure_ascii=False).encode()
            there.replies[place] = [Reply(body=body)]
    there.replies |= replies(there.url, described)
    there.replies |= company_replies(one["sammenligning_id"] for one in described)
    path = folder / "national.toml"
    path.write_text(text, "utf-8")
    return path


def _fetch_and_build(path: Path, cache: Path, home: Path) -> None:
    console = Console()
    progress = Progress(quiet=True)
    empty = cache.with_name("nothing")
    empty.mkdir(exist_ok=True)
    results = Fetcher(cache, PoliteClient(_QUICK), empty, smaller=True).fetch(
        read_sources_file(path, ADAPTERS), progress
    )
    for result in results:
        if result.outcome is not Outcome.ABSENT and not result.words.startswith("bundled"):
            console.print(f"  {result.key}: {result.outcome} {result.words}", soft_wrap=True)
    release = build(Order(Releases(home), DEFAULT_BASE, path, cache), Progress())
    manifest = release.manifest
    console.print(f"{manifest.id}: {manifest.triples:,} triples, {manifest.things:,} things")
    if manifest.former:
        console.print(tell_changes(release), soft_wrap=True)


def main() -> None:
    """Fetch and build twice, with 599 occupations and then with one renamed, one gone and one new."""
    documents = Documents(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder, service() as there:
        cache, home = Path(folder) / "cache", Path(folder) / "home"
        _fetch_and_build(replay(there, documents.answers(), documents.records(), Path(folder)), cache, home)
        gone, renamed = documents.occupations.pop(0), documents.occupations[0]
        renamed["title"] += " (nytt navn)"
        documents.occupations.append(gone | {"id": "y_ny", "title": "Nytt yrke"})
        _fetch_and_build(replay(there, documents.answers(), documents.records(), Path(folder)), cache, home)


if __name__ == "__main__":
    main()
