"""The options of `python -m kg brief`; light, since every command's parser asks for them."""

import argparse
from pathlib import Path


def add_brief_options(parser: argparse.ArgumentParser) -> None:
    """The subject and what becomes of it."""
    parser.add_argument(
        "subject", nargs="?", default="", metavar="SUBJECT", help="主题、问题、部门、产业，或要比较的第一份文件"
    )
    parser.add_argument(
        "--kind", default="", metavar="KIND", help="theme、question、department、industry、comparison；不写时由主题判断"
    )
    parser.add_argument("--with", dest="other", default="", metavar="DOCUMENT", help="要比较的第二份文件")
    parser.add_argument("--template", default="", metavar="NAME", help="模板名称；不写时取适用的第一个")
    parser.add_argument("--templates", action="store_true", help="只列出模板")
    parser.add_argument("--sections", default="", metavar="LIST", help="只写这几部分，如 摘要,任务分工表,附：来源")
    parser.add_argument(
        "--draft", action="store_true", help="请语言模型起草摘要（须先设置 KG_LLM_URL），注明由模型起草"
    )
    parser.add_argument("--quotes", action="store_true", help="在来源部分附上所引原文")
    parser.add_argument("--out", type=Path, metavar="FILE", help="写到哪个文件：.docx 或 .md")
