"""set_props from inside a job: the page is updated while the job runs.

Each call of set_props is a separate update in the next poll. As with progress there is one slot:
of two calls between two polls, even for different components, the page gets the last.
"""

from __future__ import annotations

import time

from dash import Dash, Input, Output, html, set_props

from support import button_row, card, field, make_manager, page, require, result, run

REQUIRES = ">=2.17"
require(REQUIRES)

# Seconds that each stage takes.
STAGES = {"reading": 0.6, "sorting": 0.6, "adding up": 0.6, "rounding": 1.2}

app = Dash(__name__, title="Job: set_props", background_callback_manager=make_manager())
app.layout = page(
    "A job that speaks up",
    "The job writes to places that are not its output.",
    card(
        button_row(html.Button("Start", id="start", n_clicks=0)),
        field("Stage", result("stage")),
        *[
            field(name, html.Span("off", id={"type": "lamp", "index": index}, className="badge"))
            for index, name in enumerate(["First lamp", "Second lamp"])
        ],
        field("Result", result("result")),
        field("Follows the stage", result("follower")),
    ),
)


@app.callback(
    Output("result", "children"),
    Input("start", "n_clicks"),
    background=True,
    interval=250,
    prevent_initial_call=True,
)
def work(clicks: int) -> str:
    """Announce each stage, then light both lamps at once."""
    for stage, seconds in STAGES.items():
        set_props("stage", {"children": stage, "title": f"run {clicks}"})
        time.sleep(seconds)
    # The first of the two is overwritten, usually before a poll reads it.
    for index in range(2):
        set_props({"type": "lamp", "index": index}, {"children": "on"})
    time.sleep(0.6)
    return f"run {clicks}: {len(STAGES)} stages"


@app.callback(
    Output("follower", "children"),
    Input("stage", "children"),
    prevent_initial_call=True,
)
def follow(stage: str) -> str:
    """Return the stage that arrived."""
    return f"heard: {stage}"


if __name__ == "__main__":
    run(app)
