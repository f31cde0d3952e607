"""The same output twice, without allow_duplicate.

With the dev tools on, Dash rejects the app with "Duplicate callback outputs". Without them
both callbacks run, and Dash does not report that this is not allowed.
"""

from __future__ import annotations

from dash import Input, Output, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=4.1"
require(REQUIRES)

app = buggy_app("Duplicate output")
app.layout = page(
    "Written by two",
    "Press one button, then the other.",
    card(
        button_row(
            html.Button("One", id="one", n_clicks=0),
            html.Button("Two", id="two", n_clicks=0),
        ),
        field("Shown", result("shown")),
        field("Log", result("log")),
    ),
)


@app.callback(Output("shown", "children"), Input("one", "n_clicks"), prevent_initial_call=True)
def one(clicks: int) -> str:
    """Return what one says."""
    return f"one {clicks}"


@app.callback(
    Output("shown", "children"),
    Output("log", "children"),
    Input("two", "n_clicks"),
    prevent_initial_call=True,
)
def two(clicks: int) -> tuple[str, str]:
    """Return what two says."""
    return f"two {clicks}", "two was here"


if __name__ == "__main__":
    run(app)
