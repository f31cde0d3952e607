"""Persistence: values that survive a reload.

Change the fields and reload. The name is restored from local storage, the size from the
session, and the note is lost. The first call after the reload already gets the restored
values, although the layout from the server has others.
"""

from __future__ import annotations

from dash import Dash, Input, Output, dcc

from support import card, field, page, require, result, run

REQUIRES = ">=2.1"
require(REQUIRES)

app = Dash(__name__, title="Persistence")
app.layout = page(
    "Remembered values",
    "Change all three, then reload the page.",
    card(
        field(
            "Name (local)",
            dcc.Input(id="name", value="Ada", type="text", persistence=True),
        ),
        field(
            "Size (session)",
            dcc.RadioItems(
                ["small", "large"],
                "small",
                id="size",
                persistence="v1",
                persistence_type="session",
            ),
        ),
        field("Note (forgotten)", dcc.Input(id="note", value="", type="text")),
        field("Summary", result("summary")),
    ),
)


@app.callback(
    Output("summary", "children"),
    Input("name", "value"),
    Input("size", "value"),
    Input("note", "value"),
)
def summarise(name: str, size: str, note: str) -> str:
    """Return all three values."""
    return f"{name}, {size}, {note or 'no note'}"


if __name__ == "__main__":
    run(app)
