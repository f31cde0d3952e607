"""A loop between two tabs of one browser.

A store in the browser is shared by all tabs of the app, and each tab responds to what the other one
wrote. Dash does not trigger a callback by its own output: each tab is triggered by the other.
"""

from __future__ import annotations

from dash import Input, Output, ctx, dcc, html, no_update

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.16"
require(REQUIRES)

TURNS = 24

app = buggy_app("Two tabs")
app.layout = page(
    "Your turn",
    "Open this page in a second tab, and press the button.",
    card(
        dcc.Store(id="turn", storage_type="local"),
        button_row(html.Button("Begin", id="begin", n_clicks=0)),
        field("Turn", result("shown")),
    ),
)


@app.callback(
    Output("turn", "data"),
    Output("shown", "children"),
    Input("begin", "n_clicks"),
    Input("turn", "data"),
    prevent_initial_call=True,
)
def answer(clicks: int, turn: int | None) -> tuple[object, object]:
    """Answer each number with the next one, until there were enough."""
    if ctx.triggered_id == "begin":
        return 1, "begun"
    if turn is None:
        # The other tab has cleared the store, or it has not been written yet.
        return no_update, no_update
    return (turn + 1, "going") if turn < TURNS else (no_update, "over")


if __name__ == "__main__":
    run(app)
