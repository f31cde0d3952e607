"""Requests that wait: for one of twelve slots, or for a callback upstream.

Dash runs at most twelve callbacks of a page at once. "Hold" starts twelve that run until
"Release". Requests made in the meantime wait, and much can happen to them: they are
requested again, or their output or input leaves the page.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dash import Dash, Input, Output, dcc, html

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import button_row, card, field, page, require, result, run  # noqa: E402

REQUIRES = ">=2.16"
require(REQUIRES)

PLACES = 12

app = Dash(__name__, title="Waiting for a place", assets_folder="../assets")
app.layout = page(
    "Twelve at once",
    "Press Hold, then Ask, then look at what waits. Release lets them go.",
    card(
        button_row(
            html.Button("Hold", id="hold", n_clicks=0),
            html.Button("Release", id="release"),
            html.Button("Ask", id="ask", n_clicks=0),
            html.Button("Nudge", id="nudge", n_clicks=0, className="quiet"),
        ),
        *[dcc.Store(id=f"held-{number}") for number in range(PLACES)],
        dcc.Store(id="armed"),
        field("Answer", result("answer")),
        field("Follows the first held one", result("follower")),
        field("Nudged", result("nudged")),
    ),
    card(
        html.Div(
            [field("An output that can leave", result("leaving"))], id="output-place"
        ),
        html.Div(
            [html.Button("Ask, and leave", id="leaving-ask", n_clicks=0)],
            id="input-place",
        ),
        button_row(
            html.Button("Take the output out", id="drop-output", className="quiet"),
            html.Button("Take the input out", id="drop-input", className="quiet"),
        ),
        field("Answer to the one that leaves", result("last-words")),
    ),
)

for place in range(PLACES):
    app.clientside_callback(
        f"""
        function(clicks) {{
            return new Promise((resolve) => {{
                document.getElementById('release').addEventListener(
                    'click', () => resolve('{place}: ' + clicks), {{once: true}});
            }});
        }}
        """,
        Output(f"held-{place}", "data"),
        Input("hold", "n_clicks"),
        prevent_initial_call=True,
    )

# A callback would have to wait for a place itself.
app.clientside_callback(
    """
    function() {
        for (const what of ['output', 'input']) {
            document.getElementById('drop-' + what).addEventListener('click',
                () => dash_clientside.set_props(what + '-place', {children: 'gone'}));
        }
        return true;
    }
    """,
    Output("armed", "data"),
    Input("armed", "id"),
)


@app.callback(
    Output("answer", "children"), Input("ask", "n_clicks"), prevent_initial_call=True
)
def answer(clicks: int) -> str:
    """Return an answer, once there is a place."""
    return f"answer {clicks}"


@app.callback(
    Output("follower", "children"),
    Input("held-0", "data"),
    Input("ask", "n_clicks"),
    prevent_initial_call=True,
)
def follow(held: str, clicks: int) -> str:
    """Return what the first held callback returned."""
    return f"{held}, {clicks}"


@app.callback(
    Output("nudged", "children"), Input("nudge", "n_clicks"), prevent_initial_call=True
)
def nudge(clicks: int) -> str:
    """Return the number of nudges: one more request makes Dash look at all of them."""
    return str(clicks)


@app.callback(
    Output("leaving", "children"), Input("ask", "n_clicks"), prevent_initial_call=True
)
def write_to_leaving(clicks: int) -> str:
    """Write to the output that can leave the page."""
    return f"still here at {clicks}"


@app.callback(
    Output("last-words", "children"),
    Input("leaving-ask", "n_clicks"),
    prevent_initial_call=True,
)
def last_words(clicks: int) -> str:
    """Listen to the input that can leave the page."""
    return f"asked {clicks} times"


if __name__ == "__main__":
    run(app)
