"""A loop through children.

One callback writes new children into a box. The new components trigger the callback that reads
them, and that one requests the next children. This app stops after twelve rounds.
"""

from __future__ import annotations

from dash import ALL, Input, Output, dcc, html, set_props

from frame import buggy_app, button_row, card, page, require, run

REQUIRES = ">=2.17"
require(REQUIRES)

TURNS = 12

app = buggy_app("New children")
app.layout = page(
    "A box, and another one",
    "Press the button.",
    card(dcc.Store(id="turn"), dcc.Store(id="asked"), button_row(html.Button("Start", id="start", n_clicks=0)), html.Div(id="box")),
)


@app.callback(Output("turn", "data"), Input("start", "n_clicks"), prevent_initial_call=True)
def start(clicks: int) -> int:
    """Begin."""
    return 1


@app.callback(Output("box", "children"), Input("turn", "data"), prevent_initial_call=True)
def fill(turn: int) -> list[object]:
    """Return the content of the box for one round."""
    return [dcc.Store(id={"type": "mark", "turn": turn}, data=turn), html.Div(f"turn {turn}", id="shown")]


@app.callback(Output("asked", "data"), Input({"type": "mark", "turn": ALL}, "data"))
def go_on(turns: list[int]) -> list[int]:
    """Request the next round."""
    if turns and turns[0] < TURNS:
        set_props("turn", {"data": turns[0] + 1})
    return turns


if __name__ == "__main__":
    run(app)
