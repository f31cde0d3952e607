"""A legal cycle: one callback whose outputs are its own inputs.

Change either temperature and the callback writes both. Dash does not trigger it again by
its own outputs. There is one call only, and the graph shows the cycle.
"""

from __future__ import annotations

from dash import Dash, Input, Output, ctx, dcc

from support import card, field, page, require, result, run

REQUIRES = ">=2.4"
require(REQUIRES)

app = Dash(__name__, title="Circular")
app.layout = page(
    "Around and done",
    "Change either temperature.",
    card(
        field("Celsius", dcc.Input(id="celsius", type="number", value=20)),
        field("Fahrenheit", dcc.Input(id="fahrenheit", type="number", value=68)),
        field("Follows Celsius", result("feeling")),
    ),
)


@app.callback(
    Output("celsius", "value"),
    Output("fahrenheit", "value"),
    Input("celsius", "value"),
    Input("fahrenheit", "value"),
    prevent_initial_call=True,
)
def convert(celsius: float | None, fahrenheit: float | None) -> tuple[float, float]:
    """Return both temperatures, computed from the one that changed."""
    if ctx.triggered_id == "fahrenheit":
        fahrenheit = fahrenheit or 0
        return round((fahrenheit - 32) / 1.8, 1), fahrenheit
    celsius = celsius or 0
    return celsius, round(celsius * 1.8 + 32, 1)


@app.callback(Output("feeling", "children"), Input("celsius", "value"))
def feel(celsius: float) -> str:
    """Return a word about the temperature."""
    return "warm" if celsius >= 18 else "cold"


if __name__ == "__main__":
    run(app)
