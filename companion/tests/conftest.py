"""The package as it lies here, installed or not."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

# Dash looks for hooks in all that is installed, also in what an installation from here left beside the package. The tests install
# it into an app themselves, or compare with an app that has none (Dash since 3.0, dash/_hooks.py).
try:
    from dash._hooks import HooksManager
except ImportError:
    pass
else:
    HooksManager._registered = True
