"""What the apps with known bugs share: the frame of the other examples, one folder up."""

from __future__ import annotations

import sys
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(EXAMPLES))

from dash import Dash  # noqa: E402

from support import button_row, card, field, page, require, result, run  # noqa: E402

__all__ = ["buggy_app", "button_row", "card", "field", "page", "require", "result", "run"]


def buggy_app(title: str) -> Dash:
    """Return an app that looks like the other examples."""
    return Dash(__name__, title=title, assets_folder=str(EXAMPLES / "assets"))
