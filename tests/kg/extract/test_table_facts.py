"""Facts from tables: columns by the meaning of their headers."""

import pytest

from ingest.blocks import RawCell, RawTable
from tests.factory import facts, make_plan, make_table


def values(plan) -> set[tuple[str, str, str, str, str]]:
    """(indicator, value, unit, year, of) of every observation."""
    entities = {e.id: e for e in plan.extraction.entities}
    rows = set()
    for relation in plan.extraction.relations:
        if relation.type == "HAS_VALUE":
            seen = entities[relation.object_id].properties
            rows.add((entities[relation.subject_id].name, seen["value"], seen["unit"], seen["year"], seen["of_name"]))
    return rows


def test_tasks_take_number_group_and_roles() -> None:
    table = make_table(
        [
            ["重点任务", "序号", "任务内容", "牵头单位", "配合单位", "完成时限"],
            ["搭建平台", "1", "建设概念验证中心，承接高校成果", "区科技局", "区财政局、区教委", "2027年"],
            ["搭建平台", "2", "举办成果对接会", "区科技局", "", "每年"],
        ]
    )
    plan = make_plan("澄湖区科技创新规划", "附件1", "重点任务分工表", table)
    assert facts(plan.extraction, "RESPONSIBLE_FOR") == {
        ("区科技局", "牵头", "建设概念验证中心，承接高校成果"),
        ("区财政局", "配合", "建设概念验证中心，承接高校成果"),
        ("区教委", "配合", "建设概念验证中心，承接高校成果"),
        ("区科技局", "牵头", "举办成果对接会"),
    }
    task = next(e for e in plan.extraction.entities if e.name.startswith("建设概念验证"))
    assert (task.properties["number"], task.properties["group_name"], task.properties["deadline"]) == (
        "1",
        "搭建平台",
        "2027年",
    )


def test_merged_departments_belong_to_every_row_they_span() -> None:
    cells = [RawCell(0, c, t) for c, t in enumerate(["序号", "任务内容", "责任部门"])]
    cells += [RawCell(1, 0, "1"), RawCell(1, 1, "建立统计指标体系"), RawCell(1, 2, "区统计局", row_span=2)]
    cells += [RawCell(2, 0, "2"), RawCell(2, 1, "定期发布企业名录")]
    plan = make_plan("澄湖区产业规划", "附件1", "任务清单", RawTable(tuple(cells), header_rows=1))
    assert {t for _, _, t in facts(plan.extraction, "RESPONSIBLE_FOR")} == {"建立统计指标体系", "定期发布企业名录"}


def test_indicator_tables_give_base_and_target() -> None:
    table = make_table(
        [
            ["指标名称", "单位", "2025年基期值", "2030年目标值", "属性"],
            ["研发经费投入强度", "%", "2.6", "≥3.5", "预期性"],
        ]
    )
    plan = make_plan("澄湖区“十五五”科技创新规划", "一、发展目标", table)
    assert {row[:4] for row in values(plan)} == {
        ("研发经费投入强度", "2.6", "%", "2025"),
        ("研发经费投入强度", "≥3.5", "%", "2030"),
    }


def test_matrix_tables_take_unit_from_header_and_row_as_subject() -> None:
    table = make_table(
        [["园区名称", "总收入（亿元）", "企业数（家）"], ["云溪科技园", "120", "35"], ["湖东产业园", "80", "20"]]
    )
    plan = make_plan("澄湖区产业规划", "表1 2024年各园区主要指标", table)
    assert ("总收入", "120", "亿元", "2024", "云溪科技园") in values(plan)
    assert ("企业数", "20", "家", "2024", "湖东产业园") in values(plan)


def test_projects_take_builder_place_and_period() -> None:
    table = make_table(
        [
            ["序号", "项目名称", "建设单位", "建设地点", "建设周期", "总投资（万元）", "进展情况"],
            [
                "1",
                "智能装备生产基地项目",
                "澄湖星河装备有限公司",
                "湖东产业园",
                "2025年3月至2027年6月",
                "26000",
                "正在办理开工手续",
            ],
        ]
    )
    plan = make_plan("澄湖区产业规划", "附件2", "重点项目清单", table)
    project = next(e for e in plan.extraction.entities if e.type == "Project")
    assert project.properties["investment"] == "26000万元"
    assert (project.properties["start_date"], project.properties["end_date"]) == ("2025年3月", "2027年6月")
    assert ("澄湖星河装备有限公司", "", "智能装备生产基地项目") in facts(plan.extraction, "BUILDS")


