"""Names of crosswalks and descriptions of their evidence, in bokmål, nynorsk and English."""

from __future__ import annotations

from collections.abc import Mapping

KLASS = "klass-styrk98-styrk08"
KLASS_TITLES = "klass-titles-styrk08"
GROUPS = "styrk98-styrk08-unofficial"
TITLES_TO_GROUPS = "titles-styrk08-unofficial"
CANDIDATES = "styrk98-isco08-unofficial"
ISCO = "isco88-isco08"
NORWEGIAN_ISCO = "styrk08-isco08"
TO_ESCO = "styrk08-esco"
TO_OCCUPATIONS = "titles-occupations"

TITLES: Mapping[str, Mapping[str, str]] = {
    KLASS: {
        "nb": "Fra STYRK-98 til STYRK-08, Statistisk sentralbyrås tabell",
        "nn": "Frå STYRK-98 til STYRK-08, tabellen til Statistisk sentralbyrå",
        "en": "From STYRK-98 to STYRK-08, the table of Statistics Norway",
    },
    KLASS_TITLES: {
        "nb": "Fra titler i STYRK-98 til STYRK-08, Statistisk sentralbyrås tabell",
        "nn": "Frå titlar i STYRK-98 til STYRK-08, tabellen til Statistisk sentralbyrå",
        "en": "From titles of STYRK-98 to STYRK-08, the table of Statistics Norway",
    },
    GROUPS: {
        "nb": "Fra grupper i STYRK-98 til STYRK-08, uoffisiell",
        "nn": "Frå grupper i STYRK-98 til STYRK-08, uoffisiell",
        "en": "From groups of STYRK-98 to STYRK-08, unofficial",
    },
    TITLES_TO_GROUPS: {
        "nb": "Fra titler i STYRK-98 til STYRK-08, uoffisiell",
        "nn": "Frå titlar i STYRK-98 til STYRK-08, uoffisiell",
        "en": "From titles of STYRK-98 to STYRK-08, unofficial",
    },
    CANDIDATES: {
        "nb": "Fra grupper i STYRK-98 til ISCO-08, uoffisiell",
        "nn": "Frå grupper i STYRK-98 til ISCO-08, uoffisiell",
        "en": "From groups of STYRK-98 to ISCO-08, unofficial",
    },
    ISCO: {
        "nb": "Fra ISCO-88 til ISCO-08, ILOs tabell",
        "nn": "Frå ISCO-88 til ISCO-08, tabellen til ILO",
        "en": "From ISCO-88 to ISCO-08, the table of the ILO",
    },
    NORWEGIAN_ISCO: {
        "nb": "Fra STYRK-08 til ISCO-08, etter kode",
        "nn": "Frå STYRK-08 til ISCO-08, etter kode",
        "en": "From STYRK-08 to ISCO-08, by code",
    },
    TO_ESCO: {
        "nb": "Fra STYRK-08 til ESCO, gjennom ISCO-08",
        "nn": "Frå STYRK-08 til ESCO, gjennom ISCO-08",
        "en": "From STYRK-08 to ESCO, through ISCO-08",
    },
    TO_OCCUPATIONS: {
        "nb": "Fra stillingstitler til yrker",
        "nn": "Frå stillingstitlar til yrke",
        "en": "From job titles to occupations",
    },
}

