"""A data folder with a few small plans, read through the whole chain once for all tests of the app."""

import shutil
from pathlib import Path

import pytest

from ingest.pipeline import add_paths
from kg.settings import ROOT, Settings

PLANS = ROOT / "tests" / "cases" / "answers"
# 市财政局 beside the others' 区财政局 makes 「财政局」 ambiguous; the text holds markup that must stay text.
HOSTILE = """澄湖区人才工作方案

一、重点任务
1.建设人才公寓<script>document.title="broken"</script>。加强住房保障 & 服务。（责任单位：区住建局）
2.引进*青年*人才[名单](javascript:alert(1))。开展<b>专项</b>招聘。（牵头单位：区人力社保局；配合单位：市财政局）
"""


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the small plans; tests only read it."""
    folder = tmp_path_factory.mktemp("app")
    (folder / "澄湖区人才工作方案.txt").write_text(HOSTILE, encoding="utf-8")
    home = folder / "home"
    rows = add_paths([PLANS, folder / "澄湖区人才工作方案.txt"], Settings(home=home))
    assert {row["status"] for row in rows} == {"added"}
    return home


@pytest.fixture
def home(filled_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small plans for a page to write into."""
    shutil.copytree(filled_home, tmp_path / "home")
    monkeypatch.setenv("KG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    return tmp_path / "home"
