"""A loop in the browser, through ``dash_clientside.set_props``.

It makes many rounds in an instant: the page is busy without a visible reason.
"""

from __future__ import annotations

from dash import Input, dcc, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.17"
require(REQUIRES)

app = buggy_app("Loop in the browser")
app.layout = page(
    "Busy with itself",
    "Press the button.",
    card(
        dcc.Store(id="count"),
        button_row(html.Button("Start", id="start", n_clicks=0)),
        field("Turns", result("turns")),
    ),
)

app.clientside_callback(
    """function (clicks) {
        if (clicks) dash_clientside.set_props("count", {data: 1});
    }""",
    Input("start", "n_clicks"),
    prevent_initial_call=True,
)

app.clientside_callback(
    """function (count) {
        if (count < 40) dash_clientside.set_props("count", {data: count + 1});
        else dash_clientside.set_props("turns", {children: count + " turns"});
    }""",
    Input("count", "data"),
    prevent_initial_call=True,
)


if __name__ == "__main__":
    run(app)
