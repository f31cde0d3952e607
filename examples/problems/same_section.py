"""Two callbacks that fill two areas with the same section when the page loads.

Its components have the same object ids twice. MATCH then matches two components where the callback
takes one, and Dash does not run it. The list of all of them is not affected.
"""

from __future__ import annotations

from dash import ALL, MATCH, Input, Output, dcc, html
from dash.development.base_component import Component

from frame import buggy_app, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Same section")
app.layout = page(
    "One section in two areas",
    "Type into a field.",
    card(dcc.Store(id="left-data", data=1), dcc.Store(id="right-data", data=1), html.Div(id="left"), html.Div(id="right")),
    card(field("All", result("all"))),
)


def section(index: int) -> list[Component]:
    """Return a field and what is said about it."""
    return [dcc.Input(id={"type": "note", "index": index}, value=""), html.P("nothing", id={"type": "echo", "index": index})]


@app.callback(Output("left", "children"), Input("left-data", "data"))
def fill_left(index: int) -> list[Component]:
    """Fill the left area."""
    return section(index)


@app.callback(Output("right", "children"), Input("right-data", "data"))
def fill_right(index: int) -> list[Component]:
    """Fill the right area with the same ids."""
    return section(index)


@app.callback(
    Output({"type": "echo", "index": MATCH}, "children"),
    Input({"type": "note", "index": MATCH}, "value"),
    prevent_initial_call=True,
)
def echo(text: str) -> str:
    """Return the text; never called."""
    return text


@app.callback(Output("all", "children"), Input({"type": "note", "index": ALL}, "value"))
def join(texts: list[str]) -> str:
    """Return the texts of all fields."""
    return " + ".join(text or "-" for text in texts)


if __name__ == "__main__":
    run(app)
