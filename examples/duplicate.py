"""allow_duplicate: three callbacks write the same property.

In the graph three callbacks point at ``log.children``; its history shows which of them
wrote last. The third one uses ``initial_duplicate``: it also runs on page load.
"""

from __future__ import annotations

from dash import Dash, Input, Output, State, html

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)

app = Dash(__name__, title="Duplicate outputs")
app.layout = page(
    "Three writers, one place",
    "Each button has its own callback, all with the same output.",
    card(
        button_row(
            html.Button("Count", id="count", n_clicks=0),
            html.Button("Clear", id="clear", n_clicks=0),
            html.Button("Greet", id="greet", n_clicks=0),
        ),
        field("Log", result("log")),
        field("Length", result("length")),
    ),
)


@app.callback(
    Output("log", "children"),
    Input("count", "n_clicks"),
    prevent_initial_call=True,
)
def count(clicks: int) -> str:
    """Write the number of clicks."""
    return f"counted {clicks}"


@app.callback(
    Output("log", "children", allow_duplicate=True),
    Input("clear", "n_clicks"),
    State("log", "children"),
    prevent_initial_call=True,
)
def clear(clicks: int, log: str | None) -> str:
    """Write that the log was cleared."""
    return f"cleared \u201c{log}\u201d"


@app.callback(
    Output("log", "children", allow_duplicate=True),
    Input("greet", "n_clicks"),
    prevent_initial_call="initial_duplicate",
)
def greet(clicks: int) -> str:
    """Write a greeting; also on page load."""
    return f"hello {clicks}"


@app.callback(
    Output("length", "children"), Input("log", "children"), prevent_initial_call=True
)
def measure(log: str) -> int:
    """Return the length of the log."""
    return len(log)


if __name__ == "__main__":
    run(app)
