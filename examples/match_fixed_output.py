"""MATCH on the input, a fixed output: allowed since Dash 4.2.

Every row's button is an instance of its own, but all of them write the same detail card.
Press two rows quickly: neither call supersedes the other, and the slower one wins.
"""

from __future__ import annotations

import time
from typing import Any

from dash import MATCH, Dash, Input, Output, State, html

from support import card, field, page, require, result, run

REQUIRES = ">=4.2"
require(REQUIRES)

PLANETS = [("Venus", 108, 1.5), ("Mars", 228, 0.15), ("Jupiter", 778, 0.05)]

app = Dash(__name__, title="MATCH to one output")
app.layout = page(
    "Many buttons, one place to answer",
    "Venus answers slowly, Jupiter at once: press one after the other.",
    card(
        *[
            html.Div(
                [
                    html.Span(name, className="label"),
                    html.Button("Show", id={"type": "show", "index": index}, n_clicks=0),
                ],
                className="line",
            )
            for index, (name, _, _) in enumerate(PLANETS)
        ]
    ),
    card(field("Detail", result("detail"))),
)


@app.callback(
    Output("detail", "children"),
    Input({"type": "show", "index": MATCH}, "n_clicks"),
    State({"type": "show", "index": MATCH}, "id"),
    prevent_initial_call=True,
)
def show(clicks: int, button_id: dict[str, Any]) -> str:
    """Return the sentence about one planet."""
    name, distance, delay = PLANETS[button_id["index"]]
    time.sleep(delay)
    return f"{name} is {distance} million km from the Sun."


if __name__ == "__main__":
    run(app)
