"""ALL: one callback that reads, and one that writes, every component of a kind.

Change one guest: the call gets all names, and ``triggered`` says which one changed. The
badges are an ALL output, so the call returns one value per badge. Remove every guest: the
reading callback runs once more, with an empty list and nothing triggered.
"""

from __future__ import annotations

from typing import Any

from dash import ALL, Dash, Input, Output, Patch, State, ctx, dcc, html, no_update

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)


def guest(index: int, name: str = "") -> html.Div:
    """Return the row of one guest."""
    return html.Div(
        [
            html.Span(f"Guest {index}", className="label"),
            dcc.Input(id={"type": "guest", "index": index}, value=name, type="text"),
            html.Span(id={"type": "badge", "index": index}, className="badge"),
        ],
        className="line",
    )


app = Dash(__name__, title="ALL")
app.layout = page(
    "ALL: every one at once",
    "Rename a guest, add some, remove them all.",
    card(
        html.Div([guest(1, "Ada"), guest(2, "Grace")], id="guests"),
        button_row(
            html.Button("Add a guest", id="add", n_clicks=0),
            html.Button("Remove the last", id="remove", n_clicks=0, className="quiet"),
        ),
    ),
    card(field("Guests", result("names")), field("Changed", result("changed"))),
)


@app.callback(
    Output("guests", "children"),
    Input("add", "n_clicks"),
    Input("remove", "n_clicks"),
    State({"type": "guest", "index": ALL}, "id"),
    prevent_initial_call=True,
)
def edit(added: int, removed: int, ids: list[dict[str, Any]]) -> Any:
    """Append a row or delete the last one."""
    rows = Patch()
    if ctx.triggered_id == "add":
        rows.append(guest(added + 2))
        return rows
    if not ids:
        return no_update
    del rows[len(ids) - 1]
    return rows


@app.callback(
    Output("names", "children"),
    Output("changed", "children"),
    Input({"type": "guest", "index": ALL}, "value"),
)
def list_names(names: list[str | None]) -> tuple[str, str]:
    """Return all names, and who changed."""
    changed = ctx.triggered_id
    return (
        ", ".join(name or "?" for name in names) or "no one",
        f"guest {changed['index']}" if changed else "nothing in particular",
    )


@app.callback(
    Output({"type": "badge", "index": ALL}, "children"),
    Input({"type": "guest", "index": ALL}, "value"),
)
def count_letters(names: list[str | None]) -> list[str]:
    """Return one text per badge."""
    return [f"{len(name or '')} letters" for name in names]


if __name__ == "__main__":
    run(app)
