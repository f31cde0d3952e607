"""Polling often and rarely: the same job with ``interval=200`` and ``interval=3000``.

The job takes 1.2 seconds and makes twelve steps. With five polls a second, the page sees about
every second step; with a poll every three seconds, the first poll returns the last step and the
result, almost two seconds after the job was done.
"""

from __future__ import annotations

import time
from typing import Callable

from dash import Dash, Input, Output, html

from support import button_row, card, field, make_manager, page, require, result, run

REQUIRES = ">=2.6"
require(REQUIRES)

STEPS = 12

app = Dash(__name__, title="Job: intervals", background_callback_manager=make_manager())
app.layout = page(
    "How often to ask",
    "The same job twice; only the time between two polls differs.",
    *[
        card(
            button_row(html.Button("Start", id=f"{name}-start", n_clicks=0)),
            field("Step", result(f"{name}-step")),
            field("Result", result(f"{name}-result")),
            title=title,
        )
        for name, title in [("often", "Every 200 ms"), ("rarely", "Every 3 seconds")]
    ],
)


def work(set_progress: Callable, clicks: int) -> str:
    """Make twelve steps."""
    for step in range(1, STEPS + 1):
        set_progress(f"step {step} of {STEPS}")
        time.sleep(0.1)
    return f"run {clicks} is done"


@app.callback(
    Output("often-result", "children"),
    Input("often-start", "n_clicks"),
    background=True,
    interval=200,
    progress=Output("often-step", "children"),
    prevent_initial_call=True,
)
def work_often(set_progress: Callable, clicks: int) -> str:
    """Do the work with five polls a second."""
    return work(set_progress, clicks)


@app.callback(
    Output("rarely-result", "children"),
    Input("rarely-start", "n_clicks"),
    background=True,
    interval=3000,
    progress=Output("rarely-step", "children"),
    prevent_initial_call=True,
)
def work_rarely(set_progress: Callable, clicks: int) -> str:
    """Do the work with a first poll long after its end."""
    return work(set_progress, clicks)


if __name__ == "__main__":
    run(app)
