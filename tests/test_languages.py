"""The language asked for decides which name is shown, and what is shown where there is none."""

from __future__ import annotations

import pytest

from server.languages import choose


@pytest.mark.parametrize(
    ("names", "language", "shown"),
    [
        ({"nb": "Lege", "nn": "Lækjar", "en": "Doctor"}, "nn", ("Lækjar", "nn")),
        ({"nb": "Lege", "en": "Doctor"}, "nn", ("Lege", "nb")),
        ({"en": "Doctor"}, "nn", ("Doctor", "en")),
        ({"nn": "Lækjar", "nb": "Lege"}, "en", ("Lege", "nb")),
        ({"da": "Læge"}, "en", ("Læge", "da")),
        ({"": "2221"}, "nb", ("2221", "")),
        ({"se": "Doavttir"}, "nb", ("Doavttir", "se")),
    ],
)
def test_the_nearest_language_is_shown_and_named(names: dict[str, str], language: str, shown: tuple[str, str]) -> None:
    assert choose(names, language) == shown


def test_without_a_name_nothing_is_made_up() -> None:
    assert choose({}, "nb") is None
