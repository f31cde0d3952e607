"""An interval that is faster than its callback.

It ticks five times a second, and the callback takes half a second: each tick discards the
response to the previous one. Only the response after the last tick is used.
"""

from __future__ import annotations

import time

from dash import Input, Output, dcc

from frame import buggy_app, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Fast interval")
app.layout = page(
    "Ticking faster than the answer",
    "Wait: nothing is shown until the ticking ends.",
    card(
        dcc.Interval(id="clock", interval=200, max_intervals=10),
        field("Measured", result("measured")),
    ),
)


@app.callback(
    Output("measured", "children"),
    Input("clock", "n_intervals"),
    prevent_initial_call=True,
)
def measure(ticks: int) -> str:
    """Return a measurement, slowly."""
    time.sleep(0.5)
    return f"measured at tick {ticks}"


if __name__ == "__main__":
    run(app)
