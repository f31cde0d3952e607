"""Error pages are byte for byte the same with and without the companion."""

from __future__ import annotations

import asyncio
import inspect
import re
import sys
import traceback
from pathlib import Path
from typing import Any

import pytest
from dash import Dash, Input, Output, html
from sample import body_of, call, client_of, empty_app
from support.last_look import keeps_late_results

from dash_callback_devtools import wrapping
from dash_callback_devtools.wrapping import wrapped

pytestmark = pytest.mark.skipif(sys.version_info < (3, 11), reason="The interpreter keeps the frame that raises again.")


def failing_app(install_first: bool, **settings: Any) -> Dash:
    app = empty_app(install_first)

    def inner(value: str) -> str:
        raise ValueError(f"trouble with {value}")

    @app.callback(Output("out", "children"), Input("a", "value"), **settings)
    def fail(value: str) -> str:
        return inner(value)

    @app.callback(Output("x", "children"), Input("a", "value"))
    def unserializable(value: str) -> Any:
        return {object(): value}

    return app


def without_identities(page: str) -> str:
    """Return a page of Werkzeug's debugger without what differs between two runs of the same app: addresses and its secret."""
    return re.sub(r"(frame-|0x)[0-9a-f]+|(SECRET = ).*", "", page)


def assert_same(with_it: str, without: str) -> None:
    """Both are alike, and not because the other app of the process has its frames in both."""
    assert with_it == without
    assert str(Path(wrapping.__file__).parent) not in with_it


@pytest.mark.parametrize("prune", [True, False])
@pytest.mark.parametrize("output", ["out", "x", "unknown"])
def test_does_not_change_error_pages(monkeypatch: pytest.MonkeyPatch, prune: bool, output: str) -> None:
    monkeypatch.delenv("DASH_CALLBACK_DEVTOOLS", raising=False)
    pages = []
    for install_first in (True, False):
        app = failing_app(install_first)
        if not prune:

            @app.server.errorhandler(Exception)
            def show(error: Exception) -> Any:
                return "".join(traceback.format_exception(error)), 500

        answer = call(client_of(app, debug=True, dev_tools_prune_errors=prune), "you", output)
        assert answer.status_code == 500
        assert ("dcd-callback" in answer.headers.get("Server-Timing", "")) == (install_first and output != "unknown")
        pages.append(without_identities(answer.get_data(as_text=True)))
    assert_same(*pages)
    if output == "out":
        assert "trouble with you" in pages[0] and "inner" in pages[0]


def test_does_not_change_what_on_error_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    if "on_error" not in inspect.signature(Dash.__init__).parameters:
        pytest.skip("There is no on_error before Dash 2.18.")
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")

    def show(error: Exception) -> str:
        return f"{error}\n{traceback.format_exc()}"

    answers = [call(client_of(failing_app(install_first, on_error=show)), "you") for install_first in (True, False)]
    assert "dcd-function" in answers[0].headers["Server-Timing"]
    assert_same(*(answer.get_data(as_text=True) for answer in answers))
    assert "trouble with you" in answers[0].get_json()["response"]["out"]["children"]


@pytest.mark.parametrize("trouble", ["function", "set_progress"])
def test_does_not_change_what_the_worker_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str) -> None:
    diskcache = pytest.importorskip("diskcache")
    pytest.importorskip("multiprocess")
    from dash import DiskcacheManager
    from test_jobs import play

    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")
    reported = []
    for install_first in (True, False):
        manager = keeps_late_results(DiskcacheManager)(diskcache.Cache(str(tmp_path / str(install_first))))
        app = empty_app(install_first, background_callback_manager=manager)

        @app.callback(Output("out", "children"), Input("a", "value"), background=True, progress=[Output("x", "children")])
        def fail(set_progress: Any, value: str) -> str:
            if trouble == "set_progress":
                set_progress(lambda: None, "too", "many")
            raise ValueError(f"trouble with {value}")

        @app.server.errorhandler(Exception)
        def show(error: Exception) -> Any:
            return str(error), 500

        words, answer = play(client_of(app), body_of("you"))
        assert ("failed" in words[-1]) == install_first
        reported.append(answer.get_data(as_text=True))
    assert_same(*reported)
    assert "line " in reported[0] and ("trouble with you" in reported[0] or trouble == "set_progress")


def test_does_not_change_the_error_of_a_manager_that_cannot_start_a_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    diskcache = pytest.importorskip("diskcache")
    from dash import DiskcacheManager

    class Broken(DiskcacheManager):
        def call_job_fn(self, key: Any, job_fn: Any, args: Any, context: Any) -> Any:
            raise OSError("No process left.")

    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")
    shown = []
    for install_first in (True, False):
        app = empty_app(install_first, background_callback_manager=Broken(diskcache.Cache(str(tmp_path))))
        app.callback(Output("out", "children"), Input("a", "value"), background=True)(lambda value: value)

        @app.server.errorhandler(OSError)
        def show(error: Exception) -> Any:
            return "".join(traceback.format_exception(error)), 500

        shown.append(call(client_of(app), "you").get_data(as_text=True))
    assert "No process left." in shown[0]
    assert_same(*shown)


def test_does_not_change_the_error_of_a_coroutine_function() -> None:
    async def fail() -> None:
        raise ValueError("trouble")

    def shown(function: Any) -> str:
        async def run() -> str:
            try:
                await function()
            except ValueError:
                return traceback.format_exc()
            return ""

        return asyncio.run(run())

    assert shown(fail) == shown(wrapped(fail, "mark", lambda args: (args, None)))


def test_does_not_change_the_error_of_an_invalid_declaration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")
    shown = []
    for install_first in (True, False):
        app = empty_app(install_first)
        try:
            app.clientside_callback("(a) => a", Output("x", "children"), html.Div())
        except Exception as error:  # noqa: BLE001 - whatever Dash raises
            shown.append("".join(traceback.format_exception(error)))
    assert_same(*shown)


def test_swallows_errors_of_the_clock_itself() -> None:
    def enter(_args: Any) -> Any:
        raise RuntimeError("before")

    def leave(_error: Any, _result: Any) -> None:
        raise RuntimeError("after")

    assert wrapped(str.upper, "mark", enter)("a") == "A"
    assert wrapped(lambda text: text.upper(), "mark", lambda args: (args, leave))("a") == "A"
