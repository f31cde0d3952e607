"""ALLSMALLER: each row reads its own value and those of all rows before it.

A ledger with a running balance. Change the first amount and one instance per row runs,
each with a longer list of earlier amounts; change the last and only one runs.
"""

from __future__ import annotations

from dash import ALLSMALLER, MATCH, Dash, Input, Output, Patch, dcc, html

from support import button_row, card, page, require, run

REQUIRES = ">=2.9"
require(REQUIRES)


def entry(index: int, amount: int) -> html.Div:
    """Return one row of the ledger."""
    return html.Div(
        [
            html.Span(f"Day {index}", className="label"),
            dcc.Input(id={"type": "amount", "index": index}, value=amount, type="number"),
            html.Span(id={"type": "balance", "index": index}, className="badge"),
        ],
        className="line",
    )


app = Dash(__name__, title="ALLSMALLER")
app.layout = page(
    "ALLSMALLER: all before me",
    "Change the first amount, then the last.",
    card(
        html.Div([entry(1, 100), entry(2, -30), entry(3, 45)], id="ledger"),
        button_row(html.Button("Add a day", id="add", n_clicks=0, className="quiet")),
    ),
)


@app.callback(
    Output("ledger", "children"), Input("add", "n_clicks"), prevent_initial_call=True
)
def add(clicks: int) -> Patch:
    """Append a row."""
    ledger = Patch()
    ledger.append(entry(clicks + 3, 10))
    return ledger


@app.callback(
    Output({"type": "balance", "index": MATCH}, "children"),
    Input({"type": "amount", "index": MATCH}, "value"),
    Input({"type": "amount", "index": ALLSMALLER}, "value"),
)
def balance(amount: int | None, before: list[int | None]) -> str:
    """Return the balance after this row."""
    total = (amount or 0) + sum(value or 0 for value in before)
    return f"{total} after {len(before) + 1}"


if __name__ == "__main__":
    run(app)
