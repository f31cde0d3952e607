"""Large State: a table that is sent to the server with every click.

The rows never change, but each click of the button sends all of them as State. Better: keep
them on the server, and send a key.
"""

from __future__ import annotations

from dash import Input, Output, State, dcc, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

ROWS = [{"id": i, "name": f"row number {i}", "price": i * 1.5} for i in range(1500)]

app = buggy_app("Large State")
app.layout = page(
    "All rows, with every click",
    "Press the button a few times.",
    card(
        dcc.Store(id="rows", data=ROWS),
        button_row(html.Button("Count", id="count", n_clicks=0)),
        field("Counted", result("counted")),
    ),
)


@app.callback(
    Output("counted", "children"),
    Input("count", "n_clicks"),
    State("rows", "data"),
    prevent_initial_call=True,
)
def count(clicks: int, rows: list[dict[str, object]]) -> str:
    """Return how many rows there are."""
    return f"{len(rows)} rows, counted {clicks} times"


if __name__ == "__main__":
    run(app)
