"""Every case of tests/cases/search over its library, read through the whole chain; those marked `wanted` are known to fail."""

import os
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from ingest.pipeline import add_paths
from kg.engine import Engine
from kg.errors import EvaluationError
from kg.evaluate.cases import Case, iter_cases, load_libraries
from kg.evaluate.suite import PASSED, REACHED, WANTED, judge
from kg.settings import ROOT, Settings

pytestmark = pytest.mark.xdist_group("relevance")  # one worker makes the libraries
CASES = ROOT / "tests" / "cases" / "search"
FOLDERS = {"samples": ROOT / "samples" / "plans", "five": ROOT.parent / "shared" / "plans"}
needs_plans = pytest.mark.skipif(
    not FOLDERS["five"].is_dir() and os.environ.get("CI") != "true", reason="no plans beside the checkout"
)


@pytest.fixture(scope="module")
def engine_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Engine]]:
    """The engine over a library, read when first asked for."""
    opened: list[Engine] = []

    @cache
    def engine(library: str) -> Engine:
        home = tmp_path_factory.mktemp(library)
        rows = add_paths([FOLDERS[library]], Settings(home=home))
        assert [row["error"] for row in rows] == [None] * len(load_libraries(CASES)[library])
        opened.append(Engine.open(Settings(home=home)))
        return opened[-1]

    yield engine
    for one in opened:
        one.close()


def params() -> Iterator[object]:
    for case in iter_cases(CASES):
        if isinstance(case, EvaluationError):
            yield pytest.param(case, id="unread")
        else:
            marks = (pytest.mark.shared, needs_plans) if case.library == "five" else ()
            yield pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", list(params()))
def test_relevance(case: Case | EvaluationError, engine_of: Callable[[str], Engine]) -> None:
    outcome = judge(case, lambda case, k: engine_of(case.library).search(case.query, k=k))
    if outcome.verdict == WANTED:
        pytest.xfail(outcome.told)
    if outcome.verdict == REACHED:
        warnings.warn(f"wanted no more: {outcome.told}", stacklevel=1)
    assert outcome.verdict in (PASSED, REACHED), outcome.told


def test_relevance_cases_cover_every_category() -> None:
    cases = [case for case in iter_cases(CASES) if isinstance(case, Case)]
    files = {path.stem for path in Path(CASES).glob("*.yaml")} - {"libraries"}
    assert len(files) == 14
    assert all(sum(case.category == name for case in cases) >= 5 for name in files)
