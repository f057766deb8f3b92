"""Expressions and paths of a proposed query: every name in them is bound, of the ontology, or of a closed list."""

from collections.abc import Collection

from kg.llm.known import Known
from kg.llm.tokens import Reader, refuse

MOST_HOPS = 3
MOST_STEPS, DEEPEST = 10, 12
# fmt: off
FUNCTIONS = frozenset((
    "COUNT", "COLLECT", "SUM", "AVG", "MIN", "MAX", "SIZE", "COALESCE", "LABELS", "TYPE", "HEAD", "LAST", "ABS", "ROUND",
    "TOLOWER", "TOUPPER", "TRIM", "TOINTEGER", "TOFLOAT", "TOSTRING", "SUBSTRING", "SPLIT",
))
ON_THINGS = frozenset({"COUNT", "LABELS", "TYPE"})
EACH = frozenset({"ANY", "ALL", "NONE", "SINGLE"})
KEYWORDS = frozenset((
    "MATCH", "OPTIONAL", "WHERE", "WITH", "UNWIND", "RETURN", "DISTINCT", "AS", "ORDER", "BY", "ASC", "DESC", "SKIP",
    "LIMIT", "AND", "OR", "XOR", "NOT", "IN", "IS", "NULL", "TRUE", "FALSE", "CONTAINS", "STARTS", "ENDS", "CASE", "WHEN",
    "THEN", "ELSE", "END", "EXISTS",
))
REFUSED = frozenset((  # only to say why: none of them is in the grammar
    "CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "FOREACH", "INSERT", "CALL", "YIELD", "LOAD", "CSV",
    "USE", "SHOW", "DROP", "ALTER", "GRANT", "DENY", "REVOKE", "TERMINATE", "START", "STOP", "UNION", "PROFILE", "EXPLAIN",
    "CYPHER", "USING", "FINISH", "PERIODIC", "COMMIT", "APOC", "DB", "DBMS",
))
# fmt: on
COMPARING = frozenset({"=", "<>", "<", ">", "<=", ">=", "-", "*", "/", "%", "AND", "OR", "XOR", "IN", "CONTAINS"})
NODE, RELATION, VALUE = "node", "relation", "value"


