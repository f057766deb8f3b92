"""Whether what the columns of a table tell was reached when the plan was written, where their headings do not say."""

import re

from kg.extract.indicators.time import Clock
from kg.extract.tables.cells import year_and_kind
from kg.extract.tables.columns import Columns

BARE_YEAR = re.compile(r"(?:19|20)\d{2}年?(?:末|底)?")


class ColumnTimes:
    """Reads the years of columns beside the time of their plan."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def of(self, columns: Columns, column: int) -> tuple[str, str]:
        """The year and kind of a column's values; a bare year before the targets of an undated plan was reached."""
        year, kind = year_and_kind(columns.names[column], self.until(columns))
        return year, "actual" if kind == "target" and self._is_past(columns, column) else kind

    def until(self, columns: Columns) -> int:
        """Up to which year a column that says a year alone was reached.

        That of the plan's own date is aimed at where the plan is for it (2025—2027), or an earlier year stands beside
        it; the year before a plan's first is its base, whenever in it the plan was written.
        """
        clock = self._clock
        year = clock.year_of_document
        if not clock.now or clock.reports or clock.begins > year:
            return year
        earlier = any("" < year_and_kind(name)[0] < str(year) for name in columns.names)
        return year - 1 if clock.begins or (clock.plans and earlier) else year

    def _is_past(self, columns: Columns, column: int) -> bool:
        """Whether a bare year (2022年) before a column of targets was reached: the plan has no date, no column a base."""
        if self._clock.now:
            return False
        told = [year_and_kind(name) for name in columns.names]
        based = any(
            kind == "actual" and not BARE_YEAR.fullmatch(name)
            for name, (_, kind) in zip(columns.names, told, strict=True)
        )
        aims = [year for year, kind in told if kind == "target"]
        bare = bool(BARE_YEAR.fullmatch(columns.names[column]))
        return bool(aims) and not based and bare and told[column][0] < max(aims)
