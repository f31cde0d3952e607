"""Several buttons, one callback: ``ctx.triggered_id`` says which was clicked.

Every call has the click counts of all four buttons, so the counts do not show which one
was clicked; ``triggered`` does. On page load ``triggered`` is falsy, but has one entry with
the prop_id ".".
"""

from __future__ import annotations

from dash import Dash, Input, Output, State, ctx, html

from support import button_row, card, page, require, result, run

REQUIRES = ">=2.4"
require(REQUIRES)

app = Dash(__name__, title="Which button")
app.layout = page(
    "Which button was it?",
    "All four buttons are inputs of one callback.",
    card(
        button_row(
            html.Button("Up", id="up", n_clicks=0),
            html.Button("Down", id="down", n_clicks=0),
            html.Button("Double", id="double", n_clicks=0),
            html.Button("Reset", id="reset", n_clicks=0, className="quiet"),
        ),
        result("level", 1),
        result("because"),
    ),
)


@app.callback(
    Output("level", "children"),
    Output("because", "children"),
    Input("up", "n_clicks"),
    Input("down", "n_clicks"),
    Input("double", "n_clicks"),
    Input("reset", "n_clicks"),
    State("level", "children"),
)
def step(up: int, down: int, double: int, reset: int, level: int) -> tuple[int, str]:
    """Return the new level and the name of the button."""
    if not ctx.triggered:
        return level, "No button yet: this is the initial call."
    new_level = {
        "up": level + 1,
        "down": level - 1,
        "double": level * 2,
        "reset": 1,
    }[ctx.triggered_id]
    return new_level, f"Pressed: {ctx.triggered_id}"


if __name__ == "__main__":
    run(app)
