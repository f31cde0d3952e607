"""What every example shares: starting, version check, page frame, call log."""

from .background import make_manager
from .layout import button_row, card, field, page, result
from .server import run
from .versions import require

__all__ = ["button_row", "card", "field", "make_manager", "page", "require", "result", "run"]
