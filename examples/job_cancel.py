"""Cancel: a job that can be stopped.

While the job runs, Start is disabled and Cancel is not. Cancelling ends the worker process; the
next poll returns 204, the result does not change, and the progress goes back to its default. Dash
creates the callback that cancels: its output is the id of the button.
"""

from __future__ import annotations

import math
import time
from typing import Callable

from dash import Dash, Input, Output, State, dcc, html

from support import button_row, card, field, make_manager, page, require, result, run

REQUIRES = ">=2.6"
require(REQUIRES)

app = Dash(__name__, title="Job: cancel", background_callback_manager=make_manager())
app.layout = page(
    "A job that can be stopped",
    "Cancel a long one in the middle, then let a short one finish.",
    card(
        button_row(
            html.Button("Start", id="start", n_clicks=0),
            html.Button("Cancel", id="cancel", n_clicks=0, className="danger", disabled=True),
        ),
        field("Steps of half a second", dcc.Input(id="steps", type="number", value=12)),
        field("Progress (%)", html.Progress(id="bar", value="0", max="100")),
        field("Step", result("step", "not running")),
        field("Result", result("result", "none yet")),
    ),
)


@app.callback(
    Output("result", "children"),
    Input("start", "n_clicks"),
    State("steps", "value"),
    background=True,
    interval=300,
    cancel=Input("cancel", "n_clicks"),
    running=[
        (Output("start", "disabled"), True, False),
        (Output("cancel", "disabled"), False, True),
    ],
    progress=[Output("bar", "value"), Output("step", "children")],
    progress_default=["0", "not running"],
    prevent_initial_call=True,
)
def work(set_progress: Callable, clicks: int, steps: int) -> str:
    """Work in steps of half a second."""
    for step in range(1, steps + 1):
        set_progress([str(math.ceil(100 * step / steps)), f"{step} of {steps}"])
        time.sleep(0.5)
    return f"run {clicks} finished"


if __name__ == "__main__":
    run(app)
