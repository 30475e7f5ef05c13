"""Documents in profiles, by Content Negotiation by Profile: parameter, header, and the list of alternates."""

from __future__ import annotations

import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib.namespace import DCTERMS, RDF, SKOS, Namespace

SCHEMA = Namespace("https://schema.org/")
LEGE = "http://localhost:8000/id/occupation/lege"
CODE = "http://localhost:8000/id/styrk98/2221"


def read(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


def test_skos_has_the_terms_of_skos_only(client: FlaskClient) -> None:
    found = read(client.get("/doc/styrk98/2221.ttl?_profile=skos").text)

    assert (rdflib.URIRef(CODE), SKOS.notation, rdflib.Literal("2221")) in found
    assert {str(property_) for property_ in found.predicates() if property_ != RDF.type} <= {
        str(term) for term in (SKOS.prefLabel, SKOS.notation, SKOS.broader, SKOS.inScheme, SKOS.broaderTransitive,
                               SKOS.narrower, SKOS.topConceptOf, SKOS.altLabel, SKOS.hiddenLabel, SKOS.exactMatch,
                               SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.related, SKOS.definition)
    }  # fmt: skip


def test_schema_has_an_occupation_with_coded_categories(client: FlaskClient) -> None:
    found = read(client.get("/doc/occupation/lege.ttl?_profile=schema").text)

    categories = list(found.objects(rdflib.URIRef(LEGE), SCHEMA.occupationalCategory))
    assert (rdflib.URIRef(LEGE), RDF.type, SCHEMA.Occupation) in found
    assert categories
    assert all(found.value(one, SCHEMA.codeValue) and found.value(one, SCHEMA.inCodeSet) for one in categories)


def test_a_scheme_has_its_levels_in_xkos_ap_no(client: FlaskClient) -> None:
    found = client.get("/doc/scheme/styrk08.ttl?_profile=xkos-ap-no")

    assert "xkos:numberOfLevels" in found.text
    assert "yg:" not in found.text.partition("\n\n")[2]


@pytest.mark.parametrize(
    ("header", "profile"),
    [
        ("<http://www.w3.org/2004/02/skos/core#>", "http://www.w3.org/2004/02/skos/core"),
        ("<https://schema.org/>;q=0.5, <http://www.w3.org/2004/02/skos/core>;q=0.9", "http://www.w3.org/2004/02/skos/core"),
        ("<http://example.org/unknown>", "https://w3id.org/yrkesgraf/def"),
        ("", "https://w3id.org/yrkesgraf/def"),
    ],
)  # fmt: skip
def test_the_header_chooses_a_profile_and_the_answer_names_it(client: FlaskClient, header: str, profile: str) -> None:
    response = client.get("/doc/occupation/lege", headers={"Accept": "text/turtle", "Accept-Profile": header})

    assert response.headers["Content-Profile"] == f"<{profile}>"
    assert f'<{profile}>; rel="profile"' in response.headers["Link"]
    assert "Accept-Profile" in response.vary


def test_a_cached_document_is_not_given_for_another_profile(client: FlaskClient) -> None:
    accept = {"Accept": "text/turtle"}
    wanted = {**accept, "Accept-Profile": "<http://www.w3.org/2004/02/skos/core>"}
    answers = [client.get("/doc/occupation/lege", headers=headers) for headers in (accept, wanted, accept, wanted)]

    assert answers[0].data == answers[2].data != answers[1].data == answers[3].data
    assert answers[0].headers["ETag"] != answers[1].headers["ETag"]


def test_alternates_are_listed_by_profile_and_media_type_and_each_is_there(client: FlaskClient) -> None:
    found = read(client.get("/doc/styrk98/2221?_profile=alt", headers={"Accept": "text/turtle"}).text)
    listed = {
        (str(found.value(one, DCTERMS.identifier)), str(found.value(one, DCTERMS.format))): str(one)
        for one in found.subjects(DCTERMS.conformsTo)
    }

    assert {token for token, _ in listed} == {"full", "skos", "xkos-ap-no", "schema"}
    assert len(listed) == 24
    for (_, media_type), address in listed.items():
        response = client.get(address.removeprefix("http://localhost:8000"))
        assert (response.status_code, response.mimetype) == (200, media_type)


def test_an_id_keeps_the_profile_on_its_way(client: FlaskClient) -> None:
    response = client.get("/id/occupation/lege?_profile=skos", headers={"Accept": "text/turtle"})

    assert response.headers["Location"] == "/doc/occupation/lege.ttl?_profile=skos"
    page = client.get("/id/occupation/lege?_profile=skos", headers={"Accept": "text/html"})
    assert page.location == response.location


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("occupation/lege?_profile=prez", "There is no profile 'prez' here; there are: full, skos, xkos-ap-no, schema"),
        ("occupation/lege.csv?_profile=skos", "The profile 'skos' has no form .csv; the forms are: ttl, nt, rdf, "),
        ("occupation/lege.html?_profile=skos", "The profile 'skos' has no form .html; the forms are: ttl, nt, rdf, "),
        (
            "organisation/legeforeningen?_profile=xkos-ap-no",
            "This resource has no profile 'xkos-ap-no'; its profiles are: ",
        ),
    ],
)
def test_a_profile_that_is_not_there_is_refused(client: FlaskClient, address: str, sentence: str) -> None:
    response = client.get(f"/doc/{address}", headers={"Accept": "text/turtle, application/json;q=0.5"})

    assert response.status_code == 400
    assert sentence in response.get_json(force=True)["detail"]
