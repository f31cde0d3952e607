"""A websocket that disconnects while a callback runs.

Press Begin, and stop the server while it works. Dash then acts as if the callback had
changed nothing, so the page alone does not show that anything went wrong.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from dash import Dash, Input, Output, html

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import button_row, card, field, page, require, result, run  # noqa: E402

REQUIRES = ">=4.2"
require(REQUIRES)

app = Dash(
    __name__, title="Lost connection", backend="fastapi", assets_folder="../assets"
)
app.layout = page(
    "Lost on the way",
    "Press Begin, then stop the server.",
    card(
        button_row(html.Button("Begin", id="begin", n_clicks=0)),
        field("Answer", result("answer", "untouched")),
    ),
)


@app.callback(
    Output("answer", "children"),
    Input("begin", "n_clicks"),
    websocket=True,
    prevent_initial_call=True,
)
async def answer(clicks: int) -> str:
    """Work for a minute."""
    await asyncio.sleep(60)
    return f"done {clicks}"


if __name__ == "__main__":
    run(app)
