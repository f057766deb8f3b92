"""Makes the sample plans of an invented district from samples/source: `python -m scripts.make_samples [FOLDER]`.

The same texts always give the same files, so that a change shows in the texts, not in the files.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from scripts.sample_docx import write_docx
from scripts.sample_html import write_html
from scripts.sample_pdf import write_pdf
from scripts.sample_source import Block, Source, load_source, without_notes

ROOT = Path(__file__).resolve().parent.parent
TEXTS, PLANS = ROOT / "samples" / "source", ROOT / "samples" / "plans"
WIDTH = 80  # columns on a line of the old text export; a Chinese sign takes two


def write_txt(source: Source, path: Path) -> None:
    """The text as an old export: GB18030, lines broken at a fixed width, one cell of a table a line."""
    lines = [line for block in source.blocks for line in lines_of(block)]
    path.write_bytes("\r\n".join([*lines, ""]).encode("gb18030"))


def lines_of(block: Block) -> list[str]:
    """The lines of one block."""
    if block.kind == "table":
        return ["", *(line for row in block.grid for line in [*(f"\t{cell}" for cell in row), ""])]
    if block.kind in ("page", "box"):
        return [""]
    text = block.number + without_notes(block.text)
    if block.kind == "right":
        return [f"{text:　>{WIDTH // 2}}"]
    lines, room = ["　　" if block.kind == "text" else ""], WIDTH - 4
    for sign in text:
        width = 1 if sign.isascii() else 2
        if room < width:
            lines.append("")
            room = WIDTH
        lines[-1] += sign
        room -= width
    return lines


WRITERS: dict[str, Callable[[Source, Path], None]] = {
    ".docx": write_docx,
    ".html": write_html,
    ".pdf": write_pdf,
    ".txt": write_txt,
}


def make_samples(folder: Path) -> list[Path]:
    """Writes every sample plan into a folder and returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for text in sorted(TEXTS.glob("*.txt")):
        source = load_source(text)
        path = folder / source.facts["file"]
        WRITERS[path.suffix](source, path)
        made.append(path)
    return made


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PLANS)
    for sample in make_samples(parser.parse_args().folder):
        print(sample)
