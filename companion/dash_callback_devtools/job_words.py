"""Format what is known about a job as text for a header."""

from __future__ import annotations

import time
from typing import Any

#: Maximum length of the text. A reverse proxy may allow 4 kB for all headers together (nginx's ``proxy_buffer_size``).
MOST_CHARACTERS = 1_500


def in_words(record: dict[str, Any]) -> str:
    """Return ``run=… queued=1200 started=1100 progress=3:900,400``: times are milliseconds before now.

    ``progress`` has the number of times that were left out, followed by as many of the newest as there is room for.
    """
    now = time.time()

    def ago(moment: float) -> str:
        return f"{max(0.0, (now - moment) * 1000):.0f}"

    words = [f"run={record['run']}"]
    words += [f"{name}={ago(record[name])}" for name in ("queued", "started", "ended") if record.get(name) is not None]
    if record.get("failed"):
        words.append("failed=1")
    if record.get("task") is not None:
        words.append(f"task={record['task']}")
    if record.get("progress"):
        text = " ".join(words)
        moments = [ago(moment) for moment in record["progress"]]
        room = MOST_CHARACTERS - len(f"{text} progress={record['count']}:")
        while moments and len(",".join(moments)) > room:
            del moments[: max(1, (len(",".join(moments)) - room) // 16)]
        words.append(f"progress={record['count'] - len(moments)}:{','.join(moments)}")
    return " ".join(words)
