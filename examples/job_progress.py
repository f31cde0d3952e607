"""A background job and its progress.

The job counts to 30: six steps that the page has time to see, then a burst of 24 of which it
sees the last. Between two polls Dash keeps only the latest value.
"""

from __future__ import annotations

import time
from typing import Callable

from dash import Dash, Input, Output, html

from support import button_row, card, field, make_manager, page, require, result, run

REQUIRES = ">=2.6"
require(REQUIRES)

SLOW_STEPS = 6
STEPS = 30

app = Dash(__name__, title="Job: progress", background_callback_manager=make_manager())
app.layout = page(
    "A job and its progress",
    "The page asks every half second how far the job is.",
    card(
        button_row(html.Button("Start", id="start", n_clicks=0)),
        field("Progress", html.Progress(id="bar", value="0", max=str(STEPS))),
        field("Step", result("step")),
        field("Result", result("result")),
    ),
)


@app.callback(
    Output("result", "children"),
    Input("start", "n_clicks"),
    background=True,
    interval=500,
    progress=[Output("bar", "value"), Output("step", "children")],
    prevent_initial_call=True,
)
def count(set_progress: Callable, clicks: int) -> str:
    """Count, slowly and then fast."""
    for step in range(1, STEPS + 1):
        set_progress((str(step), f"{step} of {STEPS}"))
        time.sleep(0.6 if step <= SLOW_STEPS else 0.01)
    # Long enough for one more poll: the last value of the burst is seen.
    time.sleep(0.8)
    return f"run {clicks}: counted to {STEPS}"


if __name__ == "__main__":
    run(app)
