"""
Makes a country many times as large out of the real data: every list again and again under new keys and names.

Occupations, educations, job titles, pay, unemployment, ESCO's occupations and the codes of STYRK-98, STYRK-08 and NUS
are new in every copy, so that a thing has as many links as before; ISCO, which the copies share, stays as it is. The
same data and number give the same files.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Rows = list[dict[str, str]]


class Copies:
    """Names the things of each copy; a code keeps its length, and gets digits that no code of the original has."""

    def __init__(self, data: Path, times: int) -> None:
        self.numbers = range(2, times + 1)
        titles = {row["code"].zfill(7) for row in _read(data / "ssb/yrkeskatalog.csv", ";")[1]}
        groups = {code[:4] for code in titles} | {row["code"] for row in _read(data / "ssb/styrk98_groups.csv")[1]}
        styrk08 = {code["code"] for code in json.loads((data / "ssb/styrk08.klass.json").read_text("utf-8"))["codes"]}
        main = json.loads((data / "utdanning.no/main.json").read_text("utf-8"))
        nus = {row["code"] for row in _read(data / "ssb/nus2000_partial.csv")[1]}
        nus |= {code for entry in main.values() for code in entry.get("utdanningskoder_nus", [])}
        self._groups = self._spread({code for code in groups if len(code) == 4}, 98)
        self._styrk08 = self._spread({code for code in styrk08 if len(code) == 4}, 8)
        self._nus = self._spread({code for code in nus if len(code) == 6}, 2000)

    def _spread(self, codes: set[str], seed: int) -> dict[tuple[int, str], str]:
        size = len(next(iter(codes)))
        unused = [f"{number:0{size}d}" for number in range(10**size) if f"{number:0{size}d}" not in codes]
        taken = iter(random.Random(seed).sample(unused, len(codes) * len(self.numbers)))
        return {(number, code): next(taken) for number in self.numbers for code in sorted(codes)}

    def group(self, code: str, number: int) -> str:
        """Return a STYRK-98 group, or a title with its group new, in the copy *number*."""
        whole = code.zfill(7) if len(code) in {6, 7} else code
        return self._groups.get((number, whole[:4]), whole[:4]) + whole[4:]

    def styrk08(self, code: str, number: int) -> str:
        """Return a STYRK-08 group in the copy *number*."""
        return self._styrk08.get((number, code), code)

    def nus(self, code: str, number: int) -> str:
        """Return an education code in the copy *number*."""
        return self._nus.get((number, code), code)


def multiply(data: Path, target: Path, times: int) -> None:
    """Write the documents of *data* to *target*, *times* as large; a document without a rule here is copied."""
    copies = Copies(data, times)
    for path in sorted(path for path in data.rglob("*") if path.is_file()):
        place = target / path.relative_to(data)
        place.parent.mkdir(parents=True, exist_ok=True)
        rule = _RULES.get(path.name)
        if rule is None or times == 1:
            shutil.copyfile(path, place)
        else:
            rule(path, place, copies)


def _titles(path: Path, place: Path, copies: Copies) -> None:
    def again(row: dict[str, str], number: int) -> dict[str, str]:
        return row | {"code": copies.group(row["code"], number), "name": f"{row['name']} X{number}"}

    _write_csv(path, place, copies, again, ";")


def _groups(path: Path, place: Path, copies: Copies) -> None:
    def again(row: dict[str, str], number: int) -> dict[str, str] | None:
        code = copies.group(row["code"], number) if len(row["code"]) == 4 else row["code"]
        names = {name: f"{row[name]} x{number}" for name in ("name_nb_nav", "name_en_isco88") if row[name]}
        return None if code == row["code"] else row | names | {"code": code}

    _write_csv(path, place, copies, again)


def _crosswalk(path: Path, place: Path, copies: Copies) -> None:
    def again(row: dict[str, str], number: int) -> dict[str, str]:
        return row | {
            "sourceCode": copies.group(row["sourceCode"], number),
            "sourceName": f"{row['sourceName']} X{number}",
            "targetCode": copies.styrk08(row["targetCode"], number),
        }

    _write_csv(path, place, copies, again, ";")


def _nus(path: Path, place: Path, copies: Copies) -> None:
    def again(row: dict[str, str], number: int) -> dict[str, str] | None:
        code = copies.nus(row["code"], number)
        return None if code == row["code"] else row | {"code": code, "name": f"{row['name']} x{number}"}

    _write_csv(path, place, copies, again)


def _esco(path: Path, place: Path, copies: Copies) -> None:
    def again(row: dict[str, str], number: int) -> dict[str, str] | None:
        if "/esco/occupation/" not in row["conceptUri"]:
            return None
        made = dict(row)
        for name, value in row.items():
            if "/esco/occupation/" in value and name != "inScheme":
                head, _, key = value.rpartition("/")
                made[name] = f"{head}/{uuid.uuid5(uuid.NAMESPACE_URL, f'{key} {number}')}"
            elif name in {"preferredLabel", "altLabels", "hiddenLabels"} and value:
                made[name] = "\n".join(f"{line} x{number}" for line in value.split("\n"))
        return made

    _write_csv(path, place, copies, again)


def _styrk08(path: Path, place: Path, copies: Copies) -> None:
    found = json.loads(path.read_text("utf-8"))
    known = {item["code"] for item in found["codes"]}
    for item in [item for item in found["codes"] if len(item["code"]) == 4]:
        for number in copies.numbers:
            code = copies.styrk08(item["code"], number)
            above = next((code[:size] for size in (3, 2, 1) if code[:size] in known), None)
            found["codes"].append(item | {"code": code, "parentCode": above, "name": f"{item['name']} x{number}"})
    place.write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _categories(path: Path, place: Path, copies: Copies) -> None:
    found = json.loads(path.read_text("utf-8"))
    for code, entry in list(found.items()):
        for number in copies.numbers:
            again = copies.styrk08(code, number)
            found[again] = entry | {"styrkCode": again} if again != code else entry
    place.write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _comparison(path: Path, place: Path, copies: Copies) -> None:
    found = json.loads(path.read_text("utf-8"))
    for key, entry in list(found.items()):
        for number in copies.numbers:
            found[f"{key}_x{number}"] = _again(entry, key, number, copies)
    place.write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _again(value: Any, key: str, number: int, copies: Copies) -> Any:
    """Return a part of utdanning.no's figures with its codes, titles and the key of its subject new."""
    if isinstance(value, dict):
        return {
            copies.nus(name, number): f"{part} x{number}" if name == "tittel" else _again(part, key, number, copies)
            for name, part in value.items()
        }
    if isinstance(value, list):
        return [_again(part, key, number, copies) for part in value]
    if isinstance(value, str):
        return f"{key}_x{number}" if value == key else copies.styrk08(copies.nus(value, number), number)
    return value


