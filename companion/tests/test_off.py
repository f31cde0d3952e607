"""An inactive app is not changed, whatever other apps of its process do."""

from __future__ import annotations

import gc
from typing import Any

import dash
import flask
import pytest
from dash import Dash, Input, Output, _callback, html
from sample import OWN, ROUTE, call, client_of, declare, empty_app

from dash_callback_devtools import install, places
from dash_callback_devtools.measured import begin, take


@pytest.fixture(autouse=True)
def switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DASH_CALLBACK_DEVTOOLS", raising=False)


def code_of(app: Dash, output: str = "out") -> Any:
    return app.callback_map[f"{output}.children"]["callback"].__code__


def untouched_code() -> Any:
    app = empty_app(install_first=False)
    declare(app)
    return code_of(app)


def test_does_not_wrap_its_callbacks_from_dash_callback() -> None:
    on = empty_app()
    declare(on)
    client = client_of(on, debug=True)
    declare(dash)
    # The active app gets requests while the callback belongs to no app yet.
    assert client.get(ROUTE, headers=OWN).status_code == 200
    assert "dcd-callback" in call(client, "you").headers["Server-Timing"]
    off = empty_app()
    answer = call(client_of(off), "you")
    assert answer.get_json()["response"]["out"]["children"] == "YOU"
    assert "Server-Timing" not in answer.headers
    assert code_of(off) is untouched_code()


def test_is_unchanged_next_to_another_on_the_same_server() -> None:
    server = flask.Flask(__name__)
    on, off = (empty_app(server=server, url_base_pathname=f"/{name}/") for name in ("on", "off"))
    declare(on)
    declare(off, "x")
    on.enable_dev_tools(debug=True, dev_tools_silence_routes_logging=True)
    client = client_of(off)
    client.get("/on/_dash-dependencies")
    assert "dcd-json" in str(call(client, "you", prefix="/on/").headers.getlist("Server-Timing"))
    headers = call(client, "you", "x", prefix="/off/").headers.getlist("Server-Timing")
    assert [part for header in headers for part in header.split(", ") if "dcd-" in part] == []
    assert code_of(off, "x") is untouched_code()
    assert client.get(f"/off{ROUTE}", headers=OWN).mimetype == "text/html"


def test_does_not_measure_its_json() -> None:
    client_of(empty_app(), debug=True)
    begin()
    assert _callback.to_json({"a": 1}) == '{"a":1}'
    measured = take()
    assert measured is not None and measured.json is None


def test_does_not_report_its_jobs_with_a_shared_manager(tmp_path: Any) -> None:
    diskcache = pytest.importorskip("diskcache")
    pytest.importorskip("multiprocess")
    manager = dash.DiskcacheManager(diskcache.Cache(str(tmp_path)))
    asked: list[Any] = []
    start = manager.call_job_fn

    def call_job_fn(key: Any, job_fn: Any, args: Any, context: Any) -> Any:
        asked.append(sorted(context))
        return start(key, job_fn, args, context)

    manager.call_job_fn = call_job_fn
    server = flask.Flask(__name__)
    on, off = (empty_app(server=server, url_base_pathname=f"/{name}/", background_callback_manager=manager) for name in ("on", "off"))
    for app, output in ((on, "out"), (off, "x")):
        declare(app, output, background=True)
    on.enable_dev_tools(debug=True, dev_tools_silence_routes_logging=True)
    client = client_of(off)
    client.get("/on/_dash-dependencies")
    headers = {name: call(client, "you", output, f"/{name}/").headers.getlist("Server-Timing") for name, output in (("on", "out"), ("off", "x"))}
    assert "dcd-job" in str(headers["on"])
    assert "dcd-" not in str(headers["off"])
    assert ["_dash_callback_devtools" in names for names in asked] == [True, False]


def test_ignores_the_environment_of_a_fastapi_app_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that a FastAPI app in debug mode starts inherits its environment."""
    monkeypatch.setenv("_DASH_FASTAPI_CONFIG", '{"debug": true}')
    assert client_of(empty_app()).get(ROUTE, headers=OWN).mimetype == "text/html"


def test_keeps_nothing_of_an_app_that_was_discarded() -> None:
    kept = len(places._of_apps)
    for _ in range(20):
        app = Dash(__name__)
        install(app)
        app.layout = html.Div()
        app.clientside_callback("(a) => a", Output("out", "children"), Input("a", "value"))
    gc.collect()
    # Dash itself keeps the last one.
    assert len(places._of_apps) <= kept + 1
    del app


def test_finds_the_places_of_dash_clientside_callback(monkeypatch: pytest.MonkeyPatch) -> None:
    app = empty_app()
    dash.clientside_callback("(a) => a", Output("y", "children"), Input("a", "value"))
    [described] = client_of(app, debug=True).get(ROUTE, headers=OWN).get_json()["callbacks"]
    assert described["file"] == __file__
