"""Headings → the section tree; levels come from the order in which the document uses its numbering styles."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.headings import Heading, find_headings
from ingest.layout import Layout, Line, PlacedTable
from ingest.numbering import UNNUMBERED
from kg.ids import make_id
from kg.records import Section

LIST_STYLES = frozenset({"arabic", "arabic_paren", "arabic_half", "circled", "dash", "cn_paren"})
RESETS = frozenset({"annex", "named"})


@dataclass
class _Node:
    """A heading in the making of the tree."""

    heading: Heading
    parent: "_Node | None"
    children: list["_Node"] = field(default_factory=list)
    loose: int = 0  # blocks of its own after the heading's line
    start: int = 0
    own_end: int = 0  # where the heading's line ends
    end: int = 0


def make_sections(
    layout: Layout, *, document_id: str, title: str, skip: frozenset[int], captions: frozenset[int] = frozenset()
) -> tuple[Section, ...]:
    """The document's sections in order, the document itself first (level 0, its path empty)."""
    lines = layout.lines()
    nodes = _nest(find_headings(lines, skip, captions))
    nodes = _placed(nodes, layout, lines)
    nodes = _without_lists(nodes)
    _close(nodes, _body_end(layout))
    root = Section(make_id("sec", document_id, 0, ""), document_id, title, (), 0, 0, len(layout.text))
    return (root, *_records(nodes, document_id, root.id))


