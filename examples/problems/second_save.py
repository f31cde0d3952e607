"""A callback that adds a component with an id that is there already.

The button of the form is called ``save``, and so is the one of the dialog. While the dialog is open,
Dash uses the second one: the first still triggers the callback, but its clicks are not counted.
"""

from __future__ import annotations

from dash import Input, Output, dcc, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Second save")
app.layout = page(
    "Two buttons with one id",
    "Save, open the dialog, and save with the first button.",
    card(
        button_row(html.Button("Save", id="save"), html.Button("Open", id="open")),
        html.Div(id="dialog"),
        field("Saved", result("saved")),
    ),
    dcc.Store(id="draft"),
)


@app.callback(Output("saved", "children"), Input("save", "n_clicks"), prevent_initial_call=True)
def save(clicks: int | None) -> str:
    """Return how often the button was clicked."""
    return f"{clicks or 0} times"


@app.callback(Output("dialog", "children"), Input("open", "n_clicks"), prevent_initial_call=True)
def open_dialog(clicks: int) -> list[html.Button]:
    """Return the dialog with its own button."""
    return [html.Button("Save the dialog", id="save")]


if __name__ == "__main__":
    run(app)
