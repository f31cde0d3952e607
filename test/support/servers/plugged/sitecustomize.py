"""On the path of a server, Python runs this first: every app gets the companion as a plugin, the way in before Dash 3.0.3."""

from __future__ import annotations

import functools
from typing import Any

import dash
from dash_callback_devtools import plugin

_make = dash.Dash.__init__


@functools.wraps(_make)
def _make_with_plugin(self: Any, *args: Any, **kwargs: Any) -> None:
    _make(self, *args, **{**kwargs, "plugins": [plugin]})


dash.Dash.__init__ = _make_with_plugin
