"""Where clientside callbacks are declared: Dash does not keep it, so the call that declares one is asked."""

from __future__ import annotations

import functools
import os
import sys
from typing import Any, Optional

_MARK = "_dash_callback_devtools_placed"
#: The entries themselves are kept, so that no other gets the identity of one that is gone.
_places: dict[int, tuple[Any, str, int]] = {}


def note_places() -> None:
    """Note file and line of each clientside callback from here on. Changes nothing about the callback."""
    from dash import _callback

    register = _callback.register_clientside_callback
    if hasattr(register, _MARK):
        return

    @functools.wraps(register)
    def registered(callback_list: Any, callback_map: Any, *args: Any, **kwargs: Any) -> Any:
        result = register(callback_list, callback_map, *args, **kwargs)
        try:
            place = _outside_of_dash()
            entry = callback_map[callback_list[-1]["output"]]
            if place is not None:
                _places[id(entry)] = (entry, *place)
        except Exception:  # noqa: BLE001 - the app comes first
            pass
        return result

    setattr(registered, _MARK, True)
    _callback.register_clientside_callback = registered


def place_of(entry: Any) -> Optional[tuple[str, int]]:
    """Return file and line of the call that declared a clientside callback, ``None`` when nobody saw it."""
    found = _places.get(id(entry))
    return None if found is None else found[1:]


def _outside_of_dash() -> Optional[tuple[str, int]]:
    import dash

    folders = (os.path.dirname(dash.__file__) + os.sep, os.path.dirname(__file__) + os.sep)
    frame: Any = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(folders):
        frame = frame.f_back
    return None if frame is None else (frame.f_code.co_filename, frame.f_lineno)
