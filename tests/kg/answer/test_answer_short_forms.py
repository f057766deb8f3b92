"""Short forms that leave out words from a name's middle."""

import pytest

from kg.answer.asked.short_forms import short_form_in


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("2030年研发投入强度目标是多少", "全社会研发经费投入强度", "研发投入强度"),
        ("抗体药物项目要花多少钱", "抗体药物产业化项目", "抗体药物项目"),
        ("规上工业总产值是多少", "规模以上工业总产值", ""),  # 规上 are no two characters that stand together
        ("工业总产值是多少", "规模以上工业总产值", ""),  # a plain end
        ("投入强度是多少", "全社会研发经费投入强度", ""),  # less than half
        ("强度研发投入", "全社会研发经费投入强度", ""),  # not its end
        ("", "全社会研发经费投入强度", ""),
    ],
)
def test_short_form_in(text: str, name: str, short: str) -> None:
    assert short_form_in(text, name) == short
