"""Names of crosswalks and descriptions of their evidence, in bokmål, nynorsk and English."""

from __future__ import annotations

from collections.abc import Mapping

KLASS = "klass-styrk98-styrk08"
KLASS_TITLES = "klass-titles-styrk08"
GROUPS = "styrk98-styrk08-unofficial"
TITLES_TO_GROUPS = "titles-styrk08-unofficial"
ISCO = "isco88-isco08"
NORWEGIAN_ISCO = "styrk08-isco08"
TO_ESCO = "styrk08-esco"
TO_OCCUPATIONS = "titles-occupations"
OCCUPATIONS_TO_ESCO = "occupations-esco"
LIKELY = "titles-occupations-likely"

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
        "nb": "Fra grupper i STYRK-98 til STYRK-08, gjennom titlene",
        "nn": "Frå grupper i STYRK-98 til STYRK-08, gjennom titlane",
        "en": "From groups of STYRK-98 to STYRK-08, through their titles",
    },
    TITLES_TO_GROUPS: {
        "nb": "Fra titler utenfor den offisielle tabellen til STYRK-08, etter lignende titler",
        "nn": "Frå titlar utanfor den offisielle tabellen til STYRK-08, etter liknande titlar",
        "en": "From titles outside the official table to STYRK-08, by similar titles",
    },
    ISCO: {
        "nb": "Fra ISCO-88 til ISCO-08, ILOs tabell",
        "nn": "Frå ISCO-88 til ISCO-08, tabellen til ILO",
        "en": "From ISCO-88 to ISCO-08, the table of the ILO",
    },
    NORWEGIAN_ISCO: {
        "nb": "Fra STYRK-08 til ISCO-08, vurdert par for par",
        "nn": "Frå STYRK-08 til ISCO-08, vurdert par for par",
        "en": "From STYRK-08 to ISCO-08, judged pair by pair",
    },
    TO_ESCO: {
        "nb": "Fra STYRK-08 til ESCO, gjennom ISCO-08",
        "nn": "Frå STYRK-08 til ESCO, gjennom ISCO-08",
        "en": "From STYRK-08 to ESCO, through ISCO-08",
    },
    OCCUPATIONS_TO_ESCO: {
        "nb": "Fra yrker til yrker i ESCO",
        "nn": "Frå yrke til yrke i ESCO",
        "en": "From occupations to occupations of ESCO",
    },
    LIKELY: {
        "nb": "Fra stillingstitler til yrker de sannsynligvis hører til",
        "nn": "Frå stillingstitlar til yrke dei truleg høyrer til",
        "en": "From job titles to the occupations they likely belong to",
    },
    TO_OCCUPATIONS: {
        "nb": "Fra stillingstitler til yrker",
        "nn": "Frå stillingstitlar til yrke",
        "en": "From job titles to occupations",
    },
}

