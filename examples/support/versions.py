"""The check that an example runs on the installed Dash."""

from __future__ import annotations

import operator
import re
import sys

import dash

_COMPARE = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
}


def _to_numbers(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version: "4.2.0rc1" gives (4, 2, 0)."""
    numbers = []
    for part in version.split("."):
        match = re.match(r"\d+", part)
        if match is None:
            break
        numbers.append(int(match.group()))
    return tuple(numbers + [0] * (3 - len(numbers)))


def is_met(requires: str, version: str) -> bool:
    """Return whether ``version`` satisfies ``requires``, e.g. ">=3.3" or ">=2.9,<4"."""
    for clause in requires.split(","):
        match = re.fullmatch(r"\s*(>=|<=|==|>|<)\s*([\d.]+)\s*", clause)
        if match is None:
            raise ValueError(f"Not a version clause: {clause!r}")
        compare, wanted = match.groups()
        if not _COMPARE[compare](_to_numbers(version), _to_numbers(wanted)):
            return False
    return True


def require(requires: str) -> None:
    """Exit with a clear message if the installed Dash does not satisfy ``requires``.

    Called before the app is built: an older Dash would otherwise fail somewhere
    inside the example with an unknown argument.
    """
    if not is_met(requires, dash.__version__):
        sys.exit(
            f"This example needs Dash {requires}; Dash {dash.__version__} is installed."
        )
