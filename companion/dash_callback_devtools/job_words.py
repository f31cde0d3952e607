"""What is known of a job as text for a header."""

from __future__ import annotations

import time
from typing import Any

#: The most characters of the text. A server in front may have 4 kB for all headers together (nginx's ``proxy_buffer_size``).
MOST_CHARACTERS = 1_500


def in_words(told: dict[str, Any]) -> str:
    """Return ``run=… queued=1200 started=1100 progress=3:900,400``: moments are milliseconds before now.

    ``progress`` has the newest moments there is room for, after the number of those left out.
    """
    now = time.time()

    def ago(moment: float) -> str:
        return f"{max(0.0, (now - moment) * 1000):.0f}"

    words = [f"run={told['run']}"]
    words += [f"{name}={ago(told[name])}" for name in ("queued", "started", "ended") if told.get(name) is not None]
    if told.get("failed"):
        words.append("failed=1")
    if told.get("task") is not None:
        words.append(f"task={told['task']}")
    if told.get("progress"):
        text = " ".join(words)
        moments = [ago(moment) for moment in told["progress"]]
        room = MOST_CHARACTERS - len(f"{text} progress={told['count']}:")
        while moments and len(",".join(moments)) > room:
            del moments[: max(1, (len(",".join(moments)) - room) // 16)]
        words.append(f"progress={told['count'] - len(moments)}:{','.join(moments)}")
    return " ".join(words)
