"""Background callbacks: what the worker reports, with the real Diskcache manager and its process."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from dash import Dash, Input, Output, html

pytest.importorskip("diskcache")
pytest.importorskip("multiprocess")

import diskcache  # noqa: E402
from dash import DiskcacheManager  # noqa: E402
from support.last_look import keeps_late_results  # noqa: E402

from dash_callback_devtools import install  # noqa: E402
from dash_callback_devtools.job_record import KEPT  # noqa: E402
from dash_callback_devtools.job_store import delete, read, write  # noqa: E402
from dash_callback_devtools.job_words import MOST_CHARACTERS, in_words  # noqa: E402

try:
    from dash.background_callback.managers import BaseBackgroundCallbackManager as Manager
except ImportError:  # up to Dash 2.18
    from dash.long_callback.managers import BaseLongCallbackManager as Manager

#: Ends what hangs and is no expectation; npm test says how slow the machine is.
PATIENCE = 60 * float(os.environ.get("TEST_PACE") or 1)
BODY = {
    "output": "out.children",
    "outputs": {"id": "out", "property": "children"},
    "inputs": [{"id": "go", "property": "n_clicks", "value": 1}],
    "changedPropIds": ["go.n_clicks"],
}


def make_client(folder: Path, count: int, install_first: bool = True, fails: bool = False, pause: float = 0.02) -> Any:
    app = Dash(__name__, background_callback_manager=keeps_late_results(DiskcacheManager)(diskcache.Cache(str(folder))))
    if install_first:
        install(app)
    app.layout = html.Div([html.Button(id="go"), html.Div(id="out"), html.Div(id="bar")])

    @app.callback(Output("out", "children"), Input("go", "n_clicks"), background=True, interval=100, progress=[Output("bar", "children")])
    def work(set_progress: Any, clicks: int) -> str:
        for step in range(count):
            set_progress(f"{step}")
            time.sleep(pause)
        if fails:
            raise ValueError("trouble")
        return f"{clicks}, {os.getpid()}"

    client = app.server.test_client()
    client.get("/_dash-dependencies")
    return client


def job_of(answer: Any) -> dict[str, str]:
    header = answer.headers.get("Server-Timing", "")
    if 'dcd-job;desc="' not in header:
        return {}
    return dict(word.split("=") for word in header.split('dcd-job;desc="')[1].split('"')[0].split(" "))


def play(client: Any, body: dict[str, Any] = BODY) -> tuple[list[dict[str, str]], Any]:
    """Start the job and poll until its result is there, as the page does."""
    first = client.post("/_dash-update-component", json=body)
    started = first.get_json()
    reported = [job_of(first)]
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        answer = client.post("/_dash-update-component", json=body, query_string={"cacheKey": started["cacheKey"], "job": started["job"]})
        reported.append(job_of(answer))
        if answer.status_code != 200 or "response" in (answer.get_json() or {}):
            return reported, answer
        time.sleep(0.1)
    raise AssertionError("The job did not end.")


@pytest.fixture(autouse=True)
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")


def test_reports_the_time_of_each_step(tmp_path: Path) -> None:
    began = time.monotonic()
    reported, answer = play(make_client(tmp_path, 12))
    took = (time.monotonic() - began) * 1_000
    first, last = reported[0], reported[-1]
    assert set(first) == {"run", "queued"}
    assert {each["run"] for each in reported if each} == {first["run"]}
    clicks, pid = answer.get_json()["response"]["out"]["children"].split(", ")
    assert (clicks, pid) == ("1", last["task"])
    index, moments = last["progress"].split(":")
    ages = [int(age) for age in moments.split(",")]
    assert (index, len(ages)) == ("0", 12)
    assert ages == sorted(ages, reverse=True)
    assert int(last["queued"]) >= int(last["started"]) >= ages[0] and ages[-1] >= int(last["ended"])
    # Eleven pauses of 20 ms, to the millisecond that both ends are rounded to; a busy machine makes them longer.
    assert 11 * 20 - 1 <= ages[0] - ages[-1] <= took
    # Nothing is left.
    with diskcache.Cache(str(tmp_path)) as cache:
        assert [key for key in cache if str(key).endswith("-callback-devtools")] == []


def test_keeps_the_newest_and_counts_the_older_ones(tmp_path: Path) -> None:
    count = KEPT + 105
    reported, _ = play(make_client(tmp_path, count, pause=0.001))
    index, moments = reported[-1]["progress"].split(":")
    assert int(index) >= 105
    assert int(index) + len(moments.split(",")) == count


@pytest.mark.parametrize("hours", [0.001, 0.3, 8, 200])
def test_writes_a_text_that_fits_into_a_header(hours: float) -> None:
    now, seconds = time.time(), hours * 3_600
    progress = [now - seconds + number * seconds / KEPT for number in range(KEPT)]
    text = in_words({"run": "a" * 12, "queued": now - seconds, "started": now - seconds, "task": "f" * 36, "count": 5_000, "progress": progress})
    took = (time.time() - now) * 1_000
    assert MOST_CHARACTERS - 100 < len(text) <= MOST_CHARACTERS
    index, moments = text.split(" progress=")[1].split(":")
    ages = [int(age) for age in moments.split(",")]
    assert int(index) + len(ages) == 5_000
    # The newest ones are reported.
    newest = seconds * 1_000 / KEPT
    assert newest - 1 <= ages[-1] <= newest + took + 1


def test_reports_a_job_that_fails(tmp_path: Path) -> None:
    client = make_client(tmp_path, 1, fails=True)
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    reported, answer = play(client)
    assert answer.status_code == 500
    assert reported[-1]["failed"] == "1"


def test_records_in_a_process_that_is_not_a_copy_of_the_server(tmp_path: Path) -> None:
    """On macOS and Windows the function travels to the worker as bytes."""
    import multiprocess

    before = multiprocess.get_start_method(allow_none=True)
    multiprocess.set_start_method("spawn", force=True)
    try:
        with_it, answer = play(make_client(tmp_path / "with", 3))
        _, without = play(make_client(tmp_path / "without", 3, install_first=False))
    finally:
        multiprocess.set_start_method(before, force=True)
    assert [each.get_json()["response"]["out"]["children"].split(",")[0] for each in (answer, without)] == ["1", "1"]
    assert with_it[-1]["progress"].startswith("0:")


def cancel_of(app: Dash, job: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return body and query that the page sends to cancel a job."""
    [cancel] = [each for each in app._callback_list if any(given["id"] == "stop" for given in each["inputs"])]
    stop = [{"id": "stop", "property": "n_clicks", "value": 1}]
    place = {"id": "stop", "property": cancel["output"].strip(".").rpartition(".")[2]}
    outputs = [place] if cancel["output"].startswith("..") else place
    return {"output": cancel["output"], "outputs": outputs, "inputs": stop, "changedPropIds": ["stop.n_clicks"]}, {"cancelJob": job}


