"""FastAPI and Quart, called as their servers call them: through ASGI."""

from __future__ import annotations

import asyncio
import json
import traceback
from typing import Any, Optional

import pytest
from dash import Dash, Input, Output, dcc, html
from sample import OWN, ROUTE, body_of

from dash_callback_devtools import install
from dash_callback_devtools.request_clock import _RequestClock

BACKENDS = pytest.mark.parametrize("backend", ["fastapi", "quart"])


def make_app(backend: str, install_first: bool = True) -> Dash:
    pytest.importorskip("dash.backends")  # from Dash 4.2 on
    pytest.importorskip(backend)
    app = Dash(__name__, backend=backend)
    if install_first:
        install(app)
    app.layout = html.Div([dcc.Input(id="a"), html.Div(id="out"), html.Div(id="x")])

    def show(error: Exception) -> str:
        return f"{error}\n{traceback.format_exc()}"

    @app.callback(Output("out", "children"), Input("a", "value"), on_error=show)
    async def fail(value: str) -> str:
        raise ValueError(f"trouble with {value}")

    @app.callback(Output("x", "children"), Input("a", "value"), on_error=show)
    def fail_in_thread(value: str) -> str:
        raise ValueError(f"trouble with {value}")

    return app


def ask(app: Dash, path: str, body: Optional[Any] = None, headers: Optional[dict[str, str]] = None) -> tuple[int, dict[str, str], Any]:
    """Return status, headers and JSON of the response to one request."""
    content = b"" if body is None else json.dumps(body).encode()
    sent: list[Any] = []

    async def receive() -> Any:
        if receive_done:
            await asyncio.sleep(3_600)
        receive_done.append(True)
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    receive_done: list[bool] = []
    given = {"host": "localhost", "content-type": "application/json", "content-length": str(len(content)), **(headers or {})}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET" if body is None else "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in given.items()],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    asyncio.run(asyncio.wait_for(app.server(scope, receive, send), 20))
    start = sent[0]
    received = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return start["status"], received, json.loads(b"".join(message.get("body", b"") for message in sent[1:]) or b"null")


@BACKENDS
@pytest.mark.parametrize("output", ["out", "x"])
def test_reports_times_and_does_not_change_errors(monkeypatch: pytest.MonkeyPatch, backend: str, output: str) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")
    with_it, without = (ask(make_app(backend, install_first), "/_dash-update-component", body_of("you", output)) for install_first in (True, False))
    assert with_it[0] == 200
    assert "dcd-function" in with_it[1]["server-timing"]
    assert "trouble with you" in with_it[2]["response"][output]["children"]
    assert with_it[2] == without[2]


def test_removes_its_frame_from_an_error_that_passes_the_clock_of_fastapi() -> None:
    async def fail(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200})

    async def closed(_message: Any) -> None:
        raise OSError("The connection is closed.")

    def shown(server: Any) -> str:
        async def run() -> str:
            try:
                await server({"type": "http"}, None, closed)
            except OSError:
                return traceback.format_exc()
            return ""

        return asyncio.run(run())

    assert "is closed" in shown(fail)
    assert shown(_RequestClock(fail)) == shown(fail)


@BACKENDS
def test_answers_only_its_own_pages(monkeypatch: pytest.MonkeyPatch, backend: str) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")
    app = make_app(backend)
    status, headers, answer = ask(app, ROUTE, headers=OWN)
    assert (status, headers["x-content-type-options"]) == (200, "nosniff")
    assert [entry["output"] for entry in answer["callbacks"]] == ["out.children", "x.children"]
    assert ask(app, ROUTE)[0] == 403
    assert ask(app, ROUTE, headers={**OWN, "Sec-Fetch-Site": "cross-site"})[0] == 403
    assert ask(app, f"{ROUTE}-socket", headers=OWN)[2] == {"calls": {}}


def test_reads_the_debug_mode_of_a_fastapi_app_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DASH_CALLBACK_DEVTOOLS", raising=False)
    monkeypatch.setenv("_DASH_FASTAPI_CONFIG", '{"debug": true}')
    assert ask(make_app("fastapi"), ROUTE, headers=OWN)[0] == 200