ABOUT: Mapping[str, Mapping[str, str]] = {
    KLASS: {
        "nb": "Den offisielle tabellen, nummer 426 i Klass. Den sier ikke hvor stor del av en delt gruppe som går "
        "hvor, så overgangene har ingen andel.",
        "nn": "Den offisielle tabellen, nummer 426 i Klass. Han seier ikkje kor stor del av ei delt gruppe som går "
        "kvar, så overgangane har ingen del.",
        "en": "The official table, number 426 in Klass. It does not say how much of a split group goes where, so "
        "the mappings have no share.",
    },
    KLASS_TITLES: {
        "nb": "Den offisielle tabellen, nummer 426 i Klass, der den går ut fra titlene i yrkeskatalogen. En tittel "
        "hører til i gruppen; er det flere grupper, sier ikke tabellen hvor stor del som går hvor.",
        "nn": "Den offisielle tabellen, nummer 426 i Klass, der han går ut frå titlane i yrkeskatalogen. Ein tittel "
        "høyrer til i gruppa; er det fleire grupper, seier ikkje tabellen kor stor del som går kvar.",
        "en": "The official table, number 426 in Klass, where it starts from the titles of the catalogue. A title "
        "belongs in the group; where there are several, the table does not say how much goes where.",
    },
    GROUPS: {
        "nb": "Satt sammen av titlene i gruppen. Andelen er hvor stor del av titlene som går til målet; konfidensen "
        "er den av den sikreste tittelen. Det som ikke går til noe mål, står som ikke fordelt.",
        "nn": "Sett saman av titlane i gruppa. Delen er kor mange av titlane som går til målet; konfidensen er "
        "den til den sikraste tittelen. Det som ikkje går til noko mål, står som ikkje fordelt.",
        "en": "Composed of the titles of the group. The share is the part of the titles that goes to the target; "
        "confidence is that of the surest title. What goes to no target is listed as unallocated.",
    },
    TITLES_TO_GROUPS: {
        "nb": "Gruppen til titler som den offisielle tabellen ikke har, etter de titlene i tabellen som ligner "
        "mest. Konfidensen er beregnet slik at den er riktig for titler som holdes utenfor: 86 prosent av dem får "
        "rett gruppe.",
        "nn": "Gruppa til titlar som den offisielle tabellen ikkje har, etter dei titlane i tabellen som liknar "
        "mest. Konfidensen er rekna ut slik at han er rett for titlar som blir haldne utanfor: 86 prosent av dei "
        "får rett gruppe.",
        "en": "The group of titles that the official table leaves out, from the titles of the table most like them. "
        "Confidence is calibrated on titles held out: 86 per cent of them get the right group.",
    },
    ISCO: {
        "nb": "ILOs tabell. Filen merker ikke grupper der bare en del svarer til den andre; det går fram av hvor mange "
        "motstykker en kode har. Konfidensen er delt likt mellom dem.",
        "nn": "Tabellen til ILO. Fila merkjer ikkje grupper der berre ein del svarar til den andre; det går fram av "
        "kor mange motstykke ein kode har. Konfidensen er delt likt mellom dei.",
        "en": "The ILO's table. The file does not mark groups of which only a part corresponds; the number of matches "
        "of a code shows it. Confidence is shared equally among them.",
    },
    NORWEGIAN_ISCO: {
        "nb": "Par av grupper som er lest og vurdert ett for ett. Samme kode er ikke samme gruppe overalt; der "
        "gruppene er ulike, sier tabellen hvorfor. Ved en ny gjennomlesning, med den første vurderingen "
        "for øye, var 392 av 394 par der ISCO-gruppen rommer "
        "hele den norske, riktige; de to andre er rettet.",
        "nn": "Par av grupper som er lesne og vurderte eitt for eitt. Same kode er ikkje same gruppe overalt; der "
        "gruppene er ulike, seier tabellen kvifor. Ved ei ny gjennomlesing, med den første vurderinga "
        "for auge, var 392 av 394 par der ISCO-gruppa rommar "
        "heile den norske, rette; dei to andre er retta.",
        "en": "Pairs of groups read and judged one by one. The same code is not the same group everywhere; where "
        "the groups differ, the table gives the reason. A second reading, with the first judgement in "
        "sight, found 392 of 394 pairs right in which the "
        "group of ISCO has all of the Norwegian one; the other two are mended.",
    },
    TO_ESCO: {
        "nb": "Yrkene ESCO fører under gruppen i ISCO-08 som svarer til gruppen i STYRK-08. Konfidensen er den fra "
        "STYRK-08 til ISCO-08, delt på antallet yrker i gruppen.",
        "nn": "Yrka ESCO fører under gruppa i ISCO-08 som svarar til gruppa i STYRK-08. Konfidensen er den frå STYRK-08"
        " til ISCO-08, delt på talet på yrke i gruppa.",
        "en": "The occupations ESCO files under the ISCO-08 group that corresponds to the STYRK-08 group. Confidence "
        "is that from STYRK-08 to ISCO-08, divided by the number of occupations in the group.",
    },
    OCCUPATIONS_TO_ESCO: {
        "nb": "Yrker i ESCO med samme eller lignende navn på engelsk, i samme gruppe i ISCO-08 eller nær hverandre i "
        "ESCO. Konfidensen er en kalibrert sannsynlighet for at de to har med hverandre å gjøre. Målt på 120 yrker "
        "vurdert for hånd, uten at modellen hadde sett dem: av lenker med konfidens fra 0,5 er 83 prosent riktige, og "
        "75 prosent av dem som er kalt eksakte, er eksakte. Ingen kilde har gjennomgått lenkene.",
        "nn": "Yrke i ESCO med same eller liknande namn på engelsk, i same gruppe i ISCO-08 eller nær kvarandre i "
        "ESCO. Konfidensen er eit kalibrert sannsyn for at dei to har med kvarandre å gjere. Målt på 120 yrke vurderte "
        "for hand, utan at modellen hadde sett dei: av lenkjer med konfidens frå 0,5 er 83 prosent rette, og 75 "
        "prosent av dei som er kalla eksakte, er eksakte. Inga kjelde har gått gjennom lenkjene.",
        "en": "Occupations of ESCO with an equal or similar English name, in the same group of ISCO-08 or near each "
        "other in ESCO. Confidence is a calibrated probability that the two are related at all. Measured on 120 "
        "occupations judged by hand and held out: 83 per cent of links with a confidence from 0.5 are right, and 75 "
        "per cent of those called exact are exact. No source has reviewed the links.",
    },
    TO_OCCUPATIONS: {
        "nb": "Titler som en kilde knytter til et yrke, også når tittelen hører til flere yrker.",
        "nn": "Titlar som ei kjelde knyter til eit yrke, òg når tittelen høyrer til fleire yrke.",
        "en": "Titles that a source links to an occupation, also where a title belongs to several.",
    },
    LIKELY: {
        "nb": "Titler som sannsynligvis hører til et yrke, etter navn, grupper og tekster, der ingen kilde har hele "
        "listen. Konfidensen er en kalibrert sannsynlighet. Målt på 42 yrker med kjente lister, uten at modellen hadde "
        "sett dem: blant de sikreste lenkene som til sammen finner halvparten av titlene i listene, står om lag 80 "
        "prosent i dem. Av 40 like sikre lenker til yrker uten liste, trukket ved lodd, vurderte en leser 30 som "
        "riktige. Ingen av dem er en påstand, og ingen telles.",
        "nn": "Titlar som truleg høyrer til eit yrke, etter namn, grupper og tekstar, der inga kjelde har heile "
        "lista. Konfidensen er eit kalibrert sannsyn. Målt på 42 yrke med kjende lister, utan at modellen hadde sett "
        "dei: blant dei sikraste lenkjene som til saman finn halvparten av titlane i listene, står om lag 80 prosent i "
        "dei. Av 40 like sikre lenkjer til yrke utan liste, trekte ved lodd, vurderte ein lesar 30 som rette. Ingen av "
        "dei er ein påstand, og ingen blir talde.",
        "en": "Titles that likely belong to an occupation, by names, groups and texts, where no source has the whole "
        "list. Confidence is a calibrated probability. Measured on 42 occupations with known lists, held out: of the "
        "surest links that together find half of the listed titles, about 80 per cent are listed. Of 40 equally sure "
        "links to occupations without a list, drawn by lot, a reader judged 30 right. None of them is a claim, and "
        "none is counted.",
    },
}
