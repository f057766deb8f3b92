"""The years that a question means: those it writes, and 今年 as its plans have it."""

import re
from collections.abc import Sequence

from kg.records import Document

THIS_YEAR = re.compile("今年|本年|当年|全年")
PERIOD = re.compile(r"20\d\d\s*[—－–~～至-]+\s*20\d\d")
WHOLE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def this_year(documents: Sequence[Document]) -> tuple[str, ...]:
    """今年 as the plans mean it: the one year that the titles of those asked about name; () where it cannot be told."""
    years = {year for one in documents for year in WHOLE_YEAR.findall(PERIOD.sub("", one.title))}
    return tuple(years) if len(years) == 1 else ()
