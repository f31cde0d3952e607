"""Report to the Dash Callback DevTools extension what only the server knows."""

from __future__ import annotations

from typing import Any

from .install import install

__all__ = ["install", "plugin"]
__version__ = "0.1.0"


class _Plugin:
    """For ``Dash(plugins=[plugin])``, the only way to load the companion before Dash 3.0.3."""

    @staticmethod
    def plug(app: Any) -> None:
        """Install the companion into an app; Dash calls this from its constructor."""
        install(app)


plugin = _Plugin()
