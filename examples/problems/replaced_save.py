"""Components with the same id, one after the other: no problem.

The steps replace each other, each with a button called ``next``. The rows have ids of which only ALL
makes use, and one row is there twice.
"""

from __future__ import annotations

from dash import ALL, Input, Output, dcc, html
from dash.development.base_component import Component

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)


def step(number: int) -> list[Component]:
    """Return what one step shows."""
    return [html.P(f"Step {number}"), html.Button("Next", id="next")]


app = buggy_app("Replaced save")
app.layout = page(
    "Steps with the same button",
    "Press the buttons.",
    card(html.Div(step(1), id="steps"), html.P(id="decoration")),
    card(button_row(html.Button("Add rows", id="add")), html.Div(id="first"), html.Div(id="second"), field("Sum", result("sum"))),
)


@app.callback(Output("steps", "children"), Input("next", "n_clicks"), prevent_initial_call=True)
def advance(clicks: int | None) -> list[Component]:
    """Replace the step by the second one, and leave that as it is."""
    return step(2)


def row(index: int) -> list[Component]:
    """Return a row, next to an element with an id that no callback uses."""
    return [dcc.Input(id={"type": "row", "index": index}, type="number", value=index), html.Span(id="rule")]


@app.callback(Output("first", "children"), Output("second", "children"), Input("add", "n_clicks"), prevent_initial_call=True)
def add(clicks: int) -> tuple[list[Component], list[Component]]:
    """Add the same row twice."""
    return row(1), row(1)


@app.callback(Output("sum", "children"), Input({"type": "row", "index": ALL}, "value"))
def total(values: list[float]) -> str:
    """Return the sum of the rows."""
    return f"{sum(value or 0 for value in values)}"


if __name__ == "__main__":
    run(app)
