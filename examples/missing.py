"""Missing components.

Four callbacks have the same button as an Input. One writes to a component that does not exist
and silently never runs; one reads State that does not exist and ends in a browser error; one has
``allow_optional`` and gets None. "Put it there" adds the missing component: now all of them run,
and the optional one runs immediately.
"""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State, dcc, html

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=3.1"
require(REQUIRES)

app = Dash(__name__, title="Missing", suppress_callback_exceptions=True)
app.layout = page(
    "Not there (yet)",
    "Press Run, put the missing component on the page, press Run again.",
    card(
        button_row(
            html.Button("Run", id="run", n_clicks=0),
            html.Button("Put it there", id="put", n_clicks=0, className="quiet"),
        ),
        html.Div(id="place"),
        field("Needs the State", result("strict", "untouched")),
        field("Optional", result("relaxed", "untouched")),
        field("Always", result("always", "untouched")),
    ),
)


@app.callback(
    Output("place", "children"), Input("put", "n_clicks"), prevent_initial_call=True
)
def put(clicks: int) -> Any:
    """Return the component that was missing, and an output for those who need one."""
    return [
        field("Missing until now", dcc.Input(id="extra", value="here", type="text")),
        field("Missing output", result("ghost")),
    ]


@app.callback(
    Output("ghost", "children"), Input("run", "n_clicks"), prevent_initial_call=True
)
def write_to_missing(clicks: int) -> str:
    """Write to an output that is missing at first."""
    return f"written {clicks}"


@app.callback(
    Output("strict", "children"),
    Input("run", "n_clicks"),
    State("extra", "value"),
    prevent_initial_call=True,
)
def read_missing(clicks: int, extra: str) -> str:
    """Read State that is missing at first."""
    return f"read {extra}"


@app.callback(
    Output("relaxed", "children"),
    Input("run", "n_clicks"),
    Input("extra", "value", allow_optional=True),
    prevent_initial_call=True,
)
def read_optional(clicks: int, extra: str | None) -> str:
    """Read an input that may be missing."""
    return f"got {extra!r}"


@app.callback(
    Output("always", "children"), Input("run", "n_clicks"), prevent_initial_call=True
)
def always(clicks: int) -> str:
    """Run whatever is missing."""
    return f"run {clicks}"


if __name__ == "__main__":
    run(app)
