"""Serve apps that come as data: one process, many apps, each under a path of its own.

``POST /_new`` with an app (test/random/app.ts says what it is) answers with its path
and the keys of its callbacks; ``POST /_drop`` with the path forgets it. Every value
that a callback writes carries a token (``page.js`` writes the same ones):

    @<kind><callback>.<run>.<slot>.<depth>@

``kind``   s server, c clientside, b background, k a constant that every run returns
``slot``   number of the output, ``s`` and the number of a ``set_props``, ``p`` and the
           number of a ``set_progress``, ``v`` for what was put on the page
``depth``  how many callbacks in a row set each other off; beyond the limit of the app
           they write nothing, so that every loop ends
"""

from __future__ import annotations

import argparse
import itertools
import json
import logging
import os
import re
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Any, Callable, Optional

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "examples"))

from dash import (  # noqa: E402
    ALL,
    ALLSMALLER,
    MATCH,
    Dash,
    Input,
    Output,
    Patch,
    State,
    ctx,
    dcc,
    html,
    no_update,
    set_props,
)
from dash.exceptions import PreventUpdate  # noqa: E402
from flask import Flask  # noqa: E402
from support.ctx_log import CtxLog  # noqa: E402
from support.server import HOST, _announce, _listen  # noqa: E402
from werkzeug.serving import WSGIRequestHandler, make_server  # noqa: E402

WILD = {"MATCH": MATCH, "ALL": ALL, "ALLSMALLER": ALLSMALLER}
TOKEN = re.compile(r"@[a-z]\d+\.\w+\.\w+\.(\d+)@")
SHARED = "/_shared/"
# How often a callback may put components on the page.
MOST_FILLS = 8
PAGE_SCRIPT = (HERE / "page.js").read_text()

Spec = dict[str, Any]


def read_id(given: Any) -> Any:
    """Return an id with Dash's wildcards instead of ``["MATCH"]`` and the like."""
    if not isinstance(given, dict):
        return given
    return {key: WILD[each[0]] if isinstance(each, list) else each for key, each in given.items()}


def depth_of(value: Any) -> int:
    """Return how deep the deepest token in a value is."""
    return max((int(depth) for depth in TOKEN.findall(json.dumps(value, default=str))), default=0)


def make_component(spec: Spec, token: Optional[Callable[[], str]] = None) -> Any:
    """Return a component; what a callback puts on the page carries its token."""
    kind, component_id = spec["type"], spec["id"]
    text = token() if token else "initial"
    if kind == "button":
        return html.Button("press", id=component_id)
    if kind == "text":
        return dcc.Input(id=component_id, value=text, debounce=False)
    if kind == "radio":
        return dcc.RadioItems(id=component_id, options=["one", "two", "three"], value="one")
    if kind == "store":
        return dcc.Store(id=component_id, data={"value": text, "list": []})
    if kind == "interval":
        return dcc.Interval(id=component_id, interval=spec["ms"], max_intervals=spec["times"])
    if kind == "location":
        return dcc.Location(id=component_id)
    if kind == "link":
        return dcc.Link("go", id=component_id, href=spec["href"])
    if kind == "box":
        first = spec["variants"][0] if spec.get("filled") else []
        return html.Div([make_component(each) for each in first], id=component_id)
    return html.Div(text, id=component_id, title=text)


