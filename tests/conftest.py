"""What every test may ask for: the folder beside the checkout, and releases built once."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def needs_shared(name: str) -> Path:
    """Return the path of *name* beside the checkout, or skip the test by name where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs ../shared/{name}")
    return path


@pytest.fixture(scope="session")
def seed() -> Path:
    """The seed document, the utdanning.no page "Lege" in nynorsk."""
    return needs_shared("seed-lege.nn.txt")


@pytest.fixture(scope="session")
def yrkeskatalog() -> Path:
    """All 7,020 job titles of the Aa-register, as Statistics Norway stores them."""
    return needs_shared("sources/ssb/yrkeskatalog.csv")


@pytest.fixture(scope="session")
def occupation_texts() -> Path:
    """Descriptions of 590 occupations in bokmål, as utdanning.no published them in 2018."""
    return needs_shared("sources/utdanning.no/utdanningogyrker.xml")