def test_deletes_the_record_of_a_cancelled_job(tmp_path: Path) -> None:
    app = Dash(__name__, background_callback_manager=keeps_late_results(DiskcacheManager)(diskcache.Cache(str(tmp_path))))
    install(app)
    app.layout = html.Div([html.Button(id="go"), html.Button(id="stop"), html.Div(id="out")])

    @app.callback(Output("out", "children"), Input("go", "n_clicks"), background=True, cancel=[Input("stop", "n_clicks")])
    def work(clicks: int) -> str:
        time.sleep(60)
        return f"{clicks}"

    client = app.server.test_client()
    client.get("/_dash-dependencies")

    def start() -> tuple[dict[str, str], dict[str, str]]:
        answer = client.post("/_dash-update-component", json=BODY)
        return job_of(answer), {name: answer.get_json()[name] for name in ("cacheKey", "job")}

    def poll(query: dict[str, str]) -> dict[str, str]:
        return job_of(client.post("/_dash-update-component", json=BODY, query_string=query))

    def poll_until_begun(query: dict[str, str]) -> dict[str, str]:
        until = time.monotonic() + PATIENCE
        while not (reported := poll(query)) and time.monotonic() < until:
            time.sleep(0.05)
        return reported

    first, asked = start()
    assert poll_until_begun(asked)["run"] == first["run"]
    # The same values make the same key: the report is about the requested run, or empty.
    second, asked_then = start()
    assert poll_until_begun(asked_then)["run"] == second["run"]
    assert poll(asked)["run"] == first["run"]
    for job in (asked, asked_then):
        body, query = cancel_of(app, job["job"])
        assert client.post("/_dash-update-component", json=body, query_string=query).status_code < 300
    with diskcache.Cache(str(tmp_path)) as cache:
        assert [key for key in cache if "callback-devtools" in str(key)] == []


