"""What stands side by side: totals that a table prints over groups of rows, and things that one sentence counts one by one."""

from collections.abc import Iterator

import pytest

from ingest.pipeline import add_paths
from kg.engine import Engine
from kg.settings import Settings

PLAN = """# 青岚区“十四五”高端制造业发展规划

青岚区人民政府

2021年3月

## 一、发展基础

2020年，全区高新技术企业达到318家。按技术领域划分，主要包括光电显示（96家）、精密仪器（131家）、海洋装备（58家）等领域；按镇街划分，望潮镇（120家）、石桥镇（66家）。

科技型企业共有402家，其中57家企业年营业收入超五千万元，31家企业建有市级研发机构，19家企业主导制定国家标准。

## 二、产业集群

到2025年，率先建成三百亿级光电显示产业集群，加快培育百亿级海洋装备产业集群，做大精密仪器产业集群。

附件1

重点建设项目清单

| 序号 | 项目名称 | 建设单位 | 总投资（万元）/固投 | 总投资（万元）/建安投资 | 进展 |
|---|---|---|---|---|---|
| 一 | 续建项目 |  | 56000 | 21000 |  |
| 1 | 晴川显示模组项目 | 晴川光电有限公司 | 36000 | 15000 | 正在装修 |
| 2 | 远帆齿轮箱项目 | 远帆机械有限公司 | 20000 | 6000 | 主体施工 |
| 二 | 洽谈项目 |  | 81000 | 12000 |  |
| 1 | 镜湖光刻胶项目 | 镜湖材料有限公司 | 50000 | 7000 | 洽谈 |
| 2 | 云梯检测仪项目 | 云梯仪器有限公司 | 30000 | 5000 | 洽谈 |
| 三 | 谋划项目 |  |  |  |  |
| 1 | 白鹭浮标项目 | 白鹭海洋有限公司 | 7000 | 2500 | 前期 |
| 2 | 归雁声呐项目 | 归雁科技有限公司 | 5000 |  | 前期 |
| 合计 |  |  | 149000 | 35500 |  |
"""
TOLD = [
    ("洽谈项目的固投合计是多少？", ["81000万元", "其下2行之和为80000万元"], ["149000", "36000"]),
    ("续建项目的总投资是多少？", ["56000万元", "21000万元"], ["149000"]),
    ("续建项目的建安投资一共多少？", ["建安投资为21000万元"], ["56000"]),
    ("续建项目和洽谈项目，哪一类的固投总额更大？", ["更大的是洽谈项目", "相差25000万元", "计算所得"], ["149000"]),
    ("续建项目和洽谈项目哪个建安投资更大？", ["更大的是续建项目", "相差9000万元"], []),
    ("续建项目和洽谈项目的固投相差多少？", ["相差25000万元"], []),
    ("谋划项目的固投合计是多少？", ["12000万元", "其下2行之和", "计算所得"], ["149000"]),
    ("谋划项目的建安投资合计多少？", ["2500万元", "另有1行没有写明"], []),
    ("全部项目的固投合计是多少？", ["149000万元"], []),
    ("2020年青岚区高新技术企业里哪个技术领域家数最多？", ["精密仪器（131家）", "3个"], ["120家"]),
    ("2020年青岚区高新技术企业哪个技术领域最少？", ["海洋装备（58家）"], []),
    ("青岚区年营业收入超五千万元的科技型企业比主导制定国家标准的多几家？", ["多38家", "57家", "19家"], []),
    ("科技型企业里主导制定国家标准的比建有市级研发机构的少几家？", ["少12家"], []),
]
REFUSED = [
    "停建项目的固投合计是多少？",
    "续建项目的设备投资合计多少？",
    "续建项目的税收合计是多少？",
    "洽谈的医药项目固投合计多少？",
    "2020年青岚区高新技术企业里哪个开发区家数最多？",
    "2024年青岚区高新技术企业里哪个技术领域家数最多？",
    "2020年青岚区高新技术企业里收入最高的是哪个技术领域？",
    "青岚区年营业收入超五亿元的科技型企业比主导制定国家标准的多几家？",
    "青岚区建有省级研发机构的科技型企业比主导制定国家标准的多几家？",
]


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One plan with a list of projects in groups, a listing by kinds and a sentence of counted clauses."""
    path = tmp_path_factory.mktemp("plans") / "青岚.md"
    path.write_text(PLAN, encoding="utf-8")
    settings = Settings(home=tmp_path_factory.mktemp("district"))
    add_paths([path], settings)
    with Engine.open(settings) as engine:
        yield engine


@pytest.mark.parametrize(("question", "says", "silent_on"), TOLD)
def test_side_by_side_told(district: Engine, question: str, says: list[str], silent_on: list[str]) -> None:
    answer = district.ask(question)
    assert answer.status == "answered", answer.text
    assert [words for words in says if words not in answer.text] == [], answer.text
    assert [words for words in silent_on if words in answer.text] == [], answer.text
    assert all(one.quote for row in answer.answers for one in row.evidence)


@pytest.mark.parametrize("question", REFUSED)
def test_side_by_side_refused(district: Engine, question: str) -> None:
    answer = district.ask(question)
    assert answer.status != "answered", answer.text


def test_largest_project_of_a_group_is_no_total(district: Engine) -> None:
    assert "81000" not in district.ask("洽谈项目里固投最大的项目是哪个？").text
