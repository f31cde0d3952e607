"""An id pattern with other keys than the components have.

The rows have ``type`` and ``index``; the callback has ``type`` and ``idx``. No row matches, which
is not an error for ALL: it runs once, with an empty list.
"""

from __future__ import annotations

from dash import ALL, Input, Output, dcc

from frame import buggy_app, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Other keys")
app.layout = page(
    "The sum stays 0",
    "Change a number.",
    card(
        *[field(f"Row {index}", dcc.Input(id={"type": "row", "index": index}, type="number", value=index, debounce=True)) for index in range(3)],
        field("Sum", result("sum")),
    ),
)


@app.callback(Output("sum", "children"), Input({"type": "row", "idx": ALL}, "value"))
def add(values: list[float]) -> str:
    """Return the sum of what is there."""
    return f"{sum(values)}"


if __name__ == "__main__":
    run(app)
