"""Three callbacks in a cycle.

Euros give dollars, dollars give pounds, and pounds give euros again. Dash drops the request
that returns to the callback where it started. With the dev tools on, Dash rejects the app
with "Circular Dependencies".
"""

from __future__ import annotations

from dash import Input, Output, dcc, no_update

from frame import buggy_app, card, field, page, require, run

REQUIRES = ">=4.1"
require(REQUIRES)

app = buggy_app("Declared cycle")
app.layout = page(
    "Round and back",
    "Change the euros.",
    card(
        field("Euros", dcc.Input(id="euros", value="", type="text")),
        field("Dollars", dcc.Input(id="dollars", value="", type="text")),
        field("Pounds", dcc.Input(id="pounds", value="", type="text")),
    ),
)


def times(amount: str, rate: float) -> object:
    """Return the amount in the other currency."""
    return f"{float(amount) * rate:.2f}" if amount else no_update


@app.callback(Output("dollars", "value"), Input("euros", "value"), prevent_initial_call=True)
def to_dollars(euros: str) -> object:
    """Return the dollars."""
    return times(euros, 1.1)


@app.callback(Output("pounds", "value"), Input("dollars", "value"), prevent_initial_call=True)
def to_pounds(dollars: str) -> object:
    """Return the pounds."""
    return times(dollars, 0.75)


@app.callback(Output("euros", "value"), Input("pounds", "value"), prevent_initial_call=True)
def to_euros(pounds: str) -> object:
    """Return the euros."""
    return times(pounds, 1.2)


if __name__ == "__main__":
    run(app)
