"""A page load, and the callbacks that it skips.

"First" raises ``PreventUpdate``, so the callback downstream is skipped during page load. Others
are never requested: one has ``prevent_initial_call``, and leaving the text field without a change
sets only a prop that is no Input; one reads a component that is missing.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from dash import ALL, Dash, Input, Output, dcc, html, no_update, set_props
from dash.exceptions import PreventUpdate

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import button_row, card, field, page, require, result, run  # noqa: E402

REQUIRES = ">=2.18"
require(REQUIRES)

app = Dash(
    __name__,
    title="Left out",
    assets_folder="../assets",
    suppress_callback_exceptions=True,
)
app.layout = page(
    "Left out",
    "Most of these callbacks do nothing, each for another reason.",
    card(
        dcc.Input(id="text", value="same", type="text", debounce=True),
        button_row(
            html.Button("Answer half", id="half", n_clicks=0),
            html.Button("Add a row", id="add", n_clicks=0),
            html.Button("Say and refuse", id="refuse", n_clicks=0),
            html.Button("Fail and handle", id="fail", n_clicks=0),
        ),
        field("First", result("first")),
        field("Follows the first", result("second")),
        field("Waits for a change", result("patient")),
        field("Hears what is not there", result("deaf")),
        field("Half", result("half-a")),
        field("Other half", result("half-b")),
        field("Refused", result("refused", "untouched")),
        field("Handled", result("handled", "untouched")),
        field("Said", result("said", "untouched")),
        html.Div(id="rows"),
        field("Sum of the rows", result("sum")),
    ),
)


@app.callback(Output("first", "children"), Input("text", "value"))
def first(text: str) -> str:
    """Prevent the update."""
    raise PreventUpdate


@app.callback(Output("second", "children"), Input("first", "children"))
def second(text: str) -> str:
    """Depend on the first, which never writes."""
    return f"heard {text}"


@app.callback(
    Output("patient", "children"), Input("text", "value"), prevent_initial_call=True
)
def patient(text: str) -> str:
    """Return the text, not on load."""
    return text


@app.callback(Output("deaf", "children"), Input("missing", "value"))
def deaf(text: str) -> str:
    """Read a component that is not on the page."""
    return text


@app.callback(
    Output("half-a", "children"),
    Output("half-b", "children"),
    Input("half", "n_clicks"),
    prevent_initial_call=True,
)
def half(clicks: int) -> Any:
    """Return one of two outputs, or none at every third click."""
    return (no_update, no_update) if clicks % 3 == 0 else (clicks, no_update)


@app.callback(
    Output("refused", "children"),
    Input("refuse", "n_clicks"),
    prevent_initial_call=True,
)
def refuse(clicks: int) -> str:
    """Say something, then prevent the update: the message is lost."""
    set_props("said", {"children": f"refused {clicks}"})
    raise PreventUpdate


@app.callback(
    Output("handled", "children"),
    Input("fail", "n_clicks"),
    prevent_initial_call=True,
    on_error=lambda error: set_props("said", {"children": str(error)}),
)
def fail(clicks: int) -> str:
    """Raise an exception, which a handler shows elsewhere."""
    raise ValueError(f"failed {clicks}")


@app.callback(
    Output("rows", "children"), Input("add", "n_clicks"), prevent_initial_call=True
)
def add(clicks: int) -> list[dcc.Input]:
    """Return one row per click."""
    return [
        dcc.Input(id={"row": number}, value=number, type="number")
        for number in range(clicks)
    ]


@app.callback(
    Output({"row": ALL}, "title"),
    Output("sum", "children"),
    Input({"row": ALL}, "value"),
)
def add_up(values: list[int]) -> Any:
    """Return a title for each row, and the sum."""
    return [f"{value} of {sum(values)}" for value in values], sum(values)


if __name__ == "__main__":
    run(app)