class RandomApp:
    """One app, and how often each of its callbacks ran."""

    def __init__(self, spec: Spec, path: str, log: str):
        self.spec = spec
        self.path = path
        self._lock = threading.Lock()
        self._runs = [itertools.count(1) for _ in spec["callbacks"]]
        self._boxes = {
            json.dumps(each["id"]): each for each in spec["components"] if each["type"] == "box"
        }
        self.app = Dash(
            __name__,
            server=Flask(path.strip("/")),
            routes_pathname_prefix=path,
            requests_pathname_prefix=path,
            suppress_callback_exceptions=True,
            update_title=None,
        )
        self.app.index_string = (
            "<!DOCTYPE html><html><head>{%metas%}<title>{%title%}</title>{%css%}"
            f"<script>{PAGE_SCRIPT}</script></head>"
            "<body>{%app_entry%}<footer>{%config%}{%scripts%}{%renderer%}</footer></body></html>"
        )
        self.app.layout = html.Div(
            [make_component(self._in_app(each)) for each in spec["components"]]
        )
        for number, callback in enumerate(spec["callbacks"]):
            self._register(number, callback)
        CtxLog(log).watch(self.app)
        self.keys = [entry["output"] for entry in self.app._callback_list]

    def _in_app(self, component: Spec) -> Spec:
        """Return a component whose link begins with the path of this app."""
        if component["type"] != "link":
            return component
        return {**component, "href": self.path + component["href"]}

    def _dependencies(self, kind: type, given: list[Spec]) -> list[Any]:
        return [kind(read_id(each["id"]), each["property"]) for each in given]

    def _register(self, number: int, callback: Spec) -> None:
        outputs = [
            Output(read_id(each["id"]), each["property"], allow_duplicate=bool(each.get("duplicate")))
            for each in callback["outputs"]
        ]
        arguments = [
            *(outputs if len(outputs) != 1 else [outputs[0]]),
            *self._dependencies(Input, callback["inputs"]),
            *self._dependencies(State, callback["state"]),
        ]
        options: dict[str, Any] = {"prevent_initial_call": not callback["initial"]}
        if callback["kind"] in ("clientside", "async"):
            own = json.dumps({"number": number, "limit": self.spec["limit"], **callback})
            self.app.clientside_callback(
                f"function() {{ return window.randomApp.run({own}, Array.from(arguments)); }}",
                *arguments,
                **options,
            )
            return
        if callback.get("running"):
            options["running"] = [
                (
                    Output(read_id(each["id"]), each["property"]),
                    f"@r{number}.on.r{index}.1@",
                    f"@r{number}.off.r{index}.1@",
                )
                for index, each in enumerate(callback["running"])
            ]
        self.app.callback(*arguments, **options)(self._function(number, callback))

    def _function(self, number: int, callback: Spec) -> Callable:
        def run(*_: Any) -> Any:
            with self._lock:
                count = next(self._runs[number])
            return self._act(number, callback, str(count), count)

        run.__name__ = f"callback_{number}"
        return run

    def _act(self, number: int, callback: Spec, run: str, count: int) -> Any:
        act = callback["acts"][(count - 1) % len(callback["acts"])]
        depth = 1 + depth_of([each["value"] for each in ctx.triggered])
        if callback["delay"]:
            time.sleep(callback["delay"] / 1000)
        # New components start again, with new values: that must end, too.
        is_filling = any(how in ("variant", "append") for how in act["outs"])
        if depth > self.spec["limit"] or (is_filling and count > MOST_FILLS):
            raise PreventUpdate

        def token(slot: str) -> str:
            return f"@s{number}.{run}.{slot}.{depth}@"

        pad = "x" * act.get("size", 0)
        for index, each in enumerate(act.get("sets", [])):
            value = token(f"s{index}") + pad
            set_props(each["id"], {each["property"]: {"value": value} if each["property"] == "data" else value})
        if act["end"] == "prevent":
            raise PreventUpdate
        if act["end"] == "error":
            raise RuntimeError(f"error of {number}")
        values = [
            self._value(callback["outputs"][index], how, number, token, str(index), pad, count)
            for index, how in enumerate(act["outs"])
        ]
        if not values:
            return None
        return values[0] if len(values) == 1 else values

    def _value(
        self, output: Spec, how: str, number: int, token: Callable, slot: str, pad: str, count: int
    ) -> Any:
        if how == "none":
            return no_update
        many = isinstance(output["id"], dict) and ["ALL"] in output["id"].values()
        if many:
            places = ctx.outputs_list if isinstance(ctx.outputs_list, list) else []
            own = places[int(slot)] if places and isinstance(places[0], list) else places
            return [f"{token(slot)}{pad}" for _ in own]
        if how in ("variant", "append", "page"):
            return self._children(output, how, token, count)
        text = f"@k{number}.0.{slot}.1@" if how == "same" else token(slot)
        if output["property"] != "data":
            return text + pad
        if how == "patch":
            patch = Patch()
            patch["list"].append(text + pad)
            return patch
        return {"value": text + pad, "list": []}

    def _children(self, output: Spec, how: str, token: Callable, count: int) -> Any:
        variants = self._boxes[json.dumps(output["id"])]["variants"]

        def mark() -> str:
            return token("v")

        if how == "append":
            patch = Patch()
            for each in variants[0]:
                patch.append(make_component({**each, "id": {**each["id"], "i": 100 * count + each["id"]["i"]}}, mark))
            return patch
        index = count
        if how == "page":
            index = len(str(ctx.triggered[0]["value"] or ""))
        return [make_component(self._in_app(each), mark) for each in variants[index % len(variants)]]


