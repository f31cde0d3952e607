"""Callbacks that run in the browser, of every kind.

Inline source, a function from ``assets/``, a promise that takes 200 ms, one that reads
``callback_context``, and one that ends without updating everything in four ways:
``no_update`` for one output, for all, ``PreventUpdate``, and an error. None of them sends a
request, so the network tab stays empty, but the panel shows them.
"""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from support import button_row, card, field, page, require, result, run

REQUIRES = ">=2.15"
require(REQUIRES)

app = Dash(__name__, title="Clientside")
app.layout = page(
    "In the browser",
    "No request leaves the page.",
    card(
        field("Text", dcc.Input(id="text", value="quiet", type="text")),
        field("Inline", result("length")),
        field("From assets", result("loud")),
        field("Promise", result("later")),
    ),
    card(
        button_row(
            html.Button("Left", id="left", n_clicks=0),
            html.Button("Right", id="right", n_clicks=0),
        ),
        field("Context", result("context")),
    ),
    card(
        button_row(
            html.Button("Both", id="both", n_clicks=0),
            html.Button("Only one", id="one", n_clicks=0),
            html.Button("None", id="none", n_clicks=0),
            html.Button("Prevent", id="prevent", n_clicks=0),
            html.Button("Throw", id="throw", n_clicks=0, className="danger"),
            html.Button("Reject", id="reject", n_clicks=0, className="danger"),
        ),
        field("First output", result("first")),
        field("Second output", result("second")),
    ),
)

app.clientside_callback(
    "function(text) { return (text || '').length + ' letters'; }",
    Output("length", "children"),
    Input("text", "value"),
)

app.clientside_callback(
    ClientsideFunction(namespace="examples", function_name="shout"),
    Output("loud", "children"),
    Input("text", "value"),
)

app.clientside_callback(
    """
    async function(text) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        return [...(text || '')].reverse().join('');
    }
    """,
    Output("later", "children"),
    Input("text", "value"),
)

app.clientside_callback(
    """
    function(left, right) {
        const {triggered, triggered_id, inputs} = dash_clientside.callback_context;
        return triggered.length
            ? `${triggered_id}: ${triggered[0].value} of ${inputs['left.n_clicks'] + inputs['right.n_clicks']}`
            : 'initial call';
    }
    """,
    Output("context", "children"),
    Input("left", "n_clicks"),
    Input("right", "n_clicks"),
)

app.clientside_callback(
    """
    function(both, one, none) {
        const {no_update, PreventUpdate, callback_context} = dash_clientside;
        const sum = both + one + none;
        switch (callback_context.triggered_id) {
            case 'both': return [`both ${sum}`, `both ${sum}`];
            case 'one': return [no_update, `only one ${sum}`];
            case 'none': return [no_update, no_update];
            case 'prevent': throw PreventUpdate;
            case 'throw': throw new RangeError('Thrown on purpose.');
            case 'reject': return Promise.reject(new Error('Rejected on purpose.'));
        }
    }
    """,
    Output("first", "children"),
    Output("second", "children"),
    Input("both", "n_clicks"),
    Input("one", "n_clicks"),
    Input("none", "n_clicks"),
    Input("prevent", "n_clicks"),
    Input("throw", "n_clicks"),
    Input("reject", "n_clicks"),
    prevent_initial_call=True,
)


if __name__ == "__main__":
    run(app)
