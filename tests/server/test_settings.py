"""Settings come from the environment, and an invalid one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.settings import LAYERS, SettingFault, Settings


def test_without_an_environment_the_documented_defaults_hold() -> None:
    assert Settings.from_environment({}) == Settings()


def test_the_environment_overrides_by_name() -> None:
    settings = Settings.from_environment({"YRKESGRAF_QUERY_SECONDS": "1.5", "YRKESGRAF_HOME": "/srv/yg", "PATH": "x"})

    assert settings.query_seconds == 1.5
    assert settings.home == Path("/srv/yg")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("YRKESGRAF_QUERY_SECONDS", "soon"),
        ("YRKESGRAF_EXECUTORS", "1.5"),
        ("YRKESGRAF_EXECUTORS", "0"),
        ("YRKESGRAF_BODY_BYTES", "-1"),
        ("YRKESGRAF_QUERY_SECONDS", "nan"),
        ("YRKESGRAF_QUERY_SECONDS", "inf"),
        ("YRKESGRAF_HEADER_BYTES", "100"),
        ("YRKESGRAF_TRUSTED_PROXIES", "localhost"),
        ("YRKESGRAF_METRICS_CLIENTS", "10.0.0.1/8"),
        ("YRKESGRAF_LAYERS_OFF", "gzip_cache, everything"),
    ],
)
def test_a_bad_value_is_told_by_the_name_of_its_variable(variable: str, value: str) -> None:
    with pytest.raises(SettingFault, match=variable):
        Settings.from_environment({variable: value})


def test_every_public_limit_says_what_it_means() -> None:
    assert all(about.endswith(".") for _, _, about in Settings().public())


def test_networks_are_read_from_a_list() -> None:
    settings = Settings(trusted_proxies=" 10.0.0.0/8,192.0.2.1 , ::1,")

    assert [str(network) for network in settings.networks("trusted_proxies")] == [
        "10.0.0.0/8",
        "192.0.2.1/32",
        "::1/128",
    ]


def test_pages_have_threads_that_no_query_body_or_download_can_take() -> None:
    settings = Settings()

    waiting = settings.executors + settings.long_executors + settings.waiting + settings.bodies + settings.downloads
    assert settings.threads - waiting >= 3


def test_patience_is_longer_than_anything_a_request_waits_for() -> None:
    settings = Settings()

    assert settings.patience > settings.header_seconds + settings.body_seconds + settings.query_seconds
    assert settings.patience > settings.header_seconds + settings.body_seconds + settings.coding_seconds


def test_layers_are_in_use_unless_switched_off() -> None:
    assert Settings().layers == frozenset(LAYERS)
    assert Settings(layers_off=" gzip_cache,log_thread ").layers == frozenset(LAYERS) - {"gzip_cache", "log_thread"}
