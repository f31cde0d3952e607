"""Callbacks over the websocket: their responses have no headers, so the page requests their times."""

from __future__ import annotations

import collections
from typing import Any

from .measured import Measured, begin

#: Maximum number of calls that are kept until their page requests them; the oldest are dropped first.
KEPT = 2_000

_kept: collections.deque[tuple[str, str, dict[str, float]]] = collections.deque(maxlen=KEPT)
_watching: list[bool] = []


def watch_sockets() -> None:
    """Start a clock with each request that arrives over a websocket. Once per process; there are none before Dash 4.2."""
    try:
        from dash import hooks
    except ImportError:  # up to Dash 2
        return
    if _watching or not hasattr(hooks, "websocket_message"):
        return
    _watching.append(True)

    def watch(_socket: Any, message: Any) -> None:
        if isinstance(message, dict) and message.get("type") == "callback_request":
            begin((str(message.get("rendererId")), str(message.get("requestId"))))

    hooks.websocket_message()(watch)


def keep(measured: Measured) -> None:
    """Keep the measurements of a websocket call until its page requests them."""
    if measured.socket is not None:
        _kept.append((*measured.socket, measured.in_milliseconds()))


def take_of(renderer: str) -> dict[str, dict[str, float]]:
    """Return the times of one page's calls by request number, in milliseconds, and delete them."""
    found = [each for each in list(_kept) if each[0] == renderer]
    for each in found:
        try:
            _kept.remove(each)
        except ValueError:  # taken by another thread, or dropped as the oldest
            continue
    return {request: times for _, request, times in found}
