"""The part of Cypher that a proposed query may be written in; whatever does not parse as it is refused.

A grammar of what is allowed and no list of what is forbidden: MATCH, OPTIONAL MATCH, WITH, UNWIND, WHERE and one RETURN
with LIMIT at the end. There is no clause in it that writes, calls, loads or starts another statement, no path without
a bound, and no function that could make much out of little.
"""

from kg.graph.base import MOST_ROWS
from kg.llm.expressions import REFUSED, VALUE, Expressions
from kg.llm.known import Known, load_known
from kg.llm.tokens import refuse

MOST_CLAUSES = 8


def prove(text: str, known: Known | None = None) -> str:
    """The query without blanks and a stop at its ends; a QueryError says where it leaves what is proven to read only."""
    plain = text.strip().removesuffix(";").rstrip()
    _Query(plain, known or load_known()).read()
    return plain


class _Query(Expressions):
    """Reads one query from its first clause to its end."""

    def read(self) -> None:
        """Takes every token, or refuses the query."""
        for _ in range(MOST_CLAUSES):
            if self.has("RETURN"):
                self._return()
                return
            self._clause()
        refuse(f"超过 {MOST_CLAUSES} 个子句", self.peek().place)

    def _clause(self) -> None:
        if self.has("MATCH") or self.has("OPTIONAL", "MATCH"):
            self._paths()
            self._where()
        elif self.has("UNWIND"):
            self._expression()
            self.need("AS")
            self._bind(VALUE)
        elif self.has("WITH"):
            self._bound = self._items()
            self._tail(required=False)
            self._where()
        else:
            token = self.peek()
            reason = "会写入、调用或另起语句，不允许" if token.key in REFUSED else "不是允许的子句"
            refuse(f"{token.text or '结尾'} {reason}", token.place)

    def _return(self) -> None:
        self._bound |= self._items(final=True)
        self._tail(required=True)
        if self.peek().kind != "end":
            refuse(f"RETURN … LIMIT 之后不能再有 {self.peek().text}", self.peek().place)

    def _items(self, *, final: bool = False) -> dict[str, str]:
        """The names that WITH or RETURN gives on."""
        self.has("DISTINCT")
        given: dict[str, str] = {}
        while True:
            first, kind = self.peek(), self._expression()
            alone = self.tokens[self.at - 1] is first
            if final and kind != VALUE:
                refuse(f"请返回 {first.text} 的属性，不要返回整个节点或关系", first.place)
            if self.has("AS"):
                given[self._new()] = kind
            elif alone and first.kind == "word":
                given[first.text] = kind
            elif not final:
                refuse("WITH 中的算式须用 AS 命名", self.peek().place)
            if not self.has(","):
                return given

    def _tail(self, *, required: bool) -> None:
        if self.has("ORDER", "BY"):
            while True:
                self._expression()
                self.has("ASC") or self.has("DESC")
                if not self.has(","):
                    break
        if self.has("SKIP"):
            self.whole("SKIP ", least=0, most=100_000)
        if required and self.peek().key != "LIMIT":
            refuse(f"RETURN 之后须有 LIMIT，且不超过 {MOST_ROWS}", self.peek().place)
        if self.has("LIMIT"):
            self.whole("LIMIT ", least=1, most=MOST_ROWS)
