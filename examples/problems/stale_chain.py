"""A State that changes only after another callback.

One click loads the customer, which then triggers loading the customer's rate. The offer is made
immediately, with the rate of the previous customer.
"""

from __future__ import annotations

import time

from dash import Input, Output, State, dcc, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Old by way of others")
app.layout = page(
    "With the rate of the one before",
    "Press the button.",
    card(
        dcc.Store(id="customer"),
        dcc.Store(id="rate", data=1),
        button_row(html.Button("Next customer", id="next", n_clicks=0)),
        field("Offer", result("offer")),
    ),
)


@app.callback(Output("customer", "data"), Input("next", "n_clicks"), prevent_initial_call=True)
def load(clicks: int) -> str:
    """Return the customer."""
    time.sleep(0.2)
    return f"customer {clicks}"


@app.callback(Output("rate", "data"), Input("customer", "data"), prevent_initial_call=True)
def look_up(customer: str) -> int:
    """Return the rate of the customer."""
    return len(customer)


@app.callback(Output("offer", "children"), Input("next", "n_clicks"), State("rate", "data"), prevent_initial_call=True)
def make_offer(clicks: int, rate: int) -> str:
    """Return an offer."""
    return f"offer {clicks} at rate {rate}"


if __name__ == "__main__":
    run(app)
