"""Twenty slow callbacks at once: eight of them have to wait.

Dash runs twelve calls at a time. One click triggers twenty, and each takes a while, so the
last eight are sent only when others have finished.
"""

from __future__ import annotations

import time

from dash import MATCH, Input, Output, dcc, html

from frame import buggy_app, button_row, card, page, require, run

REQUIRES = ">=2.9"
require(REQUIRES)

TILES = range(20)

app = buggy_app("No free place")
app.layout = page(
    "Twenty tiles at once",
    "Press the button.",
    card(
        button_row(html.Button("Load all", id="load", n_clicks=0)),
        *[dcc.Store(id={"type": "order", "index": index}) for index in TILES],
        *[html.Div(id={"type": "tile", "index": index}) for index in TILES],
    ),
)


@app.callback(
    [Output({"type": "order", "index": index}, "data") for index in TILES],
    Input("load", "n_clicks"),
    prevent_initial_call=True,
)
def order(clicks: int) -> list[int]:
    """Order every tile."""
    return [clicks for _ in TILES]


@app.callback(
    Output({"type": "tile", "index": MATCH}, "children"),
    Input({"type": "order", "index": MATCH}, "data"),
    prevent_initial_call=True,
)
def load(clicks: int) -> str:
    """Return a tile, slowly."""
    time.sleep(1.2)
    return f"loaded {clicks}"


if __name__ == "__main__":
    run(app)
