"""One small app for every backend: a plain callback, an ``async`` one, and one that ends as its button says."""

from __future__ import annotations

import asyncio

from dash import Dash, Input, Output, ctx, dcc, html
from dash.exceptions import PreventUpdate

from .layout import button_row, card, field, page, result


def app_on(backend: str, title: str, module: str) -> Dash:
    """Return the app on ``backend``. ``module`` is the name of the caller, which has the assets folder next to it."""
    app = Dash(module, title=title, backend=backend)
    app.layout = page(
        f"On {title}",
        "Type, then press the buttons.",
        card(
            field("Text", dcc.Input(id="text", value="fast", type="text")),
            field("Plain", result("plain")),
            field("Async (100 ms)", result("slow")),
        ),
        card(
            button_row(
                html.Button("Update", id="update", n_clicks=0),
                html.Button("Prevent", id="prevent", n_clicks=0),
                html.Button("Fail", id="fail", n_clicks=0, className="danger"),
            ),
            field("Result", result("result")),
        ),
    )

    @app.callback(Output("plain", "children"), Input("text", "value"))
    def plain(text: str | None) -> str:
        """Return the text in capitals."""
        return (text or "").upper()

    @app.callback(Output("slow", "children"), Input("text", "value"))
    async def slow(text: str | None) -> str:
        """Return the text backwards, after a wait that does not block the server."""
        await asyncio.sleep(0.1)
        return (text or "")[::-1]

    @app.callback(
        Output("result", "children"),
        Input("update", "n_clicks"),
        Input("prevent", "n_clicks"),
        Input("fail", "n_clicks"),
        prevent_initial_call=True,
    )
    def answer(updates: int, prevents: int, fails: int) -> str:
        """Return, prevent or raise, depending on the button."""
        if ctx.triggered_id == "prevent":
            raise PreventUpdate
        if ctx.triggered_id == "fail":
            raise LookupError("Failed on purpose")
        return f"updated {updates}"

    return app
