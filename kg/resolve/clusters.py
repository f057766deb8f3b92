"""Union-find that keeps some pairs apart, however many others speak for joining their clusters."""

from collections import defaultdict
from collections.abc import Iterable


class Clusters:
    """Clusters of ids; the smallest id represents a cluster, so the order of equal unions does not matter."""

    def __init__(self, apart: Iterable[tuple[str, str]] = ()) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for left, right in apart:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def find(self, item: str) -> str:
        """The representative of an item's cluster."""
        parent = self._parent.setdefault(item, item)
        while parent != self._parent[parent]:
            parent = self._parent[parent]
        self._parent[item] = parent
        return parent

    def members(self, item: str) -> set[str]:
        """All ids of an item's cluster."""
        key = self.find(item)
        return self._members.setdefault(key, {key})

    def are_apart(self, left: str, right: str) -> bool:
        """Whether a member of the one cluster must not be with a member of the other."""
        other = self.members(right)
        return any(self._apart[one] & other for one in self.members(left) if one in self._apart)

    def union(self, left: str, right: str) -> bool:
        """Makes one cluster of two; False, and nothing done, where members of the two must stay apart."""
        low, high = sorted((self.find(left), self.find(right)))
        if low == high:
            return True
        if self.are_apart(low, high):
            return False
        self._parent[high] = low
        self._members[low] = self.members(low) | self.members(high)
        return True
