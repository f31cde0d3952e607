"""Two callbacks that never run, without a message from Dash.

One has an id that is spelled differently in the layout. The other waits for a button that
was not pressed, and does not run on page load.
"""

from __future__ import annotations

from dash import Input, Output, dcc, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Never runs")
app.config.suppress_callback_exceptions = True
app.layout = page(
    "Nothing happens",
    "Change the region.",
    card(
        field("Region", dcc.Input(id="region-name", value="", type="text", debounce=True)),
        button_row(html.Button("Export", id="export", n_clicks=0)),
        field("Sales", result("sales")),
        field("Exported", result("exported")),
    ),
)


@app.callback(Output("sales", "children"), Input("region_nmae", "value"))
def sales(region: str) -> str:
    """Return the sales; the id of the Input is not the one in the layout."""
    return f"sales of {region}"


@app.callback(
    Output("exported", "children"),
    Input("export", "n_clicks"),
    prevent_initial_call=True,
)
def export(clicks: int) -> str:
    """Return what was exported."""
    return f"exported {clicks} times"


if __name__ == "__main__":
    run(app)
