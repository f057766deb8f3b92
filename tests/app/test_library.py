"""The library page with uploads of every unpleasant kind, over the real pipeline."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kg.settings import ROOT
from kg.store import RecordStore

PLAN = "澄湖区低空经济行动方案\n\n一、重点任务\n1.建设飞行服务中心。（牵头单位：区交通局）\n".encode()


def uploaded(home: Path, *files: tuple[str, bytes], monkeypatch: pytest.MonkeyPatch, language: str = "zh") -> AppTest:
    """The library page after these files were sent."""
    monkeypatch.setenv("KG_HOME", str(home))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    app.session_state["lang"] = language
    app.run().switch_page("app_pages/library.py").run()
    app.file_uploader[0].set_value([(name, content, "application/octet-stream") for name, content in files])
    app.button[0].click()
    app.run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return "\n".join(body for element in app.get("html") if not (body := element.proto.body).startswith("<style"))


def test_first_upload_fills_an_empty_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = uploaded(tmp_path, ("低空 经济*方案.txt", PLAN), monkeypatch=monkeypatch)
    assert "已入库：低空 经济*方案.txt" in html(app)
    assert list(app.dataframe[0].value["文件"]) == ["低空 经济*方案.txt"]
    app.switch_page("app_pages/tasks.py").run()
    assert "区交通局" in set(app.dataframe[0].value["牵头"])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.txt", b"", "空文件"),
        ("坏.docx", b"PK\x03\x04 broken", "没有入库：坏.docx"),
        ("假.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
    ],
    ids=["empty", "damaged", "a picture named .txt"],
)
def test_bad_file_fails_with_a_reason_and_stays_in_the_ledger(
    name: str, content: bytes, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = uploaded(tmp_path, (name, content), monkeypatch=monkeypatch)
    assert "pg-failure" in html(app)
    assert said in html(app)
    assert "Traceback" not in html(app)
    assert "/tmp" not in html(app)  # where the upload was put for reading tells a reader nothing
    assert list(app.dataframe[0].value["状态"]) == ["失败"]


def test_names_too_long_and_with_folders_are_made_to_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "../" + "澄湖区关于推动低空经济高质量发展的若干措施" * 6 + ".txt"
    table = uploaded(tmp_path, (name, PLAN), monkeypatch=monkeypatch).dataframe[0].value
    kept = table["文件"][0]
    assert kept.startswith("澄湖区关于推动")
    assert kept.endswith(".txt")
    assert len(kept.encode()) <= 200


def test_one_of_two_files_of_one_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = uploaded(tmp_path, ("方案.txt", PLAN), ("方案.txt", PLAN + "补充。".encode()), monkeypatch=monkeypatch)
    assert "已入库：方案.txt" in html(app)
    assert "没有入库：方案.txt" in html(app)


def test_upload_while_another_process_writes_says_so_and_changes_nothing(
    filled_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(filled_home, home)
    before = RecordStore(home).state()
    with RecordStore(home).writing():
        app = uploaded(home, ("方案.txt", PLAN), monkeypatch=monkeypatch)
    assert "另一个进程正在写入数据" in html(app)
    assert RecordStore(home).state() == before
    assert len(app.dataframe[0].value) == 3


def test_data_folder_that_cannot_be_written_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    app = uploaded(tmp_path / "file" / "home", ("方案.txt", PLAN), monkeypatch=monkeypatch)
    assert "pg-failure" in html(app)
    assert "KG_HOME" in html(app)


def test_sending_nothing_asks_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "请先选择文件" in html(uploaded(tmp_path, monkeypatch=monkeypatch))


def test_what_was_not_understood_is_shown_with_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = PLAN + "二、保障措施\n组建专班。\n责任单位：相关企业\n".encode()
    app = uploaded(tmp_path, ("方案.txt", plan), monkeypatch=monkeypatch)
    assert list(app.dataframe[0].value["未读懂"]) == [1]
    (note,) = [one for one in app.expander if "方案.txt" in one.label]
    assert "1 处没有读懂" in note.label
    assert any("责任单位：相关企业" in one.value for one in note.markdown)


def test_warnings_and_failures_are_in_the_language_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = (("方案.docx", PLAN), ("另一份方案.txt", PLAN), ("空.txt", b""))
    app = uploaded(tmp_path, *files, monkeypatch=monkeypatch, language="en")
    listed = "".join(one.value for note in app.expander for one in note.markdown).replace("\\", "")
    for shown in (html(app), listed):
        assert "its name ends with .docx, its content is .txt: read as .txt" in shown
        assert "the same content as “方案.docx”" in shown
    assert html(app).count("the file is empty") == 2
