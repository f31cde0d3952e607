"""A hot reload while a callback runs.

With ``--debug`` the page polls its server for changes of the app, and reloads the app in the same
page if there are any. The button's callback reports a change itself, as saving the file would,
and keeps running for a while; its response is ignored.
"""

from __future__ import annotations

import os
import sys
import time
import uuid
from pathlib import Path

from dash import Dash, Input, Output, html

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import button_row, card, field, page, require, result, run  # noqa: E402

REQUIRES = ">=2.4"
require(REQUIRES)

# Seconds between two polls of the page; Dash's default is 3.
os.environ.setdefault("DASH_HOT_RELOAD_INTERVAL", "0.5")

app = Dash(__name__, title="Hot reload", assets_folder="../assets")
app.layout = page(
    "Changed meanwhile",
    "Start me with --debug, then press the button.",
    card(
        button_row(html.Button("Change the app", id="change", n_clicks=0)),
        field("Answer", result("answer")),
        field("Runs on load", result("loaded")),
    ),
)


@app.callback(
    Output("answer", "children"), Input("change", "n_clicks"), prevent_initial_call=True
)
def change(clicks: int) -> str:
    """Make the server report a change, and run for longer than the page's polling interval."""
    app._hot_reload.hash = uuid.uuid4().hex
    time.sleep(3)
    return "too late"


@app.callback(Output("loaded", "children"), Input("change", "id"))
def loaded(_id: str) -> str:
    """Return a word when the page has started, or started again."""
    return "loaded"


if __name__ == "__main__":
    run(app)