class Server:
    """Hands requests to the app whose path they begin with."""

    def __init__(self, folder: str):
        self._folder = folder
        self._numbers = itertools.count(1)
        self._apps: dict[str, RandomApp] = {}
        shared = Dash(
            __name__,
            server=Flask("shared"),
            routes_pathname_prefix=SHARED,
            requests_pathname_prefix=SHARED,
        )
        shared.layout = html.Div(dcc.Store(id="s"))
        self._shared = shared.server

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Any:
        path = environ["PATH_INFO"]
        if path == "/_new":
            return self._answer(start_response, self._add(self._read(environ)))
        if path == "/_drop":
            self._apps.pop(self._read(environ)["path"], None)
            return self._answer(start_response, {})
        first = f"/{path.split('/')[1]}/"
        # All apps load the same scripts, so the browser compiles them once.
        if "/_dash-component-suites/" in path:
            environ["PATH_INFO"] = SHARED + path.split("/", 2)[2]
            return self._shared(environ, start_response)
        app = self._apps.get(first)
        if app is None:
            start_response("404 NOT FOUND", [("Content-Type", "text/plain")])
            return [b"no such app"]
        return app.app.server(environ, start_response)

    def _read(self, environ: dict[str, Any]) -> Any:
        return json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))

    def _answer(self, start_response: Callable, body: Any) -> Any:
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(body).encode()]

    def _add(self, spec: Spec) -> Spec:
        # As long as any other: a page chooses what to show by the length of its path.
        name = f"a{next(self._numbers):05}"
        path = f"/{name}/"
        log = os.path.join(self._folder, f"{name}.jsonl")
        app = RandomApp(spec, path, log)

        def with_shared_scripts(**parts: Any) -> str:
            page = Dash.interpolate_index(app.app, **parts)
            return page.replace(f"{path}_dash-component-suites/", f"{SHARED}_dash-component-suites/")

        app.app.interpolate_index = with_shared_scripts
        self._apps[path] = app
        return {"path": path, "log": log, "keys": app.keys}


class Quiet(WSGIRequestHandler):
    """Keeps connections open and says nothing of requests."""

    protocol_version = "HTTP/1.1"

    def log_request(self, *_: Any) -> None:
        pass


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description="Serves apps that come as data.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--folder", required=True, help="where the logs of the apps go")
    arguments = parser.parse_args()
    # Apps fail on purpose.
    logging.disable(logging.ERROR)
    os.environ.setdefault("DASH_DISABLE_VERSION_CHECK", "true")
    listener = _listen(arguments.port)
    listener.listen(128)
    server = make_server(
        HOST,
        listener.getsockname()[1],
        Server(arguments.folder),
        threaded=True,
        fd=listener.fileno(),
        request_handler=Quiet,
    )
    _announce(listener)
    server.serve_forever()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
