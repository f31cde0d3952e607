"""The layout around an example, so that its file shows only its idea."""

from __future__ import annotations

from typing import Any

from dash import html


def page(title: str, intro: str, *children: Any) -> html.Main:
    """Return the page: a heading, what to try, and the example's cards."""
    return html.Main(
        [
            html.Header(
                [html.H1(title), html.P(intro, className="intro")],
                className="page-head",
            ),
            *children,
        ],
        className="page",
    )


def card(*children: Any, title: str = "", **props: Any) -> html.Section:
    """Return a card, with a small heading when ``title`` is given."""
    heading = [html.H2(title)] if title else []
    return html.Section([*heading, *children], className="card", **props)


def field(label: str, control: Any) -> html.Div:
    """Return ``control`` under its label."""
    return html.Div([html.Span(label, className="label"), control], className="field")


def button_row(*children: Any) -> html.Div:
    """Return buttons in a row."""
    return html.Div(list(children), className="row")


def result(component_id: Any, children: Any = None) -> html.Div:
    """Return an element for a callback's output."""
    return html.Div(children, id=component_id, className="result")
