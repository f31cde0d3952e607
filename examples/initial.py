"""Initial calls: which callbacks run without a trigger, and which do not.

On page load the first callback runs and the second, with ``prevent_initial_call``, does
not. "Insert" adds a part of the page: the callback whose output is in it makes an initial
call; the one whose input is in it, but whose output already existed, is triggered by the
new input, even though it has ``prevent_initial_call``.
"""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, ctx, dcc, html

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=2.4"
require(REQUIRES)

app = Dash(__name__, title="Initial calls", suppress_callback_exceptions=True)
app.layout = page(
    "Without being asked",
    "Watch the page load, then press Insert.",
    card(
        field("Text", dcc.Input(id="text", value="start", type="text")),
        field("Runs on load", result("eager")),
        field("Waits for a change", result("lazy", "untouched")),
    ),
    card(
        button_row(
            html.Button("Insert", id="insert", n_clicks=0),
            html.Button("Take out", id="take-out", n_clicks=0, className="quiet"),
        ),
        html.Div(id="place"),
        field("Hears the inserted input", result("outside", "untouched")),
    ),
)


@app.callback(Output("eager", "children"), Input("text", "value"))
def eager(text: str) -> str:
    """Return the text; also on load."""
    return f"{text} ({'triggered' if ctx.triggered else 'initial call'})"


@app.callback(
    Output("lazy", "children"), Input("text", "value"), prevent_initial_call=True
)
def lazy(text: str) -> str:
    """Return the text, not on load."""
    return f"{text} ({'triggered' if ctx.triggered else 'initial call'})"


@app.callback(
    Output("place", "children"),
    Input("insert", "n_clicks"),
    Input("take-out", "n_clicks"),
    prevent_initial_call=True,
)
def insert(inserts: int, outs: int) -> Any:
    """Return the new part of the page, or nothing."""
    if ctx.triggered_id == "take-out":
        return []
    return [
        field(
            "Inserted input",
            dcc.Input(id="inserted", value=f"insert {inserts}", type="text"),
        ),
        field("Inserted output", result("inside")),
        field("Inserted, waits", result("inside-lazy", "untouched")),
    ]


@app.callback(Output("inside", "children"), Input("inserted", "value"))
def inside(text: str) -> str:
    """Return the inserted text."""
    return f"{text} ({'triggered' if ctx.triggered else 'initial call'})"


@app.callback(
    Output("inside-lazy", "children"),
    Input("inserted", "value"),
    prevent_initial_call=True,
)
def inside_lazy(text: str) -> str:
    """Return the inserted text, not when it is inserted."""
    return f"{text} ({'triggered' if ctx.triggered else 'initial call'})"


@app.callback(
    Output("outside", "children"),
    Input("inserted", "value"),
    prevent_initial_call=True,
)
def outside(text: str) -> str:
    """Return the inserted text to a place that was there before."""
    return f"{text} ({'triggered' if ctx.triggered else 'initial call'})"


if __name__ == "__main__":
    run(app)
