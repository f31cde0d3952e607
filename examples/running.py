"""running: props that are set while a call runs.

For 600 ms the button is disabled, its text is different and a light is on; all three are reset
when the response arrives, even if it is an error. The light is an input of another callback,
which therefore runs twice per click.
"""

from __future__ import annotations

import time

from dash import Dash, Input, Output, ctx, html

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=2.16"
require(REQUIRES)

app = Dash(__name__, title="Running")
app.layout = page(
    "While it runs",
    "The side updates come before the answer and after it.",
    card(
        button_row(
            html.Button("Start", id="start", n_clicks=0),
            html.Button("Start and fail", id="fail", n_clicks=0, className="danger"),
        ),
        field("Light", html.Span("off", id="light", className="badge")),
        field("Result", result("result")),
        field("Follows the light", result("follower")),
    ),
)


@app.callback(
    Output("result", "children"),
    Input("start", "n_clicks"),
    Input("fail", "n_clicks"),
    running=[
        (Output("start", "disabled"), True, False),
        (Output("start", "children"), "Working", "Start"),
        (Output("light", "children"), "on", "off"),
    ],
    prevent_initial_call=True,
)
def work(starts: int, fails: int) -> str:
    """Return after 600 ms, or raise."""
    time.sleep(0.6)
    if ctx.triggered_id == "fail":
        raise RuntimeError("Failed on purpose")
    return f"done {starts}"


@app.callback(
    Output("follower", "children"),
    Input("light", "children"),
    prevent_initial_call=True,
)
def follow(light: str) -> str:
    """Return the state of the light."""
    return f"the light went {light}"


if __name__ == "__main__":
    run(app)
