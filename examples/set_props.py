"""set_props on the server: change a prop that is not an output.

"Save" belongs to a callback without any Output; "Order" to one with an Output that also sets
other props, one of them of a component with a dict id. They arrive as a side update, before the
output, and trigger callbacks like any other change.
"""

from __future__ import annotations

from dash import Dash, Input, Output, dcc, html, set_props

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=2.17"
require(REQUIRES)

app = Dash(__name__, title="set_props")
app.layout = page(
    "Side updates",
    "Neither button's callback declares the status as its output.",
    card(
        button_row(
            html.Button("Save", id="save", n_clicks=0),
            html.Button("Order", id="order", n_clicks=0),
            html.Button("Nothing", id="nothing", n_clicks=0, className="quiet"),
        ),
        field("Status", result("status", "nothing yet")),
        field("Lamp", html.Span("off", id={"type": "lamp", "index": 1}, className="badge")),
        field("Note", dcc.Input(id="note", value="", type="text")),
        field("Ordered", result("ordered")),
        field("Follows the status", result("follower")),
    ),
)


@app.callback(Input("save", "n_clicks"), prevent_initial_call=True)
def save(clicks: int) -> None:
    """Set the status; there is no output to return."""
    set_props("status", {"children": f"saved {clicks}", "title": "set by save"})


@app.callback(
    Output("ordered", "children"),
    Input("order", "n_clicks"),
    prevent_initial_call=True,
)
def order(clicks: int) -> str:
    """Return the order and set three other components."""
    set_props("status", {"children": "ordering"})
    set_props("status", {"children": f"ordered {clicks}"})
    set_props({"type": "lamp", "index": 1}, {"children": "on"})
    set_props("note", {"value": f"order {clicks}"})
    return f"order number {clicks}"


@app.callback(Input("nothing", "n_clicks"), prevent_initial_call=True)
def nothing(clicks: int) -> None:
    """Do nothing: no output and no side update, so the response is empty."""


@app.callback(
    Output("follower", "children"),
    Input("status", "children"),
    prevent_initial_call=True,
)
def follow(status: str) -> str:
    """Return the status at the time of this call."""
    return f"heard: {status}"


if __name__ == "__main__":
    run(app)
