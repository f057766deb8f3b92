"""An evaluation on a terminal: a line a figure, and how much became better or worse."""

from collections.abc import Iterator

from kg.evaluate.history import Change
from kg.evaluate.model import Evaluation, Part
from kg.evaluate.words import COUNTS, MEASURES, PARTS, figure_text, group_label


def iter_summary(evaluation: Evaluation, change: Change | None) -> Iterator[str]:
    """The lines that a command prints."""
    yield from (f"注意：{note}" for note in evaluation.notes)
    for part in evaluation.parts:
        moved = change.headlines.get(part.name) if change else None
        said = f"（比上次 {moved * 100:+.1f}）" if moved else ""
        yield f"{PARTS[part.name][0]}  {MEASURES[part.measure]} {figure_text(part.measure, part.headline)}{said}"
        yield from (
            f"    {group_label(group)}  {_figures(part, group)}" for group in part.figures if group != part.whole
        )
    if change and change.same_gold:
        better, worse = (sum(map(len, lists.values())) for lists in (change.better, change.worse))
        yield f"与上次（{change.since}）相比：变好 {better} 处，变差 {worse} 处"
        yield from (f"    变差 {PARTS[name][0]} · {title}" for name, titles in change.worse.items() for title in titles)


def _figures(part: Part, group: str) -> str:
    rows = part.figures[group]
    counts = " ".join(f"{MEASURES[name]}{value:g}" for name, value in rows.items() if name in COUNTS)
    shares = " ".join(
        f"{MEASURES[name]} {figure_text(name, value)}" for name, value in rows.items() if name not in COUNTS
    )
    return f"{shares}（{counts}）"
