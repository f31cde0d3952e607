"""A page whose own scripts were there first.

They declare a global ``store``, the name to which Dash assigns its renderer's store, and
replace ``Response.prototype.json``, with which Dash reads each response. Both work as
the page wants: the page counts the responses of callbacks that Dash reads.
"""

from dash import Dash, Input, Output, dcc, html

from support import card, field, page, require, result, run

REQUIRES = ">=2.0"
require(REQUIRES)

SCRIPT = """
var store = {name: "the page's own"};
var own = Response.prototype.json;
var responses = 0;
Response.prototype.json = function () {
  if (this.url.includes("_dash-update-component")) {
    responses += 1;
    setTimeout(function () {
      document.getElementById("responses").textContent = responses;
    });
  }
  return own.call(this);
};
"""

app = Dash(__name__, title="Own globals")
app.index_string = app.index_string.replace("<body>", f"<body><script>{SCRIPT}</script>")
app.layout = page(
    "A page with globals of its own",
    "Type a name. The page counts the responses by itself.",
    card(
        field("Name", dcc.Input(id="name", value="Ada", type="text")),
        result("message"),
        field("Responses that Dash read", html.Span(id="responses")),
    ),
)


@app.callback(Output("message", "children"), Input("name", "value"))
def greet(name: str) -> str:
    """Return a greeting for ``name``."""
    return f"Hello, {name}!"


if __name__ == "__main__":
    run(app)
