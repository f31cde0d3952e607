"""Patch: send the change, not the value.

One button per operation on a stored value, one for several operations at once, and one that
patches the children of the page. The response has the operations; the page applies them to
its current value. The panel shows both, and the resulting value.
"""

from __future__ import annotations

from typing import Any, Callable

from dash import Dash, Input, Output, Patch, ctx, dcc, html

from support import button_row, card, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)

START = {"title": "Basket", "count": 12, "items": ["pear", "plum"], "owner": {"name": "Ada"}}


def assign(data: Patch) -> None:
    """Set one key."""
    data["title"] = "Hamper"


def merge(data: Patch) -> None:
    """Merge a dictionary into one."""
    data["owner"].update({"name": "Grace", "age": 43})


def extend(data: Patch) -> None:
    """Add several items."""
    data["items"].extend(["fig", "lime"])


def append(data: Patch) -> None:
    """Add an item at the end."""
    data["items"].append("kiwi")


def prepend(data: Patch) -> None:
    """Add an item at the beginning."""
    data["items"].prepend("apple")


def insert(data: Patch) -> None:
    """Add an item in between."""
    data["items"].insert(1, "melon")


def remove(data: Patch) -> None:
    """Remove an item by value."""
    data["items"].remove("plum")


def delete(data: Patch) -> None:
    """Delete an item by its place."""
    del data["items"][0]


def reverse(data: Patch) -> None:
    """Turn the list around."""
    data["items"].reverse()


def clear(data: Patch) -> None:
    """Empty the list."""
    data["items"].clear()


def add(data: Patch) -> None:
    """Add to a number."""
    data["count"] += 3


def sub(data: Patch) -> None:
    """Subtract from a number."""
    data["count"] -= 1


def mul(data: Patch) -> None:
    """Multiply a number."""
    data["count"] *= 2


def div(data: Patch) -> None:
    """Divide a number."""
    data["count"] /= 4


def several(data: Patch) -> None:
    """Four operations in one answer, one of them deep."""
    data["title"] = "All of it"
    data["count"] += 100
    data["items"].append("last")
    data["owner"]["address"] = {"city": "Turin"}


OPERATIONS: dict[str, Callable[[Patch], None]] = {
    operation.__name__: operation
    for operation in (
        assign,
        merge,
        extend,
        append,
        prepend,
        insert,
        remove,
        delete,
        reverse,
        clear,
        add,
        sub,
        mul,
        div,
        several,
    )
}

app = Dash(__name__, title="Patch")
app.layout = page(
    "Patch: only the change",
    "Every button sends other operations on the same value.",
    card(
        dcc.Store(id="basket", data=START),
        button_row(
            *[
                html.Button(name.capitalize(), id=name, n_clicks=0, title=operation.__doc__)
                for name, operation in OPERATIONS.items()
            ],
            html.Button("Start over", id="restart", n_clicks=0, className="quiet"),
        ),
        html.Pre(id="shown", className="result"),
    ),
    card(
        button_row(html.Button("Add a line", id="more", n_clicks=0)),
        html.Div([html.Div("The first line.")], id="lines"),
    ),
)


@app.callback(
    Output("basket", "data"),
    [Input(name, "n_clicks") for name in OPERATIONS],
    Input("restart", "n_clicks"),
    prevent_initial_call=True,
)
def change(*clicks: int) -> Any:
    """Return the patch of the pressed button, or the value to start over with."""
    if ctx.triggered_id == "restart":
        return START
    data = Patch()
    OPERATIONS[ctx.triggered_id](data)
    return data


app.clientside_callback(
    "function(basket) { return JSON.stringify(basket, null, 1); }",
    Output("shown", "children"),
    Input("basket", "data"),
)


@app.callback(
    Output("lines", "children"), Input("more", "n_clicks"), prevent_initial_call=True
)
def add_line(clicks: int) -> Patch:
    """Append a component to the children and change the text of the first one."""
    lines = Patch()
    lines[0]["props"]["children"] = f"The first of {clicks + 1} lines."
    lines.append(html.Div(f"Line {clicks + 1}."))
    return lines


if __name__ == "__main__":
    run(app)
