"""Errors of several kinds, and errors that are handled.

An exception some frames deep; too few return values; a value that is not JSON; an exception
that the callback's own error handler turns into a message. The last one does not look like
an error on the wire. Start with ``--debug`` for tracebacks in the responses.
"""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, html, set_props

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=2.18"
require(REQUIRES)

app = Dash(__name__, title="Errors")
app.layout = page(
    "When things go wrong",
    "Every button fails in another way.",
    card(
        button_row(
            html.Button("Deep", id="deep", n_clicks=0, className="danger"),
            html.Button("Too few", id="few", n_clicks=0, className="danger"),
            html.Button("No JSON", id="opaque", n_clicks=0, className="danger"),
            html.Button("Handled", id="handled", n_clicks=0),
        ),
        field("Deep", result("deep-out", "untouched")),
        field("Too few", result("few-out", "untouched")),
        field("No JSON", result("opaque-out", "untouched")),
        field("Handled", result("handled-out", "untouched")),
        field("Handler says", result("message")),
    ),
)

RATES = {"EUR": 1.0, "USD": 1.08}


def look_up(currency: str) -> float:
    """Return the rate; raises KeyError for an unknown currency."""
    return RATES[currency]


def convert(amount: float, currency: str) -> float:
    """Return the amount in euro."""
    return amount / look_up(currency)


@app.callback(
    Output("deep-out", "children"), Input("deep", "n_clicks"), prevent_initial_call=True
)
def deep(clicks: int) -> str:
    """Raise KeyError three frames down."""
    amounts = {currency: convert(100, currency) for currency in ("EUR", "USD", "XAU")}
    return str(amounts)


@app.callback(
    Output("few-out", "children"),
    Output("few-out", "title"),
    Input("few", "n_clicks"),
    prevent_initial_call=True,
)
def too_few(clicks: int) -> Any:
    """Return one value where two are declared."""
    return ["only one"]


@app.callback(
    Output("opaque-out", "children"),
    Input("opaque", "n_clicks"),
    prevent_initial_call=True,
)
def opaque(clicks: int) -> Any:
    """Return what cannot be sent."""
    return {"an object": object()}


def explain(error: Exception) -> str:
    """Handle an exception: set a message, return what to show instead of the answer."""
    set_props("message", {"children": f"{type(error).__name__}: {error}"})
    return "replaced by the handler"


@app.callback(
    Output("handled-out", "children"),
    Input("handled", "n_clicks"),
    on_error=explain,
    prevent_initial_call=True,
)
def handled(clicks: int) -> str:
    """Raise ValueError, which the handler catches."""
    raise ValueError("handled on purpose")


if __name__ == "__main__":
    run(app)
