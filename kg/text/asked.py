"""What a person typed, before anything is done with it."""

import re

from kg.errors import QueryError

BROKEN = re.compile("[\ud800-\udfff]")  # what Python makes of bytes that are no UTF-8
LONGEST_QUESTION = 2000  # characters; a longer text is a document, not a question


def check_text(text: str, owner: str) -> str:
    """The text without blanks at its ends; refuses none, what is no text, and more than LONGEST_QUESTION characters."""
    plain = text.strip()
    if BROKEN.search(plain):
        raise QueryError(f"{owner}中有不是文字的字节；请用 UTF-8 编码输入")
    if not plain:
        raise QueryError(f"{owner}是空的；请写明要找什么")
    if len(plain) > LONGEST_QUESTION:
        raise QueryError(
            f"{owner}有 {len(plain)} 个字，超过了 {LONGEST_QUESTION} 个字的上限；请缩短，长文请作为文件加入"
        )
    return plain
