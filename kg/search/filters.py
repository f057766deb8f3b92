"""What a search is limited to; applied before ranking, so that a filtered search still returns k passages."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.index.rows import Columns


@dataclass(frozen=True)
class SearchFilters:
    """Empty fields limit nothing; the filled ones must all hold."""

    documents: tuple[str, ...] = ()  # document ids
    types: tuple[str, ...] = ()  # the passage mentions an entity of one of these types
    kinds: tuple[str, ...] = ()  # text | table_row
    section: str = ""  # part of the heading path

    def rows(self, columns: Columns) -> NDArray[np.int64]:
        """The rows that may be found, in order."""
        keep = np.ones(len(columns.ends), bool)
        if self.documents:
            keep &= _named(columns.documents, self.documents)[columns.document]
        if self.types:
            wanted = sum(1 << place for place, name in enumerate(columns.type_names) if name in self.types)
            keep &= (columns.types & wanted) != 0
        if self.kinds:
            keep &= _named(columns.kinds, self.kinds)[columns.kind]
        if self.section:
            keep &= np.array([self.section in path for path in columns.sections], bool)[columns.section]
        return np.flatnonzero(keep)


def _named(table: tuple[str, ...], names: tuple[str, ...]) -> NDArray[np.bool_]:
    return np.array([name in names for name in table], bool)
