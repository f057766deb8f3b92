"""How papers look: fonts to fall back on, widths of columns, signs of Markdown; pages made by LibreOffice where it is."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt

from kg.wordfile import Paper, to_docx
from kg.wordfile.markdown import escaped
from kg.wordfile.word import shared_out


def long_paper() -> Paper:
    made = Paper()
    made.add_title("关于中试基地的简报")
    made.add_table(["序号", "任务"], [[number, "建设中试基地。"] for number in range(1, 91)], caption="表1 任务")
    return made


def test_wordfile_names_the_font_to_take_where_one_is_missing() -> None:
    word = Document(io.BytesIO(to_docx(Paper())))
    [part] = [part for part in word.part.package.iter_parts() if str(part.partname) == "/word/fontTable.xml"]
    table = part.blob.decode("utf-8")
    assert '<w:font w:name="方正小标宋简体"><w:altName w:val="宋体,SimSun"/></w:font>' in table


@pytest.mark.parametrize(
    "text", ["a*b_c*", "1. 不是列表", "# 不是标题", "[甲](乙)", "<b>|~~", "- 项", "（1）正文", "5) 项"]
)
def test_wordfile_markdown_reads_no_sign_of_a_text(text: str) -> None:
    tokens = MarkdownIt().enable("strikethrough").parse(escaped(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children or []) == text


def test_columns_take_what_they_ask_for_and_share_the_rest() -> None:
    assert list(shared_out([10, 20], 100)) == [10, 20]
    narrow, wide = shared_out([10, 400], 100)
    assert (narrow, wide) == (10, 90)


def test_columns_are_as_wide_in_the_grid_as_in_the_cells() -> None:
    [table] = Document(io.BytesIO(to_docx(long_paper()))).tables
    widths = [column.width for column in table.columns]
    assert widths == [cell.width for cell in table.rows[1].cells]
    assert widths[0] < widths[1]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_wordfile_pages_in_libreoffice(tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    (tmp_path / "paper.docx").write_bytes(to_docx(long_paper()))
    call = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/home", "--convert-to", "pdf"]
    subprocess.run([*call, "--outdir", str(tmp_path), str(tmp_path / "paper.docx")], check=True, capture_output=True)
    pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(tmp_path / "paper.pdf")]
    assert len(pages) > 2
    assert all(f"— {number} —" in page for number, page in enumerate(pages, start=1))
    assert sum("序号" in page for page in pages) > 1  # the header on every page that the table goes over
