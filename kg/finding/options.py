"""The options of `python -m kg search`; light, since every command's parser asks for them."""

import argparse
from pathlib import Path

from kg.calls import at_least

# Option → (field of SearchFilters, what it is limited to).
LIMITS = {
    "--document": ("documents", "文件名、标题或 id"),
    "--kind": ("kinds", "文件种类，如 规划、行动方案"),
    "--level": ("levels", "层级，如 市、区县"),
    "--region": ("regions", "地区"),
    "--period": ("periods", "规划期，如 2026-2030"),
    "--section": ("sections", "章节标题中的文字；写全一级标题时只在该章"),
    "--entity": ("entities", "提到的实体，名称或 id"),
    "--type": ("types", "提到的实体类型，如 Department"),
    "--passage": ("passages", "段落类别：text 正文、table_row 表格行、task 任务"),
}


def add_search_options(parser: argparse.ArgumentParser) -> None:
    """The options of `search` beside the query."""
    parser.add_argument("-k", type=at_least(1), default=10, metavar="N", help="返回几段（默认 10）")
    for option, (field, text) in LIMITS.items():
        parser.add_argument(
            option, dest=field, action="append", default=[], metavar="V", help=f"只在其中检索：{text}；可以多次给出"
        )
    parser.add_argument("--all", action="store_true", help="列出全部命中（达到相关程度的每一处），附总数")
    parser.add_argument(
        "--order", choices=["relevance", "document"], default="relevance", help="按相关程度（默认）或按文件中的先后"
    )
    parser.add_argument(
        "--per-section", type=at_least(0), default=3, metavar="N", help="前十段中同一章节最多几段正文（默认 3；0 不限）"
    )
    parser.add_argument(
        "--rerank", default="", metavar="MODEL", help="用本机的重排模型（cross-encoder，名称或文件夹）重读最前的段落"
    )
    parser.add_argument("--facets", action="store_true", help="附命中总数和各文件、地区、章节等的计数")
    parser.add_argument("--context", action="store_true", help="附每段的前一段和后一段")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="把结果连同出处写成 Excel 文件")
    parser.add_argument("--docx", type=Path, metavar="FILE", help="把结果连同出处写成 Word 文件")
