"""MATCH that matches several components where one is needed.

Since Dash 4.2 an input may have MATCH while the output has a fixed id. Pressing a button says
which component is meant; page load does not. Then Dash silently skips the first callback, and the
second, which has another input, ends in a browser error.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dash import MATCH, Dash, Input, Output, dcc, html

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import button_row, card, field, page, require, result, run  # noqa: E402

REQUIRES = ">=4.2"
require(REQUIRES)

app = Dash(__name__, title="Several", assets_folder="../assets")
app.layout = page(
    "Which one?",
    "Two buttons for one callback: it runs for a press, not for the page load.",
    card(
        button_row(
            html.Button("One", id={"button": 1}, n_clicks=0),
            html.Button("Two", id={"button": 2}, n_clicks=0),
        ),
        dcc.Input(id="text", value="a text", type="text"),
        field("Pressed", result("pressed")),
        field("With the text", result("with-text")),
    ),
)


@app.callback(Output("pressed", "children"), Input({"button": MATCH}, "n_clicks"))
def press(clicks: int) -> str:
    """Return how often the button was pressed."""
    return f"pressed {clicks} times"


@app.callback(
    Output("with-text", "children"),
    Input({"button": MATCH}, "n_clicks"),
    Input("text", "value"),
)
def press_with_text(clicks: int, text: str) -> str:
    """Return how often the button was pressed, and the text."""
    return f"{text}, pressed {clicks} times"


if __name__ == "__main__":
    run(app)
