"""The words in three languages with which the catalogue of a release describes it to data portals."""

from __future__ import annotations

CATALOGUE_TITLES = {
    "nb": "Yrkesgrafs datakatalog",
    "nn": "Datakatalogen til Yrkesgraf",
    "en": "The data catalogue of Yrkesgraf",
}
CATALOGUE_TEXTS = {
    "nb": "Yrkesgraf, kildene den er laget av, og tjenesten en kan spørre den gjennom.",
    "nn": "Yrkesgraf, kjeldene han er laga av, og tenesta ein kan spørje han gjennom.",
    "en": "Yrkesgraf, the sources it is made of, and the service it can be asked through.",
}
DATASET_TEXTS = {
    "nb": "Norske yrker med spesialiseringer, stillingstitler, utdanningskoder, klassifikasjoner og beslektede yrker, "
    "lenket sammen og med kilde på hver opplysning.",
    "nn": "Norske yrke med spesialiseringar, stillingstitlar, utdanningskodar, klassifikasjonar og nærskylde yrke, "
    "lenkja saman og med kjelde på kvar opplysning.",
    "en": "Norwegian occupations with specialisations, job titles, education codes, classifications and related "
    "occupations, linked together and with the source of every fact.",
}
RELEASE_TEXTS = {"nb": "Utgave {key}.", "nn": "Utgåve {key}.", "en": "Release {key}."}
SOURCE_TEXTS = {
    "nb": "«{title}» fra {publisher}, slik kilden var {as_of}; lest inn i Yrkesgraf {retrieved}.",
    "nn": "«{title}» frå {publisher}, slik kjelda var {as_of}; lesen inn i Yrkesgraf {retrieved}.",
    "en": "“{title}” from {publisher}, as the source was on {as_of}; read into Yrkesgraf on {retrieved}.",
}
UNDATED_TEXTS = {
    "nb": "«{title}» fra {publisher}; kilden sier ikke hvilken dag den gjelder for; lest inn i Yrkesgraf {retrieved}.",
    "nn": "«{title}» frå {publisher}; kjelda seier ikkje kva dag ho gjeld for; lesen inn i Yrkesgraf {retrieved}.",
    "en": "“{title}” from {publisher}; the source does not say which day it speaks for; read into Yrkesgraf on "
    "{retrieved}.",
}
SERVICE_TITLES = {
    "nb": "Yrkesgrafs SPARQL-endepunkt",
    "nn": "SPARQL-endepunktet til Yrkesgraf",
    "en": "The SPARQL endpoint of Yrkesgraf",
}
API_TITLES = {
    "nb": "Yrkesgrafs navngitte spørringer",
    "nn": "Dei namngjevne spørjingane til Yrkesgraf",
    "en": "The named queries of Yrkesgraf",
}
TABLES_TITLES = {
    "nb": "Alle tabellene som CSV og Parquet",
    "nn": "Alle tabellane som CSV og Parquet",
    "en": "All tables as CSV and Parquet",
}
KEYWORDS = {
    "nb": ("yrker", "stillingstitler", "utdanning", "STYRK", "NUS"),
    "nn": ("yrke", "stillingstitlar", "utdanning", "STYRK", "NUS"),
    "en": ("occupations", "job titles", "education", "STYRK", "NUS"),
}
