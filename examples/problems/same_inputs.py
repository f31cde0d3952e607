"""Same inputs, computed twice: two callbacks write the same value, one after the other.

One click triggers a fast and a slow callback, and both write the same choice. The report
runs for each of them, with the same Input, and returns the same value.
"""

from __future__ import annotations

import time

from dash import Input, Output, dcc, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)

app = buggy_app("Same inputs twice")
app.layout = page(
    "Chosen twice",
    "Press the button.",
    card(
        dcc.Store(id="choice"),
        button_row(html.Button("Choose", id="choose", n_clicks=0)),
        field("Saved", result("saved")),
        field("Report", result("report")),
    ),
)


@app.callback(
    Output("choice", "data"),
    Input("choose", "n_clicks"),
    prevent_initial_call=True,
)
def choose(clicks: int) -> dict[str, int]:
    """Return the choice at once."""
    return {"choice": clicks}


@app.callback(
    Output("choice", "data", allow_duplicate=True),
    Output("saved", "children"),
    Input("choose", "n_clicks"),
    prevent_initial_call=True,
)
def save(clicks: int) -> tuple[dict[str, int], str]:
    """Save the choice, slowly, and return it once more."""
    time.sleep(1.0)
    return {"choice": clicks}, f"saved {clicks}"


@app.callback(
    Output("report", "children"),
    Input("choice", "data"),
    prevent_initial_call=True,
)
def report(choice: dict[str, int]) -> str:
    """Return the report."""
    return f"a report on choice {choice['choice']}"


if __name__ == "__main__":
    run(app)
