"""Fixtures for files that the user may not read; root, who may read all, steps down to nobody for them."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

NOBODY = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def as_nobody() -> Callable[[Callable[[], str]], str]:
    """Calls a function as an ordinary user and gives back the text that it returns."""

    def call(function: Callable[[], str]) -> str:
        if os.geteuid() != 0:
            return function()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.setuid(NOBODY)
                told = function()
            except BaseException as err:
                told = f"{type(err).__name__}: {err}"
            os.write(writing, told.encode("utf-8"))
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            text = pipe.read().decode("utf-8")
        os.waitpid(child, 0)
        return text

    return call
