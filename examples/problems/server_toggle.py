"""A round trip to the server to open and close a box.

Everything the callback needs is in the page. A clientside callback would need no request.
"""

from __future__ import annotations

from dash import Input, Output, State, html

from frame import buggy_app, button_row, card, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Server toggle")
app.layout = page(
    "Open and close",
    "Press the button a few times.",
    card(
        button_row(html.Button("Open or close", id="toggle", n_clicks=0)),
        html.Div(result("box", "What is in the box"), id="lid", hidden=True),
    ),
)


@app.callback(
    Output("lid", "hidden"),
    Input("toggle", "n_clicks"),
    State("lid", "hidden"),
    prevent_initial_call=True,
)
def toggle(clicks: int, hidden: bool) -> bool:
    """Return the other of the two."""
    return not hidden


if __name__ == "__main__":
    run(app)
