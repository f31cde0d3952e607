"""MATCH: one job for each row, and how they can interfere.

Up to Dash 3.0.3, starting one row kills the job of the other (Dash issues 2681 and 3169): both
belong to the same callback, and the light of the first stays on forever. Later versions run them
at the same time. The second card has another problem: the arguments of its function are the same
for both rows, so both jobs store their result under the same key, and the row that polls first
gets it.
"""

from __future__ import annotations

import time
from typing import Any

from dash import MATCH, Dash, Input, Output, State, ctx, html

from support import card, make_manager, page, require, run

REQUIRES = ">=2.16"
require(REQUIRES)


def row(kind: str, index: int) -> html.Div:
    """Return a row with its button, a light and its result."""
    return html.Div(
        [
            html.Button(f"Row {index}", id={"type": f"{kind}-start", "index": index}, n_clicks=0),
            html.Span("idle", id={"type": f"{kind}-state", "index": index}, className="badge"),
            html.Span(id={"type": f"{kind}-result", "index": index}),
        ],
        className="line",
    )


app = Dash(__name__, title="Job: MATCH", background_callback_manager=make_manager())
app.layout = page(
    "A job for each row",
    "Start both rows of a card, one right after the other.",
    card(*[row("own", index) for index in range(2)], title="The job knows its row"),
    card(*[row("twin", index) for index in range(2)], title="The jobs cannot be distinguished"),
)


@app.callback(
    Output({"type": "own-result", "index": MATCH}, "children"),
    Input({"type": "own-start", "index": MATCH}, "n_clicks"),
    State({"type": "own-start", "index": MATCH}, "id"),
    background=True,
    interval=500,
    running=[(Output({"type": "own-state", "index": MATCH}, "children"), "working", "idle")],
    prevent_initial_call=True,
)
def work(clicks: int, button_id: dict[str, Any]) -> str:
    """Work for a second and a half; the arguments say for which row."""
    time.sleep(1.5)
    return f"row {button_id['index']}, run {clicks}"


@app.callback(
    Output({"type": "twin-result", "index": MATCH}, "children"),
    Input({"type": "twin-start", "index": MATCH}, "n_clicks"),
    background=True,
    interval=500,
    running=[(Output({"type": "twin-state", "index": MATCH}, "children"), "working", "idle")],
    prevent_initial_call=True,
)
def work_alike(clicks: int) -> str:
    """Work until just after a poll; only ``ctx`` knows for which row.

    The next poll is then that of the row started a moment later.
    """
    time.sleep(1.65)
    return f"row {ctx.triggered_id['index']}, run {clicks}"


if __name__ == "__main__":
    run(app)
