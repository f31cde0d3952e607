"""What the benchmark asks for again and again: small server calls, clientside calls, a large answer."""

from __future__ import annotations

import logging
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "examples"))

from dash import Dash, Input, Output, dcc, html

from support import run

CLIENTSIDE = 50
#: Callbacks that are called side by side: one alone is not called two hundred times a second.
STREAMS = 4
LARGE = "x" * 20_000_000

logging.getLogger("werkzeug").setLevel(logging.ERROR)

app = Dash(__name__, title="Load")
app.layout = html.Div(
    [
        dcc.Store(id="in"),
        html.Div(id="out"),
        dcc.Store(id="many"),
        *[html.Div(id=f"many-{i}") for i in range(CLIENTSIDE)],
        dcc.Store(id="ask"),
        dcc.Store(id="large"),
        *[dcc.Store(id=f"tick-{i}") for i in range(STREAMS)],
        *[html.Div(id=f"tock-{i}") for i in range(STREAMS)],
    ]
)


@app.callback(Output("out", "children"), Input("in", "data"), prevent_initial_call=True)
def answer(n: int) -> int:
    """Answer with what came."""
    return n


@app.callback(Output("large", "data"), Input("ask", "data"), prevent_initial_call=True)
def answer_at_length(n: int) -> str:
    """Answer with 20 MB, of which the first letters tell which answer it is."""
    return f"{n}:{LARGE}"


for index in range(CLIENTSIDE):
    app.clientside_callback(
        "(n) => n", Output(f"many-{index}", "children"), Input("many", "data"), prevent_initial_call=True
    )

for index in range(STREAMS):
    app.clientside_callback(
        "(n) => n", Output(f"tock-{index}", "children"), Input(f"tick-{index}", "data"), prevent_initial_call=True
    )

if __name__ == "__main__":
    run(app)