def kinds(plan) -> set[tuple[str, str, str]]:
    """(value, kind, nature) of every observation."""
    return {
        tuple(e.properties[k] for k in ("value", "kind", "nature"))
        for e in plan.extraction.entities
        if e.type == "Observation"
    }


REACHED = [
    ["指标", "单位", "2020年", "2022年", "2025年目标", "备注"],
    ["研发强度", "%", "3.2", "3.9", "≥4.5", "约束性"],
]


def test_remarks_tell_what_is_binding_and_years_before_the_aim_are_reached() -> None:
    plan = make_plan("澄湖区“十四五”科技创新规划（修订版）", "一、发展目标", make_table(REACHED))
    assert kinds(plan) == {("3.2", "actual", ""), ("3.9", "actual", ""), ("≥4.5", "target", "约束性")}


def test_the_year_of_a_plans_number_tells_what_was_reached() -> None:
    rows = [
        ["指标", "单位", "2020年", "2022年", "2024年", "2025年", "类型"],
        ["研发强度", "%", "3.2", "3.9", "4.2", "4.5", "预期性"],
    ]
    plan = make_plan("澄政发〔2023〕7号", "澄湖区“十四五”科技创新规划（修订版）", "一、发展目标", make_table(rows))
    assert kinds(plan) == {
        ("3.2", "actual", ""),
        ("3.9", "actual", ""),
        ("4.2", "target", "预期性"),
        ("4.5", "target", "预期性"),
    }


def test_a_year_beside_a_base_that_is_named_stays_an_aim() -> None:
    rows = [
        ["指标", "单位", "2020年基数", "2023年", "2025年目标", "性质"],
        ["研发强度", "%", "3.2", "3.9", "4.5", "预期性"],
    ]
    plan = make_plan("澄湖区“十四五”科技创新规划", "一、发展目标", make_table(rows))
    assert ("3.9", "target", "预期性") in kinds(plan)


def test_project_tables_take_unit_place_and_stage_from_other_headers() -> None:
    for unit, place, stage in (
        ("总投资/亿元", "落位", "阶段"),
        ("投资额，亿元", "项目选址", "所处阶段"),
        ("总投资（亿元）", "所属园区", "推进情况"),
    ):
        table = make_table(
            [
                ["编号", "项目名称", "投资单位", unit, "起止年限", place, stage],
                ["P01", "智能装备生产基地项目", "澄湖星河装备有限公司", "23.5", "2025—2027", "湖东产业园", "谋划"],
            ]
        )
        plan = make_plan("澄湖区产业规划", "一、重大项目", table)
        project = next(e for e in plan.extraction.entities if e.type == "Project")
        assert project.properties["investment"] == "23.5亿元", unit
        assert (project.properties["place"], project.properties["progress"]) == ("湖东产业园", "谋划")
        assert ("智能装备生产基地项目", "", "湖东产业园") in facts(plan.extraction, "LOCATED_IN")


@pytest.mark.parametrize("header", ["重点方向", "方面", "分类", "工作版块", "产业"])
def test_a_column_that_spans_rows_groups_the_tasks(header: str) -> None:
    rows = [
        [header, "序号", "任务内容", "牵头单位"],
        ["基础设施", "1", "编制起降设施布局规划", "区规划资源局"],
        ["基础设施", "2", "建设飞行服务中心", "区交通局"],
        ["场景应用", "3", "开通血液急送航线", "区卫生健康委"],
    ]
    plan = make_plan("澄湖区低空经济方案", "附件1", "任务分工表", make_table(rows))
    groups = {e.name: e.properties["group_name"] for e in plan.extraction.entities if e.type == "Task"}
    assert groups == {
        "编制起降设施布局规划": "基础设施",
        "建设飞行服务中心": "基础设施",
        "开通血液急送航线": "场景应用",
    }


def test_a_column_that_says_the_same_of_every_row_groups_nothing() -> None:
    rows = [
        ["地点", "任务内容", "牵头单位"],
        ["澄湖区", "编制布局规划", "区规划资源局"],
        ["澄湖区", "建设服务中心", "区交通局"],
    ]
    plan = make_plan("澄湖区低空经济方案", "附件1", "任务分工表", make_table(rows))
    assert {e.properties["group_name"] for e in plan.extraction.entities if e.type == "Task"} == {""}
