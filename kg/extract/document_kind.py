"""What a document is as a whole, by its title and kind: a plan, a law or news, and what time it speaks of."""

import re
from functools import cached_property

from kg.extract.context import Facts
from kg.extract.indicators.time import Clock
from kg.extract.words.wordlists import any_of, rows_in, words_in
from kg.ontology import Node
from kg.records import Document
from kg.text.periods import iter_periods

NUMBERED = re.compile(r"[〔\[（(【﹝［]\s?(?P<year>(?:19|20)\d{2})\s?[〕\])）】﹞］]")  # 云政发〔2023〕15号
ISSUED = re.compile(  # 2023年9月18日发布。; 截至2022年底
    r"(?P<year>20\d{2})年\d{1,2}月(?:\d{1,2}日)?(?:发布|印发|公布|起施行|起实施|起执行)(?=[。；，）)\n]|$)|截[至止]\s?(?P<told>20\d{2})年"
)
OTHER = "其他"  # the kind of a document whose title tells none


class DocumentKind:
    """A document by its kind; what the kinds are is data (vocabularies/plan_kinds.yaml)."""

    def __init__(self, document: Document, words: Node) -> None:
        self._document = document
        own = next((row for row in rows_in(words["kinds"]) if row["name"] == document.metadata.get("kind")), {})
        self.is_law = bool(own.get("law"))
        self._plans = bool(own.get("measures"))
        self._reports = re.compile(rf"(?:{any_of(words_in(words['reports']))})(?:的?(?:报告|通报))?$")

    @property
    def title(self) -> str:
        """The title of the plan itself, also where the document only explains it."""
        return self._document.metadata.get("subject_policy") or self._document.title

    @property
    def is_plan(self) -> bool:
        """Whether the title ends like one of a plan, a policy or a law; a news item or a letter covers no region."""
        meta = self._document.metadata
        return bool(meta.get("subject_policy")) or meta.get("kind", OTHER) != OTHER

    def sets_tasks(self, facts: Facts) -> bool:
        """Whether what it says is to be done is somebody's task: in a plan, not in news of a speech nor in a law.

        A document whose title does not tell is a plan where its notes say who is responsible, or parts have parts.
        """
        noted = any(relation.type == "RESPONSIBLE_FOR" for relation in facts.relations.values())
        parted = any(section.level > 1 for section in self._document.sections)
        return not self.is_law and (self.is_plan or noted or parted)

    @cached_property
    def _told(self) -> int:
        """The year of the document's own number, else the last that its text says it was issued in or looks back on; 0."""
        if number := NUMBERED.search(self._document.metadata.get("number", "")):
            return int(number["year"])
        return max((int(m["year"] or m["told"]) for m in ISSUED.finditer(self._document.text)), default=0)

    @cached_property
    def clock(self) -> Clock:
        """Up to when its figures are reached, and for when its aims are, before any sentence says so.

        Figures up to its date, or the year of its number, else up to the year before its period, count as reached; in a
        plan for one year those up to the year before. Aims without a year are for the year, or the last year of the
        period, that its title or text states.
        """
        meta, title = self._document.metadata, self.title
        date, start, end = (meta.get(key, "") for key in ("date", "period_start", "period_end"))
        dated = int(date[:4]) if date[:4].isdigit() else self._told
        year = max(dated, int(start) - 1 if start.isdigit() and not date else 0)
        periods = list(iter_periods(title))
        annual = periods[0].end if len(periods) == 1 and periods[0].start == periods[0].end else 0
        if annual and self._reports.search(title):
            return Clock(None, annual, 0, annual, reports=True)
        if annual and self._plans:
            return Clock(None, min(year or annual, annual - 1), annual, annual, plans=True)
        stated = any(period.start < period.end for period in periods) or (start and start != date[:4])
        begins = int(start) if stated and start.isdigit() else 0
        return Clock(None, year, int(end) if stated and end.isdigit() else 0, dated, plans=self._plans, begins=begins)
