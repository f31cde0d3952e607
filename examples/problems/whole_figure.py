"""The whole figure again, for a new title.

Each click returns a figure with some thousand points, but only the title changed. A ``Patch``
of the title would be a few characters.
"""

from __future__ import annotations

from dash import Input, Output, dcc, html

from frame import buggy_app, button_row, card, page, require, run

REQUIRES = ">=2.0"
require(REQUIRES)

POINTS = 4000

app = buggy_app("Whole figure")
app.layout = page(
    "Four thousand points for one title",
    "Press the button a few times.",
    card(
        button_row(html.Button("Rename", id="rename", n_clicks=0)),
        dcc.Graph(id="chart", figure={"data": [], "layout": {"title": {"text": "No title"}}}),
    ),
)


@app.callback(
    Output("chart", "figure"),
    Input("rename", "n_clicks"),
    prevent_initial_call=True,
)
def rename(clicks: int) -> dict[str, object]:
    """Return the figure under another title."""
    y = [(i * 37) % 1009 for i in range(POINTS)]
    return {
        "data": [{"type": "scatter", "x": list(range(POINTS)), "y": y}],
        "layout": {"title": {"text": f"Title {clicks}"}},
    }


if __name__ == "__main__":
    run(app)
