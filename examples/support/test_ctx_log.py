"""The log is correct about a call, and does not change the app.

Run with ``python -m pytest examples/support``.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from dash import ALL, Dash, Input, Output, Patch, State, callback, ctx, html, no_update
from dash import set_props
from dash.exceptions import PreventUpdate
from flask.testing import FlaskClient

from support.ctx_log import CtxLog
from support.versions import is_met

seen: list[dict[str, Any]] = []


def make_app() -> Dash:
    """Return an app with one callback of every kind the log must distinguish."""
    seen.clear()
    app = Dash(__name__)
    app.layout = html.Div(id="root")

    @app.callback(
        Output("greeting", "children"),
        Input("name", "value"),
        State("count", "data"),
    )
    def greet(name: str, count: list[int]) -> str:
        seen.append(
            {
                "triggered": list(ctx.triggered),
                "triggered_truthy": bool(ctx.triggered),
                "triggered_id": ctx.triggered_id,
                "triggered_prop_ids": dict(ctx.triggered_prop_ids),
                "inputs": dict(ctx.inputs),
                "states": json.loads(json.dumps(ctx.states)),
                "inputs_list": json.loads(json.dumps(ctx.inputs_list)),
                "states_list": json.loads(json.dumps(ctx.states_list)),
                "outputs_list": ctx.outputs_list,
            }
        )
        count.append(99)
        return f"{name} {len(count)}"

    @app.callback(
        output={"a": Output("a", "children"), "b": Output("b", "data")},
        inputs={"one": Input("one", "value"), "all": Input({"i": ALL}, "value")},
    )
    def named(one: int, all: list[int]) -> dict[str, Any]:
        patch = Patch()
        patch.append(one)
        return {"a": no_update, "b": patch}

    @app.callback(Output("c", "children"), Input("c-button", "n_clicks"))
    def refuse(clicks: int) -> str:
        raise PreventUpdate

    @app.callback(Output("d", "children"), Input("d-button", "n_clicks"))
    def fail(clicks: int) -> str:
        raise ValueError("no good")

    @app.callback(Output("e", "children"), Input("e-button", "n_clicks"))
    def side(clicks: int) -> float:
        set_props("elsewhere", {"title": "set"})
        return float("nan")

    return app


def post(client: FlaskClient, output: str, **body: Any) -> Any:
    """Send a request as the renderer does and return the response."""
    return client.post("/_dash-update-component", json={"output": output, **body})


def ask_greeting(client: FlaskClient, changed: list[str]) -> Any:
    """Run the first callback."""
    return post(
        client,
        "greeting.children",
        outputs={"id": "greeting", "property": "children"},
        inputs=[{"id": "name", "property": "value", "value": "Ada"}],
        changedPropIds=changed,
        state=[{"id": "count", "property": "data", "value": [1, 2]}],
    )


def ask_click(client: FlaskClient, name: str) -> Any:
    """Run the callback of button ``name``."""
    return post(
        client,
        f"{name}.children",
        outputs={"id": name, "property": "children"},
        inputs=[{"id": f"{name}-button", "property": "n_clicks", "value": 1}],
        changedPropIds=[f"{name}-button.n_clicks"],
    )


NAMED = {
    "output": "..a.children...b.data..",
    "outputs": [{"id": "a", "property": "children"}, {"id": "b", "property": "data"}],
    "inputs": [
        {"id": "one", "property": "value", "value": 5},
        [{"id": {"i": 7}, "property": "value", "value": 70}],
    ],
    "changedPropIds": ['{"i":7}.value'],
}


class Watched:
    """An app whose calls are logged, its client, and what the log says."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.app = make_app()
        CtxLog(str(path)).watch(self.app)
        self.client = self.app.server.test_client()

    def records(self) -> list[dict[str, Any]]:
        """Return the lines written so far."""
        return [json.loads(line) for line in self.path.read_text().splitlines()]


@pytest.fixture()
def watched(tmp_path: Path) -> Watched:
    """Return a newly watched app."""
    return Watched(tmp_path / "calls.jsonl")


def test_record_is_what_ctx_said_inside_the_callback(watched: Watched) -> None:
    response = ask_greeting(watched.client, ["name.value"])
    [record] = watched.records()
    assert {key: record[key] for key in seen[0]} == seen[0]
    assert record["triggered_id"] == "name"
    assert record["output"] == "greeting.children"
    assert record["args_grouping"][0]["triggered"] is True
    assert record["outcome"] == "ok" and record["error"] is None
    assert record["returned"] == response.get_json()
    assert record["returned"]["response"] == {"greeting": {"children": "Ada 3"}}
    assert record["duration_ms"] >= 0 and record["started_ms"] > 1.6e12


