"""Pages about figures that only the national release has; late in a run, when its build keeps no other test waiting."""

from __future__ import annotations

import pytest

from graph.reading.release import Release
from tests.conftest import application

# Paths and their templates.
NATIONAL_PAGES = (("/counties/job-market", "counties.html"),)


@pytest.mark.parametrize("path", [path for path, _ in NATIONAL_PAGES])
def test_a_page_of_the_country_is_shown(national: Release, path: str) -> None:
    with application(national) as app:
        response = app.test_client().get(path, headers={"Accept": "text/html"})

    assert response.status_code == 200
    assert "Rogaland" in response.text
