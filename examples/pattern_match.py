"""MATCH: one callback, one instance per counter.

Press + on one counter: only its own instance runs, and ``match`` names the index it is
bound to. Each call reads and writes only components with that index. Add a counter: its
instance makes its own initial call, because its output has just been added.
"""

from __future__ import annotations

from typing import Any

from dash import MATCH, Dash, Input, Output, Patch, State, ctx, html

from support import button_row, card, page, require, run

REQUIRES = ">=2.9"
require(REQUIRES)

NAMES = ["Apples", "Pears", "Plums", "Figs", "Grapes"]


def counter(index: int) -> html.Div:
    """Return one counter."""
    return html.Div(
        [
            html.Span(NAMES[index % len(NAMES)], className="label"),
            html.Button("\u2212", id={"type": "minus", "index": index}, n_clicks=0),
            html.Span(0, id={"type": "count", "index": index}, className="badge"),
            html.Button("+", id={"type": "plus", "index": index}, n_clicks=0),
            html.Span(id={"type": "verdict", "index": index}, className="note"),
        ],
        className="line",
    )


app = Dash(__name__, title="MATCH")
app.layout = page(
    "MATCH: each its own",
    "Every counter is an instance of the same callback.",
    card(
        html.Div([counter(0), counter(1), counter(2)], id="counters"),
        button_row(html.Button("Add a counter", id="add", n_clicks=0, className="quiet")),
    ),
)


@app.callback(
    Output("counters", "children"), Input("add", "n_clicks"), prevent_initial_call=True
)
def add(clicks: int) -> Patch:
    """Append a counter."""
    counters = Patch()
    counters.append(counter(clicks + 2))
    return counters


@app.callback(
    Output({"type": "count", "index": MATCH}, "children"),
    Output({"type": "verdict", "index": MATCH}, "children"),
    Input({"type": "plus", "index": MATCH}, "n_clicks"),
    Input({"type": "minus", "index": MATCH}, "n_clicks"),
    State({"type": "count", "index": MATCH}, "id"),
)
def recount(plus: int, minus: int, own_id: dict[str, Any]) -> tuple[int, str]:
    """Return the count of one counter and what was done to it."""
    verdict = "new" if not ctx.triggered else ctx.triggered_id["type"]
    return plus - minus, f"index {own_id['index']}: {verdict}"


if __name__ == "__main__":
    run(app)
