"""Patch of nothing: a Patch needs the value that it changes.

The store is empty when the first row is appended, so Dash cannot apply the Patch. The
function itself does not fail.
"""

from __future__ import annotations

from dash import Input, Output, Patch, dcc, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)

app = buggy_app("Patch of nothing")
app.layout = page(
    "Append to nothing",
    "Press the button: the number of rows stays the same.",
    card(
        dcc.Store(id="rows"),
        button_row(html.Button("Append", id="append", n_clicks=0)),
        field("Rows", result("count")),
    ),
)


@app.callback(
    Output("rows", "data"), Input("append", "n_clicks"), prevent_initial_call=True
)
def append(clicks: int) -> Patch:
    """Append a row to a list that does not exist yet."""
    rows = Patch()
    rows.append(clicks)
    return rows


@app.callback(Output("count", "children"), Input("rows", "data"))
def count(rows: list[int] | None) -> str:
    """Return how many rows there are."""
    return f"{len(rows or [])} rows"


if __name__ == "__main__":
    run(app)
