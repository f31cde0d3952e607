"""A small sales dashboard, to look at with the panel open.

Choose a region: the result of a 400 ms load goes into a store, which feeds four callbacks.
The order planner has one callback instance per row (MATCH) and one that reads all rows
(ALL); the forecast takes 1.5 s and reads the preferences as State; the export always
fails. Two callbacks run in the browser.
"""

from __future__ import annotations

import time
from typing import Any

import plotly.graph_objects as go
from dash import ALL, MATCH, Dash, Input, Output, Patch, State, ctx, dcc, html
from dash.exceptions import PreventUpdate

from support import require, run

REQUIRES = ">=2.17"
require(REQUIRES)

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
SEASON = [82, 78, 88, 91, 97, 104, 112, 109, 101, 106, 118, 134]
REGIONS: dict[str, dict[str, Any]] = {
    "Harbour": {"size": 410, "trend": 4, "mix": [38, 29, 21, 12]},
    "Old town": {"size": 360, "trend": -2, "mix": [27, 36, 17, 20]},
    "Airport": {"size": 520, "trend": 7, "mix": [22, 45, 25, 8]},
    "Online": {"size": 290, "trend": 12, "mix": [41, 18, 30, 11]},
}
PRODUCTS = {"House blend": 12.5, "Espresso": 14.0, "Filter roast": 11.5, "Decaf": 13.0}
OUTLOOKS = {"Cautious": 1.02, "Steady": 1.06, "Bold": 1.11}

BLUE, AMBER, INK, SOFT, LINE = "#2457d6", "#e0912f", "#1c2430", "#5b6675", "#e9ecf1"


def figure(**layout: Any) -> go.Figure:
    """Return an empty figure in the look of the page."""
    return go.Figure(
        layout={
            "template": "none",
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": "system-ui, sans-serif", "size": 12, "color": SOFT},
            "margin": {"l": 48, "r": 8, "t": 8, "b": 28},
            "hoverlabel": {"bgcolor": INK, "font": {"color": "#fff"}},
            "showlegend": False,
            **layout,
        }
    )


def kpi(label: str, component_id: str) -> html.Div:
    """Return a summary card; a callback fills its value and the line below."""
    return html.Div(
        [
            html.Div(label, className="kpi-label"),
            html.Div(id=component_id, className="kpi-value"),
            html.Div(id=f"{component_id}-note", className="kpi-note"),
        ],
        className="kpi",
    )


def item(index: int, product: str, quantity: int) -> html.Div:
    """Return one row of the order planner."""
    return html.Div(
        [
            html.Span(product, className="item-name"),
            html.Span(f"{PRODUCTS[product]:.2f}", className="item-price"),
            dcc.Store(id={"type": "price", "index": index}, data=PRODUCTS[product]),
            dcc.Input(
                id={"type": "quantity", "index": index},
                type="number",
                value=quantity,
                min=0,
                className="item-quantity",
            ),
            html.Span(id={"type": "subtotal", "index": index}, className="item-subtotal"),
            html.Button(
                "\u00d7",
                id={"type": "remove", "index": index},
                n_clicks=0,
                className="item-remove",
                title="Remove",
            ),
        ],
        className="item",
    )


def choice(component_id: str, options: list[str], value: str) -> dcc.RadioItems:
    """Return radio buttons that look like one segmented control."""
    return dcc.RadioItems(options, value, id=component_id, className="segments")


