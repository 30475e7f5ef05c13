"""Records in the shape of utdanning.no's service for occupation descriptions, with facts made up by rule."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tests.services import Reply

PATH = "/api/v1/data_norge--yrkesbeskrivelse"
EDUCATIONS = "/api/v1/data_norge--utdanningsbeskrivelse"
_PERSONS = ("Kari Nordmann , Norsk Tannpleierforening", "NITO, Ola Nordmann", "Faglig råd for elektro og datateknologi")


def record(number: int, uno_id: str = "", title: str = "", **fields: Any) -> dict[str, Any]:
    """Return the record of occupation *number*; *fields* replace those made by rule."""
    name = title or f"Prøvearbeider {number}"
    return {
        "title": f"{name} ",
        "body": {
            "value": f"<p>En {name.lower()} arbeider med å prøve ting.</p>"
            "<h3>Vanlige arbeidsoppgaver for en prøver:</h3><ul>"
            "<li>prøve alle ting</li><li>skrive hva som ble funnet</li></ul>",
            "summary": f"En {name.lower()} prøver ting for andre.",
        },
        "sammenligning_id": uno_id or f"y_prove_{number}",
        "styrk98": [{"yrkeskode_styrk98": f"{2221110 + number % 40}", "title": "PRØVE"}] * (number % 3),
        "styrk08": [{"styrk08_kode": "2211", "title": "Leger"}, {"styrk08_kode": "9999", "title": "Uoppgitt"}],
        "nus": [{"nus_kode": code, "title": "Medisin", "aktiv": "1"} for code in ("763199", "7631")],
        "sokeord": [{"title": f"prøveord{number}"}, {"title": "prøving"}],
        "interesse": [{"title": "Helse"}],
        "utdanningsbeskrivelse": [
            {"uri": f"https://utdanning.no{EDUCATIONS}/u_prove{number % 7}", "title": f"Prøving {number % 7}"}
        ],
        "arbeidsoppgave": [],
        "flertallsform": f"{name.lower()}e",
        "entallsform_genitiv": f"{name.lower()}s",
        "flertallsform_genitiv": None,
        "yrke_hvor_jobber": "<p>De fleste arbeider ved et laboratorium.</p>",
        "yrke_personegenskaper": "<p>Du må like å prøve ting og skrive om det.</p>",
        "yrke_utdanning": "<p>Du må ha fagbrev som prøver.</p>",
        "yrke_evu": "<p>Du kan ta videreutdanning i prøving ved en høgskole.</p>",
        "yrke_spesialisering": "<p>Du kan bli spesialist i prøving av vann.</p>",
        "lonn_fritekst": None,
        "yrke_lenke": None,
        "yrke_utdanningsbetegnelse": "prøveutdannede",
        "yrke_sist_kvalitetssikret": f"202{number % 6}-02-12",
        "yrke_kvalitetssikrer": [{"title": _PERSONS[number % 3]}],
        "yrke_lisens": "1",
        "stat_vis_arb_markedskart": "yes",
        "stat_vis_lonnstat": "1",
        "stat_vis_sammenligning": "1",
        "stat_vis_utdanningbakgrunn": "no",
        "stat_vis_hvilketyrke": "1",
        **fields,
    }


def replies(url: str, records: Iterable[dict[str, Any]]) -> dict[str, list[Reply]]:
    """Return the replies of a service with an index of *records*, by path; each record has an entity tag."""
    found = {f"{PATH}/{one['sammenligning_id']}": one for one in records}
    index = [{"uri": f"{url}{path}", "title": one["title"]} for path, one in found.items()]
    answers = {PATH: [Reply(body=json.dumps(index).encode())]}
    for path, one in found.items():
        body = json.dumps(one, ensure_ascii=False).encode()
        answers[path] = [Reply(body=body, headers={"ETag": f'"{hash(body)}"'})]
    return answers
