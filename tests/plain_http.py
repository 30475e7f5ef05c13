"""
Requests to servers on the loopback, without TLS.

httpx otherwise reads all certificates of the machine for each request: 60 ms of processor, where the request takes one.
"""

from __future__ import annotations

import ssl
from functools import partial

import httpx

from tests.waiting import PATIENCE

# It trusts no certificate, so that a request by https fails.
UNTRUSTING = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

get = partial(httpx.get, verify=UNTRUSTING, timeout=PATIENCE)
post = partial(httpx.post, verify=UNTRUSTING, timeout=PATIENCE)
Client = partial(httpx.Client, verify=UNTRUSTING, timeout=PATIENCE)