app = Dash(__name__, title="Harbour Coffee")
app.layout = html.Main(
    [
        dcc.Store(id="sales"),
        dcc.Store(id="prefs"),
        html.Header(
            [
                html.Div(
                    [
                        html.Span(className="brand-mark"),
                        html.Div([html.H1("Harbour Coffee"), html.P("Sales 2025")]),
                    ],
                    className="brand",
                ),
                choice("region", list(REGIONS), "Harbour"),
            ],
            className="demo-head",
        ),
        html.Div(
            [
                kpi("Revenue", "revenue"),
                kpi("Orders", "orders"),
                kpi("Average order", "average"),
                kpi("Best month", "best"),
            ],
            className="kpis",
        ),
        html.Div(
            [
                html.Section(
                    [
                        html.Div(
                            [
                                html.H2(id="chart-title"),
                                choice("measure", ["Revenue", "Orders"], "Revenue"),
                            ],
                            className="panel-head",
                        ),
                        dcc.Graph(
                            id="chart",
                            config={"displayModeBar": False},
                            style={"height": "270px"},
                        ),
                        html.P(
                            "Click a month for its numbers.",
                            id="month-detail",
                            className="note",
                        ),
                    ],
                    className="panel span-2",
                ),
                html.Section(
                    [
                        html.Div([html.H2("Product mix")], className="panel-head"),
                        dcc.Graph(
                            id="mix",
                            config={"displayModeBar": False},
                            style={"height": "300px"},
                        ),
                    ],
                    className="panel",
                ),
                html.Section(
                    [
                        html.Div(
                            [html.H2("Order planner"), html.Span(id="bags", className="note")],
                            className="panel-head",
                        ),
                        html.Div(
                            [item(1, "House blend", 12), item(2, "Espresso", 8)],
                            id="items",
                        ),
                        html.Div(
                            [
                                choice("product", list(PRODUCTS), "Filter roast"),
                                html.Button("Add item", id="add-item", n_clicks=0),
                            ],
                            className="panel-foot",
                        ),
                        html.Div(
                            [html.Span("Total"), html.Span(id="total", className="total")],
                            className="item-sum",
                        ),
                    ],
                    className="panel span-2",
                ),
                html.Section(
                    [
                        html.Div([html.H2("Forecast")], className="panel-head"),
                        html.Div("Not computed yet.", id="forecast", className="forecast"),
                        html.Button("Compute forecast", id="forecast-button", n_clicks=0),
                    ],
                    className="panel",
                ),
                html.Section(
                    [
                        html.Div([html.H2("Preferences")], className="panel-head"),
                        html.Div(
                            [
                                html.Div(
                                    [
                                        html.Div("Compare with", className="kpi-label"),
                                        choice(
                                            "compare",
                                            ["Target", "Last year", "Nothing"],
                                            "Target",
                                        ),
                                    ]
                                ),
                                html.Div(
                                    [
                                        html.Div("Outlook of the forecast", className="kpi-label"),
                                        choice("outlook", list(OUTLOOKS), "Steady"),
                                    ]
                                ),
                            ],
                            className="side-by-side",
                        ),
                    ],
                    className="panel span-2",
                ),
                html.Section(
                    [
                        html.Div([html.H2("Accounting")], className="panel-head"),
                        html.Button(
                            "Export the books", id="export", n_clicks=0, className="quiet"
                        ),
                        html.P("Fails, on purpose.", id="export-status", className="note"),
                    ],
                    className="panel",
                ),
            ],
            className="panels",
        ),
    ],
    className="demo",
)


@app.callback(Output("sales", "data"), Input("region", "value"))
def load_sales(region: str) -> dict[str, Any]:
    """Return the year of ``region``, after the time a database would take."""
    time.sleep(0.4)
    facts = REGIONS[region]
    orders = [
        round(season * facts["size"] / 100 + month * facts["trend"])
        for month, season in enumerate(SEASON)
    ]
    revenue = [round(count * (17 + month % 4), 2) for month, count in enumerate(orders)]
    return {
        "region": region,
        "Orders": orders,
        "Revenue": revenue,
        "mix": facts["mix"],
        "Target": [round(value * 0.93 + 300) for value in revenue],
        "Last year": [round(value * 0.88 + 120 * (month % 3)) for month, value in enumerate(revenue)],
    }


@app.callback(
    Output("prefs", "data"),
    Input("compare", "value"),
    Input("outlook", "value"),
)
def save_prefs(compare: str, outlook: str) -> dict[str, str]:
    """Keep the preferences of this visitor."""
    return {"compare": compare, "outlook": outlook}


app.clientside_callback(
    """
    function(sales, measure) {
        return measure + ' by month, ' + sales.region;
    }
    """,
    Output("chart-title", "children"),
    Input("sales", "data"),
    Input("measure", "value"),
)


@app.callback(
    Output("chart", "figure"),
    Input("sales", "data"),
    Input("measure", "value"),
    Input("prefs", "data"),
)
def draw_chart(sales: dict[str, Any], measure: str, prefs: dict[str, str]) -> go.Figure:
    """Return bars by month, with a line to compare with where there is one."""
    drawing = figure(
        bargap=0.42,
        hovermode="x",
        yaxis={"gridcolor": LINE, "zeroline": False, "tickformat": "~s"},
        xaxis={"showgrid": False, "zeroline": False},
    )
    drawing.add_bar(
        x=MONTHS,
        y=sales[measure],
        marker={"color": BLUE, "cornerradius": 4},
        hovertemplate="%{x}: %{y:,.0f}<extra></extra>",
    )
    compare = prefs["compare"]
    if measure == "Revenue" and compare != "Nothing":
        drawing.add_scatter(
            x=MONTHS,
            y=sales[compare],
            mode="lines+markers",
            line={"color": AMBER, "width": 2, "shape": "spline"},
            marker={"size": 5},
            hovertemplate=compare + " %{y:,.0f}<extra></extra>",
        )
    return drawing


