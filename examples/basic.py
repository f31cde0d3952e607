"""The smallest callback: one Input, one State, one Output.

Typing a name triggers a call, changing the greeting does not: State is only read. The
call's ``triggered`` names the Input; its ``states`` hold the greeting at that moment. The
first call, on page load, is an initial call: nothing triggered it.
"""

from dash import Dash, Input, Output, State, dcc

from support import card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = Dash(__name__, title="Basic")
app.layout = page(
    "One input, one state, one output",
    "Type a name. Then change the greeting: nothing runs until the name changes.",
    card(
        field("Name", dcc.Input(id="name", value="Ada", type="text")),
        field("Greeting (State)", dcc.Input(id="greeting", value="Hello", type="text")),
        result("message"),
    ),
)


@app.callback(
    Output("message", "children"),
    Input("name", "value"),
    State("greeting", "value"),
)
def greet(name: str, greeting: str) -> str:
    """Return the greeting for ``name``."""
    return f"{greeting}, {name or 'whoever you are'}!"


if __name__ == "__main__":
    run(app)
