"""The same callbacks on a FastAPI server.

A plain callback, an ``async`` one, and two that end in 204 and 500. On the wire they look
like those of Flask, but the responses have no Content-Type and no Server-Timing, and the
page starts a websocket worker although no callback here uses it.
"""

from __future__ import annotations

from support import require, run
from support.on_backend import app_on

REQUIRES = ">=4.2"
require(REQUIRES)

app = app_on("fastapi", "FastAPI", __name__)

if __name__ == "__main__":
    run(app)
