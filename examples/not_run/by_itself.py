"""Components that change by themselves.

The dropdown drops a town that its new options do not have: no user chose it, a callback
wrote the options. The address component writes its address when it appears. A click in
the page is right before both, and has nothing to do with either.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dash import Dash, Input, Output, dcc, html

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import button_row, card, field, page, require, result, run  # noqa: E402

REQUIRES = ">=2.4"
require(REQUIRES)

TOWNS = {"north": ["Oslo", "Turku"], "south": ["Rome", "Malaga"]}

app = Dash(
    __name__,
    title="By itself",
    assets_folder="../assets",
    suppress_callback_exceptions=True,
)
app.layout = page(
    "Who changed it?",
    "Choose the other part of Europe, then show the address, then choose a town.",
    card(
        dcc.RadioItems(list(TOWNS), "north", id="part"),
        dcc.Dropdown(TOWNS["north"], ["Oslo"], id="town", multi=True),
        button_row(html.Button("Show the address", id="show", n_clicks=0)),
        html.Div(id="place"),
        field("Towns", result("towns", "untouched")),
        field("Address", result("address", "untouched")),
    ),
)


@app.callback(
    Output("town", "options"), Input("part", "value"), prevent_initial_call=True
)
def offer(part: str) -> list[str]:
    """Offer the towns of a part."""
    return TOWNS[part]


@app.callback(
    Output("towns", "children"), Input("town", "value"), prevent_initial_call=True
)
def tell(towns: list[str] | None) -> str:
    """Tell the towns that are chosen."""
    return ", ".join(towns or ["none"])


@app.callback(
    Output("place", "children"), Input("show", "n_clicks"), prevent_initial_call=True
)
def show(_clicks: int) -> dcc.Location:
    """Put the address component on the page."""
    return dcc.Location(id="url", refresh=False)


@app.callback(
    Output("address", "children"), Input("url", "pathname"), prevent_initial_call=True
)
def read(path: str) -> str:
    """Tell the address."""
    return path


if __name__ == "__main__":
    run(app)
