"""Editions of a small world of occupations, as the releases of one folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NamedTuple

from graph.adapters.registry import ADAPTERS
from graph.building.order import Order
from graph.building.pipeline import digest_inputs, inspect, prepare
from graph.building.predecessor import find_predecessor
from graph.building.publication import new_folder, publish
from graph.building.storing_process import Storing
from graph.building.void import DUMP_NAME
from graph.checking.checks import stop_on_violations
from graph.progress import Progress
from graph.reading.release import Release, Releases
from graph.sources_file import read_catalogue
from graph.vocab import DEFAULT_BASE
from tests.paths import DATA

_PORTAL = DATA / "portal" / "sources.toml"
_SOURCES = ("organisations", "classifications", "cubes", "main", "pay")
# Identifier, title and code: the typesetter's code is that of the designer who follows.
_ONLY_BEFORE = (("y_fyrvokter", "Fyrvokter", "3152"), ("y_typograf", "Typograf", "7321"))
_ONLY_AFTER = (("y_solcelle", "Solcelleinstallatør", "7411"), ("y_forming", "Formgiver", "7321"))
_QUIET = Progress(quiet=True)


class Editions(NamedTuple):
    """A release, the one that followed it, and the one after that."""

    old: Release
    new: Release
    newest: Release

    @property
    def sources(self) -> Path:
        """The sources file of the newest."""
        return self.newest.folder.parent.with_name("editions-sources") / "sources.toml"


def make_editions(root: Path) -> Editions:
    """
    Return three releases below *root*, made there once.

    From the first to the second a cook gets another title, a lighthouse keeper leaves, and a wage is revised.
    """
    home = Releases(root / "release-editions")
    if not home.home.exists():
        home.home.mkdir()
        sources = write_world(root / "editions-sources")
        for change in (lambda _: None, renew, renew_again):
            change(sources)
            make_release(home, sources)
    newest = home.current()
    new = home.get(newest.manifest.former)
    return Editions(home.get(new.manifest.former), new, newest)


def write_world(folder: Path) -> Path:
    """Write the sources of the older edition to *folder*; returns the sources file."""
    folder.mkdir()
    for path in _PORTAL.parent.iterdir():
        shutil.copy(path, folder)
    first, *blocks = _PORTAL.read_text("utf-8").partition("[end]")[0].split("[[source]]")
    kept = [block for block in blocks if any(f'\nkey = "{key}"\n' in block for key in _SOURCES)]
    text = "".join((first, *(f"[[source]]{block}" for block in kept), f"[end]\nsources = {len(kept)}\n"))
    (folder / "sources.toml").write_text(text, "utf-8")
    main = folder / "main.json"
    records = json.loads(main.read_text("utf-8"))
    for uno_id, title, code in _ONLY_BEFORE:
        records[uno_id] = occupation(records["y_kokk"], uno_id, title, code)
    records["y_baker"]["yrkeskoder_styrk08"].append("3434")
    main.write_text(json.dumps(records), "utf-8")
    return folder / "sources.toml"


def occupation(like: dict[str, object], uno_id: str, title: str, code: str) -> dict[str, object]:
    """Return a record *like* another with its own identifier, title and code."""
    own = {"uno_id": uno_id, "id": f"main_{uno_id}", "tittel": title, "title_s": [title]}
    return {**like, **own, "yrkeskoder_styrk08": [code]}


def renew(sources: Path) -> None:
    """Change the sources to those of the newer edition."""
    main, pay = sources.with_name("main.json"), sources.with_name("pay.json")
    records = json.loads(main.read_text("utf-8"))
    for uno_id, _, _ in _ONLY_BEFORE:
        del records[uno_id]
    for uno_id, title, code in _ONLY_AFTER:
        records[uno_id] = occupation(records["y_kokk"], uno_id, title, code)
    records["y_kokk"] |= {"tittel": "Matkunstner", "title_s": ["Matkunstner"]}
    records["y_baker"]["yrkeskoder_styrk08"] = ["7512", "5120"]
    main.write_text(json.dumps(records), "utf-8")
    pay.write_text(pay.read_text("utf-8").replace('"A_wage_avg": 33000', '"A_wage_avg": 33100'), "utf-8")
    before, pay_source = sources.read_text("utf-8").split('key = "pay"')
    renewed = pay_source.replace("as_of = 2018-11-14", "as_of = 2019-11-14")
    sources.write_text(f'{before}key = "pay"{renewed}', "utf-8")


def renew_again(sources: Path) -> None:
    """Bring back the lighthouse keeper, and rename the cook again."""
    main = sources.with_name("main.json")
    records = json.loads(main.read_text("utf-8"))
    records["y_fyrvokter"] = occupation(records["y_kokk"], *_ONLY_BEFORE[0])
    records["y_kokk"] |= {"tittel": "Kjøkkensjef", "title_s": ["Kjøkkensjef"]}
    main.write_text(json.dumps(records), "utf-8")


def make_release(releases: Releases, sources: Path, *, with_people: bool = False) -> Release:
    """Build the release of *sources* without reasoning over facts and without an index, which take most of the time."""
    order = Order(releases, DEFAULT_BASE, sources, with_people=with_people)
    catalogue = read_catalogue(order.sources, order.data, ADAPTERS)
    own_inputs = digest_inputs(order, catalogue)
    before = find_predecessor(releases, DEFAULT_BASE, own_inputs)
    with new_folder(releases.home) as folder, Storing(folder, DUMP_NAME) as storing:
        draft = prepare(order, catalogue, before.digest(own_inputs), _QUIET, before, storing=storing)
        inspect(draft, _QUIET)
        stop_on_violations(draft.findings)
        publish(draft, releases, storing, _QUIET, judge=lambda: None, index=lambda _: None, confirm=lambda: None)
    return releases.switch(draft.id)
