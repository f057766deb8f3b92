"""The findings of a comparison as tables, every cell that states something with its citation."""

from collections.abc import Iterable, Sequence

from kg.answer.figure import Figure
from kg.briefing.summary import dated
from kg.briefing.template import Part
from kg.briefing.writer import Writer, clean, cut, shown
from kg.comparing.duties import Duty
from kg.comparing.industries import STATUSES, Standing
from kg.comparing.outlines import Lone
from kg.wordfile.parts import Cell

Rows = Sequence[Sequence[Cell]]


def write_differences(writer: Writer, part: Part) -> None:
    """Themes, indicators, tasks and industries of both sides, a table each; what is empty is said."""
    both = writer.material.comparison
    if both is None:
        writer.open(part, count=0)
        return
    writer.open(part)
    _add(writer, part, "章节主题", ["变化", "章节"], _themes(writer, both.outlines.dropped, both.outlines.added))
    indicators = [
        ["延续", one.indicator, one.holder, _figure(writer, one.first), _figure(writer, one.second)]
        for one in both.indicators.both
    ]
    indicators += [["不再列出", one.indicator, one.of, _figure(writer, one), ""] for one in both.indicators.dropped]
    indicators += [["新增", one.indicator, one.of, "", _figure(writer, one)] for one in both.indicators.added]
    _add(writer, part, "指标", ["变化", "指标", "对象", "前者", "后者"], indicators)
    duties = [
        [
            "延续" if one.sure else "延续（须核对）",
            _duty(writer, one.first),
            _duty(writer, one.second),
            one.first.who,
            one.second.who,
        ]
        for one in both.duties.taken
    ]
    duties += [["不再列出", _duty(writer, one), "", one.who, ""] for one in both.duties.dropped]
    duties += [["新增", "", _duty(writer, one), "", one.who] for one in both.duties.added]
    _add(writer, part, "任务分工", ["变化", "前者任务", "后者任务", "前者部门", "后者部门"], duties)
    words = {"new": "新增", "gone": "不再列为发展方向", "kept": "延续"}
    industries = [
        [words[one.outcome], one.name, _standing(writer, one.first), _standing(writer, one.second)]
        for one in both.industries
    ]
    _add(writer, part, "产业布局", ["变化", "产业", "前者", "后者"], industries)


def _add(writer: Writer, part: Part, name: str, header: Sequence[str], rows: Rows) -> None:
    """A table with what changed in its first column; where it is cut, every kind of change is left in it."""
    writer.paper.add_heading(name, 2)
    if rows:
        if told := cut(len(rows), part):
            writer.paper.add_paragraph(told)
        writer.paper.add_table(header, shown(rows, part, group=lambda row: row[0]), caption=writer.caption(name))
    else:
        writer.paper.add_paragraph("两份材料均未列出，没有可比较的内容。" if name != "章节主题" else "没有增减。")


def _themes(writer: Writer, dropped: Iterable[Lone], added: Iterable[Lone]) -> Rows:
    """The headings that went and came, the upper ones first."""
    return [
        [change, writer.run(one.heading.text, [one.heading.citation])]
        for change, own in (("不再单列", dropped), ("新增", added))
        for one in sorted(own, key=lambda one: one.heading.level)
    ]


def _figure(writer: Writer, figure: Figure) -> Cell:
    return writer.run(dated(figure), [figure.citation])


def _duty(writer: Writer, duty: Duty) -> Cell:
    return writer.run(clean(duty.task.name), duty.citations)


def _standing(writer: Writer, standing: Standing) -> Cell:
    return writer.run(STATUSES[standing.status], standing.citations)