@app.callback(Output("mix", "figure"), Input("sales", "data"))
def draw_mix(sales: dict[str, Any]) -> go.Figure:
    """Return the share of each product."""
    drawing = figure(
        margin={"l": 92, "r": 34, "t": 8, "b": 8},
        bargap=0.5,
        xaxis={"visible": False, "range": [0, 52]},
        yaxis={"autorange": "reversed", "showgrid": False, "ticks": ""},
    )
    drawing.add_bar(
        x=sales["mix"],
        y=list(PRODUCTS),
        orientation="h",
        marker={"color": ["#2457d6", "#5f86e6", "#9ab2ef", "#c9d6f7"], "cornerradius": 4},
        text=[f"{share}%" for share in sales["mix"]],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    return drawing


@app.callback(
    Output("revenue", "children"),
    Output("revenue-note", "children"),
    Output("orders", "children"),
    Output("orders-note", "children"),
    Output("average", "children"),
    Output("average-note", "children"),
    Output("best", "children"),
    Output("best-note", "children"),
    Input("sales", "data"),
    Input("prefs", "data"),
)
def summarise(sales: dict[str, Any], prefs: dict[str, str]) -> tuple[str, ...]:
    """Return value and note of the four summary cards."""
    revenue, orders = sum(sales["Revenue"]), sum(sales["Orders"])
    compare = prefs["compare"]
    note = "whole year"
    if compare != "Nothing":
        change = revenue / sum(sales[compare]) - 1
        note = f"{change:+.1%} against {compare.lower()}"
    best = max(range(12), key=lambda month: sales["Revenue"][month])
    return (
        f"\u20ac{revenue:,.0f}",
        note,
        f"{orders:,}",
        f"{orders / 365:.1f} a day",
        f"\u20ac{revenue / orders:.2f}",
        "per order",
        MONTHS[best],
        f"\u20ac{sales['Revenue'][best]:,.0f}",
    )


@app.callback(
    Output("month-detail", "children"),
    Input("chart", "clickData"),
    State("sales", "data"),
    prevent_initial_call=True,
)
def show_month(click: dict[str, Any] | None, sales: dict[str, Any]) -> str:
    """Return a sentence about the month that was clicked."""
    if not click:
        raise PreventUpdate
    month = click["points"][0]["pointNumber"]
    return (
        f"{MONTHS[month]}: {sales['Orders'][month]:,} orders, "
        f"\u20ac{sales['Revenue'][month]:,.0f} revenue, "
        f"target \u20ac{sales['Target'][month]:,.0f}."
    )


@app.callback(
    Output("forecast", "children"),
    Input("forecast-button", "n_clicks"),
    State("sales", "data"),
    State("prefs", "data"),
    running=[(Output("forecast-button", "disabled"), True, False)],
    prevent_initial_call=True,
)
def compute_forecast(
    clicks: int, sales: dict[str, Any], prefs: dict[str, str]
) -> list[Any]:
    """Return next year's revenue, slowly."""
    time.sleep(1.5)
    revenue = sum(sales["Revenue"]) * OUTLOOKS[prefs["outlook"]]
    return [
        html.Div(f"\u20ac{revenue:,.0f}", className="kpi-value"),
        html.Div(
            f"{sales['region']} next year, {prefs['outlook'].lower()} outlook",
            className="kpi-note",
        ),
    ]


@app.callback(
    Output("items", "children"),
    Input("add-item", "n_clicks"),
    Input({"type": "remove", "index": ALL}, "n_clicks"),
    State({"type": "remove", "index": ALL}, "id"),
    State("product", "value"),
    prevent_initial_call=True,
)
def edit_items(
    added: int, removed: list[int], ids: list[dict[str, Any]], product: str
) -> Patch:
    """Add a row, or remove the one whose button was pressed."""
    # Adding or removing a row also triggers this callback, without a click.
    if not ctx.triggered or not ctx.triggered[0]["value"]:
        raise PreventUpdate
    rows = Patch()
    if ctx.triggered_id == "add-item":
        rows.append(item(added + 2, product, 1))
    else:
        del rows[ids.index(dict(ctx.triggered_id))]
    return rows


@app.callback(
    Output({"type": "subtotal", "index": MATCH}, "children"),
    Input({"type": "quantity", "index": MATCH}, "value"),
    State({"type": "price", "index": MATCH}, "data"),
)
def multiply(quantity: float | None, price: float) -> str:
    """Return what one row costs."""
    return f"{(quantity or 0) * price:.2f}"


@app.callback(
    Output("total", "children"),
    Input({"type": "subtotal", "index": ALL}, "children"),
)
def add_up(subtotals: list[str | None]) -> str:
    """Return what all rows cost together."""
    return f"\u20ac{sum(float(subtotal or 0) for subtotal in subtotals):,.2f}"


app.clientside_callback(
    """
    function(quantities) {
        const bags = quantities.reduce((sum, quantity) => sum + (quantity || 0), 0);
        return quantities.length + ' products, ' + bags + ' bags';
    }
    """,
    Output("bags", "children"),
    Input({"type": "quantity", "index": ALL}, "value"),
)


def send_to_accounting(region: str, revenue: list[float]) -> str:
    """Pretend to reach a service that is down."""
    raise ConnectionError(f"The accounting service refused {len(revenue)} months of {region}")


@app.callback(
    Output("export-status", "children"),
    Input("export", "n_clicks"),
    State("sales", "data"),
    prevent_initial_call=True,
)
def export_books(clicks: int, sales: dict[str, Any]) -> str:
    """Send the year away; raises ConnectionError every time."""
    return send_to_accounting(sales["region"], sales["Revenue"])


if __name__ == "__main__":
    run(app)
