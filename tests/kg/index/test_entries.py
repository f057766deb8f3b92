"""What an entry keeps of a chunk: types of its mentions, whether it says anything, its windows."""

from pathlib import Path

import pytest
import yaml

from kg.index.entries import WINDOW, is_telling, make_entries, windows
from tests.index_factory import make_plan, sample_plans

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "telling.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("path", "text", "telling"), CASES)
def test_entries_know_which_lines_answer_nothing(path: str, text: str, telling: bool) -> None:
    (chunk,) = make_plan("a.txt", {path: [text]}).chunks
    assert is_telling(chunk) is telling


def test_entries_take_a_table_row_for_telling_however_short() -> None:
    (chunk,) = make_plan("a.txt", {"附件": [("指标｜值", "产值\t300")]}).chunks
    assert is_telling(chunk)


def test_entries_carry_the_types_their_text_mentions() -> None:
    entries = make_entries(sample_plans()[0])
    by_text = {entry.chunk.text: entry.types for entry in entries}
    assert by_text["支持云岭生物扩建疫苗车间，建设生物医药中试平台。"] == ("Enterprise", "Industry")
    assert by_text["为高层次人才子女安排优质学位。"] == ()


def test_entries_windows_cover_the_text_with_the_path_in_front() -> None:
    sentences = [f"第{number}项措施是完善有关制度，按年度推进落实各项工作。" for number in range(12)]
    (chunk,) = make_plan("a.txt", {"二、任务>（一）制度": ["".join(sentences)]}).chunks
    cut = windows(chunk)
    assert all(window.startswith("二、任务 （一）制度 ") and len(window) <= WINDOW + 11 for window in cut)
    assert "".join(window.removeprefix("二、任务 （一）制度 ") for window in cut) == chunk.text


def test_entries_windows_keep_a_table_row_whole_with_its_header() -> None:
    (chunk,) = make_plan("a.txt", {"附件": [("任务｜单位", "建设平台。\t区科委")]}).chunks
    assert windows(chunk) == ["附件 任务｜单位 建设平台。\t区科委"]
