"""Two outputs with id patterns that can be the same component."""

from __future__ import annotations

from dash import ALL, Input, Output, html

from frame import buggy_app, button_row, card, page, require, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Overlapping patterns")
app.layout = page(
    "Every lamp, and the first one",
    "Press a button.",
    card(
        *[html.Div("off", id={"type": "lamp", "index": index}) for index in range(3)],
        button_row(html.Button("All on", id="all"), html.Button("First on", id="first")),
    ),
)


@app.callback(Output({"type": "lamp", "index": ALL}, "children"), Input("all", "n_clicks"), prevent_initial_call=True)
def all_on(clicks: int) -> list[str]:
    """Switch all lamps on."""
    return ["on"] * 3


@app.callback(Output({"type": "lamp", "index": 0}, "children"), Input("first", "n_clicks"), prevent_initial_call=True)
def first_on(clicks: int) -> str:
    """Switch the first lamp on."""
    return "on"


if __name__ == "__main__":
    run(app)
