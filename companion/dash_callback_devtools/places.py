"""Where clientside callbacks are declared: Dash does not store it, so the declaring call is observed."""

from __future__ import annotations

import functools
import os
import sys
import weakref
from typing import Any, Optional

from .wrapping import Leave, wrapped

_MARK = "_dash_callback_devtools_placed"

#: For one callback map, by output: the identity of the entry, file and line.
_Places = dict[str, tuple[int, str, int]]
#: Weak, so that the declarations of an app are discarded with it.
_of_apps: weakref.WeakKeyDictionary[Any, _Places] = weakref.WeakKeyDictionary()
#: For ``dash.clientside_callback``, whose callbacks go to the first app that gets a request. One for each output of the program.
_of_no_app: _Places = {}


def note_places(app: Any) -> None:
    """Record file and line of each clientside callback from here on. Does not change the callback."""
    from dash import _callback

    _of_apps.setdefault(app, {})
    if not hasattr(_callback.register_clientside_callback, _MARK):
        _callback.register_clientside_callback = wrapped(_callback.register_clientside_callback, _MARK, _enter)


def place_of(app: Any, output: str, entry: Any) -> Optional[tuple[str, int]]:
    """Return file and line of the call that declared a clientside callback, ``None`` if it was not observed."""
    for places in (_of_apps.get(app, {}), _of_no_app):
        identity, *place = places.get(output, (None, "", 0))
        if identity == id(entry):
            return (place[0], place[1])
    return None


def _enter(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Optional[Leave]]:
    callback_list, callback_map, *_ = args
    return args, functools.partial(_note, callback_list, callback_map, _outside_of_dash())


def _note(callback_list: Any, callback_map: Any, place: Optional[tuple[str, int]], error: Optional[BaseException], _result: Any) -> None:
    if error is not None or place is None:
        return
    output = callback_list[-1]["output"]
    entry = (id(callback_map[output]), *place)
    if callback_map is _global_map():
        _of_no_app[output] = entry
    for app, places in _of_apps.items():
        if app.callback_map is callback_map:
            places[output] = entry


def _global_map() -> Any:
    from dash import _callback

    return _callback.GLOBAL_CALLBACK_MAP


def _outside_of_dash() -> Optional[tuple[str, int]]:
    import dash

    folders = (os.path.dirname(dash.__file__) + os.sep, os.path.dirname(__file__) + os.sep)
    frame: Any = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(folders):
        frame = frame.f_back
    return None if frame is None else (frame.f_code.co_filename, frame.f_lineno)
