"""A job that ends in the middle of a poll keeps its result."""

from __future__ import annotations

from typing import Any, Callable, Optional

from support.last_look import keeps_late_results


class Manager:
    """Dash's manager, with a job that ends between its two questions."""

    UNDEFINED = object()

    def __init__(self, ends_with: Optional[str]) -> None:
        self.handle: dict[str, str] = {}
        self.end: Callable[[], None] = lambda: (
            None if ends_with is None else self.handle.update(key=ends_with)
        )

    def get_result(self, key: str, job: Any) -> Any:
        return self.handle.pop(key, self.UNDEFINED)

    def job_running(self, job: Any) -> bool:
        self.end()
        self.end = lambda: None
        return False


def poll(manager: Any) -> tuple[Any, bool]:
    return manager.get_result("key", 1), manager.job_running(1)


def test_the_next_poll_finds_a_result_that_came_in_between() -> None:
    manager = keeps_late_results(Manager)("done")
    assert poll(manager) == (Manager.UNDEFINED, True)
    assert poll(manager) == ("done", False)


def test_dash_itself_would_lose_it() -> None:
    assert poll(Manager("done")) == (Manager.UNDEFINED, False)


def test_a_job_without_a_result_has_ended() -> None:
    manager = keeps_late_results(Manager)(None)
    assert poll(manager) == (Manager.UNDEFINED, False)
