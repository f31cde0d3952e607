"""Calls that lead to another page.

"By output" and "By set_props" write the address of a Location that loads the page, "In the
page" navigates from a clientside function, and "Slow" is still running when the link is
followed. The page that comes next names the call that led there; after the link it names none.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from dash import Dash, Input, Output, State, dcc, html

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import button_row, card, field, page, require, result, run  # noqa: E402

REQUIRES = ">=2.17"
require(REQUIRES)

app = Dash(__name__, title="Going", assets_folder="../assets")
app.layout = page(
    "Where to?",
    "Press one of the buttons.",
    card(
        dcc.Location(id="url"),
        button_row(
            html.Button("By output", id="by-output", n_clicks=0),
            html.Button("By set_props", id="by-set-props", n_clicks=0),
            html.Button("In the page", id="in-page", n_clicks=0),
            html.Button("Slow", id="slow", n_clicks=0, className="quiet"),
        ),
        html.A("a plain link", href="?plain", id="plain"),
        field("Address", result("address")),
        field("Slow", result("done")),
        field("Nothing", result("nothing")),
    ),
)


@app.callback(Output("address", "children"), Input("url", "search"))
def show(search: str | None) -> str:
    """Show where we are."""
    return search or "start"


@app.callback(
    Output("url", "href"), Input("by-output", "n_clicks"), prevent_initial_call=True
)
def by_output(clicks: int) -> str:
    """Go to another page, as a login does."""
    return "?output"


@app.callback(
    Output("nothing", "children"),
    Input("by-set-props", "n_clicks"),
    prevent_initial_call=True,
)
def by_set_props(clicks: int) -> str:
    """Go to another page without an output for it."""
    from dash import set_props

    set_props("url", {"search": "?side"})
    return f"side {clicks}"


app.clientside_callback(
    "function (clicks) { window.location.search = '?page'; return window.dash_clientside.no_update; }",
    Output("nothing", "title"),
    Input("in-page", "n_clicks"),
    State("address", "children"),
    prevent_initial_call=True,
)


@app.callback(
    Output("done", "children"), Input("slow", "n_clicks"), prevent_initial_call=True
)
def slow(clicks: int) -> str:
    """Take long."""
    time.sleep(5)
    return f"done {clicks}"


if __name__ == "__main__":
    run(app)
