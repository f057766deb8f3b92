"""The tasks of a few small plans, read through the whole chain once for the tests of this folder."""

from pathlib import Path

import pytest

from ingest.pipeline import add_paths
from kg.engine import Engine
from kg.settings import ROOT, Settings
from kg.tasks.ledger import Task, make_ledger

SHARED = """澄湖区低空经济工作方案

一、重点任务
（一）发展低空经济
1.建设通用航空机场，2027年底前投用。（牵头单位：区交通局；配合单位：区科技局、区审计局）
2.开展无人机巡查。（责任单位：区科技局、区审计局）
（二）保障措施
3.编制低空飞行手册。（牵头单位：区审计局）
"""
PAPER = "澄湖区低空经济工作方案.txt"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder. Tests only read it."""
    folder = tmp_path_factory.mktemp("tasks")
    (folder / PAPER).write_text(SHARED, encoding="utf-8")
    rows = add_paths([ROOT / "tests/cases/answers", folder / PAPER], Settings(home=folder / "home"))
    assert {row["status"] for row in rows} == {"added"}
    return folder / "home"


@pytest.fixture(scope="session")
def ledger(home: Path) -> list[Task]:
    with Engine.open(Settings(home=home)) as engine:
        return make_ledger(engine.loaded.values(), engine.resolution)


@pytest.fixture(scope="session")
def shared(ledger: list[Task]) -> list[Task]:
    """The tasks of the plan above that a department has."""
    return [task for task in ledger if task.document == "澄湖区低空经济工作方案" and task.duties]
