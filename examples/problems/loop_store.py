"""A loop through one Store.

A Store changes its ``modified_timestamp`` by itself when its data is written. A callback that
reads one and writes the other triggers itself, and Dash cannot see it. This app stops after
twelve rounds.
"""

from __future__ import annotations

from dash import Input, Output, State, dcc, html, no_update

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)

TURNS = 12

app = buggy_app("A store that never rests")
app.layout = page(
    "Saved, and saved again",
    "Press the button.",
    card(dcc.Store(id="kept", data=0), button_row(html.Button("Save", id="save", n_clicks=0)), field("Saved", result("shown"))),
)


@app.callback(Output("kept", "data", allow_duplicate=True), Input("save", "n_clicks"), prevent_initial_call=True)
def save(clicks: int) -> int:
    """Begin to count."""
    return 1


@app.callback(Output("kept", "data"), Input("kept", "modified_timestamp"), State("kept", "data"), prevent_initial_call=True)
def tidy(_moment: int, count: int) -> object:
    """Write what is there a little better, and so set it off again."""
    return no_update if count >= TURNS else count + 1


@app.callback(Output("shown", "children"), Input("kept", "data"))
def show(count: int) -> str:
    """Show what is kept."""
    return f"{count}"


if __name__ == "__main__":
    run(app)
