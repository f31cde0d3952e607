"""Following links is not typing.

Links of the app change the address without loading the page. Seven of them in quick succession
are seven pages, and no debounce would help. The search parameter of a form is not an address.
"""

from __future__ import annotations

from dash import Input, Output, dcc, html

from frame import buggy_app, card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Links")
app.layout = page(
    "Seven pages",
    "Follow the links.",
    card(
        dcc.Location(id="address", refresh=False),
        html.Nav([dcc.Link(f"Page {number} ", href=f"/page-{number}", id=f"to-{number}") for number in range(1, 8)]),
        field("Page", result("shown")),
    ),
)


@app.callback(Output("shown", "children"), Input("address", "pathname"))
def show(pathname: str | None) -> str:
    """Show the page."""
    return f"page {pathname}"


if __name__ == "__main__":
    run(app)
