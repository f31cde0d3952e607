"""The same callbacks on a Quart server.

A plain callback, an ``async`` one, and one that ends in 204 or 500. Quart is Flask for
``async``: headers are those of Flask, and like FastAPI it can do websockets.
"""

from __future__ import annotations

import asyncio

from dash import Dash, Input, Output, ctx, dcc, html
from dash.exceptions import PreventUpdate

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=4.2"
require(REQUIRES)

app = Dash(__name__, title="Quart", backend="quart")
app.layout = page(
    "On Quart",
    "Type, then press the buttons.",
    card(
        field("Text", dcc.Input(id="text", value="fast", type="text")),
        field("Plain", result("plain")),
        field("Async (100 ms)", result("slow")),
    ),
    card(
        button_row(
            html.Button("Update", id="update", n_clicks=0),
            html.Button("Prevent", id="prevent", n_clicks=0),
            html.Button("Fail", id="fail", n_clicks=0, className="danger"),
        ),
        field("Result", result("result")),
    ),
)


@app.callback(Output("plain", "children"), Input("text", "value"))
def plain(text: str | None) -> str:
    """Return the text in capitals."""
    return (text or "").upper()


@app.callback(Output("slow", "children"), Input("text", "value"))
async def slow(text: str | None) -> str:
    """Return the text backwards, after a wait that blocks nobody."""
    await asyncio.sleep(0.1)
    return (text or "")[::-1]


@app.callback(
    Output("result", "children"),
    Input("update", "n_clicks"),
    Input("prevent", "n_clicks"),
    Input("fail", "n_clicks"),
    prevent_initial_call=True,
)
def answer(updates: int, prevents: int, fails: int) -> str:
    """Return, prevent or raise, as the button says."""
    if ctx.triggered_id == "prevent":
        raise PreventUpdate
    if ctx.triggered_id == "fail":
        raise LookupError("Failed on purpose")
    return f"updated {updates}"


if __name__ == "__main__":
    run(app)
