"""Saved searches on a real data folder: what is new, what is gone, what only moved; nothing is told twice."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg.__main__
from ingest.pipeline import add_paths, remove_documents
from kg.errors import StoreError
from kg.settings import ROOT, Settings
from kg.watching.saved import SavedSearch, load_searches, save_search
from kg.watching.seen import load_looks

PLAN, NAME = "青岚区交通工作方案", "青岚区交通工作方案.txt"
FIRST = ["1.完善公交线网，优化站点布局。", "2.发展低空经济，建设起降场。"]
MORE = "3.开展低空经济应用试点，培育物流配送企业。"
FINANCE = "1.支持低空经济企业融资。"
Call = Callable[..., tuple[int, list[dict[str, Any]]]]


def write(folder: Path, tasks: list[str], *, name: str = NAME) -> None:
    path = folder / name
    path.write_text("\n".join([PLAN, "", "一、重点任务", *tasks, ""]), encoding="utf-8")
    rows = add_paths([path], Settings(home=folder / "home"))
    assert rows[0]["status"] in ("added", "updated"), rows[0]


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One plan and one saved search over it."""
    folder = tmp_path_factory.mktemp("seeded")
    write(folder, FIRST)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_HOME", str(folder / "home"))
        assert kg.__main__.main(["searches", "save", "低空", "低空经济"]) == 0
    return folder


