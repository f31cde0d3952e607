"""Clientside functions that return what does not fit their outputs.

A forgotten return, no list or one that is too short for two outputs, and a promise that
never settles.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dash import Dash, Input, Output, html

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import button_row, card, field, page, require, result, run  # noqa: E402

REQUIRES = ">=2.4"
require(REQUIRES)

TWO_OUTPUTS = {
    "nothing": "(clicks) => { const both = [clicks, clicks]; }",
    "short": "(clicks) => [`first ${clicks}`]",
}
ONE_OUTPUT = {
    "forgot": "(clicks) => { const text = `run ${clicks}`; }",
    "never": "(clicks) => new Promise(() => undefined)",
}

app = Dash(__name__, title="Wrong shape", assets_folder="../assets")
app.layout = page(
    "What came back?",
    "Each button calls a function of the page that returns the wrong thing.",
    card(
        button_row(
            *(html.Button(name, id=name, n_clicks=0) for name in [*TWO_OUTPUTS, *ONE_OUTPUT])
        ),
        *(field(name, result(f"{name}-first", "untouched")) for name in [*TWO_OUTPUTS, *ONE_OUTPUT]),
        *(field(f"{name}, second", result(f"{name}-second", "untouched")) for name in TWO_OUTPUTS),
    ),
)

for each, source in TWO_OUTPUTS.items():
    app.clientside_callback(
        source,
        Output(f"{each}-first", "children"),
        Output(f"{each}-second", "children"),
        Input(each, "n_clicks"),
        prevent_initial_call=True,
    )
for each, source in ONE_OUTPUT.items():
    app.clientside_callback(
        source,
        Output(f"{each}-first", "children"),
        Input(each, "n_clicks"),
        prevent_initial_call=True,
    )


if __name__ == "__main__":
    run(app)
