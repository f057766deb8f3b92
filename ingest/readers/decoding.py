"""Bytes to text: the encodings Chinese offices use, and a clear refusal of what is no text."""

import re
from pathlib import Path

from kg.errors import ReadError

BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Field and cell marks that Word leaves in its own text exports are no sign of a binary file.
ODD_CONTROLS = re.compile(r"[\x00-\x06\x08\x0e-\x12\x16-\x1f]")
TOLERATED = 0.001  # of the text: a file cut off in mid-character, a slip of an older editor


def decode(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """The text and warnings; refuses binary content and says which byte shows it."""
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), "")
    if encoding:
        return _decode_as(data, encoding, path), ()
    if b"\x00" in data:
        place = data.index(b"\x00")
        raise ReadError(
            f"{path}：不是文本文件（第 {place + 1} 字节为空字节，文件可能是程序、图片或压缩包）；请用原来的软件打开后另存为 UTF-8 文本"
        )
    for name in ("utf-8", "gb18030"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        return _checked(text, path), ()
    return _patched(data, path)


def _decode_as(data: bytes, encoding: str, path: Path) -> str:
    try:
        return _checked(data.decode(encoding), path)
    except UnicodeDecodeError as err:
        raise ReadError(
            f"{path}：文件开头标明为 {encoding}，但第 {err.start + 1} 字节起无法按此解码；请重新导出该文件"
        ) from err


def _checked(text: str, path: Path) -> str:
    odd = len(ODD_CONTROLS.findall(text))
    if odd > max(2, TOLERATED * len(text)):
        raise ReadError(f"{path}：不是文本文件（含 {odd} 个控制字符）；请用原来的软件打开后另存为 UTF-8 文本")
    return text


def _patched(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    for name in ("utf-8", "gb18030"):
        text = data.decode(name, errors="replace")
        broken = text.count("\ufffd")
        if broken <= max(1, TOLERATED * len(text)) and len(text) > 20:
            return _checked(text, path), (f"文件中有 {broken} 处无法按 {name} 解码，已用“\ufffd”代替",)
    raise ReadError(
        f"{path}：无法识别的文字编码（试过 UTF-8、UTF-16、GB18030），或不是文本文件；请另存为 UTF-8 文本后再加入"
    )
