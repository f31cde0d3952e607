"""The job log keeps its lines whole, and does not change the job."""

from __future__ import annotations

import asyncio
import inspect
import json
from pathlib import Path
from typing import Any, Callable

import dill
import multiprocess
import pytest
from dash import DiskcacheManager, set_props
from dash._callback_context import context_value
from dash._utils import AttributeDict
from dash.exceptions import PreventUpdate

from support import job_log


def read(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a log."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def work(set_progress: Callable, number: int, name: str = "none") -> dict[str, Any]:
    """Act as a job: some progress, then a result."""
    for step in range(number):
        set_progress(step)
    set_progress((number, name))
    return {"number": number, "name": name}


def test_the_job_gets_and_gives_what_it_would_without(tmp_path: Path) -> None:
    log = tmp_path / "log"
    got: list[Any] = []
    logged = job_log.watch(work, True, str(log))
    assert logged(got.append, 2, name="x") == work(lambda _: None, 2, "x")
    assert got == [0, 1, (2, "x")]
    lines = read(log)
    assert [line["event"] for line in lines] == ["start"] + ["progress"] * 3 + ["end"]
    assert [line["value"] for line in lines[1:]] == [[0], [1], [2, "x"], {"number": 2, "name": "x"}]
    assert [line["at"] for line in lines] == sorted(line["at"] for line in lines)
    assert inspect.getsource(logged) == inspect.getsource(work)  # Dash hashes it


def test_errors_pass_through(tmp_path: Path) -> None:
    def fail(kind: str) -> None:
        raise {"error": ValueError("no good"), "prevent": PreventUpdate(), "exit": SystemExit()}[kind]

    logged = job_log.watch(fail, False, str(tmp_path / "log"))
    for kind, error in [("error", ValueError), ("prevent", PreventUpdate), ("exit", SystemExit)]:
        with pytest.raises(error):
            logged(kind)
    ends = [(line["event"], line["value"]) for line in read(tmp_path / "log")]
    starts = [("start", [kind]) for kind in ("error", "prevent", "exit")]
    assert ends == [starts[0], ("error", "ValueError: no good"), starts[1], ("end", None), starts[2]]


def test_coroutines_stay_coroutines(tmp_path: Path) -> None:
    async def wait(number: int) -> int:
        await asyncio.sleep(0)
        return number + 1

    logged = job_log.watch(wait, False, str(tmp_path / "log"))
    assert inspect.iscoroutinefunction(logged)
    assert asyncio.run(logged(1)) == 2
    assert read(tmp_path / "log")[-1]["value"] == 2


def test_set_props_and_outputs_with_patterns(tmp_path: Path) -> None:
    class Slot(dict):
        """What Dash gives a job: it hands on what is set."""

        def __init__(self) -> None:
            super().__init__()
            self.put: list[Any] = []
            self.on_change = lambda key, value: self.put.append((key, value))

        def __setitem__(self, key: str, value: Any) -> None:
            self.on_change(key, value)

    slot = Slot()
    outputs = [{"id": {"b": 1, "a": "x"}, "property": "children"}, {"id": "c", "property": "data"}]
    context = AttributeDict(updated_props=slot, outputs_list=outputs)
    token = context_value.set(context)
    try:
        job_log.watch(lambda: set_props({"z": 1}, {"title": "t"}), False, str(tmp_path / "log"))()
    finally:
        context_value.reset(token)
    assert slot.put == [('{"z":1}', {"title": "t"})]
    line = read(tmp_path / "log")[1]
    assert (line["event"], line["value"]) == ("set_props", {'{"z":1}': {"title": "t"}})
    assert line["output"] == '..{"a":"x","b":1}.children...c.data..'


def test_a_log_that_cannot_be_written_does_not_reach_the_job(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logged = job_log.watch(work, True, str(tmp_path / "missing" / "log"))
    assert logged(lambda _: None, 1) == {"number": 1, "name": "none"}
    assert "job log: FileNotFoundError" in capsys.readouterr().err


def write_many(path: str, who: int) -> None:
    """Write lines that would show if another process wrote in between."""
    for number in range(200):
        job_log.write_line(path, {"who": who, "number": number, "filling": str(who) * 3000})


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_lines_of_several_processes_stay_whole(tmp_path: Path, method: str) -> None:
    if method not in multiprocess.get_all_start_methods():
        pytest.skip(f"no {method} here")
    processes = multiprocess.get_context(method)
    path = tmp_path / "log"
    writers = [processes.Process(target=write_many, args=(str(path), who)) for who in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    lines = read(path)
    assert len(lines) == 800
    assert all(line["filling"] == str(line["who"]) * 3000 for line in lines)
    for who in range(4):
        assert [line["number"] for line in lines if line["who"] == who] == list(range(200))


def test_a_logged_function_can_be_handed_to_another_process(tmp_path: Path) -> None:
    logged = dill.loads(dill.dumps(job_log.watch(work, True, str(tmp_path / "log"))))
    assert logged(lambda _: None, 0) == {"number": 0, "name": "none"}
    assert len(read(tmp_path / "log")) == 3


def test_without_a_file_there_is_no_other_manager() -> None:
    assert job_log.logged(DiskcacheManager, None) is DiskcacheManager
