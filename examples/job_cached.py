"""A result served from the cache.

With ``cache_by`` the manager stores results: for the same number, the first poll returns the
result. Dash starts a job anyway, and kills it when it finds the stored result. The number of
clicks is not part of the cache key.
"""

from __future__ import annotations

import time
import uuid

from dash import Dash, Input, Output, State, dcc, html

from support import button_row, card, field, make_manager, page, require, result, run

REQUIRES = ">=2.6"
require(REQUIRES)

# Redis may outlive the example: results of an earlier start must not count.
THIS_START = str(uuid.uuid4())

manager = make_manager(cache_by=[lambda: THIS_START])
app = Dash(__name__, title="Job: cached", background_callback_manager=manager)
app.layout = page(
    "Computed once",
    "Compute, compute again, then another number.",
    card(
        field("Number", dcc.Input(id="number", type="number", value=7)),
        button_row(html.Button("Compute", id="compute", n_clicks=0)),
        field("State", html.Span("idle", id="state", className="badge")),
        field("Square", result("square")),
    ),
)


@app.callback(
    Output("square", "children"),
    Input("compute", "n_clicks"),
    State("number", "value"),
    background=True,
    interval=500,
    cache_args_to_ignore=[0],
    running=[(Output("state", "children"), "working", "idle")],
    prevent_initial_call=True,
)
def square(clicks: int, number: float) -> str:
    """Return the square, slowly, and when it was computed."""
    time.sleep(1.8)
    return f"{number} squared is {number * number}, computed by click {clicks}"


if __name__ == "__main__":
    run(app)
