"""The parts of a plan told by its headings: what names nothing else, what stands under it, what two headings share."""

import pytest

from kg.comparing.parts import load_parts, shares


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("发展基础", {"basis"}),
        ("回顾与展望", {"basis", "situation"}),
        ("总体思路和主要目标", {"thought", "goals"}),
        ("总体要求", {"thought", "principles", "goals"}),
        ("保障措施", {"measures"}),
        ("组织实施", {"measures"}),
        ("加强组织实施", set()),
        ("夯实产业基础", set()),
        ("坚持绿色发展", set()),
        ("空间布局", set()),
        ("发展", set()),
    ],
)
def test_heading_that_names_parts_and_nothing_else(heading: str, parts: set[str]) -> None:
    assert load_parts().named(heading) == parts


@pytest.mark.parametrize(
    ("headings", "parts"),
    [
        (["总体要求", "发展目标", "创新能力明显增强"], {"goals"}),
        (["保障措施", "强化资金支持"], {"measures"}),
        (["壮大主导产业", "船舶制造"], {"tasks"}),
        (["附件", "项目清单"], {"annex"}),
    ],
)
def test_section_belongs_to_the_nearest_part_above(headings: list[str], parts: set[str]) -> None:
    assert load_parts().around(headings) == parts


def test_share_of_parts() -> None:
    basis, both, nothing = frozenset({"basis"}), frozenset({"basis", "situation"}), frozenset[str]()
    assert shares([basis, nothing], [both, basis, nothing]).tolist() == [[0.5, 1.0, 0.0], [0.0, 0.0, 0.0]]
