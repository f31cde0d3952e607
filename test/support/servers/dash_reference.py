"""Dash's own Python, asked from the tests: what it makes of ids, output strings and patches.

Reads one JSON object from standard input and writes one, a list of answers for each list of
questions, so that one process answers for all of a test's generated cases.
"""

from __future__ import annotations

import json
import operator
import sys
from typing import Any, Callable

from dash import ALL, ALLSMALLER, MATCH, Output, Patch
from dash._utils import create_callback_id, stringify_id, to_json

WILDCARDS = {"MATCH": MATCH, "ALL": ALL, "ALLSMALLER": ALLSMALLER}
ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.iadd,
    "sub": operator.isub,
    "mul": operator.imul,
    "div": operator.itruediv,
}


def to_id(value: Any) -> Any:
    """Return an id as an app writes it: ``["MATCH"]`` means ``MATCH``."""
    if not isinstance(value, dict):
        return value
    return {
        key: WILDCARDS[part[0]] if isinstance(part, list) else part for key, part in value.items()
    }


def output_string(question: dict[str, Any]) -> str:
    """Return how Dash names a callback with these outputs; ``list`` says how they are declared."""
    outputs = [
        Output(to_id(each["id"]), each["property"], allow_duplicate=each["duplicate"])
        for each in question["outputs"]
    ]
    return create_callback_id(outputs if question["list"] else outputs[0], ["a.b"])


def patch(program: list[list[Any]]) -> Any:
    """Return what travels when a callback does all this to a ``Patch``."""
    whole = Patch()
    for name, path, *arguments in program:
        target = whole
        for key in path[:-1]:
            target = target[key]
        last = path[-1]
        if name == "assign":
            target[last] = arguments[0]
        elif name == "delete":
            del target[last]
        elif name in ARITHMETIC:
            target[last] = ARITHMETIC[name](target[last], arguments[0])
        else:
            getattr(target[last], name)(*arguments)
    return json.loads(to_json(whole))


ANSWERS: dict[str, Callable[[Any], Any]] = {
    "ids": lambda value: stringify_id(to_id(value)),
    "outputs": output_string,
    "patches": patch,
}

if __name__ == "__main__":
    questions = json.load(sys.stdin)
    answers = {kind: [ANSWERS[kind](each) for each in asked] for kind, asked in questions.items()}
    json.dump(answers, sys.stdout)
