"""What a page sees of a job agrees with the job's own log.

The examples run as they do for a user; the tests play the page: one request that starts
the job, then polls until there is a result.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Optional
from urllib.parse import urlencode

import pytest

from support.background import MANAGERS

EXAMPLES = Path(__file__).parent.parent
READY = "The Celery worker is ready."
RUNS = "Dash is running on "
POLL_SECONDS = 0.15
#: Ends what hangs and is no expectation; npm test says how slow the machine is.
PATIENCE = 60 * float(os.environ.get("TEST_PACE") or 1)


def free_port() -> int:
    """Return a free port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Program:
    """A started program that prints one line when it is ready."""

    def __init__(self, command: list[str], ready: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
        )
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if ready in line:
                self.line = line
                return
        pytest.fail("".join(said))

    def stop(self) -> None:
        """End it; kill it if it does not stop."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@dataclass
class Seen:
    """What the page saw of one job."""

    job: str
    first: dict[str, Any]
    polls: list[dict[str, Any]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    status: int = 200
    body: str = ""

    def of(self, key: str) -> list[Any]:
        """Return the values of ``key``, one for each poll that had one."""
        return [poll[key] for poll in self.polls if key in poll]

    def first_time(self, key: str, value: Any) -> float:
        """Return when ``value`` was first seen, in milliseconds."""
        return next(
            at for poll, at in zip(self.polls, self.times) if poll.get(key) == value
        )


class App:
    """An example whose page is played by the test."""

    def __init__(self, url: str, log: Path) -> None:
        self.url = url
        self.log = log
        with urllib.request.urlopen(f"{url}_dash-dependencies") as answer:
            self.callbacks = {each["output"]: each for each in json.load(answer)}

    def post(
        self, output: str, values: dict[str, Any], changed: str, **query: str
    ) -> tuple[int, str]:
        """Send a request as the renderer does; return status and text of the response."""
        callback = self.callbacks[output]
        component, prop = output.rsplit(".", 1)

        def fill(dependencies: list[dict[str, Any]]) -> list[dict[str, Any]]:
            return [
                {**each, "value": values.get(f"{each['id']}.{each['property']}", 0)}
                for each in dependencies
            ]

        body = {
            "output": output,
            "outputs": {"id": component, "property": prop},
            "inputs": fill(callback["inputs"]),
            "state": fill(callback["state"]),
            "changedPropIds": [changed],
        }
        request = urllib.request.Request(
            f"{self.url}_dash-update-component?{urlencode(query)}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def run_job(
        self,
        output: str,
        trigger: str,
        on_poll: Optional[Callable[[Seen], None]] = None,
        clicks: int = 1,
        **states: Any,
    ) -> Seen:
        """Start the job and poll to its end; ``on_poll`` runs after each poll.

        ``states`` are the ``value`` of other components, by id.
        """
        values = {trigger: clicks, **{f"{id}.value": state for id, state in states.items()}}
        status, body = self.post(output, values, trigger)
        assert status == 200, body
        first = json.loads(body)
        seen = Seen(str(first["job"]), first)
        handles = {"cacheKey": first["cacheKey"], "job": first["job"]}
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            time.sleep(POLL_SECONDS)
            seen.status, seen.body = self.post(output, values, trigger, **handles)
            if seen.status != 200:
                return seen
            seen.polls.append(json.loads(seen.body))
            seen.times.append(time.time() * 1000)
            if "response" in seen.polls[-1]:
                return seen
            if on_poll is not None:
                on_poll(seen)
        pytest.fail(f"the job did not end: {first} {seen.polls[-1:]} {self.told()}")

    def told(self, event: str = "") -> list[dict[str, Any]]:
        """Return the job log, or its lines of one kind."""
        text = self.log.read_text("utf-8") if self.log.exists() else ""
        lines = [json.loads(line) for line in text.splitlines()]
        return [line for line in lines if event in ("", line["event"])]


@pytest.fixture(params=MANAGERS)
def start(request: Any, tmp_path: Path) -> Iterator[Callable[[str], App]]:
    """Start examples with one of the managers; everything is stopped after the test."""
    started: list[Program] = []
    options: list[str] = []
    if request.param == "celery":
        port = str(free_port())
        settings = {"port": port, "bind": "127.0.0.1", "dir": str(tmp_path)}
        settings.update({"save": "", "appendonly": "no"})
        command = ["redis-server"]
        for name, value in settings.items():
            command += [f"--{name}", value]
        started.append(Program(command, "Ready to accept connections"))
        options = ["--manager", "celery", "--redis", f"redis://127.0.0.1:{port}/0"]

    def start_example(name: str) -> App:
        log = tmp_path / "jobs.jsonl"
        command = [sys.executable, str(EXAMPLES / name), *options, "--job-log", str(log)]
        if options:
            started.append(Program([*command, "--worker"], READY))
        server = Program(command, RUNS)
        started.append(server)
        return App(server.line.split(RUNS)[1].strip(), log)

    yield start_example
    for program in reversed(started):
        program.stop()


def job_of(seen: Seen) -> str:
    """Return the job's id without the signature that Dash 4.4 adds."""
    return seen.job.split("~")[0]


