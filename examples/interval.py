"""dcc.Interval: calls without a user action.

Press "Start": four ticks, half a second apart, each a call triggered by the interval and
not by the user. The interval stops by itself after the fourth; "Start" restarts it.
"""

from __future__ import annotations

from dash import Dash, Input, Output, dcc, html

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)

TICKS = 4

app = Dash(__name__, title="Interval")
app.layout = page(
    "Ticking",
    f"{TICKS} ticks per start.",
    card(
        dcc.Interval(id="clock", interval=500, disabled=True, max_intervals=TICKS),
        button_row(
            html.Button("Start", id="start", n_clicks=0),
            html.Button("Stop", id="stop", n_clicks=0, className="quiet"),
        ),
        field("Ticks", result("ticks", "none yet")),
        field("Progress", html.Progress(id="bar", max=f"{TICKS}", value="0")),
    ),
)


@app.callback(
    Output("clock", "disabled"),
    Output("clock", "n_intervals"),
    Input("start", "n_clicks"),
    prevent_initial_call=True,
)
def start(clicks: int) -> tuple[bool, int]:
    """Set the clock going from zero."""
    return False, 0


@app.callback(
    Output("clock", "disabled", allow_duplicate=True),
    Input("stop", "n_clicks"),
    prevent_initial_call=True,
)
def stop(clicks: int) -> bool:
    """Halt the clock."""
    return True


@app.callback(
    Output("ticks", "children"),
    Output("bar", "value"),
    Input("clock", "n_intervals"),
    prevent_initial_call=True,
)
def tick(n_intervals: int) -> tuple[str, str]:
    """Return how often the clock has ticked since the start."""
    return f"{n_intervals} of {TICKS}", f"{n_intervals}"


if __name__ == "__main__":
    run(app)
