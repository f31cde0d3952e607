"""Every letter calls the server.

Type a sentence into the field. With ``debounce=True`` there would be one call, when the
field is left; with ``debounce=0.3`` one when the typing pauses.
"""

from __future__ import annotations

from dash import Input, Output, dcc

from frame import buggy_app, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("No debounce")
app.layout = page(
    "A call for every letter",
    "Type a sentence.",
    card(
        field("Search", dcc.Input(id="search", value="", type="text")),
        field("Found", result("found")),
    ),
)


@app.callback(
    Output("found", "children"),
    Input("search", "value"),
    prevent_initial_call=True,
)
def find(search: str) -> str:
    """Return what was found."""
    return f"nothing for {search}"


if __name__ == "__main__":
    run(app)
