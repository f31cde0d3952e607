"""Dash AG Grid: one edit, several properties.

Edit a price: the grid sets several of its own properties, of which only
``cellValueChanged`` is an input, of two callbacks; one of them reads all rows as State.
Select rows: ``selectedRows`` has whole rows, so the value is large compared with the change.
"""

from __future__ import annotations

from typing import Any

import dash_ag_grid as dag
from dash import Dash, Input, Output, State

from support import card, field, page, require, result, run

REQUIRES = ">=2.17"
require(REQUIRES)

ROWS = [
    {"id": "a", "item": "Desk", "price": 240, "pieces": 2},
    {"id": "b", "item": "Chair", "price": 95, "pieces": 6},
    {"id": "c", "item": "Lamp", "price": 38, "pieces": 4},
    {"id": "d", "item": "Shelf", "price": 120, "pieces": 1},
]

app = Dash(__name__, title="Grid")
app.layout = page(
    "A grid",
    "Double-click a price, type another, press Enter. Then tick some rows.",
    card(
        dag.AgGrid(
            id="grid",
            rowData=ROWS,
            columnDefs=[
                {"field": "item"},
                {"field": "price", "editable": True},
                {"field": "pieces", "editable": True},
            ],
            defaultColDef={"flex": 1},
            columnSize=None,
            getRowId="params.data.id",
            dashGridOptions={
                "rowSelection": {"mode": "multiRow"},
                "domLayout": "autoHeight",
                "animateRows": False,
            },
            style={"height": None},
        ),
    ),
    card(
        field("Last edit", result("edit", "none yet")),
        field("Worth", result("worth")),
        field("Selected", result("selected", "none")),
    ),
)


@app.callback(
    Output("edit", "children"),
    Input("grid", "cellValueChanged"),
    prevent_initial_call=True,
)
def report(changes: list[dict[str, Any]]) -> str:
    """Return the edited cell, the old and the new value."""
    change = changes[0]
    return f"{change['rowId']}.{change['colId']}: {change['oldValue']} to {change['value']}"


@app.callback(
    Output("worth", "children"),
    Input("grid", "cellValueChanged"),
    State("grid", "rowData"),
)
def worth(changes: Any, rows: list[dict[str, Any]]) -> str:
    """Return what all pieces are worth."""
    total = sum(float(row["price"]) * float(row["pieces"]) for row in rows)
    return f"{total:g}"


@app.callback(
    Output("selected", "children"),
    Input("grid", "selectedRows"),
    prevent_initial_call=True,
)
def select(rows: list[dict[str, Any]] | None) -> str:
    """Return the names of the ticked rows."""
    return ", ".join(row["item"] for row in rows or []) or "none"


if __name__ == "__main__":
    run(app)
