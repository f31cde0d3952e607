"""A login token that expires.

The server refuses a token older than itself; the page has a function that gets a new one
(``request_refresh_jwt``), and Dash sends the same request again. For the app this is one
call, for the server two requests.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output, html
from flask import request

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import button_row, card, field, page, require, result, run  # noqa: E402

REQUIRES = ">=2.4"
require(REQUIRES)

app = Dash(__name__, title="Expired login", assets_folder="../assets")
app.renderer = """
var renderer = new DashRenderer({
    request_refresh_jwt: (old) => Promise.resolve('fresh')
});
"""
app.layout = page(
    "Asked twice",
    "Press the button: the first request is refused, the second is not.",
    card(
        button_row(html.Button("Ask", id="ask", n_clicks=0)),
        field("Answer", result("answer", "untouched")),
    ),
)


@app.server.before_request
def refuse_what_expired() -> Any:
    """Refuse callbacks whose token is not the new one, with the text that Dash looks for."""
    is_callback = request.path.endswith("_dash-update-component")
    if is_callback and request.headers.get("Authorization") != "Bearer fresh":
        return "JWT Expired", 401
    return None


@app.callback(
    Output("answer", "children"), Input("ask", "n_clicks"), prevent_initial_call=True
)
def answer(clicks: int) -> str:
    """Return a result if the token is valid."""
    return f"answer {clicks}"


if __name__ == "__main__":
    run(app)
