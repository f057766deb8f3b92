"""What of an entity's name counts when two are compared: places, numbers, the distinctive part; words are data."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.extract.names.bodies import Bodies
from kg.extract.names.identity import industry_key
from kg.extract.names.places import Places, national_places
from kg.extract.words.vocabulary import gather
from kg.extract.words.wordlists import any_of, longest_first, rows_in, words_by_key, words_in
from kg.gazetteer import load_gazetteer
from kg.ontology import load_ontology
from kg.records import Entity
from kg.text.normalize import fold
from kg.text.numbers import parse_number

SIGNS = re.compile(r'["《》·]')
BRACKET = re.compile(r"\(([^()]*)\)")
HAN_NUMBER = "一二三四五六七八九十百"
NUMBER = re.compile(
    rf"(?P<han>[{HAN_NUMBER}]+)(?=期|号|批|届|标段|分厂|厂房|区块|分园|园区|车间)|第(?P<nth>[{HAN_NUMBER}]+)"
    r"|(?P<plan>十[一二三四五六七八九]五)|(?P<digits>\d+(?:\.\d+)?)|(?P<letter>(?<![a-z])[a-z](?=[区座栋地]))"
    r"|(?P<stem>[甲乙丙丁](?=[类区方组栋]))|(?P<side>[东西南北](?=[区园院厂校]))"
)


@dataclass(frozen=True)
class Words:
    """vocabularies/identity.yaml, ready for use."""

    legal: re.Pattern[str]
    trade: re.Pattern[str]
    tails: Mapping[str, tuple[str, ...]]
    same: Mapping[str, Mapping[str, str]]
    status: frozenset[str]
    one_in_region: frozenset[str]
    generic: frozenset[str]  # names that mean no single thing: heads of classes and generic words
    changes: Mapping[tuple[str, str], tuple[str, int]]  # (earlier, later function) → renamed | reformed, year
    plates: tuple[tuple[bool, frozenset[str], int], ...]  # (of one region?, names, year)


@dataclass(frozen=True)
class Thing:
    """An entity as the features see it; everything folded."""

    id: str
    type: str
    name: str  # as shown to people
    key: str
    aliases: frozenset[str]  # folded, without those that many things may bear
    places: tuple[str, ...]  # regions in front of the name or in a bracket
    body: str  # the key without brackets and without words at its end that may be lacking
    rest: str  # the body without places in front
    brackets: tuple[str, ...]
    numbers: frozenset[str]
    scope: str = ""  # the region within which the name means one thing
    core: str = ""  # a company's or institution's name without place and legal form
    function: str = ""  # a body's function
    plates: frozenset[int] = frozenset()  # places in the words' list of bodies with two name plates
    row: tuple[str, str] = ("", "")  # (document, number) of a table's row
    known: frozenset[str] = frozenset()  # rows of the gazetteer that bear the name


class Describer:
    """Entities → things, by the words of the ontology and the regions of the country."""

    def __init__(self, words: Words, bodies: Bodies, places: Places, known: Mapping[tuple[str, str], set[str]]) -> None:
        self.words = words
        self.known = known
        self.places = places
        self.bodies = bodies

    def describe(self, entity: Entity) -> Thing:
        """The thing of an entity; nothing of the entity is lost, it is looked up by the same id."""
        key = self._key(entity.type, entity.name)
        brackets = tuple(BRACKET.findall(key))
        plain = BRACKET.sub("", key)
        front, rest = self.places.front(plain)
        inside = tuple(self.places.full(text) for text in brackets if self.places.rows(text))
        if len(rest) < 3 and rest not in self.words.one_in_region:
            front, rest = front[: len(front) - 1], plain.removeprefix("".join(front[: len(front) - 1]))
        parts = self.bodies.take_apart(entity.name) if entity.type == "Department" else None
        return Thing(
            entity.id,
            entity.type,
            entity.name,
            key,
            frozenset(self._distinct(entity.type, entity.aliases)),
            (*front, *inside) if not parts else (),
            self._bare(entity.type, plain),
            self._bare(entity.type, rest),
            brackets,
            numbers_of(key),
            fold(entity.region),
            self.words.legal.sub("", rest) if entity.type in ("Enterprise", "Institution") else "",
            parts.function if parts else "",
            self._plates(fold(entity.region), parts.function) if parts else frozenset(),
            (str(entity.properties.get("document_id", "")), str(entity.properties.get("number", ""))),
            frozenset(self.known.get((entity.type, fold(entity.name)), ())),
        )

    def within(self, uppers: Mapping[str, str]) -> "Describer":
        """The same, with the regions above others that documents tell."""
        return Describer(self.words, self.bodies, self.places.with_uppers(uppers), self.known)

    def former(self, entities: Iterable[Entity]) -> frozenset[str]:
        """The ids of bodies under a name that a reform has ended."""
        ended = {earlier for earlier, _ in self.words.changes}
        bodies = (entity for entity in entities if entity.type == "Department")
        parts = ((entity.id, self.bodies.take_apart(entity.name)) for entity in bodies)
        return frozenset(key for key, part in parts if part and part.function in ended)

    def _key(self, kind: str, name: str) -> str:
        key = SIGNS.sub("", fold(name))
        for long, short in self.words.same.get(kind, {}).items():
            key = key.replace(long, short)
        return industry_key(key) if kind == "Industry" else key

    def _plates(self, scope: str, function: str) -> frozenset[int]:
        rows = enumerate(self.words.plates)
        return frozenset(n for n, (own, names, _) in rows if (f"{scope}{function}" if own else function) in names)

    def _bare(self, kind: str, rest: str) -> str:
        for tail in self.words.tails.get(kind, ()):
            if rest.endswith(tail) and len(rest) - len(tail) >= 2:
                return rest[: -len(tail)]
        return rest

    def _distinct(self, kind: str, names: Iterable[str]) -> Iterable[str]:
        for name in names:
            if name and fold(name) not in self.words.generic:
                yield self._key(kind, name)


def numbers_of(key: str) -> frozenset[str]:
    """Numbers, ordinals, plan periods, letters and sides that tell a name from its neighbours: 二期, 第1, 十四五, a区."""
    found = set()
    for match in NUMBER.finditer(key):
        text = match.group(match.lastgroup or 0)
        value = parse_number(text) if match.lastgroup in ("han", "nth") else None
        found.add(f"{value:g}" if value is not None else text)
    return frozenset(found)


@cache
def national_describer() -> Describer:
    """The describer over the ontology that comes with us; made once a process."""
    ontology = load_ontology()
    vocabulary = gather(ontology)
    data = ontology.vocabulary("identity")
    entries = load_gazetteer()
    regions = [name for entry in entries if entry.type == "Region" for name in entry.names]
    known: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        for name in entry.names:
            known.setdefault((entry.type, fold(name)), set()).add(entry.id)
    heads = {fold(head) for cls in ontology.classes.values() for head in (*cls.heads, *cls.generic)}
    return Describer(words_from(data, frozenset(heads)), Bodies(vocabulary, regions), national_places(), known)


def words_from(data: Mapping[str, object], generic: frozenset[str]) -> Words:
    """The words of a parsed identity.yaml."""
    changes = {
        (str(row["from"]), str(row["to"])): (kind, int(str(row["year"])))
        for kind in ("renamed", "reformed")
        for row in rows_in(data[kind])
    }
    plates = tuple(
        (bool(row["region"]), frozenset(words_in(row["names"])), int(str(row["year"])))
        for row in rows_in(data["plates"])
    )
    return Words(
        re.compile(f"(?:{any_of(words_in(data['legal_forms']))})+$"),
        re.compile(f"(?:{any_of(words_in(data['trade_words']))})+$"),
        {kind: longest_first(tails) for kind, tails in words_by_key(data["loose_tails"]).items()},
        {str(kind): {str(a): str(b) for a, b in _map(pairs)} for kind, pairs in _map(data["same_words"])},
        frozenset(words_in(data["status_brackets"])),
        frozenset(words_in(data["one_in_region"])),
        generic,
        changes,
        plates,
    )


def _map(value: object) -> list[tuple[str, object]]:
    return list(value.items()) if isinstance(value, dict) else []
