"""Instances of one callback that write the same property.

One button changes all rows, and each row's callback writes the same status line: the slowest
row wins.
"""

from __future__ import annotations

import time

from dash import ALL, MATCH, Input, Output, html, dcc

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=4.2"
require(REQUIRES)

ROWS = 3

app = buggy_app("Instances in each other's way")
app.layout = page(
    "One line for three rows",
    "Press the button.",
    card(
        *[dcc.Store(id={"type": "row", "index": index}) for index in range(ROWS)],
        button_row(html.Button("Refresh", id="refresh", n_clicks=0)),
        field("Status", result("status")),
    ),
)


@app.callback(Output({"type": "row", "index": ALL}, "data"), Input("refresh", "n_clicks"), prevent_initial_call=True)
def refresh(clicks: int) -> list[list[int]]:
    """Change every row."""
    return [[index, clicks] for index in range(ROWS)]


@app.callback(Output("status", "children"), Input({"type": "row", "index": MATCH}, "data"), prevent_initial_call=True)
def check(row: list[int]) -> str:
    """Return what this row has to say."""
    time.sleep(0.5 - 0.1 * row[0])
    return f"row {row[0]} is fine"


if __name__ == "__main__":
    run(app)
