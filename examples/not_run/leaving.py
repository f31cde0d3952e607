"""Outputs that leave the page while their callback runs.

"Run" starts two callbacks that run until "Finish": one writes into the card below, one also
outside of it. "Take out" removes the card while they run. "Replace" removes another card and
writes into it in the same response.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output, html

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import button_row, card, field, page, require, result, run  # noqa: E402

REQUIRES = ">=2.4"
require(REQUIRES)

app = Dash(
    __name__,
    title="Leaving",
    assets_folder="../assets",
    suppress_callback_exceptions=True,
)
app.layout = page(
    "Too late",
    "Press Run, Take out, Finish.",
    card(
        button_row(
            html.Button("Run", id="run", n_clicks=0),
            html.Button("Take out", id="take-out", n_clicks=0, className="quiet"),
            html.Button("Finish", id="finish", n_clicks=0),
            html.Button("Replace", id="replace", n_clicks=0, className="quiet"),
        ),
        field("Outside", result("outside")),
        field("Finished", result("finished")),
    ),
    html.Div(
        card(field("Inside", result("inside")), field("Also inside", result("both"))),
        id="place",
    ),
    html.Div(card(field("To be replaced", result("replaced"))), id="other-place"),
)


# Set by Finish. Callbacks wait with a limit.
finished = threading.Event()
LIMIT = 30


@app.callback(
    Output("inside", "children"), Input("run", "n_clicks"), prevent_initial_call=True
)
def write_inside(clicks: int) -> str:
    """Write into the card only."""
    finished.wait(LIMIT)
    return f"inside {clicks}"


@app.callback(
    Output("both", "children"),
    Output("outside", "children"),
    Input("run", "n_clicks"),
    prevent_initial_call=True,
)
def write_both(clicks: int) -> tuple[str, str]:
    """Write into the card and outside of it."""
    finished.wait(LIMIT)
    return f"inside {clicks}", f"outside {clicks}"


@app.callback(
    Output("place", "children"), Input("take-out", "n_clicks"), prevent_initial_call=True
)
def take_out(clicks: int) -> str:
    """Take the card out."""
    return "taken out"


@app.callback(
    Output("finished", "children"), Input("finish", "n_clicks"), prevent_initial_call=True
)
def finish(clicks: int) -> str:
    """Let the others go on."""
    finished.set()
    return "finished"


@app.callback(
    Output("other-place", "children"),
    Output("replaced", "children"),
    Input("replace", "n_clicks"),
    prevent_initial_call=True,
)
def replace(clicks: int) -> Any:
    """Take a card out and write into it, in this order, in one answer."""
    return "replaced", "too late"


if __name__ == "__main__":
    run(app)