class Locator:
    """Finds the innermost section that covers a place of the text."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._starts = [section.start for section in sections]
        self._by_id = {section.id: section for section in sections}

    def at(self, place: int) -> Section:
        """The section of `place`; the document itself where no other covers it."""
        section = self._sections[bisect_right(self._starts, place) - 1]
        while section.end <= place and section.parent_id:
            section = self._by_id[section.parent_id]
        return section


def _nest(headings: Sequence[Heading]) -> list[_Node]:
    """One node a heading, each under its parent; the stack holds the way from the top to the last heading."""
    nodes: list[_Node] = []
    stack: list[_Node] = []
    seen: set[tuple[str, str]] = set()  # (style, the style it hung under): what was so once stays so
    for index, heading in enumerate(headings):
        stack = _parents(stack, heading, headings[index + 1 :], seen)
        if stack:
            seen.add((heading.style, stack[-1].heading.style))
        node = _Node(heading, stack[-1] if stack else None)
        if stack:
            stack[-1].children.append(node)
        stack.append(node)
        nodes.append(node)
    return nodes


def _parents(stack: list[_Node], heading: Heading, later: Sequence[Heading], seen: set[tuple[str, str]]) -> list[_Node]:
    """The part of the stack that a new heading hangs under."""
    if heading.style in RESETS:
        return []
    frame = next((i for i, node in enumerate(stack) if node.heading.kind == "box"), None)
    if frame is not None and not _in_box(stack[frame], stack[frame + 1 :], heading):
        return _parents(stack[:frame], heading, later, seen)
    low = 0 if frame is None else frame + 1
    same = next((i for i in range(low, len(stack)) if stack[i].heading.style == heading.style), None)
    if same is not None:
        counting = [i for i in range(same + 1, len(stack)) if heading.style == "runin" and _counts_on(stack, i, later)]
        return stack[: counting[-1] + 1] if counting else stack[:same]
    kept = list(stack)
    while len(kept) > low and (heading.style, kept[-1].heading.style) not in seen and _is_above(heading, kept, later):
        kept.pop()
    return kept


def _counts_on(stack: Sequence[_Node], place: int, later: Sequence[Heading]) -> bool:
    """Whether the numbering of stack[place] goes on further down, before a numbered heading over it comes."""
    top = stack[place].heading
    over = {node.heading.style for node in stack[:place] if node.heading.number}
    for other in later:
        if other.style == top.style:
            return bool(top.number) and other.number == top.number + 1
        if other.style in over or other.style in RESETS:
            return False
    return False


def _in_box(box: _Node, inner: Sequence[_Node], heading: Heading) -> bool:
    """Whether a heading after 专栏N still belongs to it: inside the same frame, or a list that starts or goes on there."""
    if heading.style == "box":
        return False
    if box.heading.box or heading.box:
        return box.heading.box == heading.box
    same = next((node.heading for node in inner if node.heading.style == heading.style), None)
    if same:
        return heading.number == same.number + 1 and heading.body == same.body
    return heading.number == 1 and heading.rank > UNNUMBERED and not _continues(box, heading)


def _continues(box: _Node, heading: Heading) -> bool:
    above = box.parent
    while above:
        if above.heading.style == heading.style:
            return heading.number == above.heading.number + 1
        above = above.parent
    return False


def _is_above(heading: Heading, stack: Sequence[_Node], later: Sequence[Heading]) -> bool:
    """Whether a style not yet on the way down stands above (or beside) the last heading rather than under it."""
    top = stack[-1].heading
    if top.style in RESETS:
        return top.style == "named" and (heading.rank < UNNUMBERED or heading.style.startswith("level"))
    if heading.style.startswith("level") or top.style.startswith("level"):
        return heading.style.startswith("level") and top.style.startswith("level") and heading.rank <= top.rank
    if heading.style in {"runin", "box"}:
        return top.rank > UNNUMBERED and top.body and not _counts_on(stack, len(stack) - 1, later)
    if not top.number:
        return heading.rank < UNNUMBERED and top.rank >= UNNUMBERED
    # Usually the higher style ends the lower one. It hangs under it only where the lower style counts on afterwards.
    return heading.rank < top.rank and not (heading.number == 1 and _counts_on(stack, len(stack) - 1, later))


def _placed(nodes: list[_Node], layout: Layout, lines: Sequence[Line]) -> list[_Node]:
    """Puts every node at its place in the text and counts the blocks that follow it directly."""
    for node in nodes:
        node.start = lines[node.heading.line].start
        node.own_end = lines[max(node.heading.line, node.heading.last_line)].end
    starts = [node.start for node in nodes]
    current = -1
    for block in layout.blocks:
        while current + 1 < len(nodes) and starts[current + 1] <= block.start:
            current += 1
        if current >= 0 and block.start >= nodes[current].own_end and not (isinstance(block, Line) and block.note):
            nodes[current].loose += 1
    return nodes


def _without_lists(nodes: list[_Node]) -> list[_Node]:
    """Drops runs of short numbered lines with nothing under any of them: they are a list, not headings."""
    dropped: set[int] = set()
    groups: dict[tuple[int, str], list[_Node]] = {}
    for node in nodes:
        groups.setdefault((id(node.parent), node.heading.style), []).append(node)
    for (_, style), group in groups.items():
        bare = [node for node in group if not node.children and not node.loose and not node.heading.body]
        # The last line of a list has the text after the list under it.
        if style in LIST_STYLES and group[:-1] and len(bare) >= len(group) - 1 and not group[-1].children:
            dropped.update(id(node) for node in group if not node.heading.body)
    for node in nodes:
        if id(node) in dropped and node.parent:
            node.parent.children.remove(node)
    return [node for node in nodes if id(node) not in dropped]


def _close(nodes: list[_Node], end: int) -> None:
    """Sets each node's end: the next heading that is not under it, or the end of its own line for a run-in item."""
    for index, node in enumerate(nodes):
        following = next((other for other in nodes[index + 1 :] if not _is_under(other, node)), None)
        node.end = following.start if following else max(end, node.own_end)
    for node in nodes:
        siblings = node.parent.children if node.parent else []
        group = [other for other in siblings if other.heading.style == node.heading.style]
        single = [other for other in group if other.heading.body and not other.loose and not other.children]
        is_last = bool(group) and group[-1] is node
        if is_last and node.loose and not node.children and node.heading.body and len(single) == len(group) - 1 >= 2:
            node.end = node.own_end


def _is_under(node: _Node, other: _Node) -> bool:
    above = node.parent
    while above:
        if above is other:
            return True
        above = above.parent
    return False


def _body_end(layout: Layout) -> int:
    """Where the body ends: before the notes that close the document."""
    end = len(layout.text)
    for block in reversed(layout.blocks):
        if isinstance(block, PlacedTable) or not block.note:
            break
        end = block.start
    return end


def _records(nodes: Sequence[_Node], document_id: str, root_id: str) -> list[Section]:
    records: list[Section] = []
    made: dict[int, Section] = {}
    for node in nodes:
        parent = made.get(id(node.parent))
        path = (*(parent.path if parent else ()), node.heading.text)
        section = Section(
            id=make_id("sec", document_id, len(records) + 1, *path),
            document_id=document_id,
            heading=node.heading.text,
            path=path,
            level=len(path),
            start=node.start,
            end=node.end,
            parent_id=parent.id if parent else root_id,
            kind=node.heading.kind,
        )
        made[id(node)] = section
        records.append(section)
    return records
