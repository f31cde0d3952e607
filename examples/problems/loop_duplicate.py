"""A loop through an output with allow_duplicate.

Two callbacks trigger each other, one of them by an output with ``allow_duplicate=True``. Dash's dev
tools do not report it as a cycle. The third callback restarts it each time, in addition to its
outputs. This app stops after twelve rounds.
"""

from __future__ import annotations

from dash import Input, Output, dcc, html, no_update, set_props

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.17"
require(REQUIRES)

TURNS = 12

app = buggy_app("Duplicates in a loop")
app.layout = page(
    "Round by a second writer",
    "Press the button.",
    card(
        dcc.Store(id="there"),
        dcc.Store(id="back"),
        button_row(html.Button("Start", id="start", n_clicks=0)),
        field("Turn", result("shown")),
    ),
)


@app.callback(Output("there", "data"), Input("start", "n_clicks"), prevent_initial_call=True)
def start(clicks: int) -> int:
    """Begin."""
    return 1


@app.callback(Output("back", "data"), Output("shown", "children"), Input("there", "data"), prevent_initial_call=True)
def go(turn: int) -> tuple[int, str]:
    """Hand on what came."""
    return turn, f"{turn}"


@app.callback(Output("there", "data", allow_duplicate=True), Input("back", "data"), prevent_initial_call=True)
def come(turn: int) -> object:
    """Hand it back, one more."""
    if turn < TURNS:
        set_props("there", {"data": turn + 1})
    return no_update


if __name__ == "__main__":
    run(app)