def without_repeats(values: list[Any]) -> list[Any]:
    """Return the values without those that equal the one before."""
    return [each for n, each in enumerate(values) if n == 0 or each != values[n - 1]]


def assert_part_of(some: list[Any], all_of_them: list[Any]) -> None:
    """Check that ``some`` are among ``all_of_them``, in the same order."""
    rest = iter(all_of_them)
    assert all(each in rest for each in some), (some, all_of_them)


def test_progress(start: Callable[[str], App]) -> None:
    app = start("job_progress.py")
    seen = app.run_job("result.children", "start.n_clicks")

    [begun], [ended] = app.told("start"), app.told("end")
    assert (begun["value"], begun["callback"]) == ([1], "count")
    assert begun["output"] == "result.children"
    assert {line["job"] for line in app.told()} == {job_of(seen)}
    told = [line["value"] for line in app.told("progress")]
    assert told == [[str(step), f"{step} of 30"] for step in range(1, 31)]

    values = [[each["bar.value"], each["step.children"]] for each in seen.of("progress")]
    assert_part_of(values, told)
    # How many are seen depends on the machine, and of the burst not all can be. Dash reads one
    # and then deletes it: what is set in between is lost, be it the last.
    assert 0 < len(values) < len(told)
    for line in app.told("progress"):
        step = {"bar.value": line["value"][0], "step.children": line["value"][1]}
        if step in seen.of("progress"):
            assert line["at"] < seen.first_time("progress", step)
    assert seen.polls[-1]["response"] == {"result": {"children": ended["value"]}}
    assert (ended["value"], ended["outcome"]) == ("run 1: counted to 30", "ok")


def test_cancel(start: Callable[[str], App]) -> None:
    app = start("job_cancel.py")

    def cancel(seen: Seen) -> None:
        if len(seen.of("progress")) == 1:
            app.post("cancel.id", {"cancel.n_clicks": 1}, "cancel.n_clicks", cancelJob=seen.job)

    seen = app.run_job("result.children", "start.n_clicks", cancel, steps=600)
    assert seen.first["cancel"] == [{"id": "cancel", "property": "n_clicks"}]
    assert seen.first["progressDefault"] == {
        "bar.value": "0",
        "step.children": "not running",
    }
    assert seen.status == 204

    def steps_of_cancelled() -> list[str]:
        return [line["event"] for line in app.told() if line["job"] == job_of(seen)]

    killed = steps_of_cancelled()
    again = app.run_job("result.children", "start.n_clicks", clicks=2, steps=4)
    assert again.polls[-1]["response"] == {"result": {"children": "run 2 finished"}}
    assert [line["job"] for line in app.told("end")] == [job_of(again)]
    assert [line["job"] for line in app.told("start")] == [job_of(seen), job_of(again)]
    # In the two seconds of the second one, the first would have gone on.
    assert steps_of_cancelled() == killed
    assert killed[0] == "start"
    assert set(killed[1:]) == {"progress"}


