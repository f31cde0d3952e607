"""What looks like a problem but is not one.

A form that is cleared while it is saved; "Working" immediately and the result later; a request
to the server for each of many names; a button that always says the same; and two tabs.
"""

from __future__ import annotations

import time

from dash import Input, Output, State, dcc, html

from frame import buggy_app, button_row, card, field, page, require, result, run

REQUIRES = ">=2.9"
require(REQUIRES)

TAKEN = {"ada", "grace", "joan", "mary"}

app = buggy_app("Nothing wrong")
app.config.suppress_callback_exceptions = True
app.layout = page(
    "All as it should be",
    "Use it.",
    card(
        field("Note", dcc.Input(id="note", type="text", debounce=True)),
        button_row(html.Button("Save", id="save", n_clicks=0)),
        field("Saved", result("saved")),
    ),
    card(
        button_row(html.Button("Work", id="work", n_clicks=0)),
        field("State", result("state")),
    ),
    card(
        field("Name", dcc.Input(id="name", type="text", debounce=True)),
        html.Div("taken", id="warn", hidden=True),
        button_row(html.Button("Delete", id="delete", n_clicks=0)),
        html.Div("deleted", id="toast", hidden=True),
    ),
    card(dcc.Tabs(id="tabs", value="one", children=[dcc.Tab(label="One", value="one"), dcc.Tab(label="Two", value="two")]), html.Div(id="tab")),
)


@app.callback(Output("note", "value"), Input("save", "n_clicks"), prevent_initial_call=True)
def clear(clicks: int) -> str:
    """Clear the form."""
    time.sleep(0.2)
    return ""


@app.callback(Output("saved", "children"), Input("save", "n_clicks"), State("note", "value"), prevent_initial_call=True)
def save(clicks: int, note: str) -> str:
    """Save what was in it."""
    return f"{note}"


@app.callback(Output("state", "children"), Input("work", "n_clicks"), prevent_initial_call=True)
def begin(clicks: int) -> str:
    """Say at once that it begins."""
    return "working"


@app.callback(Output("state", "children", allow_duplicate=True), Input("work", "n_clicks"), prevent_initial_call=True)
def work(clicks: int) -> str:
    """Work."""
    time.sleep(0.8)
    return f"done {clicks}"


@app.callback(Output("warn", "hidden"), Input("name", "value"), prevent_initial_call=True)
def check_name(name: str) -> bool:
    """Ask whether a name is taken; only the server knows."""
    return name not in TAKEN


@app.callback(Output("toast", "hidden"), Input("delete", "n_clicks"), prevent_initial_call=True)
def delete(clicks: int) -> bool:
    """Delete something on the server, and say so."""
    return False


@app.callback(Output("tab", "children"), Input("tabs", "value"))
def show_tab(tab: str) -> str:
    """Return the content of the tab."""
    return f"tab {tab}"


if __name__ == "__main__":
    run(app)
