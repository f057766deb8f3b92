"""What can be compared: a document, all documents of a period, or all of a region."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import QueryError
from kg.records import Document

PERIOD, REGION, PLAN = "period:", "region:", "规划"


@dataclass(frozen=True)
class Side:
    """One side of a comparison; `key` names it in an address: a document's id, period:2026-2030, region:澄湖区."""

    key: str
    label: str
    documents: tuple[Document, ...]

    @property
    def ids(self) -> list[str]:
        """The ids of its documents."""
        return [one.id for one in self.documents]

    @property
    def regions(self) -> frozenset[str]:
        """The regions that its documents are of."""
        return frozenset(one.metadata.get("region", "") for one in self.documents) - {""}


def sides_of(documents: Mapping[str, Document]) -> dict[str, Side]:
    """All that can be compared by key: single documents, then periods and regions that several documents belong to."""
    ordered = sorted(documents.values(), key=lambda one: (one.metadata.get("period_start", ""), one.title, one.id))
    sides = {one.id: Side(one.id, one.title, (one,)) for one in ordered}
    groups: dict[str, list[Document]] = defaultdict(list)
    for one in ordered:
        start, end = one.metadata.get("period_start", ""), one.metadata.get("period_end", "")
        if start and end:
            groups[f"{PERIOD}{start}-{end}"].append(one)
        if one.metadata.get("region"):
            groups[f"{REGION}{one.metadata['region']}"].append(one)
    for key in sorted(groups):
        if len(groups[key]) > 1:
            sides[key] = Side(key, _label(key, len(groups[key])), tuple(groups[key]))
    return sides


def choose_sides(documents: Mapping[str, Document], first: str, second: str) -> tuple[Side, Side]:
    """The two sides of these keys; a QueryError for an unknown one and for the same one twice."""
    sides = sides_of(documents)
    for key in (first, second):
        if key not in sides:
            raise QueryError(f"{key}：库中没有这份文件、规划期或地区；请从列表中选择")
    if first == second:
        raise QueryError(f"{sides[first].label}：两边相同，没有可比的；请另选一份")
    return sides[first], sides[second]


def default_pair(sides: Mapping[str, Side]) -> tuple[str, str]:
    """What is compared unless chosen: the last two plans (规划) of one region, else of any, else the last two documents."""
    single = [side for side in sides.values() if len(side.documents) == 1]
    plans = [side for side in single if side.documents[0].metadata.get("kind") == PLAN]
    for second in reversed(plans):
        for first in reversed(plans):
            earlier = _start(first) < _start(second)
            if earlier and first.regions == second.regions:
                return first.key, second.key
    pair = (plans if len(plans) > 1 else single)[-2:]
    return pair[0].key, pair[1].key


def _start(side: Side) -> str:
    return side.documents[0].metadata.get("period_start", "")


def _label(key: str, count: int) -> str:
    name = key.removeprefix(PERIOD).replace("-", "—") + "年" if key.startswith(PERIOD) else key.removeprefix(REGION)
    return f"{name}（{count}份文件）"
