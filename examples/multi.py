"""Several Inputs and several Outputs in one callback.

Any of the three Inputs triggers the same callback, and every call updates all three
Outputs. Compare ``triggered`` (the one that changed) with ``inputs`` (all of them), and
see which of the three returned values differ from the previous call.
"""

from __future__ import annotations

from dash import Dash, Input, Output, dcc

from support import card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = Dash(__name__, title="Several inputs and outputs")
app.layout = page(
    "Several inputs and outputs",
    "Change one side of the box. One call returns the volume, the surface and a colour.",
    card(
        field("Width", dcc.Input(id="width", type="number", value=3, min=0)),
        field("Depth", dcc.Input(id="depth", type="number", value=4, min=0)),
        field("Height", dcc.Input(id="height", type="number", value=5, min=0)),
        title="Box",
    ),
    card(
        field("Volume", result("volume")),
        field("Surface", result("surface")),
        title="Result",
    ),
)


@app.callback(
    Output("volume", "children"),
    Output("surface", "children"),
    Output("volume", "style"),
    Input("width", "value"),
    Input("depth", "value"),
    Input("height", "value"),
)
def measure(
    width: float | None, depth: float | None, height: float | None
) -> tuple[str, str, dict[str, str]]:
    """Return volume, surface, and a style that marks a large box."""
    width, depth, height = width or 0, depth or 0, height or 0
    volume = width * depth * height
    surface = 2 * (width * depth + depth * height + height * width)
    colour = "#b45309" if volume > 100 else "#1d4ed8"
    return f"{volume}", f"{surface}", {"color": colour}


if __name__ == "__main__":
    run(app)
