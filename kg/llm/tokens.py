"""A proposed query cut into tokens, by a closed list of signs: what is not on it (`;`, comments, `$`, backticks,
backslashes, letters of other scripts outside of strings) is refused, so that nothing can hide in it."""

import re
from dataclasses import dataclass
from typing import NoReturn

from kg.errors import QueryError

LONGEST = 3_000
TOKEN = re.compile(
    r"(?P<blank>[ \n]+)"
    r"|(?P<string>'[^'\n]*'|\"[^\"\n]*\")"
    r"|(?P<number>\d{1,12}(?:\.\d{1,6})?(?![\w]))"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign><>|<=|>=|\.\.|[()\[\]{},:.|*=<>/%-])",
    re.ASCII,
)
HIDING = re.compile(r"//|/\*|\*/|['\"`\\;$]|[^\x20-\x7e\u00b7\u2013-\u2026\u3000-\u9fff\uff00-\uffef]")
TOLD = {";": "只能有一条语句", "`": "不能用反引号", "\\": "不能用反斜杠", "$": "不能用参数，请直接写值"}


@dataclass(frozen=True)
class Token:
    """One sign, word, number or string; `kind` is the group of TOKEN, `end` for what follows the last."""

    kind: str
    text: str
    place: int

    @property
    def key(self) -> str:
        """A word as keywords are compared."""
        return self.text.upper() if self.kind == "word" else self.text


def refuse(reason: str, place: int) -> NoReturn:
    """Raises the QueryError that says where and why a query is not run."""
    raise QueryError(f"查询第 {place + 1} 个字符处：{reason}；只运行已证明只读的查询，请改写")


def tokenize(text: str) -> list[Token]:
    """All tokens with `end` as the last; a QueryError for any sign that is not on the list."""
    if len(text) > LONGEST:
        refuse(f"超过 {LONGEST} 个字符", LONGEST)
    tokens, place = [], 0
    while place < len(text):
        match = TOKEN.match(text, place)
        if text.startswith(("//", "/*"), place):
            refuse("不能有注释", place)
        if text.startswith("--", place):
            refuse("关系须写明类型，如 -[:LOCATED_IN]->", place)
        if match is None:
            refuse(TOLD.get(text[place], f"不认识 {text[place]!r}"), place)
        if match.lastgroup == "string" and HIDING.search(match[0][1:-1]):
            refuse("字符串中有引号、反斜杠、注释记号或别的特殊符号", place)
        if match.lastgroup and match.lastgroup != "blank":
            tokens.append(Token(match.lastgroup, match[0], place))
        place = match.end()
    return [*tokens, Token("end", "", len(text))]


class Reader:
    """The tokens of a query, taken one by one."""

    def __init__(self, text: str) -> None:
        self.tokens = tokenize(text)
        self.at = 0

    def peek(self, ahead: int = 0) -> Token:
        """A token to come; `end` beyond the last."""
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def take(self) -> Token:
        """The next token."""
        token = self.peek()
        self.at += 1
        return token

    def has(self, *keys: str) -> bool:
        """Whether these keys come next, in this order; takes them if so."""
        if all(self.peek(ahead).kind != "string" and self.peek(ahead).key == key for ahead, key in enumerate(keys)):
            self.at += len(keys)
            return True
        return False

    def need(self, *keys: str) -> None:
        """Takes these keys or refuses the query."""
        if not self.has(*keys):
            found = self.peek().text or "结尾"
            refuse(f"这里应是 {' '.join(keys)}，却是 {found}", self.peek().place)

    def name(self, what: str) -> Token:
        """Takes a word."""
        token = self.take()
        if token.kind != "word":
            refuse(f"这里应是{what}，却是 {token.text or '结尾'}", token.place)
        return token

    def whole(self, what: str, *, least: int, most: int) -> int:
        """Takes a whole number within these bounds."""
        token = self.take()
        if token.kind != "number" or not token.text.isdigit() or not least <= int(token.text) <= most:
            refuse(f"{what}须是 {least} 到 {most} 的整数", token.place)
        return int(token.text)
