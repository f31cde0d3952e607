"""A lost update: two callbacks read a list, add to it, and write it back.

Both read it before the other wrote, so only one of the two new items is left.
"""

from __future__ import annotations

import time

from dash import Input, Output, State, dcc, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)

app = buggy_app("Lost update")
app.layout = page(
    "One of two items is lost",
    "Press the button.",
    card(
        dcc.Store(id="items", data=[]),
        button_row(
            html.Button("Add both", id="add", n_clicks=0),
            html.Button("Only a pear", id="only-pear", n_clicks=0),
        ),
        field("Items", result("shown")),
    ),
)


@app.callback(
    Output("items", "data", allow_duplicate=True),
    Input("add", "n_clicks"),
    State("items", "data"),
    prevent_initial_call=True,
)
def add_apple(clicks: int, items: list[str]) -> list[str]:
    """Add an apple."""
    time.sleep(0.2)
    return [*items, "apple"]


@app.callback(
    Output("items", "data", allow_duplicate=True),
    Output("shown", "title"),
    Input("add", "n_clicks"),
    Input("only-pear", "n_clicks"),
    State("items", "data"),
    prevent_initial_call=True,
)
def add_pear(clicks: int, pears: int, items: list[str]) -> tuple[list[str], str]:
    """Add a pear."""
    time.sleep(0.6)
    return [*items, "pear"], "changed"


app.clientside_callback(
    "function (items) { return items.join(', ') }",
    Output("shown", "children"),
    Input("items", "data"),
)


if __name__ == "__main__":
    run(app)
