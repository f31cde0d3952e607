"""Named arguments: Inputs, State and Outputs given as dictionaries.

On the wire the arguments are a plain list; the names ``search``, ``filters`` and ``limit``
exist only in Python. So the browser sees a flat call, while ``ctx.args_grouping`` on the
server has the names and, for each argument, whether it triggered the call.
"""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State, ctx, dcc

from support import card, field, page, require, result, run

REQUIRES = ">=2.4"
require(REQUIRES)

BOOKS = [
    ("Emma", "novel", 1815),
    ("Persuasion", "novel", 1817),
    ("Walden", "essay", 1854),
    ("Middlemarch", "novel", 1871),
    ("Self-Reliance", "essay", 1841),
    ("Hedda Gabler", "play", 1891),
]

app = Dash(__name__, title="Dictionary signature")
app.layout = page(
    "Arguments with names",
    "Search the shelf. The limit is State; it counts at the next search.",
    card(
        field("Title contains", dcc.Input(id="title", value="", type="text")),
        field(
            "Kind",
            dcc.RadioItems(["all", "novel", "essay", "play"], "all", id="kind"),
        ),
        field("Not before", dcc.Input(id="since", type="number", value=1800)),
        field("At most (State)", dcc.Input(id="limit", type="number", value=3)),
    ),
    card(
        field("Found", result("found")),
        field("Count", result("count")),
        field("Triggered by", result("because")),
    ),
)


@app.callback(
    output={
        "found": Output("found", "children"),
        "about": {
            "count": Output("count", "children"),
            "because": Output("because", "children"),
        },
    },
    inputs={
        "search": Input("title", "value"),
        "filters": (Input("kind", "value"), Input("since", "value")),
    },
    state={"limit": State("limit", "value")},
)
def find(
    search: str | None, filters: tuple[str, int | None], limit: int | None
) -> dict[str, Any]:
    """Return the titles that fit, how many there are and which argument changed."""
    kind, since = filters
    titles = [
        title
        for title, book_kind, year in BOOKS
        if (search or "").lower() in title.lower()
        and kind in ("all", book_kind)
        and year >= (since or 0)
    ]
    grouping = ctx.args_grouping
    changed = [
        name
        for name, argument in (
            ("search", grouping["search"]),
            ("kind", grouping["filters"][0]),
            ("since", grouping["filters"][1]),
        )
        if argument["triggered"]
    ]
    return {
        "found": ", ".join(titles[: limit or 0]) or "nothing",
        "about": {
            "count": f"{len(titles)}",
            "because": ", ".join(changed) or "page load",
        },
    }


if __name__ == "__main__":
    run(app)
