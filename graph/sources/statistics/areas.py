"""
The counties and municipalities that figures are about, by edition: a county of 2018 is none of 2024.

Numbers are those of Statistics Norway's classifications of counties (Klass 104) and municipalities (Klass 131).
"""

from __future__ import annotations

from collections.abc import Mapping

COUNTRY = "country-no"
COUNTIES_2018: Mapping[str, str] = {
    "Østfold": "01", "Akershus": "02", "Oslo": "03", "Hedmark": "04", "Oppland": "05", "Buskerud": "06",
    "Vestfold": "07", "Telemark": "08", "Aust-Agder": "09", "Vest-Agder": "10", "Rogaland": "11", "Hordaland": "12",
    "Sogn og Fjordane": "14", "Møre og Romsdal": "15", "Nordland": "18", "Troms": "19", "Finnmark": "20",
    "Trøndelag": "50",
}  # fmt: skip
COUNTIES_2024: Mapping[str, str] = {
    "Oslo": "03", "Rogaland": "11", "Møre og Romsdal": "15", "Nordland": "18", "Østfold": "31", "Akershus": "32",
    "Buskerud": "33", "Innlandet": "34", "Vestfold": "39", "Telemark": "40", "Agder": "42", "Vestland": "46",
    "Trøndelag": "50", "Troms": "55", "Finnmark": "56",
}  # fmt: skip
