"""Orphaned: the page continues without the job.

Three ways to leave while the job runs: a link inside the app removes its outputs, an ordinary link
loads another document, a reload loads the same one. The job is not cancelled: it runs to its end,
and its result is stored for a page that does not request it. Each view has its own name among the
arguments: with equal arguments the next job would be mistaken for the orphaned one.

Up to Dash 2.15, progress for a view that is no longer on the page sometimes makes the renderer fail,
undo the last change, which was that of the address, and load the page again.
"""

from __future__ import annotations

import time
import uuid
from typing import Any, Callable

from dash import Dash, Input, Output, State, dcc, html

from support import button_row, card, field, make_manager, page, require, result, run

REQUIRES = ">=2.16"
require(REQUIRES)

app = Dash(
    __name__,
    title="Job: left behind",
    background_callback_manager=make_manager(),
    suppress_callback_exceptions=True,
)
app.layout = page(
    "A job left behind",
    "Start the job, then leave.",
    dcc.Location(id="where"),
    html.Nav(
        [
            dcc.Link("Job", href="/", id="to-job"),
            dcc.Link("Notes", href="/notes", id="to-notes"),
            html.A("Notes, as another document", href="/notes", id="away"),
        ],
        className="row",
    ),
    html.Div(id="view"),
)


@app.callback(Output("view", "children"), Input("where", "pathname"))
def show(path: str) -> Any:
    """Return the view that belongs to the address."""
    if path == "/notes":
        return card(field("Notes", result("notes", "nothing to do here")))
    return card(
        dcc.Store(id="view-name", data=str(uuid.uuid4())),
        button_row(html.Button("Start", id="start", n_clicks=0)),
        field("Step", result("step")),
        field("Result", result("result")),
    )


@app.callback(
    Output("result", "children"),
    Input("start", "n_clicks"),
    State("view-name", "data"),
    background=True,
    interval=400,
    progress=Output("step", "children"),
    prevent_initial_call=True,
)
def work(set_progress: Callable, clicks: int, view: str) -> str:
    """Work for four seconds."""
    for step in range(1, 9):
        set_progress(f"step {step} of 8")
        time.sleep(0.5)
    return f"run {clicks} is done"


if __name__ == "__main__":
    run(app)
