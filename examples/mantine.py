"""Dash Mantine Components: what a component library does to callbacks.

The search waits 800 ms after the last key (``debounce``), so a word makes one call.
The name is persisted. "Load" shows an overlay through ``running``; opening, confirming and
closing the dialog are one callback; a notification is sent by writing ``sendNotifications``.
"""

from __future__ import annotations

import time
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, ctx, html, no_update

from support import require, run

REQUIRES = ">=3.0"  # Dash 2 would load a React that is too old for this library
require(REQUIRES)

CITIES = ["Lisbon", "Lima", "Ljubljana", "London", "Lagos", "Lahore"]

app = Dash(__name__, title="Mantine")
app.layout = dmc.MantineProvider(
    [
        dmc.NotificationContainer(id="notifications"),
        dmc.Modal(
            id="dialog",
            title="Delete all cities?",
            opened=False,
            transitionProps={"duration": 0},
            children=dmc.Group(
                [
                    dmc.Button("Delete", id="confirm", color="red"),
                    dmc.Button("Keep", id="cancel", variant="default"),
                ]
            ),
        ),
        dmc.Container(
            dmc.Stack(
                [
                    dmc.Title("Mantine components", order=2, mt="xl"),
                    dmc.Card(
                        dmc.Stack(
                            [
                                dmc.TextInput(
                                    id="search",
                                    label="City (debounced 800 ms)",
                                    value="",
                                    debounce=800,
                                ),
                                dmc.Text(id="found", size="sm"),
                                dmc.TextInput(
                                    id="name",
                                    label="Your name (persisted)",
                                    value="",
                                    persistence=True,
                                    persistence_type="session",
                                ),
                                dmc.Text(id="hello", size="sm"),
                            ]
                        ),
                        withBorder=True,
                        radius="md",
                    ),
                    dmc.Card(
                        [
                            dmc.LoadingOverlay(id="overlay", visible=False),
                            dmc.Group(
                                [
                                    dmc.Button("Load", id="load"),
                                    dmc.Button("Delete", id="delete", color="red"),
                                ]
                            ),
                            html.Div(id="table", style={"minHeight": 90, "marginTop": 16}),
                        ],
                        withBorder=True,
                        radius="md",
                        pos="relative",
                    ),
                ]
            ),
            size="sm",
        ),
    ]
)


@app.callback(Output("found", "children"), Input("search", "value"))
def search(text: str | None) -> str:
    """Return the cities that begin with the text."""
    found = [city for city in CITIES if city.lower().startswith((text or "").lower())]
    return f"{len(found)} found: {', '.join(found)}"


@app.callback(Output("hello", "children"), Input("name", "value"))
def greet(name: str | None) -> str:
    """Return a greeting."""
    return f"Hello, {name or 'stranger'}."


@app.callback(
    Output("table", "children"),
    Input("load", "n_clicks"),
    running=[
        (Output("overlay", "visible"), True, False),
        (Output("load", "disabled"), True, False),
    ],
    prevent_initial_call=True,
)
def load(clicks: int) -> Any:
    """Return the cities as badges, after 500 ms."""
    time.sleep(0.5)
    return dmc.Group([dmc.Badge(city, variant="light") for city in CITIES])


@app.callback(
    Output("dialog", "opened"),
    Output("table", "children", allow_duplicate=True),
    Output("notifications", "sendNotifications"),
    Input("delete", "n_clicks"),
    Input("confirm", "n_clicks"),
    Input("cancel", "n_clicks"),
    State("dialog", "opened"),
    prevent_initial_call=True,
)
def delete(deletes: int, confirms: int, cancels: int, opened: bool) -> tuple[Any, ...]:
    """Open the dialog, or close it and do what was chosen."""
    if ctx.triggered_id == "delete":
        return not opened, no_update, no_update
    if ctx.triggered_id == "cancel":
        return False, no_update, no_update
    notification = {
        "action": "show",
        "id": f"deleted-{confirms}",
        "title": "Done",
        "message": "All cities are deleted.",
        "autoClose": False,
    }
    return False, "No cities.", [notification]


if __name__ == "__main__":
    run(app)