def _links(path: Path, place: Path, copies: Copies) -> None:
    found = json.loads(path.read_text("utf-8"))
    made = [
        {
            "name": f"{link['name']} x{number}",
            "url": f"{link['url']}_x{number}",
            "education_id": f"{link['education_id']}_x{number}",
        }
        for number in copies.numbers
        for link in found
    ]
    place.write_text(json.dumps(found + made, ensure_ascii=False), "utf-8")


def _texts(path: Path, place: Path, copies: Copies) -> None:
    text = path.read_text("latin-1")
    head, body, tail = re.fullmatch(r"(.*?<utdanningogyrker>)(.*)(</utdanningogyrker>.*)", text, re.S).groups()  # type: ignore[union-attr]
    made = [re.sub(r"(\w+Tittel>)([^<]+)(</)", rf"\1\2 x{number}\3", body) for number in copies.numbers]
    place.write_text(head + body + "".join(made) + tail, "latin-1")


def _feed(path: Path, place: Path, copies: Copies) -> None:
    text = path.read_text("utf-8")
    start, end = text.index("<entry"), text.index("</feed>")
    body = text[start:end]
    made = []
    for number in copies.numbers:
        again = re.sub(r"(<title[^>]*>)([^<]+)(</title>)", rf"\1\2 x{number}\3", body)
        again = re.sub(r'(<id>[^<]+)(</id>)|(href="https://utdanning.no/[^"]+)(")', rf"\1\3-x{number}\2\4", again)
        made.append(re.sub(r'(?<=term=")\d{6}(?=")', lambda code, n=number: copies.nus(code[0], n), again))  # type: ignore[misc]
    place.write_text(text[:start] + body + "".join(made) + text[end:], "utf-8")


_RULES: dict[str, Callable[[Path, Path, Copies], None]] = {
    "yrkeskatalog.csv": _titles,
    "styrk98_groups.csv": _groups,
    "klass426_styrk98_styrk08.csv": _crosswalk,
    "nus2000_partial.csv": _nus,
    "occupations_en.csv": _esco,
    "broaderRelationsOccPillar_en.csv": _esco,
    "styrk08.klass.json": _styrk08,
    "arbeidsplassen_styrk.json": _categories,
    "main.json": _comparison,
    "lonn.json": _comparison,
    "arbeidsledighet.json": _comparison,
    "education_occupation.json": _links,
    "utdanningogyrker.xml": _texts,
    "utdanning.xml": _feed,
}


def _read(path: Path, delimiter: str = ",") -> tuple[list[str], Rows]:
    text = path.read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    return list(rows[0]), rows


def _write_csv(
    path: Path,
    place: Path,
    copies: Copies,
    again: Callable[[dict[str, str], int], dict[str, str] | None],
    delimiter: str = ",",
) -> None:
    columns, rows = _read(path, delimiter)
    made: Iterable[dict[str, str] | None] = (again(row, number) for number in copies.numbers for row in rows)
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        writer.writerows(row for row in made if row is not None)
