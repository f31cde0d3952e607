"""Pages: one app, several pages, each with its own callbacks.

Following a link changes ``_pages_location.pathname``; Dash's own callback returns the layout of
the page, and the callbacks of that page make their initial calls. Those of the previous page
stay in the graph, but nothing can trigger them.
"""

from __future__ import annotations

from dash import Dash, dcc, html, page_container

from support import page, require, run

REQUIRES = ">=2.5"
require(REQUIRES)

app = Dash(__name__, title="Pages", use_pages=True, pages_folder="pages_app")
app.layout = page(
    "Two pages",
    "Go from one to the other and watch what runs.",
    html.Nav(
        [
            dcc.Link("Cities", href="/", id="to-home"),
            dcc.Link("Turin", href="/city/turin", id="to-turin"),
            dcc.Link("Porto", href="/city/porto", id="to-porto"),
        ],
        className="row",
    ),
    page_container,
)


if __name__ == "__main__":
    run(app)
