"""Measures: numbered headings that say what is to be done are tasks too, of nobody until a note says whose."""

import re
from bisect import bisect_right
from dataclasses import replace

from kg.extract.context import Facts
from kg.extract.linking import Linker
from kg.extract.tasks.concerns import Concerns
from kg.records import Document, Evidence, Mention, Section

EXTRACTOR = "heading"
LONGEST_TEXT = 1000  # of a measure that is one task with its heading
NUMBERING = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百\d]+(?:[章节条编项]|[，、])|(?:任务|措施|举措|行动|工程)[一二三四五六七八九十\d]+[:：.．、\s]|[—–]{1,2}(?=[一-龥])|[•●·▪◆■▲★☆-](?=\s*[一-龥])|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]+[、．.]|[壹贰叁肆伍陆柒捌玖拾]{1,3}\s|[（(][一二三四五六七八九十\d]+[）)]|[⑴-⒇㈠-㈩]|\d{1,2}[)）]|0\d(?![\d年])|\d{1,3}(?:[.．]\d{1,2}(?!\d))*[.．、]?|[①-⑳])\s*"
)
DEPTHS = (
    re.compile(r"\s*第[一二三四五六七八九十百\d]+[章节条编]"),
    re.compile(r"\s*(?:[一二三四五六七八九十]+[、．.]|[壹贰叁肆伍陆柒捌玖拾]{1,3}[、．.\s])"),
    re.compile(r"\s*[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\s*\d{1,3}(?:[.．、](?!\d)|\s)"),
    re.compile(r"\s*(?:[（(]\d{1,3}[）)]|\d{1,3}[）)]|\d{1,2}[.．]\d{1,2})"),
    re.compile(r"\s*[①-⑳]"),
    re.compile(r"\s*(?:[一二三四五六七八九十]+是|[-—–•●·])"),
)  # styles of numbering from the outermost in
DOING = re.compile(
    r"^(?:全力|加快|加速|加强|加大|着力|积极|深入|持续|全面|大力|努力|扎实|高标准|高质量|高水平|前瞻|探索|推进|推动|打造|建设|培育|发展|壮大|升级|优化|提升|完善|强化|深化|健全|构建|支持|促进|做强|做优|做大|做精|实施|组建|设立|新设|筹建|开展|引进|聚焦|拓展|营造|夯实|创新|统筹|发挥|布局|用好|鼓励|引导|建立|巩固|协同|共建|承接)"
)
PAST = re.compile(
    r"成效|成就|基础|回顾|现状|形势|背景|问题|挑战|原则|思想|目标|定位|要求|步伐|进展|突破$|凸显|增强$|壮大$|显著|稳步|取得|明显|推进$|依据|过程|附件|附表"
)


def depth(text: str) -> int:
    """How deep a paragraph's numbering stands, 1 for the outermost style; 0 for none."""
    return next((level for level, style in enumerate(DEPTHS, 1) if style.match(text)), 0)


def is_measure(section: Section) -> bool:
    """Whether a heading begins with what to do, outside the chapters on past and aims."""
    *above, heading = (NUMBERING.sub("", words).strip() for words in section.path or ("",))
    return (
        section.level > 0
        and 5 <= len(heading) <= 60
        and bool(DOING.match(heading))
        and not any(PAST.search(words) for words in (*above, heading))
    )


class MeasureFacts:
    """Turns headings that are measures into tasks and says what their text concerns."""

    def __init__(self, document: Document, linker: Linker, concerns: Concerns) -> None:
        self._document = document
        self._linker = linker
        self._concerns = concerns
        self._starts = sorted([*(s.start for s in document.sections), *(table.start for table in document.tables)])

    def read(self, facts: Facts) -> None:
        """One task a measure."""
        answered = {r.object_id for r in facts.relations.values() if r.type == "RESPONSIBLE_FOR"}
        noted = [facts.entities[task] for task in answered]
        measures = [section for section in self._document.sections if is_measure(section)]
        over = {section.parent_id for section in measures}
        for section in measures:
            if section.level == 1 and section.id in over:
                continue  # a chapter over measures is none itself
            heading = NUMBERING.sub("", section.heading).strip()
            inside = [task for task in noted if section.start <= int(str(task.properties["order_index"])) < section.end]
            if len(inside) == 1 and self._own_end(section) == section.end:
                facts.add_entity(
                    replace(inside[0], aliases=(*inside[0].aliases, heading))
                )  # its heading is its name too
            elif not any(task.properties["order_index"] == section.start for task in inside):
                self._write(section, heading, facts, alone=not inside)

    def _own_end(self, section: Section) -> int:
        """Where the section's own text ends: at its first part or table."""
        following = bisect_right(self._starts, section.start)
        first = self._starts[following] if following < len(self._starts) else section.end
        return min(section.end, first)

    def _write(self, section: Section, heading: str, facts: Facts, *, alone: bool) -> None:
        """`alone`: no part of the section is a task of somebody, so that all its text is this task's."""
        start, told = section.start, min(section.end, section.start + len(section.heading) + 2)
        end = min(self._own_end(section), start + LONGEST_TEXT) if alone else told
        mentions = list(self._concerns.of(start, max(end, told)))
        if not mentions:
            return
        group = section.path[-2] if len(section.path) > 1 else ""
        task = self._linker.task(heading.rstrip("。"), group=NUMBERING.sub("", group), start=start)
        text = " ".join(NUMBERING.sub("", self._document.text[start:end]).split())
        task = facts.add_entity(replace(task, aliases=(*task.aliases, text)) if len(text) > len(heading) + 2 else task)
        title = facts.quote(start, start + len(section.heading), section, EXTRACTOR)
        for mention in mentions:
            facts.relate("CONCERNS", task.id, mention.entity_id, self._quote(mention, title, section, facts))

    def _quote(self, mention: Mention, title: Evidence, section: Section, facts: Facts) -> Evidence:
        """The heading where it names the thing, else the line that does."""
        if mention.end <= title.end:
            return title
        text = self._document.text
        start, end = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
        return facts.quote(start, end if end >= 0 else len(text), section, EXTRACTOR, basis="section")
