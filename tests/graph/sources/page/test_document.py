"""A page read from disk, whatever its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.sources.page.document import read_document


@pytest.mark.parametrize(
    ("name", "text", "is_html"),
    [
        ("a.html", "Berre tekst", True),
        ("a.htm", "<p>Berre tekst</p>", True),
        ("a.txt", "<!DOCTYPE html>\n<p>Berre tekst</p>", True),
        ("a.txt", "  <!-- lagra -->\n<html><p>Berre tekst</p></html>", True),
        ("a.txt", "<h1>Berre tekst</h1>", True),
        ("a.txt", "Berre tekst\n", False),
        ("a.txt", "<3 Berre tekst\n", False),
    ],
)
def test_html_is_told_by_name_or_by_how_it_begins(tmp_path: Path, name: str, text: str, is_html: bool) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")

    (line,) = read_document(path).lines

    assert ("<" not in line.text) == (is_html or "<" not in text)


@pytest.mark.parametrize(("name", "language"), [("lege.nn.txt", "nn"), ("lege.nb.html", "nb"), ("lege.txt", None)])
def test_a_file_name_may_say_the_language(tmp_path: Path, name: str, language: str | None) -> None:
    path = tmp_path / name
    path.write_text("Lege\n", "utf-8")

    assert read_document(path).language == language


def test_the_html_knows_its_language_better_than_its_name(tmp_path: Path) -> None:
    path = tmp_path / "lege.nb.html"
    path.write_text('<html lang="nn"><p>Lege</p></html>', "utf-8")

    assert read_document(path).language == "nn"


def test_whether_the_last_line_is_ended_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for text, ended in (("ein\nto\n", True), ("ein\nto", False)):
        path.write_text(text, "utf-8")

        assert read_document(path).has_end == ended
