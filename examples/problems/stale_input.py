"""A callback that does not wait: one of its Inputs is written with allow_duplicate.

Dash waits for a declared Output, but not for one with ``allow_duplicate=True``. So the sum is
computed twice, the first time with the old tax.
"""

from __future__ import annotations

import time

from dash import Input, Output, dcc, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)

app = buggy_app("Old input")
app.layout = page(
    "With the old tax first",
    "Press the button.",
    card(
        dcc.Store(id="price", data=0),
        dcc.Store(id="tax", data=0),
        button_row(html.Button("Look up", id="look", n_clicks=0)),
        field("Sum", result("sum")),
    ),
)


@app.callback(Output("price", "data"), Input("look", "n_clicks"), prevent_initial_call=True)
def look_up_price(clicks: int) -> int:
    """Return the price."""
    return clicks * 100


@app.callback(
    Output("tax", "data", allow_duplicate=True),
    Input("look", "n_clicks"),
    prevent_initial_call=True,
)
def look_up_tax(clicks: int) -> int:
    """Return the tax, slowly."""
    time.sleep(0.5)
    return clicks * 19


@app.callback(
    Output("sum", "children"),
    Input("price", "data"),
    Input("tax", "data"),
    prevent_initial_call=True,
)
def add(price: int, tax: int) -> str:
    """Return the sum."""
    return f"{price + tax} with tax"


if __name__ == "__main__":
    run(app)
