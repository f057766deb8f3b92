"""An industry goes by a name that the text says."""

import pytest

from tests.factory import make_plan


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("培育植入设备产业。", "植入设备企业增多。"), {"植入设备"}),  # not the gazetteer's 植入器械
        (("培育植入器械产业。", "植入设备企业增多，植入设备出口增长。"), {"植入器械"}),
        (("壮大生物医药产业。",), {"生物医药"}),  # 产业 makes no other industry
        (("以汽车零部件、都市等传统产业为支柱。", "升级都市产业。"), {"汽车零部件", "都市产业"}),
        (("推广手术机器人。", "发展医疗机器人。"), {"手术机器人", "医疗机器人"}),  # the one is a part of the other
    ],
)
def test_industries_go_by_what_the_text_says(lines: tuple[str, ...], names: set[str]) -> None:
    plan = make_plan("澄湖区产业发展规划", *lines)
    assert {entity.name for entity in plan.extraction.entities if entity.type == "Industry"} == names