ABOUT: Mapping[str, Mapping[str, str]] = {
    KLASS: {
        "nb": "Den offisielle tabellen, nummer 426 i Klass. Den sier ikke hvor stor del av en delt gruppe som går hvor;"
        " konfidensen er derfor delt likt.",
        "nn": "Den offisielle tabellen, nummer 426 i Klass. Han seier ikkje kor stor del av ei delt gruppe som går "
        "kvar; konfidensen er difor delt likt.",
        "en": "The official table, number 426 in Klass. It does not say how much of a split group goes where, so "
        "confidence is shared equally.",
    },
    KLASS_TITLES: {
        "nb": "Den offisielle tabellen, nummer 426 i Klass, der den går ut fra titlene i yrkeskatalogen. En tittel "
        "hører til i gruppen; er det flere grupper, er konfidensen delt likt.",
        "nn": "Den offisielle tabellen, nummer 426 i Klass, der han går ut frå titlane i yrkeskatalogen. Ein tittel "
        "høyrer til i gruppa; er det fleire grupper, er konfidensen delt likt.",
        "en": "The official table, number 426 in Klass, where it starts from the titles of the yrkeskatalog. A title "
        "belongs in the group; of several groups, each has an equal share of the confidence.",
    },
    GROUPS: {
        "nb": "Satt sammen av tabellen fra titler, tabellen til ISCO-08 og tabellen fra STYRK-08 til ISCO-08; ingen "
        "offisiell kilde står bak. Konfidensen er gjennomsnittet over titlene i gruppen.",
        "nn": "Sett saman av tabellen frå titlar, tabellen til ISCO-08 og tabellen frå STYRK-08 til ISCO-08; inga "
        "offisiell kjelde står bak. Konfidensen er gjennomsnittet over titlane i gruppa.",
        "en": "Composed of the table from titles, the one to ISCO-08 and the one from STYRK-08 to ISCO-08; no official "
        "source stands behind it. Confidence is the mean over the titles of the group.",
    },
    TITLES_TO_GROUPS: {
        "nb": "Gruppen der NAVs liste har en like lydende tittel. Konfidensen er 0,95 når ISCO-88 peker på samme "
        "gruppe, 0,77 når den tier, og 0,44 når den peker på andre: de to er enige om 60 prosent, og √0,6 = 0,77 "
        "er hvor ofte hver av dem har rett om de er like gode.",
        "nn": "Gruppa der lista til NAV har ein tittel som lyder likt. Konfidensen er 0,95 når ISCO-88 peikar på same "
        "gruppe, 0,77 når ho teier, og 0,44 når ho peikar på andre: dei to er samde om 60 prosent, og √0,6 = 0,77"
        " er kor ofte kvar av dei har rett om dei er like gode.",
        "en": "The group under which NAV lists an equal title. Confidence is 0.95 where ISCO-88 points to the same "
        "group, 0.77 where it is silent, and 0.44 where it points to others: the two agree on 60 per cent, and "
        "√0.6 = 0.77 is how often each is right if they are equally good.",
    },
    CANDIDATES: {
        "nb": "Gruppene i ISCO-08 som ILOs tabell gir for gruppen i ISCO-88 med samme kode som gruppen i STYRK-98. "
        "Konfidensen er 0,77 delt på antallet.",
        "nn": "Gruppene i ISCO-08 som tabellen til ILO gir for gruppa i ISCO-88 med same kode som gruppa i STYRK-98. "
        "Konfidensen er 0,77 delt på talet på dei.",
        "en": "The groups of ISCO-08 that the ILO's table gives for the group of ISCO-88 with the code of the STYRK-98 "
        "group. Confidence is 0.77 divided by their number.",
    },
    ISCO: {
        "nb": "ILOs tabell. Filen har ingen merker for at bare en del av en gruppe svarer; det vises av hvor mange hver"
        " kode har. Konfidensen er delt likt mellom dem.",
        "nn": "Tabellen til ILO. Fila har ingen merke for at berre ein del av ei gruppe svarar; det syner av kor mange "
        "kvar kode har. Konfidensen er delt likt mellom dei.",
        "en": "The ILO's table. The file has no marks for groups of which only a part corresponds; how many each code "
        "has shows it. Confidence is shared equally among them.",
    },
    NORWEGIAN_ISCO: {
        "nb": "STYRK-08 er den norske utgaven av ISCO-08 og bruker kodene derfra. Der de to deler en gruppe med tre "
        "siffer opp likt, er samme kode samme gruppe (0,98); ellers er de bare nær (0,8).",
        "nn": "STYRK-08 er den norske utgåva av ISCO-08 og bruker kodane derifrå. Der dei to deler opp ei gruppe med "
        "tre siffer likt, er same kode same gruppe (0,98); elles er dei berre nær (0,8).",
        "en": "STYRK-08 is the Norwegian edition of ISCO-08 and uses its codes. Where the two divide a three-digit "
        "group alike, the same code is the same group (0.98); elsewhere they are only close (0.8).",
    },
    TO_ESCO: {
        "nb": "Yrkene ESCO fører under gruppen i ISCO-08 som svarer til gruppen i STYRK-08. Konfidensen er den fra "
        "STYRK-08 til ISCO-08, delt på antallet yrker i gruppen.",
        "nn": "Yrka ESCO fører under gruppa i ISCO-08 som svarar til gruppa i STYRK-08. Konfidensen er den frå STYRK-08"
        " til ISCO-08, delt på talet på yrke i gruppa.",
        "en": "The occupations ESCO files under the ISCO-08 group that answers to the STYRK-08 group. Confidence is "
        "that from STYRK-08 to ISCO-08, divided by the number of occupations in the group.",
    },
    TO_OCCUPATIONS: {
        "nb": "Titler en yrkesside fører opp (konfidensen er 1, delt på antallet yrker), og forslag ut fra like navn "
        "for titler ingen side fører opp. Et forslag er ingen påstand om at yrket har tittelen, og telles aldri "
        "med.",
        "nn": "Titlar ei yrkesside fører opp (konfidensen er 1, delt på talet på yrke), og framlegg ut frå like namn "
        "for titlar inga side fører opp. Eit framlegg er ingen påstand om at yrket har tittelen, og blir aldri "
        "talt med.",
        "en": "Titles that an occupation's page lists (confidence is 1, divided by the number of occupations), and "
        "suggestions by equal names for titles that no page lists. A suggestion is no claim that the occupation "
        "has the title, and is never counted.",
    },
}
