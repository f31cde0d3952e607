"""Websocket callbacks: values that stream while the callback runs.

The callback sends its updates immediately and reads the current speed from the page as it
goes; change the slider while it runs. Two streams may run at the same time, and their updates do
not say which call sent them. The last card is an ordinary callback over HTTP.
"""

from __future__ import annotations

import asyncio

from dash import Dash, Input, Output, ctx, dcc, html, set_props

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=4.2"
require(REQUIRES)

STEPS = 8

app = Dash(__name__, title="Websocket: stream", backend="fastapi")
app.layout = page(
    "Streamed",
    "Start a stream and change its speed while it runs.",
    card(
        button_row(
            html.Button("Start", id="start", n_clicks=0),
            html.Button("Start a second", id="second", n_clicks=0),
            html.Button("Fail half way", id="fail", n_clicks=0, className="danger"),
        ),
        field("Steps per second", dcc.Slider(1, 20, 1, id="speed", value=10, marks=None)),
        field("Progress", html.Progress(id="bar", value="0", max=str(STEPS))),
        field("Step", result("step")),
        field("Result", result("result")),
        field("Follows the step", result("follower")),
    ),
    card(
        field("Second stream", result("second-step")),
        field("Its result", result("second-result")),
    ),
    card(
        button_row(html.Button("Ask over HTTP", id="ask", n_clicks=0, className="quiet")),
        field("Answer", result("answer")),
    ),
)


@app.callback(
    Output("result", "children"),
    Input("start", "n_clicks"),
    Input("fail", "n_clicks"),
    websocket=True,
    prevent_initial_call=True,
)
async def stream(starts: int, fails: int) -> str:
    """Count, at the speed that the page shows at that moment."""
    for step in range(1, STEPS + 1):
        set_props("bar", {"value": str(step)})
        set_props("step", {"children": f"{step} of {STEPS}"})
        if ctx.triggered_id == "fail" and step == STEPS // 2:
            raise RuntimeError("Failed on purpose")
        speed = await ctx.websocket.get_prop("speed", "value")
        await asyncio.sleep(1 / speed)
    return f"run {starts} is done"


@app.callback(
    Output("second-result", "children"),
    Input("second", "n_clicks"),
    websocket=True,
    prevent_initial_call=True,
)
async def stream_letters(clicks: int) -> str:
    """Spell, while other callbacks may be running."""
    for letter in "abcdef":
        set_props("second-step", {"children": letter})
        await asyncio.sleep(0.15)
    return f"run {clicks} is done"


@app.callback(
    Output("follower", "children"),
    Input("step", "children"),
    websocket=True,
    prevent_initial_call=True,
)
def follow(step: str) -> str:
    """Return the step that arrived."""
    return f"heard: {step}"


@app.callback(
    Output("answer", "children"),
    Input("ask", "n_clicks"),
    prevent_initial_call=True,
)
def answer(clicks: int) -> str:
    """Return an answer, once."""
    return f"answer {clicks}"


if __name__ == "__main__":
    run(app)
