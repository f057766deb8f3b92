"""The rows and columns of a matrix: themes, plans, regions with periods, departments, parks, industries.

Each line knows the documents that are looked through for it, and why a blank in it would not mean silence.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg.answer.model import titled
from kg.coverage.cover import papers_of
from kg.coverage.survey import NOTHING, Spoken, Survey
from kg.coverage.terms import Term
from kg.gazetteer import load_gazetteer
from kg.records import Document
from kg.text.normalize import fold

THEME, PLAN, PLACE, DEPARTMENT, PARK, INDUSTRY = "theme", "plan", "place", "department", "park", "industry"
AXES = {THEME: "主题", PLAN: "文件", PLACE: "地区和规划期", DEPARTMENT: "部门", PARK: "园区", INDUSTRY: "产业"}
ROWS, COLUMNS = (THEME, DEPARTMENT, INDUSTRY), (PLAN, DEPARTMENT, PLACE, PARK)
FIRST_PLAN = 1951  # the n-th five-year plan runs from 1951 + 5n
STATE = "国家"  # the region of ministries and national offices
DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Line:
    """A row or a column. `spoken` None: everything within `documents`; `absent`: why no document of it is loaded.

    `words`: what a theme is looked for by.
    """

    axis: str
    key: str
    name: str
    documents: tuple[str, ...]
    group: str = ""
    spoken: Spoken | None = None
    absent: str = ""
    doubt: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scope:
    """What of the library is looked at: these documents, all where none are named.

    `uppers`: the plans that they build on and that nobody loaded are columns, too.
    """

    survey: Survey
    documents: tuple[str, ...] = ()
    uppers: bool = False

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the documents that are looked at."""
        return tuple(key for key in self.survey.engine.loaded if not self.documents or key in self.documents)

    @cached_property
    def inside(self) -> frozenset[str]:
        """The same, to look a document up."""
        return frozenset(self.ids)

    @property
    def loaded(self) -> list[Document]:
        """The documents that are looked at."""
        return [self.survey.engine.loaded[key] for key in self.ids]


def make_lines(scope: Scope, axis: str, terms: Sequence[Term] = ()) -> list[Line]:
    """The lines of an axis; `terms` are the themes of the axis THEME."""
    if axis == THEME:
        return [_theme(scope, term) for term in terms]
    return sorted(MAKERS[axis](scope), key=_most) if axis in (DEPARTMENT, PARK, INDUSTRY) else list(MAKERS[axis](scope))


def _theme(scope: Scope, term: Term) -> Line:
    return Line(THEME, term.name, term.name, scope.ids, term.group, scope.survey.theme(term.names), words=term.names)


def _plans(scope: Scope) -> Iterator[Line]:
    """The documents that are in, those that could not be read, and the plans they build on that nobody loaded."""
    for paper in papers_of(scope.survey.engine):
        if not scope.documents or paper.id in scope.documents:
            inside = () if paper.failure else (paper.id,)
            absent = f"这份文件没有读入：{paper.failure}" if paper.failure else ""
            yield Line(PLAN, paper.id, paper.title, inside, absent=absent, doubt=paper.doubt)
    for key, (title, sources) in upper_plans(scope).items() if scope.uppers else ():
        yield Line(PLAN, key, title, (), absent=f"库中没有这份文件；{'、'.join(sources)}以它为依据")


def upper_plans(scope: Scope) -> dict[str, tuple[str, list[str]]]:
    """Plans that the documents are based on and that are not loaded: id → title, the titles of those that say so."""
    resolution = scope.survey.engine.resolution
    here = {fold(one.title) for one in scope.survey.engine.loaded.values()}
    found: dict[str, tuple[str, list[str]]] = {}
    for document in scope.loaded:
        for relation in document.extraction.relations:
            plan = resolution.entities[resolution.canonical[relation.object_id]]
            named = {fold(one) for one in (plan.name, *plan.aliases)}
            if relation.type == "BASED_ON" and not plan.properties.get("document_id") and not named & here:
                sources = found.setdefault(plan.id, (plan.name, []))[1]
                if titled(document.title) not in sources:
                    sources.append(titled(document.title))
    return {key: told for key, told in found.items() if "规划" in told[0]}


