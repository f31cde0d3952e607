"""A State that is about to change.

One click requests the rate and makes the offer. The offer has the rate as State, and Dash does
not wait for State: it is made with the old rate.
"""

from __future__ import annotations

import time

from dash import Input, Output, State, dcc, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Old state")
app.layout = page(
    "With the rate from before",
    "Press the button.",
    card(
        dcc.Store(id="rate", data=1),
        button_row(html.Button("Offer", id="offer", n_clicks=0)),
        field("Rate", result("shown")),
        field("Offer", result("offered")),
    ),
)


@app.callback(
    Output("rate", "data"),
    Output("shown", "children"),
    Input("offer", "n_clicks"),
    prevent_initial_call=True,
)
def look_up_rate(clicks: int) -> tuple[int, str]:
    """Return the rate, slowly."""
    time.sleep(0.5)
    return clicks + 1, f"rate {clicks + 1}"


@app.callback(
    Output("offered", "children"),
    Input("offer", "n_clicks"),
    State("rate", "data"),
    prevent_initial_call=True,
)
def make_offer(clicks: int, rate: int) -> str:
    """Return the offer."""
    return f"offer at rate {rate}"


if __name__ == "__main__":
    run(app)
