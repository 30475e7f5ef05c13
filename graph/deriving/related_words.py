"""Labels of the reasons for derived links between occupations, and of their rule with its formula."""

from __future__ import annotations

from collections.abc import Mapping

from .likeness import STATED, TOP, WEIGHTS

KEY = "related-by-likeness"
TITLE = {
    "nb": "Yrker som har mye felles, er beslektet, med hver sin grunn og en styrke.",
    "nn": "Yrke som har mykje felles, er nærskylde, med kvar sin grunn og ein styrke.",
    "en": "Occupations that have much in common are related, with a reason for each thing and a strength.",
}
_WEIGHED = ", ".join(f"{kind} {weight}" for kind, weight in WEIGHTS.items())
WHY = {
    "nb": (
        f"Hvert yrke får de {TOP} som ligner mest, og alle som en side nevner. Det d av N yrker har, veier ln(1 + "
        "N/d). Likheten er J · min(1, S/ln(1 + N)): S er vekten av det felles, J er S delt på vekten av alt de to "
        f"har. Styrken av en grunn er likheten ganger typens vekt ({_WEIGHED}); det en side sier, har {STATED}. "
        "Styrken av en kobling er 1 − (1 − s₁)(1 − s₂)… over grunnene. Vektene er skjønn."
    ),
    "nn": (
        f"Kvart yrke får dei {TOP} som liknar mest, og alle som ei side nemner. Det d av N yrke har, veg ln(1 + "
        "N/d). Likskapen er J · min(1, S/ln(1 + N)): S er vekta av det felles, J er S delt på vekta av alt dei to "
        f"har. Styrken av ein grunn er likskapen gonger vekta av typen ({_WEIGHED}); det ei side seier, har "
        f"{STATED}. Styrken av ei kopling er 1 − (1 − s₁)(1 − s₂)… over grunnane. Vektene er skjøn."
    ),
    "en": (
        f"Each occupation gets the {TOP} most like it, and all that a page names. What d of N occupations have "
        "weighs ln(1 + N/d). The likeness is J · min(1, S/ln(1 + N)): S is the weight of what is shared, J is S "
        "divided by the weight of all the two have. A reason's strength is the likeness times its kind's weight "
        f"({_WEIGHED}); what a page states has {STATED}. A link's strength is 1 − (1 − s₁)(1 − s₂)… over its "
        "reasons. The weights are judgement."
    ),
}

# The label of a reason, for one shared feature and for several.
WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "sharesTitles": {
        "nb": ("1 felles stillingstittel", "{} felles stillingstitler"),
        "nn": ("1 felles stillingstittel", "{} felles stillingstitlar"),
        "en": ("1 job title in common", "{} job titles in common"),
    },
    "sharesEducationCodes": {
        "nb": ("1 felles utdanningskode", "{} felles utdanningskoder"),
        "nn": ("1 felles utdanningskode", "{} felles utdanningskodar"),
        "en": ("1 education code in common", "{} education codes in common"),
    },
    "sharesSkills": {
        "nb": ("1 felles nødvendig ferdighet", "{} felles nødvendige ferdigheter"),
        "nn": ("1 felles nødvendig dugleik", "{} felles nødvendige dugleikar"),
        "en": ("1 essential skill in common", "{} essential skills in common"),
    },
    "sameGroup": {
        "nb": ("1 felles gruppe i STYRK-08", "{} felles grupper i STYRK-08"),
        "nn": ("1 felles gruppe i STYRK-08", "{} felles grupper i STYRK-08"),
        "en": ("1 group of STYRK-08 in common", "{} groups of STYRK-08 in common"),
    },
    "sharesInterests": {
        "nb": ("1 felles interesse", "{} felles interesser"),
        "nn": ("1 felles interesse", "{} felles interesser"),
        "en": ("1 interest in common", "{} interests in common"),
    },
    "nearInEsco": {
        "nb": ("1 yrke i ESCO ligner begge", "{} yrker i ESCO ligner begge"),
        "nn": ("1 yrke i ESCO liknar begge", "{} yrke i ESCO liknar begge"),
        "en": ("1 occupation of ESCO resembles both", "{} occupations of ESCO resemble both"),
    },
    "sharesWords": {
        "nb": ("1 felles ord i tekstene", "{} felles ord i tekstene"),
        "nn": ("1 felles ord i tekstane", "{} felles ord i tekstane"),
        "en": ("1 word of the texts in common", "{} words of the texts in common"),
    },
}
