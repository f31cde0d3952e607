"""One click, two ways to the same callback, two runs.

The click sets the total immediately, and the discount a moment later with ``set_props``.
Dash cannot know that the second update is still to come, so the invoice is written twice.
"""

from __future__ import annotations

import time

from dash import Input, Output, dcc, html, set_props

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.17"
require(REQUIRES)

app = buggy_app("Inputs arrive apart")
app.layout = page(
    "Written twice",
    "Press the button a few times.",
    card(
        dcc.Store(id="total"),
        dcc.Store(id="discount"),
        button_row(html.Button("Order", id="order", n_clicks=0)),
        field("Invoice", result("invoice")),
    ),
)


@app.callback(
    Output("total", "data"),
    Input("order", "n_clicks"),
    prevent_initial_call=True,
)
def total(clicks: int) -> int:
    """Return the total."""
    return clicks * 100


@app.callback(Input("order", "n_clicks"), prevent_initial_call=True)
def discount(clicks: int) -> None:
    """Look up the discount, slowly."""
    time.sleep(0.4)
    set_props("discount", {"data": clicks * 10})


@app.callback(
    Output("invoice", "children"),
    Input("total", "data"),
    Input("discount", "data"),
    prevent_initial_call=True,
)
def invoice(amount: int, less: int | None) -> str:
    """Return the invoice."""
    return f"{amount} less {less or 0}"


if __name__ == "__main__":
    run(app)
