"""Near misses: ids that look the same but do not match.

A pattern matches ids with exactly the same keys, so the cell with a third key is never
read. Constants are compared by type: the callback with index 1 ignores the cell with index
"1", while ALL matches both. MATCH is the exception: it treats 1 and "1" as equal, so a knob
numbered 1 turns the dial numbered "1".
"""

from __future__ import annotations

from typing import Any

from dash import ALL, MATCH, Dash, Input, Output, State, dcc, html

from support import card, field, page, require, result, run

REQUIRES = ">=2.4"
require(REQUIRES)

CELLS: list[tuple[str, dict[str, Any]]] = [
    ("index 1", {"type": "cell", "index": 1}),
    ('index "1"', {"type": "cell", "index": "1"}),
    ("index 2", {"type": "cell", "index": 2}),
    ("index true", {"type": "cell", "index": True}),
    ("a third key", {"type": "cell", "index": 1, "side": "left"}),
]

app = Dash(__name__, title="Near misses")
app.layout = page(
    "Near misses",
    "Type into each cell and see who hears it.",
    card(
        *[
            field(label, dcc.Input(id=cell_id, value="", type="text"))
            for label, cell_id in CELLS
        ],
        title="Cells",
    ),
    card(
        field("ALL hears", result("all-hears")),
        field("index 1 hears", result("one-hears")),
    ),
    card(
        field(
            "Knob 1",
            html.Button("Turn", id={"type": "knob", "index": 1}, n_clicks=0),
        ),
        field('Dial "1"', result({"type": "dial", "index": "1"})),
        title="MATCH",
    ),
)


@app.callback(
    Output("all-hears", "children"),
    Input({"type": "cell", "index": ALL}, "value"),
    State({"type": "cell", "index": ALL}, "id"),
)
def hear_all(values: list[str], ids: list[dict[str, Any]]) -> str:
    """Return every index that ALL found, with its text."""
    return ", ".join(f"{each['index']!r}={value}" for each, value in zip(ids, values))


@app.callback(
    Output("one-hears", "children"), Input({"type": "cell", "index": 1}, "value")
)
def hear_one(value: str) -> str:
    """Return the text of the one cell whose index is the number 1."""
    return f"1={value}"


@app.callback(
    Output({"type": "dial", "index": MATCH}, "children"),
    Input({"type": "knob", "index": MATCH}, "n_clicks"),
)
def turn(clicks: int) -> str:
    """Return how far the dial was turned."""
    return f"{clicks * 30} degrees"


if __name__ == "__main__":
    run(app)