def _places(scope: Scope) -> Iterator[Line]:
    """Every region of the library, those above too, in every five-year period of its plans."""
    documents = scope.loaded
    regions = dict.fromkeys(name for one in documents for name in (region_of(one), upper_of(one)) if name)
    periods = sorted({number for one in documents for number in plan_numbers(one)})
    for region in regions:
        for number in periods:
            inside = tuple(one.id for one in documents if region_of(one) == region and number in plan_numbers(one))
            name = f"{region} {period_name(number)}"
            yield Line(
                PLACE, name, name, inside, absent="" if inside else f"库中没有{region}{period_name(number)}的文件"
            )


def region_of(document: Document) -> str:
    """The region that a document is for."""
    return document.metadata.get("region", "")


def upper_of(document: Document) -> str:
    """The province or city above its region."""
    return document.metadata.get("province_or_city", "")


def plan_numbers(document: Document) -> list[int]:
    """The five-year plans that its period touches: 2023–2027 → [14, 15]; [] where no period is known."""
    start, end = (document.metadata.get(key, "") for key in ("period_start", "period_end"))
    if not (start.isdigit() and end.isdigit()):
        return []
    first, last = ((int(year) - FIRST_PLAN) // 5 for year in (start, end))
    return list(range(first, min(last, first + 4) + 1))


def period_name(number: int) -> str:
    """15 → “十五五”（2026—2030年）."""
    tens, ones = divmod(number, 10)
    said = ("十" if tens == 1 else f"{DIGITS[tens]}十" if tens else "") + (DIGITS[ones] if ones else "")
    start = FIRST_PLAN + 5 * number
    return f"“{said}五”（{start}—{start + 4}年）"


def _departments(scope: Scope) -> Iterator[Line]:
    """The departments that the documents name; beside them, whether a document of their region is loaded."""
    resolution = scope.survey.engine.resolution
    here = {region_of(one) for one in scope.loaded}
    plans_for = (
        {upper_of(one) for one in scope.loaded} | known_regions() | {STATE}
    )  # a park's or street's body has none
    for key, inside in _named(scope, "Department").items():
        region = resolution.entities[key].region
        missing = region in plans_for - here - {""}
        level = "国家层面" if region == STATE else region
        absent = f"库中没有{level}的文件，只有别处的文件提到它" if missing else ""
        yield _thing(scope, DEPARTMENT, key, scope.survey.departments[key], inside, absent)


@lru_cache(maxsize=1)
def known_regions() -> frozenset[str]:
    """The names of the regions that the gazetteer lists."""
    rows = (one for one in load_gazetteer() if one.type == "Region")
    return frozenset(name for one in rows for name in (one.name, *one.aliases))


def _parks(scope: Scope) -> Iterator[Line]:
    for key, inside in _named(scope, "Park").items():
        yield _thing(scope, PARK, key, scope.survey.engine.resolution.entities[key].name, inside)


def _industries(scope: Scope) -> Iterator[Line]:
    for key, inside in _named(scope, "Industry").items():
        yield _thing(scope, INDUSTRY, key, scope.survey.engine.resolution.entities[key].name, inside)


def _thing(scope: Scope, axis: str, key: str, name: str, inside: tuple[str, ...], absent: str = "") -> Line:
    looked = inside if absent else scope.ids
    return Line(axis, key, name, looked, spoken=scope.survey.thing(key), absent=absent)


def _named(scope: Scope, kind: str) -> Mapping[str, tuple[str, ...]]:
    """The things of a class that the documents hold, with the documents of each."""
    resolution = scope.survey.engine.resolution
    found: dict[str, dict[str, None]] = {}
    for document in scope.loaded:
        for entity in document.extraction.entities:
            if entity.type == kind:
                found.setdefault(resolution.canonical[entity.id], {})[document.id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def _most(line: Line) -> tuple[int, int, str]:
    """Those with most tasks and passages first."""
    spoken = line.spoken or NOTHING
    return -len(spoken.tasks), -len(spoken.passages), line.name


MAKERS: Mapping[str, Callable[[Scope], Iterable[Line]]] = {
    PLAN: _plans,
    PLACE: _places,
    DEPARTMENT: _departments,
    PARK: _parks,
    INDUSTRY: _industries,
}
