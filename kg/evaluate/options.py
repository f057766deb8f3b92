"""The options of `python -m kg evaluate`; light, since every command's parser asks for them."""

import argparse
from pathlib import Path


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the three uses: a gold folder, a sheet to be judged, a judged sheet."""
    add = parser.add_argument
    add("gold", nargs="?", type=Path, metavar="GOLD_DIR", help="folder of gold files to score against")
    add("--report", type=Path, metavar="FILE.html", help="with GOLD_DIR: write a page to read")
    add("--precision", type=int, metavar="N", help="draw N relations into --sheet, to be judged")
    add("--sheet", type=Path, metavar="FILE.xlsx", help="with --precision: where the sheet goes")
    add("--seed", type=int, default=1, help="with --precision: another seed draws others (default 1)")
    add("--judged", type=Path, metavar="FILE.xlsx", help="read a judged sheet back into a figure")
