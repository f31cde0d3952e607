"""An expensive report is computed again for an earlier choice.

The report of a year takes a second. Who returns to a year that was shown before waits for it
again. A memoized function would have the result.
"""

from __future__ import annotations

import time

from dash import Input, Output, dcc, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Repeated later")
app.layout = page(
    "The same year again",
    "Choose the years in turn.",
    card(
        field("Year", dcc.RadioItems(["2023", "2024"], "2023", id="year")),
        field("Report", result("report")),
    ),
    card(
        button_row(html.Button("Look now", id="look", n_clicks=0)),
        field("State of the machine", result("machine")),
    ),
)


@app.callback(Output("report", "children"), Input("year", "value"))
def report(year: str) -> str:
    """Compute the report of a year, slowly."""
    time.sleep(1.1)
    return f"report of {year}"


@app.callback(Output("machine", "children"), Input("look", "n_clicks"), prevent_initial_call=True)
def look(clicks: int) -> str:
    """Look at something that may change at any time: each click is meant."""
    time.sleep(0.6)
    return "running"


if __name__ == "__main__":
    run(app)