def test_error(start: Callable[[str], App]) -> None:
    app = start("job_error.py")
    seen = app.run_job("result.children", "fail.n_clicks")
    assert seen.status == 500
    events = [(line["event"], line["value"]) for line in app.told()]
    assert events == [
        ("start", [0, 1, 0]),
        ("progress", ["step 1"]),
        ("progress", ["step 2"]),
        ("progress", ["step 3"]),
        ("error", "RuntimeError: Failed on purpose"),
    ]
    steps = [[each["step.children"]] for each in seen.of("progress")]
    assert_part_of(steps, [value for event, value in events if event == "progress"])

    declined = app.run_job("result.children", "decline.n_clicks")
    assert declined.status == 204
    assert [line["outcome"] for line in app.told("end")] == ["prevented"]


def test_set_props(start: Callable[[str], App]) -> None:
    app = start("job_set_props.py")
    seen = app.run_job("result.children", "start.n_clicks")
    told = [line["value"] for line in app.told("set_props")]
    assert [value["stage"]["children"] for value in told[:4]] == [
        "reading",
        "sorting",
        "adding up",
        "rounding",
    ]
    lamps = [json.loads(key)["index"] for value in told[4:] for key in value]
    assert lamps == [0, 1]
    # Celery's manager returns the last one again with every poll.
    shown = without_repeats(seen.of("sideUpdate"))
    # How many are overwritten before a poll depends on the machine.
    assert_part_of(shown, told)
    assert shown[-1] == told[5]
    assert all(
        line["at"] < seen.first_time("sideUpdate", line["value"])
        for line in app.told("set_props")
        if line["value"] in shown
    )
    assert seen.polls[-1]["response"] == {"result": {"children": "run 1: 4 stages"}}


def test_cached(start: Callable[[str], App]) -> None:
    app = start("job_cached.py")
    computed = app.run_job("square.children", "compute.n_clicks", clicks=1)
    served = app.run_job("square.children", "compute.n_clicks", clicks=2)
    assert len(served.polls) == 1
    assert served.polls[-1] == computed.polls[-1]
    # The second was started anyway, and killed, possibly before it logged anything.
    begun = [line["job"] for line in app.told("start")]
    assert begun[0] == job_of(computed)
    assert_part_of(begun, [job_of(computed), job_of(served)])
    assert [line["job"] for line in app.told("end")] == [job_of(computed)]


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Wait for a state that is bound to come."""
    give_up = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < give_up, what
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    """Return whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_a_terminated_server_leaves_neither_folder_nor_job(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    log = tmp_path / "jobs.jsonl"
    command = [sys.executable, str(EXAMPLES / "job_leave.py"), "--job-log", str(log)]
    server = Program(command, RUNS, TMPDIR=str(tmp_path / "tmp"))
    app = App(server.line.split(RUNS)[1].strip(), log)
    status, body = app.post("result.children", {"start.n_clicks": 1}, "start.n_clicks")
    assert status == 200, body
    job = int(str(json.loads(body)["job"]).split("~")[0])
    wait_until(lambda: app.told() != [], "the job did not begin")
    assert os.listdir(tmp_path / "tmp") != []
    assert is_alive(job)
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(PATIENCE) == 0
    server.stop()
    assert os.listdir(tmp_path / "tmp") == []
    wait_until(lambda: not is_alive(job), "the job goes on")


def test_no_redis_is_one_clear_line() -> None:
    url = f"redis://:secret@127.0.0.1:{free_port()}/0"
    ended = subprocess.run(
        [sys.executable, str(EXAMPLES / "job_progress.py"), "--manager", "celery", "--redis", url],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    [line] = ended.stderr.splitlines()
    assert line.startswith("No Redis answers at 127.0.0.1:")
    assert "secret" not in line
