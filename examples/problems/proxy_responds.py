"""A proxy responds: the app itself is never asked.

What stands in front of the app gives up and responds with an error page of its own. Whether
the function ran cannot be known from that page.
"""

from __future__ import annotations

from dash import Input, Output, html
from flask import Response, request

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)

app = buggy_app("A proxy responds")
app.layout = page(
    "Behind a proxy",
    "Press the button twice: the proxy gives up each time.",
    card(
        button_row(html.Button("Compute", id="compute", n_clicks=0)),
        field("Result", result("computed", "-")),
    ),
)


@app.server.before_request
def give_up() -> Response | None:
    """Respond like a proxy whose time limit is over."""
    if not request.path.endswith("/_dash-update-component"):
        return None
    return Response(
        "<html><h1>504 Gateway Time-out</h1><hr>nginx</html>", 504, mimetype="text/html"
    )


@app.callback(
    Output("computed", "children"),
    Input("compute", "n_clicks"),
    prevent_initial_call=True,
)
def compute(clicks: int) -> str:
    """Compute something that never arrives."""
    return f"computed {clicks}"


if __name__ == "__main__":
    run(app)
