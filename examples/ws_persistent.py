"""A persistent callback, which runs as long as the page is open.

It has neither input nor output, starts with the page and uses set_props. It never counts as
loading, and Dash restarts it after a lost connection. The button ends it: the callback asks the
page whether the button was pressed. A second callback runs from one click to the next.
"""

from __future__ import annotations

import asyncio
import itertools

from dash import Dash, Input, Output, ctx, html, set_props

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=4.2"
require(REQUIRES)

app = Dash(__name__, title="Websocket: persistent", backend="fastapi")
app.layout = page(
    "As long as the page",
    "It began when the page was opened.",
    card(
        field("Ticks", result("ticks", "0")),
        field("State", html.Span("not begun", id="state", className="badge")),
        button_row(html.Button("Stop", id="stop", n_clicks=0, className="danger")),
        title="Without an input",
    ),
    card(
        button_row(html.Button("Start, then stop", id="toggle", n_clicks=0)),
        field("Ticks", result("toggled-ticks", "0")),
        field("State", html.Span("not begun", id="toggled-state", className="badge")),
        title="From a click to the next",
    ),
    card(
        button_row(html.Button("Meanwhile", id="meanwhile", n_clicks=0, className="quiet")),
        field("Answer", result("answer")),
    ),
)


@app.callback(websocket=True, persistent=True)
async def tick() -> None:
    """Tick four times a second until the button is pressed or the page is gone."""
    set_props("state", {"children": "running"})
    for ticks in itertools.count(1):
        if ctx.websocket.is_shutdown:
            return
        if await ctx.websocket.get_prop("stop", "n_clicks"):
            break
        set_props("ticks", {"children": str(ticks)})
        await asyncio.sleep(0.25)
    set_props("state", {"children": "stopped"})


@app.callback(
    Input("toggle", "n_clicks"),
    websocket=True,
    persistent=True,
    prevent_initial_call=True,
)
async def tick_on_demand(clicks: int) -> None:
    """Tick until the button is pressed once more; every second click only stops."""
    if clicks % 2 == 0:
        return
    set_props("toggled-state", {"children": "running"})
    for ticks in itertools.count(1):
        if ctx.websocket.is_shutdown:
            return
        if await ctx.websocket.get_prop("toggle", "n_clicks") != clicks:
            break
        set_props("toggled-ticks", {"children": str(ticks)})
        await asyncio.sleep(0.1)
    set_props("toggled-state", {"children": "stopped"})


@app.callback(
    Output("answer", "children"),
    Input("meanwhile", "n_clicks"),
    websocket=True,
    prevent_initial_call=True,
)
def answer(clicks: int) -> str:
    """Return an answer while the others go on."""
    return f"answer {clicks}"


if __name__ == "__main__":
    run(app)
