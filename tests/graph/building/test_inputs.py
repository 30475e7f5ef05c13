"""Equal inputs give a release its name: every file that a build depends on counts, and no other."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

from graph.building.inputs import ASKED, ROOT, START, digest_project, input_files, reachable_modules
from tests.paths import HAND_KEPT, SMALL

ROOMS = ("graph", "ontology", "queries")
BUILD = """
import sys
from pathlib import Path

opened = set()
sys.addaudithook(lambda event, values: opened.add(str(values[0])) if event == "open" else None)

from graph.building.order import Order
from graph.building.pipeline import build
from graph.progress import Progress
from graph.reading.release import Releases
from graph.vocab import DEFAULT_BASE

build(Order(Releases(Path(sys.argv[1])), DEFAULT_BASE, Path(sys.argv[2])), Progress(quiet=True))
print("\\n".join(opened))
"""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the rooms that a release is made from."""
    root = tmp_path_factory.mktemp("project")
    for room in ROOMS:
        shutil.copytree(ROOT / room, root / room, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture
def project(original: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return shutil.copytree(original, tmp_path / "project")


def packages(module: str) -> Iterator[str]:
    """Yield a module and the packages it lies in."""
    while module:
        yield module
        module = module.rpartition(".")[0]


def test_the_code_of_a_build_is_its_import_closure() -> None:
    closure = grimp.build_graph(*ROOMS, cache_dir=None).find_upstream_modules(START) | {START}

    assert len(closure) > 50
    assert set(reachable_modules(START, ROOT)) == {name for module in closure for name in packages(module)}


def test_every_query_of_a_build_lies_in_a_folder_that_counts() -> None:
    code = [path for path in input_files() if path.suffix == ".py" and "reading" not in path.parts]
    asked = {
        node.args[0].value
        for path in code
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "load_folder"
        if isinstance(node.args[0], ast.Constant)
    }

    assert asked == set(ASKED)


def test_a_build_opens_no_table_that_does_not_count(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", BUILD, str(tmp_path), str(SMALL)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    opened = {path for line in run.stdout.splitlines() if (path := Path(line)).suffix not in ("", ".py", ".pyc", ".rq")}
    ours = {path for path in opened if any(path.is_relative_to(ROOT / room) for room in ROOMS)}

    assert ROOT / "graph/search/words.toml" in ours
    assert ours - {path for path in ours if path.parent == HAND_KEPT} <= set(input_files())


@pytest.mark.parametrize(
    "name",
    [
        "graph/search/everyday_names.toml",
        "graph/search/words.toml",
        "queries/checks/severity.toml",
        "queries/rules/inverse.rq",
        "queries/shared/crosswalk-mappings.rq",
        "ontology/shapes.ttl",
        "graph/deriving/likeness.py",
        "graph/__init__.py",
    ],
)
def test_a_change_to_an_input_changes_the_digest(project: Path, name: str) -> None:
    before = digest_project(project)
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")

    assert digest_project(project) != before


@pytest.mark.parametrize(
    "name",
    [
        "graph/commands/application.py",
        "graph/fetching/polite.py",
        "queries/pages/titles.rq",
        "queries/entities/describe.rq",
        "ontology/context.jsonld",
    ],
)
def test_a_change_to_another_file_keeps_the_digest(project: Path, name: str) -> None:
    before = digest_project(project)
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")

    assert digest_project(project) == before


def test_a_new_table_beside_the_code_is_an_input(project: Path) -> None:
    before = digest_project(project)
    (project / "graph/deriving/weights.toml").write_text("titles = 0.8\n", "utf-8")

    assert digest_project(project) != before


def test_a_name_that_moves_to_another_folder_changes_the_digest(project: Path) -> None:
    before = digest_project(project)
    (project / "queries/rules/inverse.rq").rename(project / "queries/build/inverse.rq")

    assert digest_project(project) != before
