"""A value that goes back and forth between two callbacks.

One turns the switch on, the other off. Each uses ``set_props`` to write what the other one
reads.
"""

from __future__ import annotations

from dash import Input, dcc, html, set_props

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.17"
require(REQUIRES)

TURNS = 16
seen = {"turns": 0}

app = buggy_app("Back and forth")
app.layout = page(
    "On, off, on, off",
    "Press the button.",
    card(
        dcc.Store(id="wanted"),
        dcc.Store(id="refused"),
        button_row(html.Button("Start", id="start", n_clicks=0)),
        field("State", result("state")),
    ),
)


@app.callback(Input("start", "n_clicks"), prevent_initial_call=True)
def start(clicks: int) -> None:
    """Ask for the first time."""
    seen["turns"] = 0
    set_props("wanted", {"data": "on"})


@app.callback(Input("wanted", "data"), prevent_initial_call=True)
def refuse(wanted: str) -> None:
    """Answer with the opposite."""
    seen["turns"] += 1
    if seen["turns"] < TURNS:
        set_props("refused", {"data": "off" if wanted == "on" else "on"})
    else:
        set_props("state", {"children": "tired"})


@app.callback(Input("refused", "data"), prevent_initial_call=True)
def insist(refused: str) -> None:
    """Ask for what was refused."""
    set_props("wanted", {"data": refused})


if __name__ == "__main__":
    run(app)
