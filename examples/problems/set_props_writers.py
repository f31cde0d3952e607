"""Two writers of one property, one of which is not declared.

One click triggers both. One returns the status, the other writes it with ``set_props``; both are
slow, and the slower one overwrites the other.
"""

from __future__ import annotations

import time

from dash import Input, Output, dcc, html, set_props

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.17"
require(REQUIRES)

app = buggy_app("Written in addition")
app.layout = page(
    "Who was last?",
    "Press the button.",
    card(dcc.Store(id="done"), button_row(html.Button("Check", id="check", n_clicks=0)), field("Status", result("status"))),
)


@app.callback(Output("status", "children"), Input("check", "n_clicks"), prevent_initial_call=True)
def check_disk(clicks: int) -> str:
    """Return what the disk says."""
    time.sleep(0.6)
    return f"disk checked {clicks}"


@app.callback(Output("done", "data"), Input("check", "n_clicks"), prevent_initial_call=True)
def check_network(clicks: int) -> int:
    """Write what the network says, in addition to the output."""
    time.sleep(0.3)
    set_props("status", {"children": f"network checked {clicks}"})
    return clicks


if __name__ == "__main__":
    run(app)
