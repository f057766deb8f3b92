"""The gazetteers load, names mean one thing, and a place's bare name never comes out of ordinary words."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.gazetteer import COLUMNS, GazetteerEntry, index_names, load_gazetteer

HEADER = ",".join(COLUMNS)
Index = Mapping[str, tuple[GazetteerEntry, ...]]


@pytest.fixture(scope="module")
def index() -> Index:
    return index_names(load_gazetteer())


def write(root: Path, text: str) -> Path:
    (root / "gazetteers").mkdir()
    (root / "gazetteers" / "some.csv").write_text(text, encoding="utf-8")
    return root


def test_row_is_read_and_remarks_are_left_out(tmp_path: Path) -> None:
    rows = f"{HEADER}\n# a remark, with a comma\npark-甲园,Park,甲园,甲科技园|甲,甲级|甲方,国家级,乙市,park-乙园,公开资料\n"
    (entry,) = load_gazetteer(write(tmp_path, rows))
    assert entry == GazetteerEntry(
        "park-甲园",
        "Park",
        "甲园",
        ("甲科技园", "甲"),
        ("甲级", "甲方"),
        "国家级",
        "乙市",
        "park-乙园",
        "公开资料",
        "some.csv",
    )
    assert entry.names == ("甲园", "甲科技园", "甲")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("id,type,name\n", "首行"),
        ("", "首行"),
        (f"{HEADER}\npark-甲园,Park\n", "第 2 行"),
        (f"{HEADER}\npark-甲园,Park,,,,,,,\n", "第 2 行"),
    ],
)
def test_broken_file_is_refused_with_its_place(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(OntologyError, match=where):
        load_gazetteer(write(tmp_path, text))


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="gazetteers"):
        load_gazetteer(tmp_path)


@pytest.mark.parametrize(
    ("text", "start", "means"),
    [
        ("长治市与长治", 4, True),
        ("确保长治久安", 2, False),
        ("长治久安在长治", 5, True),
        ("长治久安在长治", 0, False),
        ("长治", 0, True),
    ],
)
def test_name_does_not_count_inside_a_longer_string(text: str, start: int, means: bool) -> None:
    entry = GazetteerEntry("region-140400", "Region", "长治市", ("长治",), ("长治久安",))
    assert entry.is_at(text, start, start + 2) is means


@pytest.mark.parametrize(
    ("name", "type_", "canonical"),
    [
        ("合肥", "Region", "合肥市"),
        ("合肥高新区", "Park", "合肥高新技术产业开发区"),
        ("内蒙古", "Region", "内蒙古自治区"),
        ("湘西", "Region", "湘西土家族苗族自治州"),
        ("海南", "Region", "海南省"),  # a province, though a prefecture and a district bear the name too
        ("浦东", "Region", "浦东新区"),
        ("京津冀", "Region", "京津冀"),
        ("工信部", "Department", "工业和信息化部"),
        ("国家发改委", "Department", "国家发展和改革委员会"),
        ("中科院物理所", "Institution", "中国科学院物理研究所"),
        ("哈工大", "Institution", "哈尔滨工业大学"),
        ("中关村", "Park", "中关村国家自主创新示范区"),
        ("独角兽企业", "Title", "独角兽"),
        ("CDMO", "Industry", "CDMO"),
        ("生物医药产业", "Industry", "生物医药"),
    ],
)
def test_public_name_means_one_thing(index: Index, name: str, type_: str, canonical: str) -> None:
    (entry,) = index[name]
    assert (entry.type, entry.name) == (type_, canonical)


@pytest.mark.parametrize(
    "word",
    [
        "合作",
        "和平",
        "友好",
        "公安",
        "新建",
        "资源",
        "朝阳",
        "南部",
        "重大",
        "人大",
        "一汽",
        "中央",
        "企业",
        "园区",
        "平台",
        "产业",
        "朝阳产业",
    ],
)
def test_ordinary_or_ambiguous_word_is_no_name(index: Index, word: str) -> None:
    assert word not in index


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("各级财政部门", "财政部"),
        ("拱北海关", "北海"),
        ("马鞍山市", "鞍山"),
        ("东北大学", "北大"),
        ("科技成果转化工作", "化工"),
        ("大数据局", "大数据"),
    ],
)
def test_words_that_hold_a_name_by_chance(index: Index, text: str, name: str) -> None:
    start = text.index(name)
    assert not any(entry.is_at(text, start, start + len(name)) for entry in index[name])


def test_same_region_name_stands_once_for_each_place(index: Index) -> None:
    assert {entry.region for entry in index["通州区"]} == {"北京市", "南通市"}
    assert {entry.id for entry in index["通州"]} == {entry.id for entry in index["通州区"]}


def test_parents_lead_up_to_the_province(index: Index) -> None:
    by_id = {entry.id: entry for entries in index.values() for entry in entries}
    (county,) = index["滦平县"]
    city = by_id[county.parent]
    assert (city.name, by_id[city.parent].name) == ("承德市", "河北省")


def test_industries_are_plenty_and_have_parents(index: Index) -> None:
    industries = {entry.id: entry for entries in index.values() for entry in entries if entry.type == "Industry"}
    assert len(industries) >= 600
    (entry,) = index["干细胞"]
    path = [entry.name]
    while entry.parent:
        entry = industries[entry.parent]
        path.append(entry.name)
    assert path == ["干细胞", "细胞与基因治疗", "生物医药", "医药健康"]


@pytest.mark.parametrize(
    ("short", "full"), [("秀山自治县", "秀山土家族苗族自治县"), ("湘西自治州", "湘西土家族苗族自治州")]
)
def test_autonomous_regions_are_known_without_their_peoples(index: Index, short: str, full: str) -> None:
    assert [entry.name for entry in index[short]] == [full]
