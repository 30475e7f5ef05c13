"""Answers in the shape of utdanning.no's counts of companies with an occupation, with numbers made up by rule."""

from __future__ import annotations

import json
from collections.abc import Iterable

from graph.sources.statistics.areas import COUNTIES_2024
from tests.services import Reply

PATH = "/yrkearbeidsliv/potensielle-bedrifter-info"


def reply(uno_id: str, county: str) -> Reply:
    """Return the answer about an occupation in a county, with an entity tag."""
    count = sum(map(ord, uno_id)) % 90 + int(county)
    body = json.dumps([{"id": f"{uno_id}-{county}", "count": count, "aarsverk": count * 1.5}]).encode()
    return Reply(body=body, headers={"ETag": f'"{uno_id}-{county}-{count}"'})


def company_replies(uno_ids: Iterable[str]) -> dict[str, list[Reply]]:
    """Return the answers about *uno_ids* in every county, by the path with its query."""
    return {
        f"{PATH}?uno_id={uno_id}&fylkenr={county}": [reply(uno_id, county)]
        for uno_id in uno_ids
        for county in COUNTIES_2024.values()
    }