class Expressions(Reader):
    """A query's tokens with the names bound so far; each method reads one form or refuses the query."""

    def __init__(self, text: str, known: Known) -> None:
        super().__init__(text)
        self._known = known
        self._properties = known.properties
        self._bound: dict[str, str] = {}  # name → NODE, RELATION or VALUE
        self._depth = self._steps = 0

    def _expression(self) -> str:
        """An expression; its kind is that of a bare name, else VALUE."""
        self._depth += 1
        if self._depth > DEEPEST:
            refuse("括号套得太深", self.peek().place)
        kind = self._operand()
        while self._operator():
            self._operand()
            kind = VALUE
        self._depth -= 1
        return kind

    def _operator(self) -> bool:
        if self.peek().kind != "string" and self.peek().key in COMPARING:
            self.take()
            return True
        return self.has("STARTS", "WITH") or self.has("ENDS", "WITH")

    def _operand(self) -> str:
        while self.has("NOT") or self.has("-"):
            pass
        kind = self._atom()
        while True:
            if self.has("."):
                token = self.name("属性")
                self._check_property(token.text, token.place)
            elif self.has("["):
                self._slice()
            elif kind != VALUE and self.has(":"):
                self._labels({*self._known.labels, *self._known.relations})
            elif not (self.has("IS", "NOT", "NULL") or self.has("IS", "NULL")):
                return kind
            kind = VALUE

    def _slice(self) -> None:
        """[0], [0..3], [..3]: numbers alone, for a string would read a property by its name."""
        if not self.has(".."):
            self.whole("位置", least=0, most=1000)
            self.has("..")
        if self.peek().text != "]":
            self.whole("位置", least=0, most=1000)
        self.need("]")

    def _atom(self) -> str:
        token = self.peek()
        if token.kind in ("string", "number"):
            self.take()
        elif token.text == "(":
            self._bracket()
        elif token.text == "[":
            self._list()
        elif token.text == "{":
            self._map(properties=False)
        else:
            return self._word()
        return VALUE

    def _bracket(self) -> None:
        """(an expression), or a path that has to exist: (a)-[:R]->(b)."""
        close, open_ = self.at, 0
        for close in range(self.at, len(self.tokens)):
            open_ += (self.tokens[close].text == "(") - (self.tokens[close].text == ")")
            if not open_:
                break
        after = "".join(token.text for token in self.tokens[close + 1 : close + 3])
        if after in ("-[", "--", "<-"):
            before = set(self._bound)
            self._path()
            if set(self._bound) != before:
                refuse("WHERE 中的路径不能引入新名称，请用 EXISTS { MATCH … }", self.peek().place)
            return
        self.need("(")
        self._expression()
        self.need(")")

    def _list(self) -> None:
        self.need("[")
        if self.peek().kind == "word" and self.peek(1).key == "IN":
            self._each()
            if self.has("|"):
                self._expression()
        elif self.peek().text != "]":
            self._expression()
            while self.has(","):
                self._expression()
        self.need("]")

    def _each(self) -> None:
        """x IN list WHERE …"""
        self._bind(VALUE)
        self.need("IN")
        self._operand()
        self._where()

    def _word(self) -> str:
        token = self.name("值或名称")
        after = self.peek().text
        if token.key in ("TRUE", "FALSE", "NULL"):
            return VALUE
        if token.key == "CASE":
            self._case()
        elif token.key in ("EXISTS", "COUNT") and after == "{":
            self._subquery()
        elif after == "(":
            self._call(token.key, token.text)
        elif token.text in self._bound:
            return self._bound[token.text]
        else:
            refuse(f"不认识 {token.text}", token.place)
        return VALUE

    def _case(self) -> None:
        if self.peek().key != "WHEN":
            self._expression()
        while self.has("WHEN"):
            self._expression()
            self.need("THEN")
            self._expression()
        if self.has("ELSE"):
            self._expression()
        self.need("END")

    def _subquery(self) -> None:
        outer = dict(self._bound)
        self.need("{")
        self.has("MATCH")
        self._paths()
        self._where()
        self.need("}")
        self._bound = outer

    def _call(self, key: str, text: str) -> None:
        place = self.peek().place
        if key not in FUNCTIONS | EACH:
            refuse(f"不能调用 {text}", place)
        self.need("(")
        if key in EACH:
            self._each()
        elif not (key == "COUNT" and self.has("*")):
            self.has("DISTINCT")
            if self._expression() != VALUE and key not in ON_THINGS:
                refuse(f"{text} 只能用于属性", place)
            while self.has(","):
                self._expression()
        self.need(")")

    def _paths(self) -> None:
        self._path()
        while self.has(","):
            self._path()

    def _path(self) -> None:
        """A chain of nodes and relations; its names are bound."""
        if self.peek().kind == "word":
            refuse("路径不能命名，也不能用 shortestPath", self.peek().place)
        first = self.peek(1)
        is_known = self._node()
        if not is_known and self.peek().text not in ("-", "<"):
            refuse("单独的节点须写明类名，如 (n:Park)", first.place)
        while self.peek().text in ("-", "<"):
            self._steps += 1
            if self._steps > MOST_STEPS:
                refuse(f"超过 {MOST_STEPS} 段关系", self.peek().place)
            self._relation()
            self._node()

    def _node(self) -> bool:
        """One node; whether it is labelled, or bound before."""
        self.need("(")
        is_old = self.peek().text in self._bound
        is_labelled = self._thing(NODE)
        self.need(")")
        return is_labelled or is_old

    def _relation(self) -> None:
        self.has("<")
        self.need("-")
        self.need("[")
        if not self._thing(RELATION):
            refuse("关系须写明类型，如 [:LOCATED_IN]", self.peek().place)
        self.need("]")
        self.need("-")
        self.has(">")

    def _thing(self, kind: str) -> bool:
        """What stands in the brackets of a node or a relation; whether it is labelled or typed."""
        if self.peek().kind == "word":
            self._bind(kind)
        is_labelled = self.has(":")
        if is_labelled:
            self._labels(self._known.labels if kind == NODE else self._known.relations)
        if kind == RELATION and self.has("*"):
            self._bounds()
        if self.peek().text == "{":
            self._map(properties=True)
        return is_labelled

    def _labels(self, known: Collection[str]) -> None:
        while True:
            token = self.name("类名或关系名")
            if token.text not in known:
                refuse(f"本体中没有 {token.text}", token.place)
            if not (self.has("|") or self.has(":")):
                return
            self.has(":")  # [:A|:B], as older Cypher wrote it

    def _bounds(self) -> None:
        """*n, *n..m, *..m: never without an end."""
        place = self.peek().place
        if self.peek().kind == "number":
            least = self.whole("步数", least=0, most=MOST_HOPS)
            if not self.has(".."):
                return
        else:
            least = 0
            if not self.has(".."):
                refuse(f"路径须有上限，如 *1..{MOST_HOPS}", place)
        if self.peek().kind != "number":
            refuse(f"路径须有上限，如 *1..{MOST_HOPS}", place)
        self.whole("步数", least=least, most=MOST_HOPS)

    def _map(self, *, properties: bool) -> None:
        self.need("{")
        while True:
            key = self.name("键")
            if properties:
                self._check_property(key.text, key.place)
            self.need(":")
            self._expression()
            if not self.has(","):
                break
        self.need("}")

    def _check_property(self, name: str, place: int) -> None:
        if name not in self._properties:
            refuse(f"没有属性 {name}", place)

    def _where(self) -> None:
        if self.has("WHERE"):
            self._expression()

    def _new(self) -> str:
        token = self.name("名称")
        if token.key in KEYWORDS | REFUSED or len(token.text) > 40:
            refuse(f"{token.text} 不能作名称", token.place)
        return token.text

    def _bind(self, kind: str) -> None:
        place, name = self.peek().place, self._new()
        if self._bound.setdefault(name, kind) != kind:
            refuse(f"{name} 已另有所指", place)
