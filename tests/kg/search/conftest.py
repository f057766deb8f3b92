"""One index for the tests of this folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.index.build import build_index
from kg.index.store import Index
from tests.index_factory import sample_plans


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The sample plans, indexed."""
    home: Path = tmp_path_factory.mktemp("home")
    build_index(home, sample_plans(), "", "1")
    return Index.open(home, "", state="1")


@pytest.fixture(scope="session")
def chunk_id(index: Index) -> Callable[[str], str]:
    """The id of the chunk that starts with a text."""
    return lambda start: next(e.chunk.id for e in index.entries if e.chunk.text.startswith(start))
