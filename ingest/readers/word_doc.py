"""Old Word files (.doc, .rtf under that name): converted by LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from ingest.blocks import Reading
from ingest.readers import word_docx
from kg.errors import ReadError

PROGRAMS = ("soffice", "libreoffice")
LONGEST_SECONDS = 180


def read(path: Path) -> Reading:
    """The blocks of a .doc; without LibreOffice an error that says what to do."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ReadError(
            f"{path}：旧版 Word 文件（.doc）需要 LibreOffice 转换，本机没有安装；请安装 LibreOffice，或在 Word、WPS 中另存为 .docx 后再加入"
        )
    with tempfile.TemporaryDirectory() as folder:
        reading = word_docx.read(_convert(program, path, Path(folder)))
    return replace(reading, warnings=("由 LibreOffice 从 .doc 转换而来，请核对表格", *reading.warnings))


def _convert(program: str, path: Path, folder: Path) -> Path:
    """The .docx that LibreOffice makes of a copy; a profile of its own lets it run beside an open window."""
    source = folder / "source.doc"
    shutil.copyfile(path, source)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "docx"]
    try:
        subprocess.run(
            [*command, "--outdir", str(folder), str(source)], capture_output=True, timeout=LONGEST_SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError) as err:
        raise ReadError(f"{path}：LibreOffice 转换失败（{err}）；请在 Word 或 WPS 中另存为 .docx 后再加入") from err
    target = folder / "source.docx"
    if not target.is_file():
        raise ReadError(
            f"{path}：LibreOffice 没有转换出文件，原文件可能已损坏；请在 Word 或 WPS 中另存为 .docx 后再加入"
        )
    return target
