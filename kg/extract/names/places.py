"""Administrative regions by name: what a short name means near a place, what lies above it, what a name begins with."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from kg.gazetteer import GazetteerEntry, load_gazetteer
from kg.text.normalize import fold

SOURCE = "regions.csv"
DISTRICT = "区县级"


class Places:
    """The regions of the gazetteer by full and short name; several may bear one name (朝阳区 of two cities)."""

    def __init__(self, entries: Iterable[GazetteerEntry], uppers: Mapping[str, str] | None = None) -> None:
        self._by_name: dict[str, list[GazetteerEntry]] = {}
        for entry in entries:
            for name in entry.names:
                self._by_name.setdefault(fold(name), []).append(entry)
        # What documents say of themselves (澄湖区 lies in 云州市) where the gazetteer does not know the region.
        self._uppers = {fold(low): fold(high) for low, high in (uppers or {}).items() if low and high}
        said = {*self._uppers, *self._uppers.values()}
        provinces = {one.removesuffix("省") for one in said if one.endswith("省") and len(one) > len("省") + 1}
        self._said = frozenset({*said, *provinces})  # a firm's name begins with 东岭, not 东岭省
        self._longest = max((len(name) for name in self._by_name), default=0)
        self._nested: dict[tuple[str, str], bool] = {}  # the few regions of a library are asked for again and again

    def with_uppers(self, uppers: Mapping[str, str]) -> "Places":
        """The same regions, and what documents say lies above theirs."""
        other = Places((), uppers)
        other._by_name, other._longest = self._by_name, max([self._longest, *map(len, other._said)])
        return other

    def rows(self, name: str, near: tuple[str, ...] = ()) -> list[GazetteerEntry]:
        """The regions that a name can mean; those that lie in `near`, or hold it, where there are any."""
        found = self._by_name.get(fold(name), [])
        if len(found) < 2:
            return found
        near = tuple(one for one in near if one and self.own(one) != fold(name))  # it does not lie in itself
        close = [row for row in found if any(self.nested(row.name, one) for one in near)]
        same_branch = [row for row in close if not row.region or any(self.nested(row.region, one) for one in near)]
        return same_branch or close or found

    def full(self, name: str, near: tuple[str, ...] = ()) -> str:
        """The full name of the region that a name means, a city before its county; the name itself where none is known."""
        rows = self.rows(name, near)
        rows = [row for row in rows if row.level != DISTRICT] or rows
        return rows[0].name if rows and len({row.name for row in rows}) == 1 else name

    def keyed(self, name: str, near: tuple[str, ...]) -> str:
        """The region's full name, with the city in front where several regions of the country bear it (北京市朝阳区)."""
        full = self.full(name, near)
        rows = [row for row in self.rows(full, near) if row.name == full]
        shared = sum(row.name == full for row in self._by_name.get(fold(full), ())) > 1
        return f"{rows[0].region}{full}" if shared and len(rows) == 1 else full

    def own(self, name: str) -> str:
        """A region's own name: without the regions in front that it lies in (北京市密云区 → 密云区)."""
        key = fold(name)
        outer, rest = ((), key) if key in self._by_name else self.front(key)
        return rest if outer and (rest in self._by_name or rest in self._uppers) else key

    def above(self, name: str) -> frozenset[str]:
        """All regions that a region lies in; of a name that several bear, those of all of them."""
        key, own = fold(name), self.own(name)
        if own != key:  # the name says itself where it lies
            outer = fold(self.front(key)[0][-1])
            return frozenset({outer}) | self.above(outer)
        found: set[str] = set()
        todo = [key]
        while todo:
            low = todo.pop()
            highs = {fold(row.region) for row in self._by_name.get(low, ()) if row.region and fold(row.name) == low}
            highs |= {self._uppers[low]} if low in self._uppers else set()
            todo.extend(highs - found)
            found |= highs
        return frozenset(found)

    def nested(self, left: str, right: str) -> bool:
        """The same region, or one lies in the other, as far as the names tell."""
        known = self._nested.get((left, right))
        if known is None:
            known = self._nested[left, right] = self._is_nested(left, right)
        return known

    def _is_nested(self, left: str, right: str) -> bool:
        mine, other = fold(self.full(left)), fold(self.full(right))
        if mine == other or mine in self.above(other) or other in self.above(mine):
            return True
        return self.own(mine) == self.own(other) and (self.own(mine) == mine or self.own(other) == other)

    def front(self, name: str) -> tuple[tuple[str, ...], str]:
        """The regions that a folded name begins with, outermost first, and the rest of the name."""
        regions: list[str] = []
        rest = name
        while found := next(self._prefixes(rest), ""):
            region = self.full(found, tuple(regions))
            if regions and not self.nested(region, regions[-1]):
                break  # 密云区怀柔科学城: the second is part of the name
            regions.append(region)
            rest = rest[len(found) :]
        return tuple(regions), rest

    def _prefixes(self, name: str) -> Iterator[str]:
        for length in range(min(self._longest, len(name) - 2), 1, -1):
            if name[:length] in self._by_name or name[:length] in self._said:
                yield name[:length]


@cache
def national_places() -> Places:
    """The regions of the country, read once a process."""
    return Places(entry for entry in load_gazetteer() if entry.file == SOURCE)
