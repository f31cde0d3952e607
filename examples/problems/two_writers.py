"""Two writers of one property, triggered by the same click.

Both write how it went; the slower one overwrites the other.
"""

from __future__ import annotations

import time

from dash import Input, Output, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)

app = buggy_app("Two writers")
app.layout = page(
    "Who has the last word",
    "Press the button.",
    card(
        button_row(
            html.Button("Save", id="save", n_clicks=0),
            html.Button("Only copy", id="only-copy", n_clicks=0),
        ),
        field("Copied", result("copied")),
        field("Status", result("status")),
    ),
)


@app.callback(
    Output("status", "children", allow_duplicate=True),
    Input("save", "n_clicks"),
    prevent_initial_call=True,
)
def save(clicks: int) -> str:
    """Save."""
    time.sleep(0.2)
    return f"saved {clicks}"


@app.callback(
    Output("status", "children", allow_duplicate=True),
    Output("copied", "children"),
    Input("save", "n_clicks"),
    Input("only-copy", "n_clicks"),
    prevent_initial_call=True,
)
def copy(clicks: int, copies: int) -> tuple[str, str]:
    """Copy."""
    time.sleep(0.6)
    return f"copied {clicks}", "yes"


if __name__ == "__main__":
    run(app)
