"""What a document covers: a plan, a policy or a law its region; news and letters nothing."""

import pytest

from tests.factory import make_plan

CASES = [
    ("澄湖区“十五五”科技创新规划", "澄湖区加快建设科技强区。", {("澄湖区“十五五”科技创新规划", "澄湖区")}),
    ("澄湖区雨水利用条例", "在澄湖区内利用雨水的，应当遵守本条例。", {("澄湖区雨水利用条例", "澄湖区")}),
    ("澄湖区的夜市亮起来了", "在澄湖区，夜市的灯亮了，数据要素市场也活跃起来。", set()),
    ("澄湖区怎样办理雨水利用补贴", "请登录澄湖区政务服务网站办理，少跑一趟还能省下路费。", set()),
    ("云溪临江新技术开发区产业发展规划", "云溪市支持临江新技术开发区重点发展人工智能产业。", set()),
]


@pytest.mark.parametrize(("title", "text", "covered"), CASES, ids=[case[0] for case in CASES])
def test_only_plans_policies_and_laws_cover_a_region(title: str, text: str, covered: set[tuple[str, str]]) -> None:
    plan = make_plan(title, text, name="7.txt")
    names = {entity.id: entity.name for entity in plan.extraction.entities}
    found = {(names[r.subject_id], names[r.object_id]) for r in plan.extraction.relations if r.type == "COVERS"}
    assert found == covered


def test_a_plan_that_a_park_opens_speaks_for_the_park() -> None:
    plan = make_plan("云溪临江新技术开发区产业发展规划", "一、重点任务", "重点发展人工智能产业。", name="8.txt")
    names = {entity.id: entity.name for entity in plan.extraction.entities}
    found = {names[r.subject_id] for r in plan.extraction.relations if r.type == "FOCUSES_ON"}
    assert found == {"云溪临江新技术开发区"}


@pytest.mark.parametrize(
    ("short", "full"),
    [("云溪经开区", "云溪经济技术开发区"), ("云溪高新区", "云溪高新技术产业开发区"), ("云溪综保区", "云溪综合保税区")],
)
def test_a_zone_that_its_own_plan_calls_its_region_is_a_park(short: str, full: str) -> None:
    text = f"{full}（以下简称“{short[-3:]}”）重点发展人工智能产业。"
    notice = f"{full}管理委员会关于印发《{short}2025年产业工作要点》的通知"
    plan = make_plan(notice, f"{short}2025年产业工作要点", "一、主要任务", text, name="9.txt")
    kinds = {(entity.type, entity.name) for entity in plan.extraction.entities}
    assert ("Region", short) not in kinds
    assert ("Park", full) in kinds
