"""Superseded: a slow response that is no longer needed.

Type a few letters quickly, or press the button several times. Each triggers a call of 700 ms; a
new call makes the page discard the response of the previous one, although the server still runs
it to its end. Only the last response is applied, and the callback downstream runs once.
"""

from __future__ import annotations

import time

from dash import Dash, Input, Output, dcc, html

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = Dash(__name__, title="Superseded")
app.layout = page(
    "Overtaken by the next one",
    "Type faster than the server answers.",
    card(
        field("Search", dcc.Input(id="query", value="", type="text")),
        button_row(html.Button("Search again", id="again", n_clicks=0)),
        field("Answer", result("answer")),
        field("Follows the answer", result("follower")),
    ),
)


@app.callback(
    Output("answer", "children"),
    Input("query", "value"),
    Input("again", "n_clicks"),
    prevent_initial_call=True,
)
def search(query: str, again: int) -> str:
    """Return the answer, slowly."""
    time.sleep(1.5)
    return f"results for \u201c{query}\u201d, {again}"


@app.callback(
    Output("follower", "children"),
    Input("answer", "children"),
    prevent_initial_call=True,
)
def follow(answer: str) -> str:
    """Return the length of the answer."""
    return f"{len(answer)} letters"


if __name__ == "__main__":
    run(app)
