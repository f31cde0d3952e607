"""One change that reaches many components is one change.

A choice, a tick and a letter each trigger eight instances of a MATCH callback. Eight calls for
one change are meant; only typing quickly is worth a debounce.
"""

from __future__ import annotations

from dash import MATCH, Input, Output, dcc, html

from frame import buggy_app, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Fan-out")
app.layout = page(
    "One change, eight boxes",
    "Choose a shape.",
    card(
        field("Shape", dcc.RadioItems(["round", "square", "flat"], "round", id="shape")),
        html.Div([html.Div(id={"part": "box", "index": index}) for index in range(8)]),
    ),
    card(
        dcc.Interval(id="clock", interval=1500, max_intervals=2),
        html.Div([html.Div(id={"part": "dial", "index": index}) for index in range(8)]),
        field("Last dial", result("last")),
    ),
)


@app.callback(Output({"part": "box", "index": MATCH}, "children"), Input("shape", "value"))
def draw(shape: str) -> str:
    """Draw one box."""
    return shape


@app.callback(Output({"part": "dial", "index": MATCH}, "children"), Input("clock", "n_intervals"))
def move(ticks: int | None) -> str:
    """Move one dial."""
    return f"tick {ticks or 0}"


@app.callback(Output("last", "children"), Input({"part": "dial", "index": 7}, "children"))
def last(text: str) -> str:
    """Return what the last dial shows."""
    return text


if __name__ == "__main__":
    run(app)
