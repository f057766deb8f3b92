"""A data folder with a few small plans, read through the whole chain once for the tests of this folder."""

from pathlib import Path

import pytest

from ingest.pipeline import add_paths
from kg.settings import ROOT, Settings
from tests.kg.answer.sample_engine import sample_engine

__all__ = ["home", "sample_engine"]

NOTICE = """澄湖区产业园区工作方案

一、重点任务
（一）发展低空经济
1.建设通用航空机场，开展无人机巡查。（责任单位：区科学技术委员会）
2.支持中国企业开展国际合作。（责任单位：区经信局）
"""


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder; one file that cannot be read was offered, too. Tests only read it."""
    folder = tmp_path_factory.mktemp("coverage")
    (folder / "澄湖区产业园区工作方案.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "损坏的规划.docx").write_bytes(b"PK\x03\x04 broken")
    add_paths([ROOT / "tests/cases/answers", *folder.iterdir()], Settings(home=folder / "home"))
    return folder / "home"
