"""Something before and after a function, for plain and ``async`` ones alike."""

from __future__ import annotations

import functools
import inspect
from typing import Any, Callable, Optional

#: Told after the function has ended: the exception it raised, or ``None``. Must not raise.
Leave = Callable[[Optional[BaseException]], None]


def wrapped(function: Callable[..., Any], mark: str, enter: Callable[[tuple[Any, ...]], tuple[tuple[Any, ...], Leave]]) -> Any:
    """Return the function with ``enter`` before it, and what that returned after it.

    ``enter`` gets the positional arguments and returns those that the function is to get. What the function returns or raises
    stays as it is, and so does whether it is a coroutine function, by which Dash goes. The result has ``mark`` as an attribute.
    """
    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def around_async(*args: Any, **kwargs: Any) -> Any:
            given, leave = enter(args)
            try:
                result = await function(*given, **kwargs)
            except BaseException as error:
                leave(error)
                raise
            leave(None)
            return result

        around: Any = around_async
    else:

        @functools.wraps(function)
        def around_sync(*args: Any, **kwargs: Any) -> Any:
            given, leave = enter(args)
            try:
                result = function(*given, **kwargs)
            except BaseException as error:
                leave(error)
                raise
            leave(None)
            return result

        around = around_sync
    setattr(around, mark, True)
    return around
