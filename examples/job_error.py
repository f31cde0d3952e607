"""Three ways for a job to end: with a result, with an error, with nothing.

The job that raises ends in 500 with the traceback of the job; the one that prevents the update
in 204. The progress so far stays on the page, and the button is enabled again.
"""

from __future__ import annotations

import time
from typing import Callable

from dash import Dash, Input, Output, ctx, html
from dash.exceptions import PreventUpdate

from support import button_row, card, field, make_manager, page, require, result, run

REQUIRES = ">=2.6"
require(REQUIRES)

app = Dash(__name__, title="Job: error", background_callback_manager=make_manager())
app.layout = page(
    "A job that fails",
    "After three steps it does what the button says.",
    card(
        button_row(
            html.Button("Run", id="start", n_clicks=0),
            html.Button("Run and fail", id="fail", n_clicks=0, className="danger"),
            html.Button("Run and decline", id="decline", n_clicks=0, className="quiet"),
        ),
        field("State", html.Span("idle", id="state", className="badge")),
        field("Step", result("step")),
        field("Result", result("result")),
        field("Follows the result", result("follower")),
    ),
)


@app.callback(
    Output("result", "children"),
    Input("start", "n_clicks"),
    Input("fail", "n_clicks"),
    Input("decline", "n_clicks"),
    background=True,
    interval=400,
    running=[(Output("state", "children"), "working", "idle")],
    progress=Output("step", "children"),
    prevent_initial_call=True,
)
def work(set_progress: Callable, starts: int, fails: int, declines: int) -> str:
    """Make three steps; return, raise or prevent."""
    for step in range(1, 4):
        set_progress(f"step {step}")
        time.sleep(0.5)
    if ctx.triggered_id == "fail":
        raise RuntimeError("Failed on purpose")
    if ctx.triggered_id == "decline":
        raise PreventUpdate
    return f"done {starts}"


@app.callback(
    Output("follower", "children"),
    Input("result", "children"),
    prevent_initial_call=True,
)
def follow(text: str) -> str:
    """Return the progress that arrived."""
    return f"heard: {text}"


if __name__ == "__main__":
    run(app)
