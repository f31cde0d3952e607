"""Every example keeps the promises that README and the end-to-end tests rely on."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from support.background import MANAGERS

EXAMPLES = Path(__file__).parent.parent
APPS = sorted(path.name for path in EXAMPLES.glob("*.py"))
VISITS = {
    visit["app"]: visit
    for visit in json.loads((EXAMPLES / "visits.json").read_text("utf-8"))
}
NOT_RUN = sorted(path.name for path in (EXAMPLES / "not_run").glob("*.py"))
PAIRS = {"fill", "type", "press", "select", "see"}
TARGETS = {"click", "check", "goto"}
FLAGS = {"idle", "reload"}


def read_requires(tree: ast.Module) -> Any:
    """Return the value of the module's REQUIRES, or None."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "REQUIRES":
            return ast.literal_eval(node.value)
    return None


def test_there_is_a_visit_for_every_app_and_no_other() -> None:
    assert sorted(VISITS) == APPS


def parse_described(file: Path) -> ast.Module:
    """Return the app's syntax tree, once it is known to say what it is about."""
    # Parsed and not imported: importing would register callbacks. Parsed as Python 3.9,
    # because the examples promise to run on it.
    tree = ast.parse(file.read_text("utf-8"), feature_version=(3, 9))
    assert len((ast.get_docstring(tree) or "").split(".")) >= 3
    assert f"`{file.name}`" in (file.parent / "README.md").read_text("utf-8")
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert ast.get_docstring(node), f"{node.name} has no docstring"
            assert node.returns is not None, f"{node.name} has no return type"
    return tree


@pytest.mark.parametrize("app", APPS)
def test_app_is_described(app: str) -> None:
    tree = parse_described(EXAMPLES / app)
    assert read_requires(tree) == VISITS[app]["requires"]


@pytest.mark.parametrize("app", NOT_RUN)
def test_app_of_not_run_is_described(app: str) -> None:
    assert read_requires(parse_described(EXAMPLES / "not_run" / app)) is not None


@pytest.mark.parametrize("app", APPS)
def test_steps_are_of_known_shape(app: str) -> None:
    for step in VISITS[app]["steps"]:
        [verb] = set(step) - {"frame"}
        value = step[verb]
        if verb in PAIRS:
            assert [type(part) for part in value] == [str, str]
        elif verb in TARGETS:
            assert isinstance(value, str)
        else:
            assert verb in FLAGS and value is True
    assert all(isinstance(text, str) for text in VISITS[app]["ends"].values())


@pytest.mark.parametrize("app", APPS)
def test_apps_with_jobs_name_their_managers(app: str) -> None:
    has_jobs = "make_manager" in (EXAMPLES / app).read_text("utf-8")
    assert VISITS[app].get("managers") == (list(MANAGERS) if has_jobs else None)
