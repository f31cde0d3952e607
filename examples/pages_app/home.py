"""The first page of pages.py: a list that can be filtered."""

from __future__ import annotations

from dash import Input, Output, callback, dcc, register_page

from support import card, field, result

register_page(__name__, path="/", name="Cities", title="Cities")

CITIES = ["Porto", "Turin", "Ghent", "Graz"]

layout = card(
    field("Begins with", dcc.Input(id="begins", value="", type="text")),
    field("Cities", result("cities")),
)


@callback(Output("cities", "children"), Input("begins", "value"))
def list_cities(begins: str | None) -> str:
    """Return the cities that begin with the text."""
    return ", ".join(city for city in CITIES if city.startswith(begins or ""))