@pytest.fixture
def folder(seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the plan's folder, for the commands to work on."""
    shutil.copytree(seeded, tmp_path / "copy")
    monkeypatch.setenv("KG_HOME", str(tmp_path / "copy" / "home"))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    return tmp_path / "copy"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command with --json: its exit code and rows."""

    def run(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
        capsys.readouterr()
        code = kg.__main__.main([*arguments, "--json"])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def quotes(rows: list[dict[str, Any]], part: str) -> list[str]:
    return [one["quote"] for row in rows for one in row[part]]


def test_what_was_there_when_it_was_saved_is_not_new(folder: Path, call: Call) -> None:
    code, [row] = call("watch")
    assert (code, row["name"], row["first"], row["new"], row["gone"]) == (0, "低空", False, [], [])
    assert row["total"] >= 1


def test_new_sentence_is_told_once_with_its_citation(folder: Path, call: Call) -> None:
    write(folder, [*FIRST, MORE])
    _, rows = call("watch")
    [new] = rows[0]["new"]
    assert (new["document"], new["quote"], new["way"]) == (NAME, MORE, "words")
    assert new["section"][0] == "一、重点任务"
    assert rows[0]["gone"] == []
    assert quotes(call("watch")[1], "new") == []


def test_new_document_is_told_and_its_removal_too(folder: Path, call: Call) -> None:
    write(folder, [FINANCE], name="青岚区金融工作方案.txt")
    assert quotes(call("watch")[1], "new") == [FINANCE]
    remove_documents(["青岚区金融工作方案.txt"], Settings(home=folder / "home"))
    rows = call("watch")[1]
    assert quotes(rows, "gone") == [FINANCE]
    assert quotes(rows, "new") == []
    assert quotes(call("watch")[1], "gone") == []


def test_moved_sentence_is_neither_new_nor_gone(folder: Path, call: Call) -> None:
    write(folder, ["前面加一段导语，说明工作背景。", FIRST[1], "二、其他", FIRST[0]])
    rows = call("watch")[1]
    assert (quotes(rows, "new"), quotes(rows, "gone")) == ([], [])


def test_renamed_file_is_neither_new_nor_gone(folder: Path, call: Call) -> None:
    home = Settings(home=folder / "home")
    remove_documents([NAME], home)
    write(folder, FIRST, name="青岚区交通工作方案（定稿）.txt")
    rows = call("watch")[1]
    assert (quotes(rows, "new"), quotes(rows, "gone")) == ([], [])


def test_changed_sentence_is_new_and_its_old_wording_gone(folder: Path, call: Call) -> None:
    changed = FIRST[1].replace("起降场", "起降场和服务站")
    write(folder, [FIRST[0], changed])
    rows = call("watch")[1]
    assert (quotes(rows, "new"), quotes(rows, "gone")) == ([changed], [FIRST[1]])


def test_index_made_again_makes_nothing_new(folder: Path, call: Call) -> None:
    shutil.rmtree(folder / "home" / "index")
    assert kg.__main__.main(["rebuild", "--index"]) == 0
    rows = call("watch")[1]
    assert (quotes(rows, "new"), quotes(rows, "gone")) == ([], [])


def test_without_an_index_nothing_is_told_and_nothing_is_forgotten(folder: Path, call: Call) -> None:
    write(folder, [*FIRST, MORE])
    shutil.move(folder / "home" / "index", folder / "kept")
    assert call("watch") == (1, [])
    shutil.move(folder / "kept", folder / "home" / "index")
    assert quotes(call("watch")[1], "new") == [MORE]


def test_what_nobody_took_is_told_again(folder: Path, call: Call) -> None:
    write(folder, [*FIRST, MORE])
    with subprocess.Popen([sys.executable, "-m", "kg", "watch"], cwd=ROOT, stdout=subprocess.PIPE) as watching:
        assert watching.stdout
        watching.stdout.close()  # before the first line
    assert quotes(call("watch")[1], "new") == [MORE]


def test_replaced_search_begins_anew(folder: Path, call: Call) -> None:
    assert call("searches", "save", "低空", "公交线网")[0] == 1
    assert call("searches", "save", "低空", "公交线网", "--replace")[0] == 0
    assert call("watch")[1][0]["new"] == []
    write(folder, [*FIRST, "3.加密公交线网。"])
    assert quotes(call("watch")[1], "new") == ["3.加密公交线网。"]


def test_searches_are_listed_run_and_removed(folder: Path, call: Call) -> None:
    call("searches", "save", "公交", "公交线网")
    assert [row["name"] for row in call("searches", "list")[1]] == ["低空", "公交"]
    [ran] = call("searches", "run", "公交")[1]
    assert ran["passages"][0]["quote"] == FIRST[0]
    assert call("searches", "remove", "公交") == (0, [{"removed": "公交"}])
    assert call("searches", "remove", "公交")[0] == 1
    call("watch")
    assert list(load_looks(folder / "home")) == ["低空"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("save", "", "低空经济"),
        ("save", "名称", " "),
        ("run", "没有"),
        ("save", "名称", "公交", "--document", "没有.txt"),
        ("save", "名称", "公交\udcff"),
        ("save", "名称\udcff", "公交"),
        ("save", "名称", "公交" * 1001),
    ],
    ids=["no name", "no query", "unknown", "unknown document", "no text", "name no text", "endless"],
)
def test_wrong_calls_are_refused(folder: Path, call: Call, arguments: tuple[str, ...]) -> None:
    assert call("searches", *arguments) == (1, [])


def test_search_whose_document_is_gone_says_so_and_the_others_are_told(folder: Path, call: Call) -> None:
    write(folder, [FINANCE], name="青岚区金融工作方案.txt")
    assert call("searches", "save", "金融", "融资", "--document", "青岚区金融工作方案.txt")[0] == 0
    call("watch")
    remove_documents(["青岚区金融工作方案.txt"], Settings(home=folder / "home"))
    write(folder, [*FIRST, MORE])
    code, rows = call("watch")
    assert code == 1
    assert {row["name"]: bool(row["error"]) for row in rows} == {"低空": False, "金融": True}
    assert quotes(rows, "new") == [MORE]
    assert quotes(call("watch")[1], "new") == []


def test_limits_hold_for_words_too(folder: Path, call: Call) -> None:
    write(folder, [FINANCE], name="青岚区金融工作方案.txt")
    call("searches", "save", "只看交通", "低空经济", "--document", NAME)
    [ran] = call("searches", "run", "只看交通")[1]
    assert ran["filters"] == {"documents": [NAME]}
    assert {one["document"] for one in ran["passages"]} == {NAME}


def test_file_is_the_same_whatever_the_order_of_saving(tmp_path: Path) -> None:
    one, two = SavedSearch("甲", "低空经济"), SavedSearch("乙", "公交")
    for home, searches in ((tmp_path / "1", (one, two)), (tmp_path / "2", (two, one))):
        for search in searches:
            save_search(home, search)
    assert (tmp_path / "1/searches.json").read_bytes() == (tmp_path / "2/searches.json").read_bytes()
    assert load_searches(tmp_path / "1") == {"乙": two, "甲": one}


DAMAGED = {
    "searches.json": ["{", "[]", '{"format": 9, "searches": []}', '{"format": 1, "searches": [{"name": "甲"}]}'],
    "searches_seen.json": [
        "{",
        "[]",
        '{"format": 9}',
        '{"format": 1, "snapshots": {}, "looks": {"甲": {"asked": ""}}}',
    ],
}


@pytest.mark.parametrize(("name", "content"), [(name, one) for name, several in DAMAGED.items() for one in several])
def test_damaged_file_is_refused_in_words(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    load = load_searches if name == "searches.json" else load_looks
    with pytest.raises(StoreError, match=name):
        load(tmp_path)
