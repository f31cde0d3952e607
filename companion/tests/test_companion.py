"""The companion on a real app, through the framework's own test client."""

from __future__ import annotations

import functools
import json
import time
from typing import Any

import pytest
from dash import Dash, Input, Output, State, ctx, dcc, html, no_update
from sample import OWN, ROUTE, call, client_of, declare, empty_app

from dash_callback_devtools import install, plugin

KEY = "out.children"


def make_app(install_first: bool = True) -> Dash:
    """Return an app with a plain callback, one with named arguments and a clientside one."""
    app = Dash(__name__)
    if install_first:
        install(app)
    app.layout = html.Div(
        [dcc.Input(id="a"), dcc.Store(id="s", data=1), html.Div(id="out"), html.Div(id="x"), html.Div(id="y"), html.Div(id="c")]
    )

    @app.callback(Output("out", "children"), Input("a", "value"))
    def greet(name: str) -> Any:
        """Greet a person.

        Politely.
        """
        if name == "no one":
            return no_update
        if name == "slow":
            ctx.record_timing("the query", 0.25)
        if name == "trouble":
            raise ValueError("trouble")
        return f"Hello {name}"

    @app.callback(
        output={"first": Output("x", "children"), "rest": [Output("y", "children")]},
        inputs={"name": Input("a", "value"), "others": (State("s", "data"),)},
    )
    def spread(name: str, others: tuple[int]) -> dict[str, Any]:
        return {"first": name, "rest": [others[0]]}

    app.clientside_callback("(a) => a", Output("c", "children"), Input("a", "value"))
    return app


def timing_of(answer: Any) -> dict[str, float]:
    parts = [part.split(";dur=") for part in answer.headers["Server-Timing"].split(", ")]
    return {name: float(duration) for name, duration in parts}


def config_of(client: Any) -> dict[str, Any]:
    html_text = client.get("/").get_data(as_text=True)
    start = html_text.index(">", html_text.index('id="_dash-config"')) + 1
    return json.loads(html_text[start : html_text.index("</script>", start)])


def test_adds_nothing_while_it_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DASH_CALLBACK_DEVTOOLS", raising=False)
    with_companion, without = make_app(), make_app(install_first=False)
    clients = [client_of(app) for app in (with_companion, without)]
    assert "callback_devtools" not in config_of(clients[0])
    # Dash answers every unknown path with the page itself.
    assert clients[0].get(ROUTE, headers=OWN).mimetype == "text/html"
    assert [rule.rule for rule in with_companion.server.url_map.iter_rules()] == [rule.rule for rule in without.server.url_map.iter_rules()]
    assert "Server-Timing" not in call(clients[0], "you").headers
    for key, entry in with_companion.callback_map.items():
        own = getattr(entry.get("callback"), "__code__", None)
        assert own is getattr(without.callback_map[key].get("callback"), "__code__", None)


