"""An engine over the sample plans, made once for all tests of answers that ask it."""

from collections.abc import Iterator

import pytest

from ingest.pipeline import add_paths
from kg.engine import Engine
from kg.settings import ROOT, Settings


@pytest.fixture(scope="session")
def sample_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The sample plans ingested into a folder of their own."""
    settings = Settings(home=tmp_path_factory.mktemp("samples"))
    assert {row["status"] for row in add_paths([ROOT / "samples" / "plans"], settings)} == {"added"}
    with Engine.open(settings) as engine:
        yield engine
