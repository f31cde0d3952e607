"""A callback that is not called because the one upstream failed.

The report reads what the query writes. The second query fails, so nothing is written, and the
report does not change.
"""

from __future__ import annotations

from dash import Input, Output, dcc, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Failed before")
app.layout = page(
    "The report does not change",
    "Press the button twice.",
    card(dcc.Store(id="rows"), button_row(html.Button("Query", id="query", n_clicks=0)), field("Report", result("report"))),
)


@app.callback(Output("rows", "data"), Input("query", "n_clicks"), prevent_initial_call=True)
def query(clicks: int) -> list[int]:
    """Return some rows, the first time."""
    if clicks > 1:
        raise ConnectionError("the database is gone")
    return [1, 2, 3]


@app.callback(Output("report", "children"), Input("rows", "data"), prevent_initial_call=True)
def report(rows: list[int]) -> str:
    """Return how many rows there are."""
    return f"{len(rows)} rows"


if __name__ == "__main__":
    run(app)
