"""What is loaded is counted as the documents and the graph hold it."""

import pytest

from ingest.pipeline import add_paths
from kg.engine import Engine
from kg.holdings import count_by, figures, papers, period_of
from kg.settings import Settings

PLANS = {
    "青岚区科技创新规划（2026—2030年）.txt": "青岚区科技创新规划（2026—2030年）\n\n一、重点任务\n1.建设中试基地。（牵头单位：区科委）\n",
    "青岚区人才工作方案.txt": "青岚区人才工作方案\n\n一、重点任务\n1.建设人才公寓。（责任单位：区住建局；配合单位：区财政局）\n",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("holdings")
    for name, text in PLANS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(home=folder / "home")
    add_paths([folder / name for name in PLANS], settings)
    return Engine.open(settings)


def test_papers_say_what_their_documents_say_of_themselves(engine: Engine) -> None:
    talent, science = papers(engine)
    assert (talent.file, talent.period) == ("青岚区人才工作方案.txt", "")
    assert (science.period, science.region) == ("2026–2030", "青岚区")
    assert science.relations > 0
    assert count_by([talent, science], "period") == {"2026–2030": 1}


def test_figures_are_those_of_the_lists_that_they_open(engine: Engine) -> None:
    found = figures(engine)
    assert found.documents == len(PLANS)
    assert found.tasks == len(engine.query("tasks")) - 1 == 2  # a row a department, two of one task
    assert found.facts == len(engine.query("facts", {"limit": 1000}))
    for name, number in found.relations.items():
        assert len(engine.query("facts", {"relation": name, "limit": 1000})) == number
    for name, number in found.types.items():
        assert len(engine.query("entities", {"label": name, "limit": 1000})) == number


@pytest.mark.parametrize(
    ("metadata", "period"),
    [
        ({"period_start": "2026", "period_end": "2030"}, "2026–2030"),
        ({"period_start": "2026", "period_end": "2026"}, "2026"),
        ({"period_end": "2030"}, "2030"),
        ({}, ""),
    ],
)
def test_period_is_years_or_nothing(metadata: dict[str, str], period: str) -> None:
    assert period_of(metadata) == period
