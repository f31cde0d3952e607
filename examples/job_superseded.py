"""A job superseded by the next one.

Pressing the button again while the job runs starts a second job, and the request that starts it
has the id of the first, which is killed. The first chain polls once more and ends without a
result.
"""

from __future__ import annotations

import time
from typing import Callable

from dash import Dash, Input, Output, html

from support import button_row, card, field, make_manager, page, require, result, run

REQUIRES = ">=2.6"
require(REQUIRES)

app = Dash(__name__, title="Job: superseded", background_callback_manager=make_manager())
app.layout = page(
    "A job superseded by the next one",
    "Press again before the first is done.",
    card(
        button_row(html.Button("Start", id="start", n_clicks=0)),
        field("Step", result("step")),
        field("Result", result("result")),
        field("Follows the result", result("follower")),
    ),
)


@app.callback(
    Output("result", "children"),
    Input("start", "n_clicks"),
    background=True,
    interval=400,
    progress=Output("step", "children"),
    prevent_initial_call=True,
)
def work(set_progress: Callable, clicks: int) -> str:
    """Make five steps in two seconds."""
    for step in range(1, 6):
        set_progress(f"run {clicks}, step {step}")
        time.sleep(0.4)
    return f"run {clicks} is done"


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
