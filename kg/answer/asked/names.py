"""Which entities of the graph a question's words mean: whole names, short forms, and parts of long names."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.answer.asked.called import AREA_END, SMALL_AREA, Named, body_root, short_forms
from kg.answer.asked.name_parts import FUZZY_TYPES, Link, NameParts
from kg.answer.asked.title_forms import is_other_level
from kg.answer.asked.tokens import lex
from kg.answer.context import Row
from kg.answer.folding import fold
from kg.extract.words.lexer import NAME_TAGS

CLUSTER_END = re.compile(r"(?:产业)?(?:集群|联盟|联合体)$")
GROUPED = re.compile("(?<=[区园城港谷镇])组团$")  # a plan's word for a part of its map, behind the place's own name
SHORTEST_CORE = 4
SIDE = re.compile("[东西南北]区")  # the only ends of two characters that tell anything
BODIED = ("Park", "Enterprise", "Institution", "Region")  # what a plan may name as the body that answers for a task
SHORTEST_ROOT = 3
END_TYPES = ("Park", "Platform", "Institution", "Department")
CUTS = (2, 3)  # characters by which a park's name begins
LONGEST_NAME = 60
NAMING_TAGS = ("n", "vn", "an", "a", "b", "TIME", "ORG", "LOC")


class NameIndex:
    """All names of the graph, ready to be found in a question."""

    def __init__(
        self,
        entities: Sequence[Named],
        heads: Mapping[str, Sequence[str]],
        bodies: Mapping[str, Sequence[str]] | None = None,
        loose: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.entities = tuple(entities)
        self.by_id = {entity.id: entity for entity in self.entities}
        self._heads = {
            label: tuple(sorted((fold(head) for head in words), key=len, reverse=True))
            for label, words in heads.items()
        }
        self._whole: dict[str, list[Named]] = defaultdict(list)
        self._short: dict[str, list[Named]] = defaultdict(list)
        self._ends: set[str] = set()  # those of them that are nothing but the end of one name
        for entity in self.entities:
            names = {fold(name) for name in (entity.name, *entity.aliases)}
            for name in names:
                self._whole[name].append(entity)
            for form in short_forms(entity, bodies) - names:
                self._short[form].append(entity)
        self._plain = {word for words in self._heads.values() for word in words}
        self._bodies: dict[str, list[Named]] = defaultdict(list)
        for entity in self.entities:
            for root in (
                {body_root(name) for name in (entity.name, *entity.aliases)} if entity.type == "Department" else ()
            ):
                self._bodies[root] += [entity] if len(root) >= SHORTEST_ROOT else []
        self._add_loose(loose or {})
        self._parts = NameParts(self.entities)
        self._add_clusters()
        self._add_same_parks()
        self._add_offices()
        self._add_ends()
        self._add_beginnings()
        self._add_cuts()

    def _add_loose(self, loose: Mapping[str, Sequence[str]]) -> None:
        """科技局 for 科信局 where no body of the plans is a 科技局."""
        added: dict[str, list[Named]] = defaultdict(list)
        for entity in self.entities if loose else ():
            for form in short_forms(entity, loose) if entity.type == "Department" else ():
                if form not in self._whole and form not in self._short:
                    added[form].append(entity)
        self._short.update(added)

    def _add_clusters(self) -> None:
        """智能家电集群 is also asked of as the industry 智能家电, whatever place stands before it."""
        industries = {form: one for one in self.entities if one.type == "Industry" for form in short_forms(one)}
        areas = {form for one in self.entities if one.type == "Region" for form in (fold(one.name), *short_forms(one))}
        for entity in self.entities:
            if entity.type == "Cluster":
                name = fold(entity.name)
                core = CLUSTER_END.sub("", name)
                starts = [start for start in range(len(core) - 1) if not start or core[:start] in areas]
                found = next((industries[core[start:]] for start in starts if core[start:] in industries), None)
                self._whole[name] += [found] if found else []

    def _add_same_parks(self) -> None:
        """甲县商务区, 商务区 and 甲县商务区组团, all of one region, are one place: each name stands for all."""
        cores: dict[tuple[str, str], list[Named]] = defaultdict(list)
        for entity in self.entities:
            if entity.type == "Park" and entity.region:
                core = GROUPED.sub("", fold(entity.name)).removeprefix(fold(AREA_END.sub("", entity.region)))
                if len(core) >= SHORTEST_CORE:
                    cores[entity.region, core].append(entity)
        for same in cores.values():
            for name in {fold(one.name) for one in same}:
                self._whole[name] += [one for one in same if one not in self._whole[name]]

    def _add_offices(self) -> None:
        """某园管委会 for the 某园 that a plan names as a body, by all names of the park."""
        for park in self.entities:
            names = {fold(name) for name in (park.name, *park.aliases)} if park.type == "Park" else set()
            held = {one.id: one for name in names for one in self._bodies.get(name, ())}
            for form in {f"{name}{end}" for name in names for end in ("管委会", "管理委员会")} - self._whole.keys():
                self._short[form] += [one for one in held.values() if one not in self._short[form]]

    def _add_ends(self) -> None:
        """密云园 for 中关村密云园: the end of one name only of its type, and no bare kind of thing."""
        ends: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entity in self.entities:
            if entity.type in END_TYPES:
                for name in {fold(name) for name in (entity.name, *entity.aliases)}:
                    for size in range(2, len(name)):
                        if size > 2 or SIDE.fullmatch(name[-2:]):
                            ends[entity.type, name[-size:]].add(entity.id)
        bare = {head[at:] for heads in self._heads.values() for head in heads for at in range(len(head))}
        for (_, form), holders in ends.items():
            # 试基地 of 中试基地 begins within a word
            if len(holders) == 1 and form not in bare and form not in self._whole and not form[0].isdigit():
                holder = self.by_id[next(iter(holders))]
                self._ends |= {form} - self._short.keys()
                self._short[form] += [] if holder in self._short[form] else [holder]

    def _add_beginnings(self) -> None:
        """康辰 for 康辰药业: the first two characters of one enterprise only, used in no name of a thing of another kind."""
        firsts: dict[str, dict[str, str]] = defaultdict(dict)
        for entity in self.entities:
            if entity.type == "Enterprise":
                core = min(short_forms(entity) | {fold(entity.name)}, key=len)
                firsts[core[:2]][entity.id] = core
        for first, cores in firsts.items():
            kinds = self._parts.types_with(first)
            shortest = min(cores.values(), key=len)
            same = all(core.startswith(shortest) for core in cores.values())
            if same and kinds <= {"Enterprise", "Project"} and first not in self._whole:
                self._short[first].extend(self.by_id[holder] for holder in cores)

    def _add_cuts(self) -> None:
        """望汀产业园 for 望汀生物医药产业园: how one park alone begins and ends; a larger area or an industry begins several."""
        areas = [one for one in self.entities if one.type == "Region" and not SMALL_AREA.search(one.name)]
        common = {form for one in areas for form in (fold(one.name), *short_forms(one))}
        common |= {fold(one.name)[:size] for one in self.entities if one.type == "Industry" for size in CUTS}
        cuts: dict[str, set[str]] = defaultdict(set)
        for entity in self.entities:
            for name in {fold(name) for name in (entity.name, *entity.aliases)} if entity.type == "Park" else ():
                head = next((head for head in self._heads.get("Park", ()) if name.endswith(head)), "")
                kinds = {head, "园区"} if head.endswith("园") else {head}
                starts = [name[:size] for size in CUTS if len(name) - len(head) > size + 1]
                for form in (f"{start}{kind}" for start in starts if head and start not in common for kind in kinds):
                    cuts[form].add(entity.id)
        for form, holders in cuts.items():
            if len(holders) == 1 and form not in self._whole and form not in self._short:
                self._short[form].append(self.by_id[next(iter(holders))])

    def find(self, folded: str) -> list[Link]:
        """The names in a folded question, longest first, without overlap, in order."""
        taken = [False] * len(folded)
        links: list[Link] = []
        for size in range(min(LONGEST_NAME, len(folded)), 1, -1):
            for start in range(len(folded) - size + 1):
                if any(taken[start : start + size]):
                    continue
                form = folded[start : start + size]
                whole, short = self._whole.get(form, []), self._short.get(form, [])
                if whole and all(one.type == "Cluster" for one in whole):  # whose firms are those of its industry
                    whole = [*whole, *(one for one in short if one.type == "Industry")]
                if not whole and form in self._ends and self._is_of_another(short, folded, start):
                    continue
                readings = [one for one in whole or short if not self._goes_on(one, folded, start + size)]
                readings = [one for one in readings if whole or not _is_other_level(one, folded[:start])]
                if readings := _largest_area(readings):
                    links.append(Link(start, start + size, form, tuple(readings), bool(whole)))
                    taken[start : start + size] = [True] * size
        return sorted(links, key=lambda link: link.start)

    def opening(self, folded: str, types: Sequence[str]) -> str:
        """The longest name or short form of a thing of these types that a folded text begins with; '' for none."""
        sizes = range(min(LONGEST_NAME, len(folded)), 1, -1)
        forms = (folded[:size] for size in sizes)
        return next((form for form in forms if any(one.type in types for one in self._meant(form))), "")

    def _meant(self, form: str) -> Sequence[Named]:
        return self._whole.get(form) or self._short.get(form, [])

    def heads(self, label: str) -> tuple[str, ...]:
        """The words that names of a class end in, the longest first."""
        return self._heads.get(label, ())

    def _is_of_another(self, holders: Sequence[Named], folded: str, start: int) -> bool:
        """Whether the words right before the end of a name make another name of it: 现代中药|中试平台 is no 生物医药中试平台."""
        before = next((token for token in lex(folded) if token.start < start <= token.end), None)
        if before is None or not before.tag.startswith(NAMING_TAGS) or any(c.isdigit() for c in before.text):
            return False
        if before.end > start and before.tag not in NAME_TAGS:  # 中|药中试平台: within a word
            return True
        word = before.text[: start - before.start]
        own = any(word in fold(name) for one in holders for name in (one.name, *one.aliases))
        return len(word) > 1 and not own and word not in self._plain and not self._meant(word)

    def near(self, folded: str, types: Iterable[str] = FUZZY_TYPES, *, limit: int = 3) -> list[Link]:
        """Entities whose long names the question gives in part, best first; at least one telling run must be shared."""
        return self._parts.near(folded, types, limit=limit)

    @property
    def known(self) -> Collection[str]:
        """The folded names and aliases of all entities."""
        return self._whole.keys()

    def ending(self, text: str, types: Iterable[str]) -> list[Named]:
        """The entities of these types with a longer name that ends so, in order: 中试平台 may be any of several."""
        wanted = set(types)
        return [
            one
            for one in self.entities
            if one.type in wanted
            and any(name != text and name.endswith(text) for name in map(fold, (one.name, *one.aliases)))
        ]

    def _goes_on(self, entity: Named, folded: str, end: int) -> bool:
        """Whether the words go on to name something of another kind: 合肥 in 合肥高新区, 高新区 in 高新区管委会."""
        others = [label for label in ("Park", "Department") if label != entity.type]
        if entity.type not in {"Region", "Park", "Industry"}:
            return False
        return any(folded.startswith(head, end) for label in others for head in self._heads.get(label, ()))

    def bodies(self, link: Link) -> tuple[Named, ...]:
        """The departments that a name stands for where it does something: of 某园 the body 某园 and 某园管委会, of 某镇 its government.

        A park may go by the end of its body's name where that is one body's; a district is no government by itself.
        """
        named = [one for one in link.entities if one.type in (*BODIED, "Department")]
        forms = {body_root(name) for one in named for name in (one.name, *one.aliases)}
        forms |= {form for one in named if one.type == "Enterprise" for form in short_forms(one)}
        found = [one for root, held in self._bodies.items() if root in forms for one in held]
        if not found and any(one.type == "Park" for one in named):
            ends = {
                root for root in self._bodies if any(len(one) >= SHORTEST_ROOT and root.endswith(one) for one in forms)
            }
            found = self._bodies[ends.pop()] if len(ends) == 1 else []
        bare = {fold(one.name) for one in named if one.type == "Region" and not SMALL_AREA.search(one.name)}
        found = [one for one in found if body_root(one.name) not in bare or fold(one.name) in bare]
        return tuple({one.id: one for one in (*link.of_type(["Department"]), *found)}.values())


def _is_other_level(one: Named, before: str) -> bool:
    return one.type == "Title" and is_other_level(map(fold, (one.name, *one.aliases)), before)


def _largest_area(readings: Sequence[Named]) -> list[Named]:
    """密云 is the district before it is the town of that name."""
    towns = [one for one in readings if one.type == "Region" and SMALL_AREA.search(one.name)]
    larger = [one for one in readings if one.type == "Region" and one not in towns]
    return [one for one in readings if one not in towns] if towns and larger else list(readings)


def make_names(rows: Iterable[Row]) -> list[Named]:
    """The entities from the rows of the query `names`."""
    named = []
    for row in rows:
        labels = row["labels"]
        label = labels[0] if isinstance(labels, list) else str(labels)
        aliases = tuple(alias for alias in str(row.get("aliases") or "").split("|") if alias)
        named.append(Named(str(row["id"]), str(label), str(row["name"]), aliases, str(row.get("region") or "")))
    return named
