"""A chain: one change triggers three callbacks in sequence.

The text goes into a dcc.Store, the Store feeds a count, the count feeds a verdict. In the
timeline each call starts when the previous one has been applied; in the graph one user
action lights up a path. Clear the text: the last step returns the same value as before,
but every step ran.
"""

from __future__ import annotations

import time

from dash import Dash, Input, Output, dcc

from support import card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

app = Dash(__name__, title="Chain")
app.layout = page(
    "A chain of three",
    "Edit the sentence: words into a store, store into a count, count into a verdict.",
    card(
        field(
            "Sentence",
            dcc.Input(id="sentence", value="to be or not to be", type="text"),
        ),
        dcc.Store(id="words"),
    ),
    card(
        field("Different words", result("count")),
        field("Verdict", result("verdict")),
    ),
)


@app.callback(Output("words", "data"), Input("sentence", "value"))
def split(sentence: str | None) -> dict[str, list[str]]:
    """Return the sentence's words, in order."""
    time.sleep(0.05)
    return {"words": (sentence or "").split()}


@app.callback(Output("count", "children"), Input("words", "data"))
def count(words: dict[str, list[str]]) -> int:
    """Return how many different words there are."""
    time.sleep(0.1)
    return len(set(words["words"]))


@app.callback(Output("verdict", "children"), Input("count", "children"))
def judge(different: int) -> str:
    """Return a word about the count."""
    time.sleep(0.05)
    return "rich" if different > 5 else "plain"


if __name__ == "__main__":
    run(app)
