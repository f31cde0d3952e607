"""allow_duplicate on both, and still "Duplicate callback outputs".

Dash distinguishes such outputs by the Inputs of their callbacks, and both callbacks here have
the same Input.
"""

from __future__ import annotations

from dash import Input, Output, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=4.1"
require(REQUIRES)

app = buggy_app("Duplicate output, same inputs")
app.layout = page(
    "Two writers, one Input",
    "The button writes twice.",
    card(
        button_row(html.Button("Go", id="go", n_clicks=0)),
        field("Shown", result("shown")),
        field("Log", result("log")),
    ),
)


@app.callback(
    Output("shown", "children", allow_duplicate=True),
    Input("go", "n_clicks"),
    prevent_initial_call=True,
)
def one(clicks: int) -> str:
    """Return what is shown."""
    return f"shown {clicks}"


@app.callback(
    Output("shown", "children", allow_duplicate=True),
    Output("log", "children"),
    Input("go", "n_clicks"),
    prevent_initial_call=True,
)
def two(clicks: int) -> tuple[str, str]:
    """Return the same, and a line for the log."""
    return f"shown {clicks}", f"logged {clicks}"


if __name__ == "__main__":
    run(app)
