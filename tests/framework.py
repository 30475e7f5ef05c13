"""A client of the framework itself, behind the middleware of the fast path."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import Client

from server.fast_path import Shortcut
from server.http.parameters import LanguageParameters


def behind(client: FlaskClient) -> Client:
    """Return a client of the application of *client* without its fast path."""
    parameters = client.application.wsgi_app
    assert isinstance(parameters, LanguageParameters)
    shortcut = parameters._app
    assert isinstance(shortcut, Shortcut)
    return Client(shortcut._app)
