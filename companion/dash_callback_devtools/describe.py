"""Describe an app's callbacks: names, source lines and groupings, but no source code and no values."""

from __future__ import annotations

import inspect
from typing import Any, Optional

from .dash_wrapper import background_of, manager_of
from .places import place_of


def describe(app: Any) -> dict[str, Any]:
    """Return what the panel shows about each callback.

    ``callbacks`` has one entry per output key: ``name`` (qualified), ``module``, ``file``, ``line`` (of the first decorator,
    as Python counts it), ``doc`` (first line of the docstring), ``args`` and ``outputs`` (groupings whose leaves are positions
    in Inputs followed by State, or in Outputs), ``background`` (manager and cache settings) or ``None``. Unknown values are
    ``None``. For a clientside callback, only the file and line of its declaration are known, and not even those if it was
    declared before the companion was loaded. A callback that cannot be described is left out.
    """
    described = []
    for key, entry in list(app.callback_map.items()):
        try:
            described.append(_as_json(_describe_one(app, key, entry)))
        except Exception:  # noqa: BLE001 - one odd callback must not hide the others
            continue
    return {"version": 1, "callbacks": described}


def _as_json(value: Any) -> Any:
    """Return a value that can be encoded as JSON: the keys of a grouping may have any type."""
    if isinstance(value, dict):
        return {str(key): _as_json(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_json(part) for part in value]
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def _describe_one(app: Any, key: str, entry: dict[str, Any]) -> dict[str, Any]:
    function = user_function(entry)
    code = getattr(function, "__code__", None)
    doc = inspect.getdoc(function) if function is not None else None
    declared = place_of(app, key, entry) or (None, None)
    return {
        "output": key,
        "name": getattr(function, "__qualname__", None),
        "module": getattr(function, "__module__", None),
        "file": declared[0] if function is None else getattr(code, "co_filename", None),
        "line": declared[1] if function is None else getattr(code, "co_firstlineno", None),
        "doc": doc.splitlines()[0] if doc else None,
        "args": entry.get("inputs_state_indices"),
        "outputs": entry.get("outputs_indices"),
        "background": _describe_background(app, entry),
    }


def user_function(entry: dict[str, Any]) -> Optional[Any]:
    """Return the user's function, or ``None`` for a clientside callback.

    Dash wraps it with ``functools.wraps``, and so do most user-defined decorators.
    """
    callback = entry.get("callback")
    return None if callback is None else inspect.unwrap(callback)


def _describe_background(app: Any, entry: dict[str, Any]) -> Optional[dict[str, Any]]:
    background = background_of(entry)
    if not isinstance(background, dict):
        return None
    manager = manager_of(app, entry)
    return {
        "manager": type(manager).__name__ if manager is not None else None,
        "interval": background.get("interval"),
        "cache_args_to_ignore": background.get("cache_args_to_ignore"),
        "cache_ignore_triggered": background.get("cache_ignore_triggered"),
    }
