"""Background callbacks: what the worker tells, through the real Diskcache manager and its process."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from dash import Dash, Input, Output, html

pytest.importorskip("diskcache")
pytest.importorskip("multiprocess")

import diskcache  # noqa: E402
from dash import DiskcacheManager  # noqa: E402

from dash_callback_devtools import install  # noqa: E402
from dash_callback_devtools.jobs import KEPT  # noqa: E402

BODY = {
    "output": "out.children",
    "outputs": {"id": "out", "property": "children"},
    "inputs": [{"id": "go", "property": "n_clicks", "value": 1}],
    "changedPropIds": ["go.n_clicks"],
}


def make_client(folder: Path, count: int, install_first: bool = True, fails: bool = False, pause: float = 0.02) -> Any:
    app = Dash(__name__, background_callback_manager=DiskcacheManager(diskcache.Cache(str(folder))))
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


def play(client: Any) -> tuple[list[dict[str, str]], Any]:
    """Start the job and poll until its result is there, as the page does."""
    first = client.post("/_dash-update-component", json=BODY)
    started = first.get_json()
    told = [job_of(first)]
    until = time.monotonic() + 20
    while time.monotonic() < until:
        answer = client.post("/_dash-update-component", json=BODY, query_string={"cacheKey": started["cacheKey"], "job": started["job"]})
        told.append(job_of(answer))
        body = answer.get_json()
        if answer.status_code != 200 or "response" in (body or {}):
            return told, answer
        time.sleep(0.1)
    raise AssertionError("The job did not end.")


@pytest.fixture(autouse=True)
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "1")


def test_tells_each_moment(tmp_path: Path) -> None:
    told, answer = play(make_client(tmp_path, 12))
    first, last = told[0], told[-1]
    assert set(first) == {"run", "queued"}
    assert {each["run"] for each in told if each} == {first["run"]}
    clicks, pid = answer.get_json()["response"]["out"]["children"].split(", ")
    assert (clicks, pid) == ("1", last["task"])
    index, moments = last["progress"].split(":")
    ages = [int(age) for age in moments.split(",")]
    assert (index, len(ages)) == ("0", 12)
    assert ages == sorted(ages, reverse=True)
    assert int(last["queued"]) >= int(last["started"]) >= ages[0] and ages[-1] >= int(last["ended"])
    assert ages[0] - ages[-1] == pytest.approx(11 * 20, abs=150)
    # Nothing stays behind.
    with diskcache.Cache(str(tmp_path)) as cache:
        assert [key for key in cache if str(key).endswith("-callback-devtools")] == []


def test_keeps_the_last_ones_and_says_how_many_went_before(tmp_path: Path) -> None:
    told, _ = play(make_client(tmp_path, KEPT + 5, pause=0.001))
    index, moments = told[-1]["progress"].split(":")
    assert (index, len(moments.split(","))) == ("5", KEPT)


def test_a_job_that_fails(tmp_path: Path) -> None:
    client = make_client(tmp_path, 1, fails=True)
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    told, answer = play(client)
    assert answer.status_code == 500
    assert told[-1]["failed"] == "1"


def test_a_process_that_is_not_a_copy_of_the_server(tmp_path: Path) -> None:
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


def test_off_means_that_jobs_are_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASH_CALLBACK_DEVTOOLS", "0")
    told, _ = play(make_client(tmp_path, 2))
    assert [each for each in told if each] == []