@pytest.mark.parametrize("how", ["debug", "switch"])
def test_describes_callbacks(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1" if how == "switch" else "0")
    client = client_of(make_app(), debug=how == "debug")
    assert config_of(client)["callback_devtools"] == {"version": 1}
    answer = client.get(ROUTE, headers=OWN).get_json()
    by_key = {entry["output"]: entry for entry in answer["callbacks"]}
    greet = by_key[KEY]
    assert greet["name"] == "make_app.<locals>.greet"
    assert greet["module"] == __name__
    assert greet["file"] == __file__
    with open(__file__, encoding="utf-8") as file:
        lines = file.read().splitlines()
    assert 'Output("out", "children"), Input("a", "value")' in lines[greet["line"] - 1]
    assert (greet["doc"], greet["args"], greet["outputs"], greet["background"]) == ("Greet a person.", 0, 0, None)
    spread = by_key["..x.children...y.children.."]
    assert (spread["args"], spread["outputs"], spread["doc"]) == ({"name": 0, "others": [1]}, {"first": 0, "rest": [1]}, None)
    clientside = by_key["c.children"]
    assert (clientside["name"], clientside["args"], clientside["file"]) == (None, None, __file__)
    assert "app.clientside_callback(" in lines[clientside["line"] - 1]


def test_reports_times_and_changes_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")
    on = client_of(make_app())
    monkeypatch.delenv("DASH_CALLBACK_DEVTOOLS")
    off = client_of(make_app(install_first=False))
    for value in ("you", "no one"):
        seen, plain = call(on, value), call(off, value)
        assert (seen.status_code, seen.data) == (plain.status_code, plain.data)
        headers = {name: text for name, text in seen.headers.items() if name != "Server-Timing"}
        assert headers == dict(plain.headers)
    for value in ("you", "no one"):
        began = time.perf_counter()
        times = timing_of(call(on, value))
        took = (time.perf_counter() - began) * 1_000
        assert 0 <= times["dcd-function"] <= times["dcd-callback"] <= times["__dash_server"] <= took
        assert 0 <= times["dcd-before"] < times["__dash_server"]
    assert "dcd-json" in timing_of(call(on, "you"))
    for client in (on, off):
        with pytest.raises(ValueError, match="trouble"):
            client.application.config["PROPAGATE_EXCEPTIONS"] = True
            call(client, "trouble")
        client.application.config["PROPAGATE_EXCEPTIONS"] = False
    failed = call(on, "trouble")
    assert failed.status_code == 500
    assert timing_of(failed)["dcd-function"] >= 0


def test_reports_what_an_app_records_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")
    times = timing_of(call(client_of(make_app()), "slow"))
    assert times["the_query"] == 250
    # In debug mode Dash reports it, once.
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "0")
    headers = call(client_of(make_app(), debug=True), "slow").headers.getlist("Server-Timing")
    assert [part for header in headers for part in header.split(", ") if "query" in part] == ["the query;dur=250"]
    assert sum("__dash_server" in header for header in headers) == 1
    assert sum("dcd-callback" in header for header in headers) == 1


def test_finds_the_function_inside_other_wrappers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")
    app = make_app()
    inner = app.callback_map[KEY]["callback"]

    @functools.wraps(inner)
    def traced(*args: Any, **kwargs: Any) -> Any:
        return inner(*args, **kwargs)

    app.callback_map[KEY]["callback"] = traced
    assert "dcd-function" in timing_of(call(client_of(app), "you"))


def test_reports_once_with_several_apps_on_one_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")
    app = make_app()
    second = Dash(__name__, server=app.server, url_base_pathname="/second/")
    install(second)
    second.layout = html.Div()
    client = client_of(app)
    assert len(call(client, "you").headers.getlist("Server-Timing")) == 1


def test_describes_the_others_next_to_an_odd_callback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")
    app = empty_app()

    @app.callback(output={(1, 2): Output("x", "children")}, inputs={"value": Input("a", "value")})
    def odd(value: str) -> Any:
        return {(1, 2): value}

    # No wrapper at all, and one whose names do not help.
    app.callback_map["none.children"] = {"callback": 5, "background": 7}
    app.callback_map["null.children"] = None
    declare(app)
    client = client_of(app)
    assert call(client, "you").get_json()["response"]["out"]["children"] == "YOU"
    assert "dcd-function" in timing_of(call(client, "you"))
    answer = client.get(ROUTE, headers=OWN)
    assert answer.status_code == 200
    described = {entry["output"]: entry for entry in answer.get_json()["callbacks"]}
    assert described[KEY]["name"].endswith("shout")
    assert described["..x.children.."]["outputs"] == {"(1, 2)": 0}
    assert "null.children" not in described


def test_times_a_callback_that_was_declared_after_the_first_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DASH_CALLBACK_DEVTOOLS", raising=False)
    app = empty_app()
    client = client_of(app, debug=True)
    declare(app)
    header = str(call(client, "you").headers.getlist("Server-Timing"))
    assert "dcd-function" in header and "dcd-callback" in header


def test_is_a_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    """How the companion is loaded before Dash 3.0.3."""
    monkeypatch.delenv("DASH_CALLBACK_DEVTOOLS", raising=False)
    app = empty_app(install_first=False, plugins=[plugin])
    declare(app)
    client = client_of(app, debug=True)
    assert [entry["output"] for entry in client.get(ROUTE, headers=OWN).get_json()["callbacks"]] == [KEY]
    assert "dcd-function" in str(call(client, "you").headers.getlist("Server-Timing"))


def test_leaves_alone_an_app_it_cannot_handle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")
    install(object())
