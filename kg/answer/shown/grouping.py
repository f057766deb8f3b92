"""An answer's rows as a reader takes them in: under headings with counts, kept to a role or to words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.answer.folding import fold
from kg.answer.model import AnswerRow, titled

ROLES = ("牵头", "主责", "责任", "负责", "配合")  # the strongest first
OF_A_DOCUMENT = frozenset(
    {"Task", "Passage", "Indicator", "Group", "Note", "Definition", "Item"}
)  # told document by document
MOST_HEADINGS = 0.75  # a row: more headings than that tell nothing
FEWEST_TYPED = 4  # rows below which their kinds need no headings
Key = Callable[[AnswerRow], str]


@dataclass(frozen=True)
class Group:
    """Rows under one heading; `above` is the document over it where several are told apart, `whole` the row they are parts of."""

    heading: str
    rows: tuple[AnswerRow, ...]
    above: str = ""
    whole: AnswerRow | None = None
    kind: str = "group"  # what the heading is: row | group | type | document; '' for rows without headings


def group_rows(rows: Sequence[AnswerRow]) -> tuple[Group, ...]:
    """Every row once, in the order of its heading's first appearance; one group without heading where none is repeated.

    A row that was put together from parts is a heading itself: a department, its tasks below.
    """
    if rows and all(row.parts for row in rows):
        return tuple(Group(row.name, row.parts, whole=row, kind="row") for row in rows)
    bound = all(row.type in OF_A_DOCUMENT and _document_of(row) for row in rows)
    document, own = bound and _splits(rows, _document_of), _splits(rows, _group_of)
    if document and own and _same_split(rows):
        document = False
    if own or document:
        inner = _group_of if own else _document_of
        return _grouped(rows, inner, _document_of if own and document else None, "group" if own else "document")
    if len(rows) >= FEWEST_TYPED and _splits(rows, _type_of):
        return _grouped(rows, _type_of, None, "type")
    return (Group("", tuple(rows), kind=""),) if rows else ()


def first(groups: Sequence[Group], most: int) -> tuple[Group, ...]:
    """The first groups until they hold `most` rows; what stands under a heading stays whole, rows without one are cut."""
    taken: list[Group] = []
    for group in groups:
        room = most - count(taken)
        if room <= 0:
            break
        taken.append(group if group.kind else replace(group, rows=group.rows[:room]))
    return tuple(taken)


def _splits(rows: Sequence[AnswerRow], key: Key) -> bool:
    """Whether the key makes more than one group, and clearly fewer than there are rows."""
    values = [key(row) for row in rows]
    return any(values) and 1 < len(set(values)) <= MOST_HEADINGS * len(values)


def _same_split(rows: Sequence[AnswerRow]) -> bool:
    """Whether the rows' own headings are the documents' titles."""
    return all(row.group in (None, _document_of(row)) for row in rows)


def _document_of(row: AnswerRow) -> str:
    """The document that all of a row's evidence is from, '' where it is from several."""
    titles = {citation.title for citation in row.evidence}
    return titled(titles.pop()) if len(titles) == 1 else ""


def _group_of(row: AnswerRow) -> str:
    return row.group or ""


def _type_of(row: AnswerRow) -> str:
    return row.type


def _grouped(rows: Sequence[AnswerRow], inner: Key, outer: Key | None, kind: str) -> tuple[Group, ...]:
    """The rows by both keys; what stands under one outer heading stays together."""
    above: dict[str, dict[str, list[AnswerRow]]] = {}
    for row in rows:
        above.setdefault(outer(row) if outer else "", {}).setdefault(inner(row), []).append(row)
    return tuple(
        Group(heading, tuple(held), over, kind=kind)
        for over, headings in above.items()
        for heading, held in headings.items()
    )


def kept(groups: Iterable[Group], *, roles: Sequence[str] = (), words: str = "") -> tuple[Group, ...]:
    """The groups with the rows that bear one of the roles and hold every word; a heading's own words count for its rows."""
    asked = [fold(word) for word in words.split()]
    found = []
    for group in groups:
        over = fold(f"{group.above} {group.heading}")
        rows = [row for row in group.rows if _holds(row, over, asked) and (not roles or set(roles) & set(row.roles))]
        if rows:
            found.append(replace(group, rows=tuple(rows)))
    return tuple(found)


def _holds(row: AnswerRow, over: str, words: Sequence[str]) -> bool:
    said = over + fold(" ".join(filter(None, (row.name, *row.aliases, row.note, row.number, row.year))))
    return all(word in said for word in words)


def roles_in(groups: Iterable[Group]) -> tuple[str, ...]:
    """The roles that the rows bear, the strongest first."""
    found = dict.fromkeys(role for group in groups for row in group.rows for role in row.roles)
    return tuple(sorted(found, key=lambda role: ROLES.index(role) if role in ROLES else len(ROLES)))


def count(groups: Iterable[Group]) -> int:
    """How many rows stand under the headings."""
    return sum(len(group.rows) for group in groups)
