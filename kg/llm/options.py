"""The options of `python -m kg ask`: files to write, and what needs a language model; light, since every command's parser asks for them."""

import argparse
from pathlib import Path


def add_ask_options(parser: argparse.ArgumentParser) -> None:
    """The options of `ask` beside the question."""
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="把回答连同全部依据写成 Excel 文件")
    parser.add_argument("--docx", type=Path, metavar="FILE", help="把回答连同全部依据写成 Word 文件")
    parser.add_argument("--prose", action="store_true", help="请语言模型（KG_LLM_URL）据原文成文，只留核对过的句子")
    parser.add_argument(
        "--propose", action="store_true", help="没有找到答案时，请语言模型拟一条只读查询；只列出，不运行"
    )
    parser.add_argument("--run", dest="run_it", action="store_true", help="与 --propose 或 --cypher 同用：运行这条查询")
    parser.add_argument("--cypher", metavar="TEXT", help="看过的查询：不再请语言模型拟，直接核对；加 --run 运行")
