"""A callback that fails for one button and works for another.

Press "Divide by zero": the response is an error, the output keeps its value, and the
callback downstream does not run. Press "Divide by two" and both run. Start with ``--debug``
to see the traceback that the server sends.
"""

from __future__ import annotations

from dash import Dash, Input, Output, ctx, html

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=2.4"
require(REQUIRES)

app = Dash(__name__, title="Error")
app.layout = page(
    "When a callback raises",
    "The second button makes the first callback raise an exception.",
    card(
        button_row(
            html.Button("Divide by two", id="good", n_clicks=0),
            html.Button("Divide by zero", id="bad", n_clicks=0, className="danger"),
        ),
        field("Quotient", result("quotient")),
        field("Follows from the quotient", result("follow-up")),
    ),
)


@app.callback(
    Output("quotient", "children"),
    Input("good", "n_clicks"),
    Input("bad", "n_clicks"),
    prevent_initial_call=True,
)
def divide(good: int, bad: int) -> float:
    """Return the clicks divided by two, or raise ZeroDivisionError."""
    divisor = 0 if ctx.triggered_id == "bad" else 2
    return (good + bad) / divisor


@app.callback(
    Output("follow-up", "children"),
    Input("quotient", "children"),
    prevent_initial_call=True,
)
def double(quotient: float) -> str:
    """Return twice the quotient, in words."""
    return f"Twice that is {quotient * 2:g}"


if __name__ == "__main__":
    run(app)
