"""What is made once: shared, waited for by other threads, tried again after a failure, let go when others are asked for."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest

from kg.engine import Engine
from kg.errors import QueryError
from kg.once import Once
from kg.settings import Settings


def test_thing_is_made_once_for_all_threads_that_ask_at_the_same_time() -> None:
    once, ready, made = Once(), Barrier(4), []

    def ask() -> object:
        ready.wait()
        return once.get("tasks", lambda: made.append(1) or object())

    with ThreadPoolExecutor(4) as pool:
        found = {id(one.result()) for one in [pool.submit(ask) for _ in range(4)]}
    assert len(made) == len(found) == 1


def test_who_asks_for_something_else_does_not_wait() -> None:
    once, begun, go_on = Once(), Event(), Event()

    def slow() -> str:
        begun.set()
        assert go_on.wait(30)
        return "slow"

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(once.get, "slow", slow)
        assert begun.wait(30)
        assert once.get("quick", lambda: "quick") == "quick"
        go_on.set()
        assert waiting.result() == "slow"


def test_failure_is_raised_and_the_next_who_asks_tries_again() -> None:
    once = Once()
    with pytest.raises(ZeroDivisionError):
        once.get("share", lambda: 1 / 0)
    assert once.get("share", lambda: None) is None
    assert once.get("share", lambda: 1 / 0) is None


def test_thing_may_be_made_of_others() -> None:
    once = Once()
    assert once.get("sum", lambda: once.get("left", lambda: 1) + once.get("right", lambda: 2)) == 3


def test_of_many_things_those_asked_for_longest_ago_go() -> None:
    once = Once(most=2)
    for key in ("a", "b", "a", "c"):
        once.get(key, lambda key=key: [key])
    assert once.get("a", lambda: ["made anew"]) == ["a"]
    assert once.get("b", lambda: ["made anew"]) == ["made anew"]


def folder_of(engine: Engine, ending: str = "", *, start: str = "") -> list[str]:
    """Something made of an engine."""
    if ending == "?":
        raise QueryError("不能")
    return [start, str(engine.settings.home), ending]


def test_engine_makes_a_thing_once_for_what_it_is_made_for(tmp_path: Path) -> None:
    with Engine.open(Settings(home=tmp_path)) as engine, Engine.open(Settings(home=tmp_path)) as other:
        assert engine.once(folder_of) is engine.once(folder_of)
        assert engine.once(folder_of, "a", start="b") is engine.once(folder_of, "a", start="b")
        assert engine.once(folder_of, "a") == ["", str(tmp_path), "a"]
        assert engine.once(folder_of, "a") is not engine.once(folder_of, "b")
        assert engine.once(folder_of) is not other.once(folder_of)
        with pytest.raises(QueryError, match="不能"):
            engine.once(folder_of, "?")
