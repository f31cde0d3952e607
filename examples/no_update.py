"""Four ways to return without changing everything.

A full result, ``no_update`` for one of two outputs, ``no_update`` for both, and
``PreventUpdate``. For each, see which outputs changed, what was sent (200 with fewer outputs,
or an empty 204), and whether the callback downstream ran.
"""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, ctx, html, no_update
from dash.exceptions import PreventUpdate

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=2.4"
require(REQUIRES)

app = Dash(__name__, title="no_update")
app.layout = page(
    "Not changing things",
    "All five buttons are inputs of the same callback.",
    card(
        button_row(
            html.Button("Both", id="both", n_clicks=0),
            html.Button("First only", id="first-only", n_clicks=0),
            html.Button("Neither", id="neither", n_clicks=0),
            html.Button("One no_update", id="single", n_clicks=0),
            html.Button("PreventUpdate", id="prevent", n_clicks=0),
        ),
        field("First", result("first")),
        field("Second", result("second")),
        field("Follows the second", result("follower")),
    ),
)


@app.callback(
    Output("first", "children"),
    Output("second", "children"),
    Input("both", "n_clicks"),
    Input("first-only", "n_clicks"),
    Input("neither", "n_clicks"),
    Input("single", "n_clicks"),
    Input("prevent", "n_clicks"),
    prevent_initial_call=True,
)
def answer(*clicks: int) -> Any:
    """Return as much as the button asks for."""
    text = f"{ctx.triggered_id} ({sum(clicks)})"
    if ctx.triggered_id == "first-only":
        return text, no_update
    if ctx.triggered_id == "neither":
        return no_update, no_update
    if ctx.triggered_id == "single":
        return no_update
    if ctx.triggered_id == "prevent":
        raise PreventUpdate
    return text, text


@app.callback(
    Output("follower", "children"), Input("second", "children"), prevent_initial_call=True
)
def follow(second: str) -> str:
    """Return what the second output was."""
    return f"after {second}"


if __name__ == "__main__":
    run(app)
