"""The report as one HTML page: headline figures, what changed, and every finding with its sentence, folded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from kg.evaluate.history import Change
from kg.evaluate.model import UNJUDGED, Evaluation, Finding, Part
from kg.evaluate.words import MEASURES, PARTS, VERDICTS, figure_text, group_label
from kg.store import write_atomically

STYLE = Path(__file__).with_name("report.css")
LONG_SENTENCE, AROUND = 400, 160  # signs; of a longer one only what stands around the mark is shown


def write_page(path: Path, evaluation: Evaluation, change: Change | None = None) -> None:
    """Writes the report; nothing in it is loaded from elsewhere."""
    write_atomically(path, make_page(evaluation, change))


def make_page(evaluation: Evaluation, change: Change | None = None) -> str:
    """The whole page."""
    body = [
        "<h1>规划图谱评测报告</h1>",
        f'<p class="quiet">{escape(evaluation.made)} · 金标 {escape(evaluation.gold)} · 已入库 {len(evaluation.documents)} 份文件</p>',
        *(f'<p class="note">{escape(note)}</p>' for note in evaluation.notes),
        f'<nav class="tiles">{"".join(_tile(part, change) for part in evaluation.parts)}</nav>',
        *_changes(change),
        *(block for part in evaluation.parts for block in _part(part)),
        f"<footer>已入库：{escape('；'.join(evaluation.documents))}</footer>",
    ]
    style = STYLE.read_text(encoding="utf-8")
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>规划图谱评测报告</title><style>{style}</style>'
    return f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head>\n<body>\n{chr(10).join(body)}\n</body></html>\n'


def _tile(part: Part, change: Change | None) -> str:
    moved = change.headlines.get(part.name) if change else None
    said = "" if moved is None else f'<span class="{_way(moved)}">{_signed(moved)}</span>'
    label = f"{PARTS[part.name][0]} · {MEASURES[part.measure]}"
    figure = figure_text(part.measure, part.headline)
    return f'<a class="tile" href="#{part.name}"><b>{figure}</b><span>{label}</span>{said}</a>'


def _way(moved: float) -> str:
    return "up" if moved > 0 else "down" if moved < 0 else ""


def _signed(moved: float) -> str:
    return f"比上次 {moved * 100:+.1f}" if moved else "与上次相同"


def _changes(change: Change | None) -> Iterator[str]:
    """What became better and worse since the last run, folded by part."""
    if change is None:
        yield '<p class="quiet">没有上次的记录可比；这次的数字已留下，供下次比较。</p>'
        return
    yield f"<h2>与上次（{escape(change.since)}）相比</h2>"
    if not change.same_gold:
        yield '<p class="note">金标已经改动，只比总数，不逐条比较。</p>'
    for title, way, lists in (("变好", "up", change.better), ("变差", "down", change.worse)):
        total = sum(map(len, lists.values()))
        if change.same_gold and not total:
            yield f'<p class="quiet">没有{title}的。</p>'
        for name, titles in lists.items():
            if titles:
                items = "".join(f"<li>{escape(one)}</li>" for one in titles)
                yield f'<details><summary><b class="{way}">{title}</b> {PARTS[name][0]}<span>{len(titles)} 处</span></summary><ul>{items}</ul></details>'


def _part(part: Part) -> Iterator[str]:
    title, meaning = PARTS[part.name]
    yield f'<h2 id="{part.name}">{title}</h2><p class="quiet">{meaning}</p>'
    yield _table(part)
    counted = [one for one in part.findings if one.verdict != UNJUDGED]
    yield from _folded(counted, part)
    unjudged = [one for one in part.findings if one.verdict == UNJUDGED]
    if unjudged:
        yield '<h3>金标没有列出的</h3><p class="quiet">在金标引用的句子里还读到了这些。金标并不穷尽，它们可能对也可能错，不计分，请抽看。</p>'
        yield from _folded(unjudged, part)
    if not part.findings:
        yield "<p>没有漏掉，也没有多出。</p>"


def _table(part: Part) -> str:
    measures = list(part.figures[part.whole])
    head = "".join(f"<th>{MEASURES[name]}</th>" for name in measures)
    groups = [*(group for group in part.figures if group != part.whole), part.whole]
    rows = "".join(_row(part, group, measures) for group in groups)
    return f"<table><tr><th></th>{head}</tr>{rows}</table>"


def _row(part: Part, group: str, measures: Sequence[str]) -> str:
    figures: Mapping[str, float] = part.figures[group]
    cells = "".join(f"<td>{_cell(part, name, figures[name])}</td>" for name in measures)
    return f"<tr{' class=whole' if group == part.whole else ''}><td>{escape(group_label(group))}</td>{cells}</tr>"


def _cell(part: Part, measure: str, value: float) -> str:
    text = figure_text(measure, value)
    return f'{text}<span class="bar"><i style="width:{value:.0%}"></i></span>' if measure == part.measure else text


def _folded(findings: Iterable[Finding], part: Part) -> Iterator[str]:
    """One folded list a group, in the order of the table."""
    order = {group: place for place, group in enumerate(part.figures)}
    ordered = sorted(findings, key=lambda one: (order.get(one.group, len(order)), one.point))
    for group, members in groupby(ordered, key=lambda one: one.group):
        listed = list(members)
        counts = "，".join(
            f"{word} {number}"
            for verdict, word in VERDICTS.items()
            if (number := sum(one.verdict == verdict for one in listed))
        )
        items = "".join(f"<li>{_item(one)}</li>" for one in listed)
        yield f"<details><summary>{escape(group_label(group))}<span>{counts}</span></summary><ul>{items}</ul></details>"


def _item(one: Finding) -> str:
    points = f" <span>{one.point:.2f} 分</span>" if one.verdict == "partial" else ""
    where = f' <span class="quiet">{escape(one.document)}</span>' if one.document else ""
    head = f'<span class="chip {one.verdict}">{VERDICTS[one.verdict]}</span><b>{escape(one.title)}</b>{points}{where}'
    quote = f"<blockquote>{_marked(one)}</blockquote>" if one.sentence else ""
    pairs = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in one.lines)
    return head + quote + (f"<dl>{pairs}</dl>" if pairs else "")


def _marked(one: Finding) -> str:
    """The sentence with its marked part; a long one cut to what stands around the mark."""
    start, end = one.mark
    first, last = 0, len(one.sentence)
    if last > LONG_SENTENCE and end:
        first, last = max(0, start - AROUND), min(last, end + AROUND)
    before, marked, after = one.sentence[first:start], one.sentence[start:end], one.sentence[end:last]
    inner = f"<mark>{escape(marked)}</mark>" if marked else ""
    more = "……" if first else ""
    return f"{more}{escape(before)}{inner}{escape(after)}" + ("……" if last < len(one.sentence) else "")
