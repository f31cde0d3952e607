"""An old response that overwrites a newer one.

Two buttons write the same property. Press the slow one, then the fast one: the newer result is
shown for a moment, then the older response overwrites it.
"""

from __future__ import annotations

import time

from dash import Input, Output, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)

app = buggy_app("Late answer")
app.layout = page(
    "The older answer stays",
    "Press Slow, then Fast.",
    card(
        button_row(
            html.Button("Slow", id="slow", n_clicks=0),
            html.Button("Fast", id="fast", n_clicks=0),
        ),
        field("Shown", result("shown")),
    ),
)


@app.callback(
    Output("shown", "children", allow_duplicate=True),
    Input("slow", "n_clicks"),
    prevent_initial_call=True,
)
def slow(clicks: int) -> str:
    """Return the slow answer."""
    time.sleep(1.5)
    return f"slow {clicks}"


@app.callback(
    Output("shown", "children", allow_duplicate=True),
    Input("fast", "n_clicks"),
    prevent_initial_call=True,
)
def fast(clicks: int) -> str:
    """Return the fast answer."""
    return f"fast {clicks}"


if __name__ == "__main__":
    run(app)
