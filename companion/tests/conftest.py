"""Import the package from this folder, installed or not."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
# For `support.last_look`: without it Dash drops the result of a job that ends in the middle of a poll.
sys.path.append(str(Path(__file__).parent.parent.parent / "examples"))

# Dash looks for hooks in every installed package, including metadata that an installation from here left in this folder. The
# tests install the companion into an app themselves, or compare with an app that has none (Dash since 3.0, dash/_hooks.py).
try:
    from dash._hooks import HooksManager
except ImportError:
    pass
else:
    HooksManager._registered = True
