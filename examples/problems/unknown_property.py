"""Unknown property: misspelled names, which Dash only reports in its dev tools.

One callback writes to ``childern``, and the paragraph stays as it is. The other listens to
``n_click``, which the button never changes.
"""

from __future__ import annotations

from dash import Input, Output, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Unknown property")
app.layout = page(
    "Misspelled",
    "Press both buttons: nothing happens.",
    card(
        button_row(
            html.Button("Greet", id="greet", n_clicks=0),
            html.Button("Count", id="count", n_clicks=0),
        ),
        field("Greeting", result("greeting", "-")),
        field("Count", result("counted", "-")),
    ),
)


@app.callback(
    Output("greeting", "childern"),
    Input("greet", "n_clicks"),
    prevent_initial_call=True,
)
def greet(clicks: int) -> str:
    """Return a greeting that is never seen."""
    return f"hello {clicks}"


@app.callback(
    Output("counted", "children"),
    Input("count", "n_click"),
    prevent_initial_call=True,
)
def count(clicks: int) -> str:
    """Count, if it ever ran."""
    return f"counted {clicks}"


if __name__ == "__main__":
    run(app)
