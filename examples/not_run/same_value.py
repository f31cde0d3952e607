"""The same value again.

A component writes a property only if its value differs from before. The same file uploaded again
has a new time, but the same content, so the callback on the content is not triggered. Enter in
the field counts as an action, and the text stays as it was.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dash import Dash, Input, Output, dcc, html

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import card, field, page, require, result, run  # noqa: E402

REQUIRES = ">=2.0"
require(REQUIRES)

app = Dash(__name__, title="Same value", assets_folder="../assets")
app.layout = page(
    "Nothing new",
    "Upload the same file twice, and press Enter twice in the field.",
    card(
        dcc.Upload(html.A("Choose a file"), id="file"),
        field("Name", dcc.Input(id="name", debounce=True, type="text")),
        field("Size", result("size", "none")),
        field("Greeting", result("greeting", "none")),
    ),
)


@app.callback(Output("size", "children"), Input("file", "contents"), prevent_initial_call=True)
def measure(contents: str | None) -> str:
    """Return the length of the content."""
    return f"{len(contents or '')} characters"


@app.callback(Output("greeting", "children"), Input("name", "value"), prevent_initial_call=True)
def greet(name: str | None) -> str:
    """Return a greeting."""
    return f"Hello {name}"


if __name__ == "__main__":
    run(app)