def test_values_are_those_at_the_start_even_if_the_callback_changes_them(
    watched: Watched,
) -> None:
    ask_greeting(watched.client, ["name.value"])
    assert watched.records()[0]["states"] == {"count.data": [1, 2]}


def test_initial_call_is_falsy_but_not_empty(watched: Watched) -> None:
    ask_greeting(watched.client, [])
    [record] = watched.records()
    assert record["triggered"] == [{"prop_id": ".", "value": None}]
    assert record["triggered_truthy"] is False
    assert record["triggered_id"] is None
    assert record["triggered_prop_ids"] == {}


def test_names_of_a_dict_signature_and_a_patch_as_sent(watched: Watched) -> None:
    response = post(watched.client, **NAMED)
    [record] = watched.records()
    assert record["triggered_id"] == {"i": 7}
    grouping = record["args_grouping"]
    assert grouping["one"]["value"] == 5 and grouping["one"]["triggered"] is False
    assert grouping["all"][0]["triggered"] is True
    assert record["outputs_grouping"]["a"] == {"id": "a", "property": "children"}
    assert record["returned"] == response.get_json()
    assert record["returned"]["response"] == {
        "b": {
            "data": {
                "__dash_patch_update": "__dash_patch_update",
                "operations": [
                    {"operation": "Append", "location": [], "params": {"value": 5}}
                ],
            }
        }
    }


def test_prevented_error_and_side_update(watched: Watched) -> None:
    assert ask_click(watched.client, "c").status_code == 204
    assert ask_click(watched.client, "d").status_code == 500
    response = ask_click(watched.client, "e")
    prevented, failed, side = watched.records()
    assert prevented["outcome"] == "prevented" and prevented["returned"] is None
    assert failed["outcome"] == "error" and failed["returned"] is None
    assert failed["error"] == "ValueError: no good"
    assert side["returned"] == response.get_json()
    assert side["returned"]["sideUpdate"] == {"elsewhere": {"title": "set"}}
    assert side["returned"]["response"] == {"e": {"children": None}}
    assert [record["n"] for record in watched.records()] == [1, 2, 3]


def test_the_app_answers_the_same_with_and_without_the_log(watched: Watched) -> None:
    bare = make_app().server.test_client()
    for ask in (
        lambda client: ask_greeting(client, ["name.value"]),
        lambda client: ask_greeting(client, []),
        lambda client: post(client, **NAMED),
        lambda client: ask_click(client, "c"),
        lambda client: ask_click(client, "d"),
        lambda client: ask_click(client, "e"),
    ):
        with_log, without = ask(watched.client), ask(bare)
        assert with_log.status_code == without.status_code
        assert with_log.data == without.data
        assert dict(with_log.headers) == dict(without.headers)


def test_a_log_that_cannot_be_written_does_not_reach_the_app(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(CtxLog, "write", full)
    assert ask_greeting(watched.client, ["name.value"]).status_code == 200
    assert "disk full" in capsys.readouterr().err


def test_global_callbacks_and_the_functions_behind_them(tmp_path: Path) -> None:
    @callback(Output("late", "children"), Input("late-button", "n_clicks"))
    def late(clicks: int) -> int:
        return clicks

    app = Dash(__name__)
    app.layout = html.Div()
    path = tmp_path / "calls.jsonl"
    CtxLog(str(path)).watch(app)
    ask_click(app.server.test_client(), "late")
    assert json.loads(path.read_text())["returned"]["response"] == {
        "late": {"children": 1}
    }
    assert app.callback_map["late.children"]["callback"].__wrapped__ is late


def test_lines_stay_whole_when_calls_run_at_once(watched: Watched) -> None:
    threads = [
        threading.Thread(
            target=lambda: [
                ask_greeting(watched.app.server.test_client(), ["name.value"])
                for _ in range(10)
            ]
        )
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(record["n"] for record in watched.records()) == list(range(1, 81))


def test_async_callbacks_stay_async(watched: Watched) -> None:
    entry: dict[str, Any] = {}

    async def original(*_: Any, **__: Any) -> str:
        return '{"multi": true, "response": {}}'

    log = CtxLog(str(watched.path))
    wrapped = log._wrap(watched.app, "x.children", entry, original)
    assert inspect.iscoroutinefunction(wrapped)
    context = type("Context", (dict,), {"input_values": {}})({"some": "thing"})
    assert asyncio.run(wrapped(callback_context=context)).startswith("{")
    assert watched.records()[-1]["returned"] == {"multi": True, "response": {}}


def test_versions() -> None:
    assert is_met(">=3.3", "3.10.0rc1")
    assert not is_met(">=4.2", "4.1.9")
    assert is_met(">=2.9,<4", "3.4.0")
    assert not is_met(">=2.9,<4", "4.0.0")
