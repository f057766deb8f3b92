"""Normal form of text and names: what goes, what stays, and the way back to the source."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.normalize import clean_paragraph, fold, normalize


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("到 2030 年，新增 20 家", "到2030年，新增20家"),
        ("特色 产业园 建设", "特色产业园建设"),
        ("前　　言", "前言"),
        ("AI 大模型 deep learning 平台", "AI大模型deep learning平台"),
        ("中共云溪市委 云溪市人民政府关于加快发展的意见", "中共云溪市委 云溪市人民政府关于加快发展的意见"),
        ("区发展改革委 区财政局", "区发展改革委 区财政局"),
        ("第一章  总体要求", "第一章 总体要求"),
        ("表1-1　 主要指标", "表1-1 主要指标"),
        ("专栏3 重大工程", "专栏3 重大工程"),
        ("1.2 适用范围", "1.2 适用范围"),
        ("3.8 亿元", "3.8亿元"),
        ("（一） 指导思想", "（一）指导思想"),
        ("占比１２．５％，Ａ区", "占比12．5%，A区"),
        ("\u200b密\ufeff云\u00ad区\u0007", "密云区"),
        ("《规划（2021—2025年）》“引领”", "《规划（2021—2025年）》“引领”"),
        ("⼯业⽤地", "工业用地"),
        ("", ""),
    ],
)
def test_normalize_line(source: str, expected: str) -> None:
    assert normalize(source).text == expected


def test_normalize_keeps_line_breaks_and_cells_do_not() -> None:
    assert normalize("区科委 \n 区经信局").text == "区科委\n区经信局"
    assert clean_paragraph("项目\n名称") == "项目名称"
    assert clean_paragraph("区财政局\n区经信局") == "区财政局 区经信局"


SIGNS = "密云区 　\t\n\u200b１Ａ％1a.，。（）“”《》-—\u0007表第一章局"


@given(st.text(alphabet=SIGNS, max_size=60))
def test_normalize_offsets_lead_back_to_the_source(source: str) -> None:
    result = normalize(source)
    assert len(result.offsets) == len(result.text)
    assert list(result.offsets) == sorted(set(result.offsets))
    for sign, place in zip(result.text, result.offsets, strict=True):
        assert sign == source[place] or sign in " 1A%"


@given(st.text(alphabet=SIGNS, max_size=60))
def test_normalize_loses_nothing_but_blanks(source: str) -> None:
    def solid(text: str) -> str:
        return re.sub(r"[\s\u200b\u0007]", "", text).translate(str.maketrans("１Ａ％", "1A%"))

    assert solid(normalize(source).text) == solid(source)


@given(st.text(alphabet=SIGNS, max_size=40))
def test_normalize_twice_is_once(source: str) -> None:
    once = clean_paragraph(source)
    assert clean_paragraph(once) == once


def test_normalize_source_span() -> None:
    source = "在 ２０ 家"
    result = normalize(source)
    assert result.text == "在20家"
    start, end = result.source_span(1, 3)
    assert source[start:end] == "２０"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("中关村（云溪）园", "中关村(云溪)园"),
        ("“1＋5”设施", '"1+5"设施'),
        ("ＡＩ 产业", "ai产业"),
        ("〔2021〕37号", "[2021]37号"),
        ("甲—乙", "甲-乙"),
        ("A·B", "a•b"),
    ],
)
def test_fold_makes_spellings_equal(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_fold_keeps_different_names_apart() -> None:
    assert len({fold("云溪园"), fold("云溪园管委会"), fold("云溪区")}) == 3


def test_normalize_gives_ideographs_for_radicals() -> None:
    assert normalize("人⺠政府各部⻔⻓期发展⻘年产业⸺⼾").text == "人民政府各部门长期发展青年产业—户"
