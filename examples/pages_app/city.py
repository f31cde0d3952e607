"""The second page of pages.py: one city, named in the path."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, State, callback, dcc, html, register_page

from support import button_row, card, field, result

register_page(__name__, path_template="/city/<name>", name="City", title="City")


def layout(name: str = "nowhere", **_: Any) -> html.Section:
    """Return the page of one city."""
    return card(
        dcc.Store(id="city", data=name),
        button_row(html.Button("Visit", id="visit", n_clicks=0)),
        field("Visits", result("visits")),
        title=name.capitalize(),
    )


@callback(Output("visits", "children"), Input("visit", "n_clicks"), State("city", "data"))
def visit(clicks: int, name: str) -> str:
    """Return how often the city was visited since the page was opened."""
    return f"{name.capitalize()}: {clicks}"
