"""What a file really is, told by its first bytes, and what is refused before any library opens it."""

import os
import re
import zipfile
from pathlib import Path

from kg.errors import ReadError

LARGEST = 200 * 1024 * 1024
LARGEST_UNPACKED = 500 * 1024 * 1024
SUSPICIOUS_UNPACKED = 50 * 1024 * 1024
SUSPICIOUS_RATIO = 200
MEGABYTE = 1024 * 1024
HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
EXCEL_STREAM = "Workbook".encode("utf-16-le")
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
# A file whose first bytes are these is none of ours, whatever its name says.
FOREIGN = {
    b"\x89PNG": "PNG 图片",
    b"\xff\xd8\xff": "JPEG 图片",
    b"GIF8": "GIF 图片",
    b"II*\x00": "TIFF 图片",
    b"MM\x00*": "TIFF 图片",
    b"Rar!": "RAR 压缩包",
    b"7z\xbc\xaf": "7z 压缩包",
    b"\x1f\x8b": "gzip 压缩包",
    b"\x7fELF": "程序",
    b"MZ\x90\x00": "程序",
}
ZIP_KINDS = {"word/": ".docx", "xl/": ".xlsx"}
TEXT_SUFFIXES = {".txt", ".md"}


def check_file(path: Path) -> None:
    """Refuses a file that is missing, unreadable, empty, too large, or a zip that unpacks into a flood."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ReadError(f"{path}：是文件夹，不是文件；请给出其中的文件，或用 ingest add 加入整个文件夹")
        if not os.access(path, os.R_OK):
            raise ReadError(f"{path}：没有读取权限；请修改文件权限后再加入")
    except FileNotFoundError as err:
        raise ReadError(f"{path}：打不开，没有这个文件或文件夹；请检查路径") from err
    except OSError as err:
        raise ReadError(f"{path}：打不开（{err.strerror}）；请检查路径和权限") from err
    if not size:
        raise ReadError(f"{path}：是空文件（0 字节）；请重新导出或下载")
    if size > LARGEST:
        raise ReadError(
            f"{path}：{size // MEGABYTE} MB，超过上限 {LARGEST // MEGABYTE} MB；请拆分，或去掉其中的图片后再加入"
        )
    _check_zip(path, size)


def kind_of_file(path: Path) -> str:
    """The suffix of the format that a file really has; refuses pictures, archives and encrypted Office files."""
    suffix = path.suffix.lower()
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as err:
        raise ReadError(f"{path}：打不开（{err.strerror}）；请检查路径和权限") from err
    for mark, name in FOREIGN.items():
        if head.startswith(mark):
            raise ReadError(f"{path}：内容是{name}，不是规划文本；请加入原来的文档，或先转换为 PDF")
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(path)
    if head.startswith(OLE):
        return _ole_kind(path)
    if suffix in {".docx", ".xlsx", ".pdf"} and b"\x00" in head:
        raise ReadError(f"{path}：文件已损坏，或不是 {suffix} 文件；请重新导出或下载")
    if suffix not in TEXT_SUFFIXES and (suffix in {".html", ".htm"} or HTML.search(head)):
        return ".html"
    if suffix in {".docx", ".xlsx", ".pdf", ".doc"}:
        return _text_or_refuse(path, head, suffix)
    return ".html" if suffix == ".txt" and HTML.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")) else suffix


def _text_or_refuse(path: Path, head: bytes, suffix: str) -> str:
    """A text or RTF file under an Office name: RTF goes to LibreOffice, readable text is text, the rest is damaged."""
    if head.startswith(b"{\\rtf"):
        return ".doc"
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as err:
        if err.start < len(head) - 4:
            raise ReadError(f"{path}：文件已损坏，或不是 {suffix} 文件；请重新导出或下载") from err
    return ".txt"


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as err:
        raise ReadError(f"{path}：文件已损坏（{err}）；请重新导出或下载") from err
    for folder, kind in ZIP_KINDS.items():
        if any(name.startswith(folder) for name in names):
            return kind
    raise ReadError(f"{path}：是压缩包，但不是 docx 或 xlsx 文件；请解压后加入其中的文档")


def _ole_kind(path: Path) -> str:
    """An old Office file by the streams its directory names."""
    data = path.read_bytes()
    if ENCRYPTED_OFFICE in data:
        raise ReadError(f"{path}：文件有密码；请在 Office 中去掉密码后再加入")
    if EXCEL_STREAM in data and "WordDocument".encode("utf-16-le") not in data:
        raise ReadError(f"{path}：是旧版 Excel 文件（.xls）；请在 Excel 或 WPS 中另存为 .xlsx 后再加入")
    return ".doc"


def _check_zip(path: Path, size: int) -> None:
    """Refuses an archive whose parts unpack to more than any plan needs; says nothing about what is no archive."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            locked = any(part.flag_bits & 1 for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as err:
        raise ReadError(f"{path}：文件已损坏（{err}）；请重新导出或下载") from err
    if locked:
        raise ReadError(f"{path}：压缩内容有密码；请去掉密码后再加入")
    flood = unpacked > SUSPICIOUS_UNPACKED and unpacked > SUSPICIOUS_RATIO * size
    if unpacked > LARGEST_UNPACKED or flood:
        raise ReadError(
            f"{path}：解压后有 {unpacked // MEGABYTE} MB（文件本身 {size // 1024} KB），疑似压缩炸弹，未打开；如确为规划文件，请另存为新文件后再加入"
        )
