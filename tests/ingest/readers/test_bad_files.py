"""Files that cannot be read: each a ReadError that names the file and says what to do, never another exception."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from ingest.blocks import Paragraph
from ingest.readers import kinds, read_file, word_doc
from kg.errors import ReadError

AsNobody = Callable[[Callable[[], str]], str]


def write_docx(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、总体要求")
    document.save(path)


def write_pdf(path: Path, text: str = "Plan text of one page.") -> None:
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, text)
    canvas.save()


def refused(path: Path) -> str:
    with pytest.raises(ReadError) as error:
        read_file(path)
    assert str(path) in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".docx", ".doc", ".html", ".pdf", ".xlsx"])
def test_empty_file(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan{suffix}"
    path.touch()
    assert "空文件" in refused(path)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_file_of_blanks(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan{suffix}"
    path.write_text("\n \n\t\n")
    assert "没有读到任何文字" in refused(path)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert "打不开" in refused(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    assert "文件夹" in refused(tmp_path / "folder.txt")


def test_unreadable_file(open_folder: Path, as_nobody: AsNobody) -> None:
    path = open_folder / "plan.txt"
    path.write_text("正文")
    path.chmod(0)
    assert "没有读取权限" in as_nobody(lambda: refused(path))


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".xlsx"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_damaged_file(suffix: str, share: float, tmp_path: Path) -> None:
    path = tmp_path / f"plan{suffix}"
    if suffix == ".docx":
        write_docx(path)
    elif suffix == ".pdf":
        write_pdf(path)
    else:
        openpyxl.Workbook().save(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))] if suffix != ".pdf" else data[:9] + os.urandom(300))
    assert "损坏" in refused(path)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
def test_docx_with_a_broken_part(part: str, tmp_path: Path) -> None:
    write_docx(tmp_path / "whole.docx")
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(tmp_path / "whole.docx") as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<w:broken" if name == part else source.read(name))
    assert "损坏" in refused(path)


def test_docx_without_its_body(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/other.xml", "<x/>")
    assert "损坏" in refused(path)


def test_docx_with_a_damaged_stream(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    write_docx(path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo("word/document.xml").header_offset + 80
    data[place : place + 60] = os.urandom(60)
    path.write_bytes(bytes(data))
    assert "损坏" in refused(path)


def test_pdf_with_a_password(tmp_path: Path) -> None:
    write_pdf(tmp_path / "open.pdf")
    writer = PdfWriter(clone_from=tmp_path / "open.pdf")
    writer.encrypt(user_password="secret", algorithm="AES-256")
    writer.write(tmp_path / "plan.pdf")
    assert "去掉密码" in refused(tmp_path / "plan.pdf")


def test_pdf_locked_against_changes_only_is_read(tmp_path: Path) -> None:
    write_pdf(tmp_path / "open.pdf")
    writer = PdfWriter(clone_from=tmp_path / "open.pdf")
    writer.encrypt(user_password="", owner_password="secret", algorithm="AES-256")
    writer.write(tmp_path / "plan.pdf")
    assert read_file(tmp_path / "plan.pdf").blocks == (Paragraph("Plan text of one page.", page=1),)


def test_office_file_with_a_password(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(kinds.OLE + b"\0" * 600 + kinds.ENCRYPTED_OFFICE + b"\0" * 600)
    assert "密码" in refused(tmp_path / "plan.docx")


def test_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (60 * 1024 * 1024))
    assert "压缩炸弹" in refused(path)


def test_zip_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "LARGEST_UNPACKED", 1000)
    write_docx(tmp_path / "plan.docx")
    assert "压缩炸弹" in refused(tmp_path / "plan.docx")


def test_file_over_200_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    with path.open("wb") as file:
        file.truncate(kinds.LARGEST + 1)  # a sparse file: takes no room
    assert "超过上限 200 MB" in refused(path)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "PNG"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "JPEG"),
        (b"Rar!\x1a\x07" + b"\0" * 9, "RAR"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".docx", ".pdf"])
def test_picture_or_archive_under_another_name(data: bytes, named: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(data)
    assert named in refused(path)


def test_zip_that_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert "压缩包" in refused(path)


def test_unknown_format(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("指标,目标")
    assert "不支持 .csv" in refused(path)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("plan.docx", ".pdf"), ("plan.txt", ".pdf"), ("plan.pdf", ".docx"), ("plan.docx", ".txt"), ("plan.doc", ".html")],
)
def test_wrong_extension_is_read_by_content_with_a_warning(name: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if kind == ".pdf":
        write_pdf(path)
    elif kind == ".docx":
        write_docx(path)
    else:
        path.write_text(
            "<html><body><p>一、总体要求</p></body></html>" if kind == ".html" else "一、总体要求", encoding="utf-8"
        )
    reading = read_file(path)
    assert len(reading.blocks) == 1
    assert reading.warnings == (f"扩展名为 {path.suffix}，内容却是 {kind}，已按 {kind} 读取",)


def test_old_excel_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "plan.xls").write_bytes(kinds.OLE + b"\0" * 600 + kinds.EXCEL_STREAM + b"\0" * 100)
    assert "另存为 .xlsx" in refused(tmp_path / "plan.xls")


def test_old_word_file_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_doc, "PROGRAMS", ())
    (tmp_path / "plan.doc").write_bytes(kinds.OLE + b"\0" * 600)
    message = refused(tmp_path / "plan.doc")
    assert "LibreOffice" in message
    assert "另存为 .docx" in message


def converter(folder: Path, script: str) -> str:
    """A program in the place of LibreOffice, called as it is called."""
    program = folder / "office"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


def test_old_word_file_is_converted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_docx(tmp_path / "made.docx")
    find_folder = 'while [ "$1" != --outdir ]; do shift; done'
    monkeypatch.setattr(
        word_doc, "PROGRAMS", (converter(tmp_path, f'{find_folder}; cp "{tmp_path}/made.docx" "$2/source.docx"'),)
    )
    (tmp_path / "规划 plan.doc").write_bytes(kinds.OLE + b"\0" * 600)
    reading = read_file(tmp_path / "规划 plan.doc")
    assert reading.blocks == (Paragraph("一、总体要求"),)
    assert "LibreOffice" in reading.warnings[0]


@pytest.mark.parametrize("script", ["exit 0", "exit 3"])
def test_failed_conversion(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_doc, "PROGRAMS", (converter(tmp_path, script),))
    (tmp_path / "plan.doc").write_bytes(kinds.OLE + b"\0" * 600)
    assert "LibreOffice" in refused(tmp_path / "plan.doc")


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".html", ".md"])
def test_random_bytes(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(b"\x00\x01" + os.urandom(3000))
    refused(path)


def test_html_with_scripts_only(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_text("<html><script>document.write('x')</script><style>a{}</style></html>")
    assert "没有读到任何文字" in refused(path)


def test_empty_workbook(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    path.write_bytes(buffer.getvalue())
    assert "没有读到任何文字" in refused(path)


def test_chinese_and_long_names(tmp_path: Path) -> None:
    path = tmp_path / ("关于印发" * 18 + "《规划》.txt")
    path.write_text("一、总体要求", encoding="utf-8")
    assert read_file(path).blocks == (Paragraph("一、总体要求"),)
