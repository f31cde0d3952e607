"""Two independent Dash apps on one server, and a page that is not a Dash app.

``/one/`` and ``/two/`` have callbacks with the same ids, which the panel must not confuse. ``/``
shows both in iframes: two renderers, one tab. ``/plain`` is static HTML that fetches something;
nothing about it should look like Dash.
"""

from __future__ import annotations

from typing import Callable

from dash import Dash, Input, Output, dcc, html
from flask import Flask

from support import card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

server = Flask(__name__)


def make_app(prefix: str, title: str, change: Callable[[str], str]) -> Dash:
    """Return an app under ``prefix`` which shows ``change`` of the typed text."""
    app = Dash(__name__, server=server, url_base_pathname=prefix, title=title)
    app.layout = page(
        title,
        f"This app is served under {prefix}.",
        card(
            field("Text", dcc.Input(id="text", value="Dash", type="text")),
            field("Result", result("result")),
            html.Button("Count", id="count", n_clicks=0),
            result("clicks"),
        ),
    )

    # app.callback and not dash.callback: the latter would assign the callbacks of
    # both apps to the one that gets the first request.
    @app.callback(Output("result", "children"), Input("text", "value"))
    def transform(text: str | None) -> str:
        """Return the changed text."""
        return change(text or "")

    @app.callback(Output("clicks", "children"), Input("count", "n_clicks"))
    def count(clicks: int) -> str:
        """Return the count in words."""
        return f"{title}: {clicks} clicks"

    return app


one = make_app("/one/", "App one", str.upper)
two = make_app("/two/", "App two", lambda text: text[::-1])

HEAD = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/one/assets/style.css">'


@server.route("/")
def both() -> str:
    """Return a page with both apps side by side."""
    return f"""{HEAD}<title>Two apps</title>
<main class="page wide">
  <header class="page-head"><h1>Two apps on one page</h1>
    <p class="intro">Each frame is an app of its own. <a href="/plain">A page without Dash</a></p></header>
  <div class="frames">
    <iframe id="frame-one" title="App one" src="/one/"></iframe>
    <iframe id="frame-two" title="App two" src="/two/"></iframe>
  </div>
</main>"""


@server.route("/plain")
def plain() -> str:
    """Return a page that has nothing to do with Dash."""
    return f"""{HEAD}<title>Not Dash</title>
<main class="page">
  <header class="page-head"><h1>Not a Dash app</h1>
    <p class="intro">Static HTML with one button that fetches.</p></header>
  <section class="card">
    <button id="fetch">Fetch</button> <button id="post">Post</button>
    <div class="result" id="answer"></div>
  </section>
</main>
<script>
  const answer = document.getElementById('answer');
  const show = async (response) => {{ answer.textContent = await (await response).text(); }};
  document.getElementById('fetch').onclick = () => show(fetch('/plain/answer'));
  document.getElementById('post').onclick = () =>
    show(fetch('/plain/answer', {{method: 'POST', body: '{{"output": "result.children"}}'}}));
</script>"""


@server.route("/favicon.ico")
def no_icon() -> tuple[str, int]:
    """Return nothing: pages that are not Dash's name no icon, so browsers ask for one."""
    return "", 204


@server.route("/plain/answer", methods=["GET", "POST"])
def answer() -> dict[str, str]:
    """Return some JSON that is not the answer of a callback."""
    return {"answer": "fetched"}


if __name__ == "__main__":
    run(one, two)
