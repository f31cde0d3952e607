"""What the companion costs each call: the same app with it and without it, by turns, without a network between.

Prints one JSON object: milliseconds per call of either, one value per round.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "companion"))

from dash import Dash, Input, Output, dcc, html  # noqa: E402

from dash_callback_devtools import install  # noqa: E402

ROUNDS = 15
CALLS = 200
BODY = {
    "output": "out.children",
    "outputs": {"id": "out", "property": "children"},
    "inputs": [{"id": "a", "property": "value", "value": "x"}],
    "changedPropIds": ["a.value"],
}


def client(with_companion: bool) -> Any:
    """Return a client of a small app that has answered its first request."""
    # Dash may find the companion by itself: the two apps differ by the switch, not who installs it.
    os.environ["DASH_CALLBACK_DEVTOOLS"] = "1" if with_companion else "0"
    app = Dash(__name__)
    install(app)
    app.layout = html.Div([dcc.Input(id="a"), html.Div(id="out")])
    app.callback(Output("out", "children"), Input("a", "value"))(lambda value: value)
    made = app.server.test_client()
    made.get("/_dash-dependencies")
    answer = made.post("/_dash-update-component", json=BODY)
    assert ("Server-Timing" in answer.headers) is with_companion
    return made


def measure(asked: Any) -> float:
    """Return the milliseconds of one call."""
    began = time.perf_counter()
    for _ in range(CALLS):
        asked.post("/_dash-update-component", json=BODY)
    return (time.perf_counter() - began) * 1000 / CALLS


clients = {"without": client(False), "with": client(True)}
times: dict[str, list[float]] = {"without": [], "with": []}
for turn in range(ROUNDS + 1):
    for name in sorted(clients, reverse=turn % 2 == 0):
        took = measure(clients[name])
        if turn > 0:  # the first one warms up
            times[name].append(took)
print(json.dumps(times))
