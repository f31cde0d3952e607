"""Run something before and after a function, plain or ``async``, without anything else noticing."""

from __future__ import annotations

import functools
import inspect
from types import TracebackType
from typing import Any, Callable, Optional

#: Called after the function has ended, with the exception it raised or ``None``, and with what it returned.
Leave = Callable[[Optional[BaseException], Any], None]
#: Gets the positional arguments before the function does; returns the arguments to pass on, and what to call at the end.
Enter = Callable[[tuple[Any, ...]], tuple[tuple[Any, ...], Optional[Leave]]]


def wrapped(function: Callable[..., Any], mark: str, enter: Enter) -> Any:
    """Return the function with ``enter`` called before it, and what ``enter`` returned called after it.

    What the function returns or raises is unchanged, down to the lines of a traceback, and so is whether it is a coroutine
    function, which Dash depends on. Exceptions from ``enter`` or ``Leave`` are swallowed. The result has ``mark`` as an
    attribute.
    """
    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def around_async(*args: Any, **kwargs: Any) -> Any:
            given, leave = _entered(enter, args)
            try:
                result = await function(*given, **kwargs)
            except BaseException as error:
                _left(leave, error, None)
                error.__traceback__ = after_own_frame(error)
                raise
            _left(leave, None, result)
            return result

        around: Any = around_async
    else:

        @functools.wraps(function)
        def around_sync(*args: Any, **kwargs: Any) -> Any:
            given, leave = _entered(enter, args)
            try:
                result = function(*given, **kwargs)
            except BaseException as error:
                _left(leave, error, None)
                error.__traceback__ = after_own_frame(error)
                raise
            _left(leave, None, result)
            return result

        around = around_sync
    setattr(around, mark, True)
    return around


def after_own_frame(error: BaseException) -> Optional[TracebackType]:
    """Return an error's traceback without the frame that caught it.

    If that frame sets it before a bare ``raise``, the frame is removed for good: since Python 3.11 ``raise`` takes the traceback
    from the error itself and adds no entry for the frame. Up to 3.10 the interpreter keeps the old traceback.
    """
    return None if error.__traceback__ is None else error.__traceback__.tb_next


def _entered(enter: Enter, args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Optional[Leave]]:
    try:
        return enter(args)
    except Exception:  # noqa: BLE001 - the app comes first
        return args, None


def _left(leave: Optional[Leave], error: Optional[BaseException], result: Any) -> None:
    if leave is None:
        return
    try:
        leave(error, result)
    except Exception:  # noqa: BLE001 - the app comes first
        return
