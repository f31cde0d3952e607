"""A loop through set_props.

The callback writes its own Input, not as an Output but with ``set_props``: Dash cannot see
the cycle and keeps calling it. This app stops after twelve rounds, so that you can leave the
page.
"""

from __future__ import annotations

from dash import Input, dcc, html, set_props

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.17"
require(REQUIRES)

TURNS = 12

app = buggy_app("Loop through set_props")
app.layout = page(
    "Calling itself",
    "Press the button.",
    card(
        dcc.Store(id="count"),
        button_row(html.Button("Start", id="start", n_clicks=0)),
        field("Turns", result("turns")),
    ),
)


@app.callback(Input("start", "n_clicks"), prevent_initial_call=True)
def start(clicks: int) -> None:
    """Set the count for the first time."""
    set_props("count", {"data": 1})


@app.callback(Input("count", "data"), prevent_initial_call=True)
def go_on(count: int) -> None:
    """Write the next count, which calls this again."""
    set_props("turns", {"children": f"{count} turns"})
    if count < TURNS:
        set_props("count", {"data": count + 1})


if __name__ == "__main__":
    run(app)
