"""Every letter calls the server three times.

What is typed triggers three instances of a MATCH callback. It is the letters that are too many,
not the instances.
"""

from __future__ import annotations

from dash import MATCH, Input, Output, dcc, html

from frame import buggy_app, card, field, page, require, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = buggy_app("Fan-out of letters")
app.layout = page(
    "Three languages",
    "Type a sentence.",
    card(
        field("Word", dcc.Input(id="word", value="", type="text")),
        html.Div([html.Div(id={"language": language}) for language in ("de", "en", "fr")]),
    ),
)


@app.callback(Output({"language": MATCH}, "children"), Input("word", "value"), prevent_initial_call=True)
def translate(word: str) -> str:
    """Translate into one language."""
    return f"no translation of {word}"


if __name__ == "__main__":
    run(app)