def test_does_not_report_the_record_of_an_earlier_process_with_the_same_id(tmp_path: Path) -> None:
    cache = diskcache.Cache(str(tmp_path))

    class OneProcess(DiskcacheManager):
        def call_job_fn(self, key: Any, job_fn: Any, args: Any, context: Any) -> int:
            return 4_000_000

    app = Dash(__name__, background_callback_manager=OneProcess(cache))
    install(app)
    app.layout = html.Div()
    app.callback(Output("out", "children"), Input("go", "n_clicks"), background=True)(lambda clicks: clicks)
    client = app.server.test_client()
    write(cache, 4_000_000, {"run": "old", "queued": 0, "key": "another"})
    asked = client.post("/_dash-update-component", json=BODY).get_json()
    assert read(cache, 4_000_000) is None
    # Nor what such a process writes afterwards, on a machine that shares the cache.
    write(cache, 4_000_000, {"run": "old", "queued": 0, "key": "another"})
    assert job_of(client.post("/_dash-update-component", json=BODY, query_string={name: asked[name] for name in ("cacheKey", "job")})) == {}


def test_reads_the_record_only_after_dash_has_asked_for_result_and_job(tmp_path: Path) -> None:
    """Dash takes a job for cancelled that ends between these two questions, so nothing may make the time in between longer."""
    order: list[str] = []

    class Noting(diskcache.Cache):
        def get(self, key: Any, *args: Any, **options: Any) -> Any:
            if str(key).endswith("-callback-devtools"):
                order.append("record")
            return super().get(key, *args, **options)

    class Ordered(DiskcacheManager):
        def get_result(self, key: str, job: Any) -> Any:
            order.append("result")
            return super().get_result(key, job)

        def job_running(self, job: Any) -> Any:
            order.append("running")
            return super().job_running(job)

    app = Dash(__name__, background_callback_manager=Ordered(Noting(str(tmp_path))))
    install(app)
    app.layout = html.Div()
    app.callback(Output("out", "children"), Input("go", "n_clicks"), background=True)(lambda clicks: clicks)
    play(app.server.test_client())
    polled = order[order.index("result") :]
    assert polled == ["result", "running", "record"] * polled.count("result")


class Backend:
    """Celery's result backend, as far as the companion uses it."""

    def __init__(self, has_expiry: bool) -> None:
        self.kept: dict[str, str] = {}
        self.expiry: dict[str, int] = {}
        self.has_expiry = has_expiry
        self.get, self.set = self.kept.get, self.kept.__setitem__
        self.delete = self.kept.pop

    def expire(self, key: str, seconds: int) -> None:
        if not self.has_expiry:
            raise NotImplementedError
        self.expiry[key] = seconds


@pytest.mark.parametrize("has_expiry", [True, False])
def test_lets_a_result_backend_expire_what_is_never_requested(has_expiry: bool) -> None:
    handle = SimpleNamespace(backend=Backend(has_expiry))
    write(handle, "task", {"run": "a"})
    assert read(handle, "task") == {"run": "a"}
    assert list(handle.backend.expiry) == (list(handle.backend.kept) if has_expiry else [])
    delete(handle, "task")
    assert read(handle, "task") is None


class Minimal(Manager):
    """A minimal manager without a handle, which runs its jobs immediately."""

    def __init__(self) -> None:
        self.results: dict[str, Any] = {}
        super().__init__(None)

    def make_job_fn(self, fn: Any, progress: bool, key: Any = None) -> Any:
        return fn

    def call_job_fn(self, key: str, job_fn: Any, args: Any, context: Any) -> str:
        self.results[key] = job_fn(*args)
        return "1"

    def get_result(self, key: str, job: Any) -> Any:
        return self.results.pop(key, self.UNDEFINED)

    def job_running(self, job: Any) -> bool:
        return False

    def get_updated_props(self, key: str) -> dict[str, Any]:
        return {}


@pytest.fixture(name="minimal")
def with_minimal_manager() -> Any:
    """A manager that is discarded afterwards: Dash gives every manager the functions of all apps."""
    manager = Minimal()
    yield manager
    Manager.managers.remove(manager)


def test_reports_nothing_for_a_manager_without_a_handle(minimal: Minimal) -> None:
    app = Dash(__name__, background_callback_manager=minimal)
    install(app)
    app.layout = html.Div()

    @app.callback(Output("out", "children"), Input("go", "n_clicks"), background=True)
    def work(clicks: int) -> str:
        return f"{clicks}"

    @app.callback(Output("bar", "children"), Input("go", "n_clicks"))
    def other(clicks: int) -> int:
        return clicks

    client = app.server.test_client()
    client.get("/_dash-dependencies")
    reported, answer = play(client)
    assert answer.get_json()["response"]["out"]["children"] == "1"
    assert [each for each in reported if each] == []
    unrelated = {**BODY, "output": "bar.children", "outputs": {"id": "bar", "property": "children"}}
    assert client.post("/_dash-update-component", json=unrelated).status_code == 200


def test_does_not_change_jobs_while_it_is_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "0")
    reported, _ = play(make_client(tmp_path, 2))
    assert [each for each in reported if each] == []
