"""What is made once and shared by all who ask for it: the one room for all that is derived from a state of the records."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, RLock
from typing import Any, TypeVar

T = TypeVar("T")


class Once:
    """Things by key, kept for good or the last `most` asked for; who asks for what another thread is making waits for it."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._lock = Lock()
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The thing of a key, made where it is not there; what `make` raises is raised, and the next who asks tries again."""
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            if self._most and len(self._places) > self._most:
                self._places.popitem(last=False)
        with place.lock:  # its own: what is made of other things meanwhile need not wait, and may ask for more
            if not place.made:
                place.made.append(make())
        thing: T = place.made[0]
        return thing


class _Place:
    def __init__(self) -> None:
        self.lock = RLock()
        self.made: list[Any] = []  # the thing, or nothing yet: None may be a thing
