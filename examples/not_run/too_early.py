"""A request before the app has started.

A script of the page sets a property at the first moment at which the page has components,
and Dash has not yet made its initial calls. Dash keeps the request and runs nothing until it
has started. Here it never does: the validation layout has a component of a library whose
script the page lacks.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dash import Dash, Input, Output, dcc, html

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import page, require, result, run  # noqa: E402

REQUIRES = ">=2.16"
require(REQUIRES)

# Where the declarations arrive before the layout, Dash stops with an error before it has components: they come second here.
TOO_EARLY = """
<script>
  let haveComponents;
  const withComponents = new Promise((resolve) => { haveComponents = resolve; });
  const load = window.fetch;
  window.fetch = async function(url, ...rest) {
    if (String(url).includes('_dash-dependencies')) await withComponents;
    return load.call(this, url, ...rest);
  };
  window.dash_stores = window.dash_stores || [];
  const push = window.dash_stores.push;
  window.dash_stores.push = function(store) {
    const stop = store.subscribe(() => {
      const {paths, graphs, appLifecycle} = store.getState();
      if (!paths.strs?.first) return;
      haveComponents();
      if (!graphs.inputMap || appLifecycle === 'HYDRATED') return;
      stop();
      window.dash_clientside.set_props('first', {data: 'early'});
    });
    return push.call(this, store);
  };
</script>
"""

app = Dash(__name__, title="Too early", assets_folder="../assets")
app.index_string = app.index_string.replace("{%scripts%}", TOO_EARLY + "{%scripts%}")
unknown = html.Div(id="unknown")
# The page has no component of this name, whatever its server says.
unknown._type = "NotThere"

app.layout = page(
    "Too early",
    "This page never gets beyond its beginning.",
    dcc.Store(id="first", data="at first"),
    result("heard"),
)
app.validation_layout = html.Div([app.layout, unknown])


@app.callback(Output("heard", "children"), Input("first", "data"))
def hear(value: str) -> str:
    """Listen to what is set too early."""
    return value


@app.callback(Output("unknown", "children"), Input("first", "data"))
def write_to_unknown(value: str) -> str:
    """Write to the component whose script is missing."""
    return value


if __name__ == "__main__":
    run(app)
