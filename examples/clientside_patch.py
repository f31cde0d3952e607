"""Patch and set_props in the browser.

The first button returns a patch: two operations on a list of three, not the list. The
second sets a property of a component that is not an output, immediately and again after
300 ms, long after its call has finished; the server callback that reads it runs twice.
"""

from __future__ import annotations

from dash import Dash, Input, Output, dcc, html

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=3.3"
require(REQUIRES)

app = Dash(__name__, title="Clientside patch")
app.layout = page(
    "Patch and set_props in the browser",
    "Small changes instead of whole values.",
    card(
        dcc.Store(id="points", data={"values": [3, 1, 2], "changes": 0}),
        dcc.Store(id="dummy"),
        button_row(
            html.Button("Add a point", id="add", n_clicks=0),
            html.Button("Set elsewhere", id="set", n_clicks=0),
        ),
        field("Points", result("shown")),
        field("Status", result("status", "untouched")),
        field("Heard by the server", result("heard")),
    ),
)

app.clientside_callback(
    """
    function(clicks) {
        return new dash_clientside.Patch()
            .append(['values'], clicks * 10)
            .add(['changes'], 1)
            .build();
    }
    """,
    Output("points", "data"),
    Input("add", "n_clicks"),
    prevent_initial_call=True,
)

app.clientside_callback(
    "function(points) { return JSON.stringify(points); }",
    Output("shown", "children"),
    Input("points", "data"),
)

app.clientside_callback(
    """
    function(clicks) {
        dash_clientside.set_props('status', {children: 'set ' + clicks});
        setTimeout(() => dash_clientside.set_props(
            'status', {children: 'set ' + clicks + ', again', title: 'later'}
        ), 300);
        return dash_clientside.no_update;
    }
    """,
    Output("dummy", "data"),
    Input("set", "n_clicks"),
    prevent_initial_call=True,
)


@app.callback(
    Output("heard", "children"), Input("status", "children"), prevent_initial_call=True
)
def hear(status: str) -> str:
    """Return the status at the time of this call."""
    return f"heard: {status}"


if __name__ == "__main__":
    run(app)
