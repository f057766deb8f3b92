"""One indicator over several plans: what each of them says, plan by plan."""

from dataclasses import replace

from kg.answer.asked.reading import Ask, with_citations
from kg.answer.figures.chosen import TARGET
from kg.answer.figures.figure import Figure, figure_row, figure_sentence, said_year
from kg.answer.figures.indicators import SURE, figures_of
from kg.answer.model import Answer, AnswerRow, titled

NEAR_BEST = 0.05
FEWEST = 2


def answer_by_plan(ask: Ask) -> Answer | None:
    """The figures of the asked indicator in each plan that has one, named by plan; None where fewer than two have."""
    figures = figures_of(ask, "indicator_values")
    figures = [one for one in figures if one.fit >= SURE and one.row.get("kind") != "change"]
    best = max((one.fit for one in figures), default=0.0)
    figures = [one for one in figures if one.fit >= best - NEAR_BEST]
    if TARGET.search(ask.question.text):
        figures = [one for one in figures if one.row.get("kind") == "target"]
    plans: dict[str, list[Figure]] = {}
    for one in figures:
        plans.setdefault(one.citation.document_id, []).append(one)
    if len(plans) < FEWEST:
        return None
    order = sorted(plans, key=lambda key: (ask.context.documents[key].metadata.get("period_start", ""), key))
    rows = [_row(one) for key in order for one in _each_once(plans[key])]
    said = "；".join(
        f"{titled(ask.context.documents[key].title)}：{'，'.join(dict.fromkeys(figure_sentence(one) for one in _each_once(plans[key])))}"
        for key in order
    )
    params = ask.scoped(ids=list(dict.fromkeys(str(one.row["indicator_id"]) for one in figures)), years=[])
    return ask.answered(with_citations(f"{said}。", rows), rows, params, query="indicator_values")


def _each_once(figures: list[Figure]) -> list[Figure]:
    """A plan's figures in the order of their years, each year and value once, by the quote that vouches for the year."""
    kept = {(one.year, one.said): one for one in sorted(figures, key=lambda one: bool(said_year(one)))}
    return sorted(kept.values(), key=lambda one: one.year)


def _row(figure: Figure) -> AnswerRow:
    row, title = figure_row(figure), titled(figure.citation.title)
    return replace(row, note="；".join(part for part in (title, row.note or "") if part))
