"""An app for the tests, and the requests they send to it."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, dcc, html

from dash_callback_devtools import install

ROUTE = "/_dash-callback-devtools"
#: What the extension's agent sends, in a browser that says where a request comes from.
OWN = {"X-Dash-Callback-Devtools": "1", "Sec-Fetch-Site": "same-origin"}


def empty_app(install_first: bool = True, **settings: Any) -> Dash:
    """Return an app without callbacks, with an input ``a`` and places for results: ``out``, ``x``, ``y``."""
    app = Dash(__name__, **settings)
    if install_first:
        install(app)
    app.layout = html.Div([dcc.Input(id="a"), html.Div(id="out"), html.Div(id="x"), html.Div(id="y")])
    return app


def client_of(app: Dash, debug: bool = False, **settings: Any) -> Any:
    """Return a client of an app that has had its first request."""
    app.enable_dev_tools(debug=debug, dev_tools_silence_routes_logging=True, **settings)
    client = app.server.test_client()
    client.get(f"{app.config.requests_pathname_prefix}_dash-dependencies")
    return client


def body_of(value: Any, output: str = "out") -> dict[str, Any]:
    """Return the body that the page sends for a callback from ``a.value`` to the children of ``output``."""
    return {
        "output": f"{output}.children",
        "outputs": {"id": output, "property": "children"},
        "inputs": [{"id": "a", "property": "value", "value": value}],
        "changedPropIds": ["a.value"],
    }


def call(client: Any, value: Any, output: str = "out", prefix: str = "/") -> Any:
    """Call a callback and return the response."""
    return client.post(f"{prefix}_dash-update-component", json=body_of(value, output))


def declare(app: Any, output: str = "out", **settings: Any) -> None:
    """Declare a callback from ``a.value`` that returns its input in capitals."""

    @app.callback(Output(output, "children"), Input("a", "value"), **settings)
    def shout(value: str) -> str:
        return value.upper()
