"""The same callbacks on a Quart server.

A plain callback, an ``async`` one, and one that ends in 204 or 500. Quart is Flask with
``async``: it has the same headers as Flask, and like FastAPI it supports websockets.
"""

from __future__ import annotations

from support import require, run
from support.on_backend import app_on

REQUIRES = ">=4.2"
require(REQUIRES)

app = app_on("quart", "Quart", __name__)

if __name__ == "__main__":
    run(app)
