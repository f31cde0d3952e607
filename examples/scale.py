"""A large app: ten pages, well over a thousand callbacks, twenty thousand pattern ids.

Each part is simple, there is just a lot of it: one store that feeds hundreds of callbacks,
chains, a fan-out, a wall of components with pattern ids, and an interval. It shows what a tool
does to an app of this size, and what such an app does to a tool.

``--pages``, ``--fed`` (callbacks per page that the store feeds), ``--chains``, ``--links`` (calls
in a chain), ``--fan``, ``--cells`` (pattern ids per page) and ``--ticks`` (of the interval, 0 for none)
set the size.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from dash import ALL, ALLSMALLER, MATCH, Dash, Input, Output, State, ctx, dcc, html
from dash.exceptions import PreventUpdate

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)


def read_size() -> argparse.Namespace:
    """Take the arguments that set the size and leave the others to the server."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--fed", type=int, default=48)
    parser.add_argument("--chains", type=int, default=5)
    parser.add_argument("--links", type=int, default=8)
    parser.add_argument("--fan", type=int, default=24)
    parser.add_argument("--cells", type=int, default=2000)
    parser.add_argument("--ticks", type=int, default=2)
    size, rest = parser.parse_known_args()
    sys.argv[1:] = rest
    return size


SIZE = read_size()
PAGES = range(SIZE.pages)

app = Dash(__name__, title="Large app", suppress_callback_exceptions=True)
app.layout = page(
    "Large app",
    f"{SIZE.pages} pages; press the button and the store feeds every callback of this page.",
    dcc.Location(id="where"),
    dcc.Store(id="store", data=0),
    html.Nav([dcc.Link(f"Page {p}", href=f"/{p}", id=f"to-{p}") for p in PAGES], className="row"),
    button_row(html.Button("Feed the page", id="feed", n_clicks=0)),
    html.Div(id="view"),
)


def fed_card(p: int) -> html.Section:
    """Return the outputs that the store feeds."""
    boxes = [html.Span(id=f"p{p}-fed-{i}", className="badge") for i in range(SIZE.fed)]
    return card(html.Div(boxes, className="row"), title="Fed by the store")


def chain_card(p: int) -> html.Section:
    """Return one row per chain, and in it what each of its calls writes."""
    rows = [
        html.Div(
            [html.Span(id=f"p{p}-chain-{c}-{link}", className="badge") for link in range(SIZE.links)],
            className="row",
        )
        for c in range(SIZE.chains)
    ]
    return card(button_row(html.Button("Start the chains", id=f"p{p}-start", n_clicks=0)), *rows, title="Chains")


def fan_card(p: int) -> html.Section:
    """Return a slider and all that follows it."""
    boxes = [html.Span(id=f"p{p}-fan-{i}", className="badge") for i in range(SIZE.fan)]
    return card(
        dcc.Slider(0, 10, 1, value=0, id=f"p{p}-slider"),
        html.Div(boxes, className="row"),
        title="Fan-out",
    )


def wall_card(p: int) -> html.Section:
    """Return the wall of small components, each with a pattern id."""
    cells = [
        html.Button("·", id={"type": "cell", "page": p, "index": i}, n_clicks=0, className="cell")
        for i in range(SIZE.cells)
    ]
    return card(field("Pressed", result(f"p{p}-pressed")), html.Div(cells), title="Wall")


def page_layout(p: int) -> html.Div:
    """Return one of the pages, all of the same make."""
    return html.Div(
        [
            dcc.Interval(id=f"p{p}-timer", interval=5000, max_intervals=SIZE.ticks),
            html.Div(id=f"p{p}-clock"),
            fed_card(p),
            chain_card(p),
            fan_card(p),
            wall_card(p),
        ]
    )


@app.callback(Output("view", "children"), Input("where", "pathname"))
def show_page(pathname: str) -> Any:
    """Answer a link with the page it names, the first one by default."""
    name = pathname.strip("/")
    return page_layout(int(name) if name.isdigit() and int(name) < SIZE.pages else 0)


@app.callback(Output("store", "data"), Input("feed", "n_clicks"), prevent_initial_call=True)
def feed(clicks: int) -> int:
    """Count, so that everything the store feeds runs."""
    return clicks


def declare_fed(p: int, i: int) -> None:
    """Declare one of the callbacks that the store feeds; every fourth runs in the browser."""
    if i % 4 == 3:
        app.clientside_callback(
            f"(data) => `${{data}}·{i}`", Output(f"p{p}-fed-{i}", "children"), Input("store", "data")
        )
        return

    @app.callback(Output(f"p{p}-fed-{i}", "children"), Input("store", "data"))
    def fed(data: int) -> str:
        """Answer with what is in the store."""
        return f"{data}·{i}"


def declare_link(p: int, chain: int, link: int) -> None:
    """Declare one call of a chain: the first follows the button, the others the one before."""
    before = Input(f"p{p}-start", "n_clicks") if link == 0 else Input(f"p{p}-chain-{chain}-{link - 1}", "children")

    @app.callback(Output(f"p{p}-chain-{chain}-{link}", "children"), before, prevent_initial_call=True)
    def follow(value: Any) -> str:
        """Hand on what came."""
        return str(value)


def declare_fan(p: int, i: int) -> None:
    """Declare one of the callbacks that follow the slider."""

    @app.callback(
        Output(f"p{p}-fan-{i}", "children"),
        Input(f"p{p}-slider", "value"),
        State("store", "data"),
        prevent_initial_call=True,
    )
    def fan(value: int, data: int) -> str:
        """Answer with the slider's value and the store's."""
        return f"{value}·{data}"


def declare_wall(p: int) -> None:
    """Declare the three callbacks over pattern ids: each cell, those before it, all of them."""

    @app.callback(
        Output({"type": "cell", "page": p, "index": MATCH}, "children"),
        Input({"type": "cell", "page": p, "index": MATCH}, "n_clicks"),
        prevent_initial_call=True,
    )
    def press(clicks: int) -> str:
        """Count on the cell itself."""
        return str(clicks)

    @app.callback(
        Output({"type": "cell", "page": p, "index": MATCH}, "title"),
        Input({"type": "cell", "page": p, "index": MATCH}, "children"),
        State({"type": "cell", "page": p, "index": ALLSMALLER}, "n_clicks"),
        prevent_initial_call=True,
    )
    def look_back(_: str, before: list[int]) -> str:
        """Say how often the cells before this one were pressed."""
        return f"{sum(before)} before"

    @app.callback(
        Output(f"p{p}-pressed", "children"),
        Input({"type": "cell", "page": p, "index": ALL}, "n_clicks"),
    )
    def count(clicks: list[int]) -> str:
        """Count over the whole wall."""
        return str(sum(clicks))


def declare_clock(p: int) -> None:
    """Declare the callback of the interval."""

    @app.callback(Output(f"p{p}-clock", "children"), Input(f"p{p}-timer", "n_intervals"))
    def tick(ticks: int | None) -> str:
        """Say how often the interval fired; nothing before it did."""
        if not ctx.triggered_id or not ticks:
            raise PreventUpdate
        return f"tick {ticks}"


for p in PAGES:
    for index in range(SIZE.fed):
        declare_fed(p, index)
    for chain_index in range(SIZE.chains):
        for link_index in range(SIZE.links):
            declare_link(p, chain_index, link_index)
    for index in range(SIZE.fan):
        declare_fan(p, index)
    declare_wall(p)
    declare_clock(p)


if __name__ == "__main__":
    run(app)
