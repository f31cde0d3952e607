"""The routes answer only the extension on pages of the app."""

from __future__ import annotations

from typing import Any

import pytest
from sample import OWN, ROUTE, client_of, empty_app

OWN_HEADER = "X-Dash-Callback-Devtools"


@pytest.fixture(name="client")
def switched_on(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")
    return client_of(empty_app())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        # A proxy may use another name; the browser sees the real one.
        ({"Sec-Fetch-Site": "same-origin", "Referer": "https://public.example/app/"}, 200),
        # Browsers send no more than this on plain HTTP.
        ({}, 200),
        ({"Referer": "http://localhost/page?a=1"}, 200),
        ({"Referer": "http://localhost:80/"}, 200),
        ({"Referer": "http://localhost:8051/"}, 403),
        ({"Referer": "http://elsewhere.example/localhost"}, 403),
        ({"Referer": "http://localhost.elsewhere.example/"}, 403),
        ({"Referer": "http://localhost:none/"}, 403),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "http://localhost", "Referer": "http://elsewhere.example/"}, 403),
        ({"Origin": "null"}, 403),
        # A proxy terminated TLS, or did not.
        ({"Origin": "https://localhost"}, 200),
        ({"Origin": "https://localhost", "X-Forwarded-Proto": "https"}, 200),
        ({"Origin": "http://localhost", "X-Forwarded-Proto": "https, http"}, 403),
        ({"Origin": "https://public.example", "Host": "internal:8050", "X-Forwarded-Host": "public.example"}, 200),
        ({"Origin": "https://other.example", "Host": "internal:8050", "X-Forwarded-Host": "public.example"}, 403),
    ],
)
def test_checks_where_a_request_comes_from(client: Any, headers: dict[str, str], status: int) -> None:
    for route in (ROUTE, f"{ROUTE}-socket?renderer=R"):
        answer = client.get(route, headers={OWN_HEADER: "1", **headers})
        assert answer.status_code == status
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.mimetype == "application/json"


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Host": "elsewhere.example"}, {"Origin": "http://localhost"}])
def test_requires_the_header_that_a_foreign_page_cannot_send(client: Any, headers: dict[str, str]) -> None:
    for route in (ROUTE, f"{ROUTE}-socket?renderer=R"):
        assert client.get(route, headers=headers).status_code == 403


def test_grants_the_header_to_no_other_site(client: Any) -> None:
    asked = {"Origin": "http://elsewhere.example", "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": OWN_HEADER}
    granted = client.options(ROUTE, headers=asked).headers
    assert [name for name in granted.keys() if name.startswith("Access-Control-")] == []


def test_uses_the_header_that_the_agent_sends(client: Any) -> None:
    assert client.get(ROUTE, headers=OWN).status_code == 200
