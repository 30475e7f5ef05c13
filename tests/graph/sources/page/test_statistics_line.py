"""Source lines under statistics."""

from __future__ import annotations

import pytest

from graph.sources.page.headings import Section
from graph.sources.page.statistics_line import Figures, group_stem, read_figures, section_key


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Kilde: Statistisk sentralbyrå 2023. Tall fra november 2022.",
            Figures("Statistisk sentralbyrå", 2023, "2022-11"),
        ),
        (
            "Kilde: Statistisk sentralbyrå 2023. Tall fra november 2022. Forklaring til statistikken",
            Figures("Statistisk sentralbyrå", 2023, "2022-11"),
        ),
        ("Kjelde: SSB 2024. Tal frå mars 2023.", Figures("Statistisk sentralbyrå", 2024, "2023-03")),
        ("Kilde: SSB, 2021", Figures("Statistisk sentralbyrå", 2021, None)),
        ("Kilde: Teknisk beregningsutvalg 2022.", Figures("Teknisk beregningsutvalg", 2022, None)),
        ("Kilder: Vigo, NAV", None),
        ("Kilde: Statistisk sentralbyrå", None),
        ("Tall fra november 2022", None),
    ],
)
def test_a_source_line_says_whose_figures_they_are(text: str, figures: Figures | None) -> None:
    assert read_figures(text) == figures


@pytest.mark.parametrize(
    ("section", "heading", "key"),
    [
        (Section.STATISTICS, "Hvilke utdanninger er vanligst for leger?", "utdanninger"),
        (Section.STATISTICS, "Kva utdanningar er vanlegast for legar?", "utdanninger"),
        (Section.STATISTICS, "Hva jobber medisinutdanna med?", "arbeid"),
        (Section.PAY, "Hva tjener leger?", "lonn"),
        (Section.LINKS, "Lenker", "statistikk"),
    ],
)
def test_figures_have_a_key_by_what_they_are_about(section: Section, heading: str, key: str) -> None:
    assert section_key(section, heading) == key


@pytest.mark.parametrize(
    ("subject", "stem"),
    [
        ("medisinutdanna", "medisin"),
        ("sykepleierutdannede", "sykepleier"),
        ("IT-utdannet", "IT"),
        ("legar", None),
        ("utdanna", None),
    ],
)
def test_a_group_is_named_after_its_education(subject: str, stem: str | None) -> None:
    assert group_stem(subject) == stem
