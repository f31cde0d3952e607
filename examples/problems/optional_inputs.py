"""A callback whose Inputs are all optional, none of which is on the page: it does not run."""

from __future__ import annotations

from dash import Input, Output, dcc

from frame import buggy_app, card, field, page, require, result, run

REQUIRES = ">=3.1"
require(REQUIRES)

app = buggy_app("Optional and missing")
app.layout = page("Nothing to begin with", "Wait.", card(dcc.Store(id="other"), field("Total", result("total"))))


@app.callback(Output("total", "children"), Input("net", "value", allow_optional=True), Input("tax", "value", allow_optional=True))
def total(net: float | None, tax: float | None) -> str:
    """Return the sum."""
    return f"{(net or 0) + (tax or 0)}"


if __name__ == "__main__":
    run(app)
