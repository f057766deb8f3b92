"""Title and metadata from a document's first and last lines."""

from pathlib import Path

import pytest
import yaml

from ingest.blocks import Paragraph, Reading
from ingest.metadata import iso_date
from ingest.plan_kinds import kind_of
from ingest.regions import Atlas, iter_regions, national_atlas, region_level
from ingest.structure import make_document
from kg.records import Document

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "metadata.yaml").read_text(encoding="utf-8"))
KEYS = {
    "number",
    "issuer",
    "date",
    "region",
    "province_or_city",
    "level",
    "period_start",
    "period_end",
    "kind",
    "subject_policy",
}


def parse(lines: str, name: str, *, given: str = "") -> Document:
    reading = Reading(tuple(Paragraph(line) for line in lines.splitlines() if line.strip()), title=given)
    return make_document(reading, name=name, sha256="0")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_metadata_of_first_lines(case: dict[str, object]) -> None:
    document = parse(str(case["lines"]), str(case["file"]))
    expected = case["expect"]
    assert isinstance(expected, dict)
    found = {"title": document.title, **document.metadata}
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_metadata_has_every_key_as_text(case: dict[str, object]) -> None:
    document = parse(str(case["lines"]), str(case["file"]))
    assert set(document.metadata) == KEYS
    assert all(isinstance(value, str) for value in document.metadata.values())


def test_metadata_title_that_the_format_marks() -> None:
    lines = "一、总体要求\n坚持创新引领，坚持绿色发展。"
    assert parse(lines, "x.html", given="云溪区文旅融合发展规划").title == "云溪区文旅融合发展规划"
    assert parse(lines, "云溪方案.docx", given="Microsoft Word - 文档1").title == "云溪方案"


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("北京市密云区", ["北京市", "密云区"]),
        ("支持通州区与河北省三河市", ["通州区", "河北省", "三河市"]),
        ("上海市浦东新区", ["上海市", "浦东新区"]),
        ("建设国家自主创新示范区和产业园区", []),
        ("城市更新、全市统筹、生态涵养区、中心城区", []),
        ("北京城市副中心（通州区）", ["通州区"]),
        ("恩施土家族苗族自治州", ["恩施土家族苗族自治州"]),
    ],
)
@pytest.mark.parametrize("atlas", [Atlas(), national_atlas()], ids=["by suffix", "known"])
def test_regions_of_a_text(text: str, regions: list[str], atlas: Atlas) -> None:
    assert iter_regions(text, atlas) == regions


def test_atlas_tells_what_no_name_tells() -> None:
    atlas = national_atlas()
    assert (atlas.level("昆山市"), atlas.above("昆山市")) == ("区县", ("苏州市",))
    assert (atlas.level("上海市"), atlas.above("上海市")) == ("市", ())
    assert len(atlas.above("鼓楼区")) > 1
    assert not atlas.is_known("澄湖区")
    assert atlas.level("澄湖区") == "区县"


def test_atlas_short_name_counts_only_where_it_means_the_region() -> None:
    atlas = national_atlas()
    assert list(atlas.find_short("合肥高新区产业规划")) == ["合肥市"]
    assert list(atlas.find_short("吉林大学科技成果转化方案")) == []


@pytest.mark.parametrize(
    ("name", "level"),
    [("浙江省", "省"), ("北京市", "市"), ("密云区", "区县"), ("浦东新区", "区县"), ("古北口镇", "乡镇"), ("", "")],
)
def test_region_level(name: str, level: str) -> None:
    assert region_level(name) == level


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021年10月12日", "2021-10-12"),
        ("二〇二一年十月十二日", "2021-10-12"),
        ("2021年3月", "2021-03"),
        ("2021年13月1日", ""),
        ("无日期", ""),
    ],
)
def test_metadata_iso_date(text: str, date: str) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("澄湖区“十五五”科技创新规划", "规划"),
        ("澄湖区国土空间总体规划（2026—2035年）", "总体规划"),
        ("澄湖区国民经济和社会发展第十五个五年规划纲要", "规划纲要"),
        ("澄湖区人才公寓管理办法（试行）", "管理办法"),
        ("关于印发澄湖区氢能发展行动方案的通知", "行动方案"),
        ("关于做好春耕备耕工作的通知", "通知"),
        ("《澄湖区氢能发展规划》编制说明", "起草说明"),
        ("《澄湖区氢能发展规划》政策解读", "解读"),
        ("澄湖区数字经济三年行动计划任务分解表", "行动计划"),
        ("澄湖区方法创新大会", "其他"),
    ],
)
def test_kind_is_told_by_the_titles_end(title: str, kind: str) -> None:
    assert kind_of(title) == kind
