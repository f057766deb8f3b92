"""The kinds of doubt, each a function over the library: conflicting facts, pairs, places not understood, guessed names."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from kg.curation.case import GAP, GUESSED, LEADS, MERGED, PAIR, ROLES, VALUES, Case
from kg.curation.shelf import Fact, Shelf
from kg.ids import make_id
from kg.judging import MERGED as MERGED_LINES
from kg.judging import OPEN, Desk, Line
from kg.records import Document, Gap, Mention

SURE_SCORE = 0.95  # what a rule merged with less is worth a look
TOLD_GAPS = frozenset({"page", "table", "row", "column", "unit", "duty"})  # an empty column or heading holds nothing
# By these readers a name is found from its form alone, or by the trained recogniser: no list knows it.
GUESSING = ("heads", "learned", "lists", "introduced", "titles")
QUOTED = 60  # characters of a gap in its title


def conflicting_values(shelf: Shelf) -> Iterator[Case]:
    """An indicator with several values for one thing, year, kind, unit and basis."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in shelf.facts:
        told = fact.value
        if told and told["number"] is not None and len(str(told["year"])) == 4:
            of = shelf.engine.resolution.canonical.get(str(told["of_id"]), told["of_name"])
            same = (told[key] for key in ("year", "kind", "amount_unit", "basis"))
            groups[fact.subject.ids[0], of, *same].append(fact)
    for key, facts in groups.items():
        if len({one.value["amount"] for one in facts}) > 1:
            first, values = facts[0], list(dict.fromkeys(one.object.name for one in facts))
            yield Case(
                make_id("case", VALUES, *key, *sorted(values)),
                VALUES,
                f"{first.of}{first.subject.name}",
                shelf.hanging[first.subject.ids[0]],
                {"year": key[2], "values": "、".join(values)},
                tuple(facts),
            )


def _by_task(shelf: Shelf) -> Iterator[list[Fact]]:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in shelf.facts:
        if fact.relation.type == "RESPONSIBLE_FOR":
            groups[fact.object.ids[0]].append(fact)
    yield from groups.values()


def doubtful_roles(shelf: Shelf) -> Iterator[Case]:
    """A body that both leads and supports a task; a task with several leads."""
    for facts in _by_task(shelf):
        task = facts[0].object
        roles: dict[str, set[str]] = defaultdict(set)
        for fact in facts:
            roles[fact.subject.ids[0]].add(fact.role)
        for body, told in sorted(roles.items()):
            if {"牵头", "配合"} <= told:
                own = tuple(one for one in facts if one.subject.ids[0] == body)
                yield _of_task(ROLES, own, shelf, bodies=own[0].subject.name)
        leads = tuple(one for one in facts if one.role == "牵头")
        if len({one.subject.ids[0] for one in leads}) > 1:
            bodies = "、".join(dict.fromkeys(one.subject.name for one in leads))
            yield _of_task(LEADS, leads, shelf, bodies=bodies, task=task.name)


def _of_task(kind: str, facts: tuple[Fact, ...], shelf: Shelf, **told: object) -> Case:
    task = facts[0].object
    return Case(
        make_id("case", kind, task.ids[0], told["bodies"]), kind, task.name, shelf.hanging[task.ids[0]], told, facts
    )


def doubtful_pairs(shelf: Shelf) -> Iterator[Case]:
    """Things that may be one, and things that a rule made one with little to spare."""
    desk = shelf.engine.once(Desk)
    yield from (_of_pair(PAIR, one, shelf) for one in desk.lines(OPEN))
    yield from (_of_pair(MERGED, one, shelf) for one in desk.lines(MERGED_LINES) if one.score < SURE_SCORE)


def _of_pair(kind: str, line: Line, shelf: Shelf) -> Case:
    canonical = shelf.engine.resolution.canonical
    sides = {canonical.get(one.id, one.id) for one in (line.left, line.right)}
    title = f"{line.left.name} ⇔ {line.right.name}"
    told = {"reasons": "；".join(line.reasons), "score": f"{line.score:.2f}"}
    hanging = sum(shelf.hanging[one] for one in sides)
    return Case(make_id("case", kind, line.left.id, line.right.id), kind, title, hanging, told, pair=line)


def unread_places(shelf: Shelf) -> Iterator[Case]:
    """Places that were not understood; on them hang as many facts as their section gave."""
    for document in shelf.engine.loaded.values():
        counts = Counter(one.section for relation in document.extraction.relations for one in relation.evidence)
        for gap in document.all_gaps:
            if gap.kind in TOLD_GAPS:
                yield _of_gap(document, gap, counts[gap.section])


def _of_gap(document: Document, gap: Gap, hanging: int) -> Case:
    quote = " ".join(gap.quote.split())[:QUOTED]
    told = {"why": gap.why, "gap": gap.kind}
    key = make_id("case", GAP, document.id, gap.kind, gap.quote or gap.start, gap.page)
    return Case(key, GAP, quote or document.title, hanging, told, document=document, gap=gap)


def guessed_names(shelf: Shelf) -> Iterator[Case]:
    """Names that no list, table or bracket vouches for, each found by its form or by the trained recogniser."""
    canonical = shelf.engine.resolution.canonical
    found: dict[str, list[tuple[Document, Mention]]] = defaultdict(list)
    for document in shelf.engine.loaded.values():
        for mention in document.extraction.mentions:
            found[canonical[mention.entity_id]].append((document, mention))
    for entity_id, mentions in found.items():
        if all(mention.extractor.startswith(GUESSING) for _, mention in mentions):
            entity, (document, _) = shelf.thing(entity_id), mentions[0]
            yield Case(
                make_id("case", GUESSED, entity.type, entity.name),
                GUESSED,
                entity.name,
                shelf.hanging[entity_id],
                {"n": len(mentions), "type": entity.type},
                document=document,
                entity_id=entity_id,
                gap=_place(mentions[0][1]),
            )


def _place(mention: Mention) -> Gap:
    return Gap(GUESSED, "", mention.start, mention.end, mention.text)


DOUBTS: tuple[Callable[[Shelf], Iterable[Case]], ...] = (
    conflicting_values,
    doubtful_roles,
    doubtful_pairs,
    unread_places,
    guessed_names,
)
