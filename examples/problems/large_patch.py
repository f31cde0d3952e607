"""Patches of half a megabyte from two callbacks, and a side update in a large response: no problem."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, Patch, dcc, html, set_props

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.17"
require(REQUIRES)

POINTS = 80_000
START = {"data": [{"y": [1, 2]}, {"y": [3, 4]}], "layout": {"title": {"text": "two traces"}}}

app = buggy_app("Large patches")
app.layout = page(
    "Two patches of one figure",
    "Nothing is wrong here, however large the values are.",
    card(
        button_row(html.Button("Measure", id="measure", n_clicks=0)),
        dcc.Graph(id="chart", figure=START),
        field("Status", result("status", "nothing yet")),
        field("Follows the status", result("follower")),
    ),
)


def points_of(trace: int, clicks: int) -> Patch:
    """Change the points of one trace and leave the rest of the figure."""
    figure = Patch()
    figure["data"][trace]["y"] = [(step * clicks + trace) % 7 for step in range(POINTS)]
    return figure


@app.callback(
    Output("chart", "figure", allow_duplicate=True),
    Input("measure", "n_clicks"),
    prevent_initial_call=True,
)
def first(clicks: int) -> Any:
    """Patch the first trace, and report it elsewhere in the same response."""
    set_props("status", {"children": f"measured {clicks}"})
    return points_of(0, clicks)


@app.callback(Output("chart", "figure"), Input("measure", "n_clicks"), prevent_initial_call=True)
def second(clicks: int) -> Any:
    """Patch the second trace."""
    return points_of(1, clicks)


@app.callback(Output("follower", "children"), Input("status", "children"), prevent_initial_call=True)
def follow(status: str) -> str:
    """Say what the side update wrote."""
    return f"heard: {status}"


if __name__ == "__main__":
    run(app)
