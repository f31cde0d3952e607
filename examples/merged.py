"""Merged: two triggers, one call.

A diamond. The price goes to two callbacks, of 100 and 300 ms, and both feed a third. It is
requested twice, after the first response and after the second, and waits: it runs once, with
both inputs in ``triggered``. "Reset" returns both of its inputs in one response.
"""

from __future__ import annotations

import time

from dash import Dash, Input, Output, ctx, dcc, html

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)

app = Dash(__name__, title="Merged")
app.layout = page(
    "Two reasons, one call",
    "Change the price, then press Reset.",
    card(
        field("Price", dcc.Input(id="price", type="number", value=100)),
        field("Tax (100 ms)", result("tax")),
        field("Shipping (300 ms)", result("shipping")),
        field("Total", result("total")),
        field("Because of", result("because")),
        button_row(html.Button("Reset", id="reset", n_clicks=0, className="quiet")),
    ),
)


@app.callback(Output("tax", "children"), Input("price", "value"))
def tax(price: float | None) -> float:
    """Return a fifth of the price."""
    time.sleep(0.1)
    return (price or 0) / 5


@app.callback(Output("shipping", "children"), Input("price", "value"))
def shipping(price: float | None) -> int:
    """Return what sending it costs; slow."""
    time.sleep(0.3)
    return 0 if (price or 0) >= 150 else 9


@app.callback(
    Output("tax", "children", allow_duplicate=True),
    Output("shipping", "children", allow_duplicate=True),
    Input("reset", "n_clicks"),
    prevent_initial_call=True,
)
def reset(clicks: int) -> tuple[int, int]:
    """Return zero for both at once."""
    return 0, 0


@app.callback(
    Output("total", "children"),
    Output("because", "children"),
    Input("tax", "children"),
    Input("shipping", "children"),
)
def total(tax_due: float, shipping_due: float) -> tuple[str, str]:
    """Return the sum and the inputs that changed."""
    because = ", ".join(sorted(each["prop_id"] for each in ctx.triggered))
    return f"{tax_due + shipping_due:g}", because


if __name__ == "__main__":
    run(app)
