"""By what passages can be limited and counted: of each dimension the values, how they may be written, who has them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kg.index.entries import ABOUT
from kg.index.names import NamedRows
from kg.index.rows import Columns, Numbers
from kg.text.normalize import fold

HEADINGS = " > "  # between the headings of a path
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Dimension:
    """Row `rows[i]` has value `values[i]`; a row may have several values, or none."""

    shown: tuple[str, ...]  # of each value what a reader sees; values shown alike are counted as one
    spelled: Mapping[str, Sequence[int]]  # compare form → values
    rows: Numbers
    values: Numbers
    in_part: bool = False  # whether a part of a value's name will do: 「重点任务」 for 「二、重点任务 > （一）…」

    def find(self, text: str) -> Sequence[int]:
        """The values that a text names; none where there is no such value.

        What is shown is named before what is only spelled so: a count and what a search within it finds are the same.
        """
        wanted = fold(text)
        if wanted in self._by_shown or not self.in_part or not wanted:
            return self._by_shown.get(wanted) or self.spelled.get(wanted, ())
        return [value for name, values in self.spelled.items() if wanted in name for value in values]

    @cached_property
    def _by_shown(self) -> Mapping[str, Sequence[int]]:
        return _spelled([(one,) for one in self.shown])

    def holding(self, texts: Iterable[str], count: int) -> Mask:
        """Which of `count` rows have one of the values that the texts name."""
        wanted = np.zeros(len(self.shown), bool)
        wanted[[value for text in texts for value in self.find(text)]] = True
        keep = np.zeros(count, bool)
        keep[self.rows[wanted[self.values]]] = True
        return keep

    def counts(self, keep: Mask) -> dict[str, int]:
        """How many of the kept rows have each value, the most frequent first; values that none has are left out."""
        tally = np.bincount(self.values[keep[self.rows]], minlength=len(self.shown))
        told: dict[str, int] = defaultdict(int)
        for value in np.flatnonzero(tally):
            told[self.shown[value]] += int(tally[value])
        return dict(sorted(((name, n) for name, n in told.items() if name), key=lambda pair: (-pair[1], pair[0])))


def make_dimensions(columns: Columns, names: NamedRows) -> dict[str, Dimension]:
    """The dimensions by name, in the order in which they are shown."""
    return {
        "document": _one_each(_titles(columns), columns.document),
        **{name: _one_each([(about.get(name, ""),) for about in columns.abouts], columns.document) for name in ABOUT},
        "section": replace(
            _one_each([(path.split(HEADINGS)[0], path) for path in columns.sections], columns.section), in_part=True
        ),
        "entity": _several(
            [(one.names[0], *one.names, one.id) for one in names.things], [one.rows for one in names.things]
        ),
        "type": _several(
            [(name,) for name in columns.type_names], [_bit(columns, name) for name in columns.type_names]
        ),
        "passage": _several(
            [*((name,) for name in columns.kinds), ("task",)],
            [*(np.flatnonzero(columns.kind == place) for place in range(len(columns.kinds))), _bit(columns, "Task")],
        ),
    }


def _titles(columns: Columns) -> list[tuple[str, ...]]:
    """Of each document its title, its file where two bear one title, and all it may be called."""
    times = Counter(columns.titles)
    return [
        (title if times[title] == 1 else f"{title}（{file}）", title, file, document)
        for title, file, document in zip(columns.titles, columns.names, columns.documents, strict=True)
    ]


def _bit(columns: Columns, name: str) -> Numbers:
    """The rows that mention an entity of this type."""
    if name not in columns.type_names:
        return np.empty(0, np.int64)
    return np.flatnonzero(columns.types >> columns.type_names.index(name) & 1)


def _one_each(values: Sequence[Sequence[str]], column: Numbers) -> Dimension:
    """A dimension of which every row has one value; each value is given as shown, then all its spellings."""
    return Dimension(tuple(value[0] for value in values), _spelled(values), np.arange(len(column)), column)


def _several(values: Sequence[Sequence[str]], rows: Sequence[Sequence[int] | Numbers]) -> Dimension:
    """A dimension of which a row may have several values; `rows`: who has each."""
    flat = np.concatenate([np.empty(0, np.int64), *(np.asarray(one, np.int64) for one in rows)])
    owners = np.repeat(np.arange(len(values)), [len(one) for one in rows])
    return Dimension(tuple(value[0] for value in values), _spelled(values), flat, owners)


def _spelled(values: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    told: dict[str, list[int]] = defaultdict(list)
    for number, spellings in enumerate(values):
        for spelling in dict.fromkeys(fold(one) for one in spellings):
            told[spelling].append(number)
    told.pop("", None)
    return told
