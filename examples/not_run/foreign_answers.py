"""Answers that Dash did not write.

Something between the page and Dash answers in its place: a login page after a redirect, a
gateway, a proxy that knows no such path, a response that breaks off, another API. Each
button asks one callback, and the server answers it in another way.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output, html
from flask import Response, redirect, request

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import button_row, card, field, page, require, result, run  # noqa: E402

REQUIRES = ">=2.4"
require(REQUIRES)

ANSWERS = {
    "login": lambda: redirect("/login"),
    "gateway": lambda: Response("<h1>502 Bad Gateway</h1><hr>proxy/1.2", 502),
    "refused": lambda: Response("<h1>Sign in first</h1>", 403),
    "no-path": lambda: Response("<h1>404 : Not Found</h1>", 404),
    "empty": lambda: Response("", 200),
    "cut-off": lambda: Response('{"multi": true, "resp', 200),
    "other-api": lambda: Response('{"detail": "Not authenticated"}', 200),
}

app = Dash(__name__, title="Foreign answers", assets_folder="../assets")
app.layout = page(
    "Who answers?",
    "Each button calls a callback; only the last one is answered by Dash.",
    card(
        button_row(*(html.Button(name, id=name, n_clicks=0) for name in [*ANSWERS, "dash"])),
        *(field(name, result(f"{name}-result", "untouched")) for name in [*ANSWERS, "dash"]),
    ),
)


@app.server.before_request
def answer_in_place_of_dash() -> Any:
    """Answer the callbacks of all buttons but the last one."""
    if request.path == "/login":
        return "<!doctype html><title>Sign in</title><form>Name <input></form>"
    if not request.path.endswith("_dash-update-component"):
        return None
    output = json.loads(request.get_data())["output"]
    return ANSWERS.get(output.removesuffix("-result.children"), lambda: None)()


for each in [*ANSWERS, "dash"]:

    @app.callback(
        Output(f"{each}-result", "children"),
        Input(each, "n_clicks"),
        prevent_initial_call=True,
    )
    def answer(clicks: int) -> str:
        """Return what Dash would answer."""
        return f"answer {clicks}"


if __name__ == "__main__":
    run(app)
