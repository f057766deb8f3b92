"""Questions about figures: one value, several years, the largest of a group, a difference."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.answer.asked.called import short_forms
from kg.answer.asked.conditions import bounds_agree
from kg.answer.asked.limits import region_of
from kg.answer.asked.reading import Ask, cite, merge, with_citations
from kg.answer.asked.short_forms import short_form_in
from kg.answer.figures.alike import dated_once, sentences_of
from kg.answer.figures.bases import kin_of, of_level, of_whole, with_other_bases
from kg.answer.figures.chosen import PER_YEAR, is_of_period, latest, of_amount, of_kind, own_periods
from kg.answer.figures.differing import asks_of_two, is_of_base, is_since, tells_two
from kg.answer.figures.figure import CHANGE, Figure, figure_row
from kg.answer.figures.levels import is_of_asked_head
from kg.answer.folding import fold, pairs, share
from kg.answer.model import NOT_FOUND, Answer
from kg.answer.quotes.counted import WHEN, asked_unit, is_quantity
from kg.text.normalize import quoted
from kg.text.periods import iter_periods

COUNTS = re.compile(r"(?:多少|(?<!哪)几)(?:[家个户项座套件条名人支所只处种类期批辆台亩]|$|[？?])")
COUNT_END = re.compile("(?:保有量|拥有量|数量|总数|家数|(?<![指系倍])数)$")  # by which an indicator says that it counts
# Who gives a title may stand before it: 某市“专精特新”企业数量.
GIVER = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:省|(?<![城上超])市)(?=[“\"]|[\u4e00-\u9fff]{4})")
THIS_ROUND = re.compile("(?:这|新|本)一?[轮期版]|这次|如今")
FIRMS = re.compile("(?<=..)企业(?:数量?)?$")  # 几家独角兽 are firms
NAMES = re.compile("(?:是|有|为|包括)哪(?:几|些|[两三四五六七八九十])家")  # asks who they are, not how many
AT_END = re.compile("截至|截止|[底末]")
REACHED = re.compile("基础|回顾|成效|成就|现状")  # of a chapter on what was reached
ADDED = re.compile("新增|净增|累计|年均|增[长速幅加]|下降|降低|提高|提升")
SURE = 0.8  # of the question's words that indicator and place must hold before the graph's figure stands
LONGEST_ORIGINAL = 160
SHORTEST_TABLE = 3
SHORTENED = 0.9  # a figure whose name the question shortens gives way to one that it writes out
NAME_HELD = 0.5  # of the indicator's name that the question must give


def answer_value(ask: Ask) -> Answer | None:
    """The figures of the asked indicator, place and year; None where no figure fits surely."""
    if ask.question.form == "list" and NAMES.search(ask.question.text):
        return None
    figures = [one for one in figures_of(ask, "indicator_values") if one.fit >= SURE]
    figures = [one for one in figures if is_of_asked_head(ask, one.indicator + one.of)]
    figures = of_amount(ask, figures) if WHEN.search(ask.question.text) else of_kind(ask, figures)
    figures = [one for one in figures if is_of_base(ask, one)]
    if not figures:
        return None
    apart = len(ask.question.years) > 1  # each year has its best: two plans may name one quantity differently
    best: dict[str, float] = {}
    for one in figures:
        best[one.year * apart] = max(one.fit, best.get(one.year * apart, 0.0))
    figures = latest(ask, of_whole(ask, [one for one in figures if one.fit >= best[one.year * apart] - 0.05]))
    if not figures:
        return None
    figures = of_level(ask, figures) if apart else figures
    figures += under_other_names(ask, figures)
    if ask.intent.handler == "indicator" and asks_of_two(ask) and not tells_two(ask, figures):
        told = with_citations(f"{'；'.join(sentences_of(dated_once(figures)))}。", map(figure_row, figures))
        return Answer(ask.question.text, NOT_FOUND, ask.intent.name, ask.asking.message("one_figure", told=told))
    ids = kin_of(ask, figures)
    others = figures_of(ask, "indicator_values", ids=ids) if ids else []
    return with_other_bases(ask, _value_answer(ask, figures), dated_once(figures), dated_once(others))


def under_other_names(ask: Ask, figures: Sequence[Figure]) -> list[Figure]:
    """Of the asked years that have no figure what another plan sets for the same count under its own name: …数量, …保有量."""
    lacking = {*ask.question.years} - {one.year for one in figures} if len(ask.question.years) > 1 else set()
    plans = {one.citation.document_id for one in figures}
    counts = {_counted(ask, one) for one in figures}
    if THIS_ROUND.search(ask.question.text):  # beside the plan before, to which the question keeps
        ask = replace(ask, question=replace(ask.question, documents=()))
    return [
        one
        for one in (of_kind(ask, figures_of(ask, "indicator_values")) if lacking else ())
        if one.year in lacking and one.citation.document_id not in plans and _counted(ask, one) in counts
    ]


def _counted(ask: Ask, figure: Figure) -> tuple[str, ...]:
    """What a figure counts, where and how: its name without who gives the title and the words for a number."""
    name = GIVER.sub("", figure.indicator.removeprefix(figure.of))
    return ask.asking.spell(COUNT_END.sub("", name)), figure.of, figure.amount_unit, figure.basis


def answer_series(ask: Ask) -> Answer | None:
    """The indicator through all years and documents."""
    figures = figures_of(ask, "indicator_values", years=False)
    best = max((one.fit for one in figures), default=0.0)
    kept = [one for one in figures if one.fit >= max(SURE, best - 0.1)]
    return _value_answer(ask, sorted(kept, key=lambda one: (one.of, one.year))) if kept else None


def answer_all(ask: Ask) -> Answer | None:
    """The targets of the named plan, of the only one loaded, or of a place; figures of any kind where no target is set."""
    of = ask.ids(["Park", "Region", "Industry", "Enterprise"])
    documents = ask.question.documents or (tuple(ask.context.documents) if len(ask.context.documents) == 1 else ())
    if not documents and not of:
        return None
    params = ask.scoped(of=[] if documents else of, kinds=["target"])
    rows = ask.rows(params, "indicators_of")
    if not rows:
        params = {**params, "kinds": []}
        rows = ask.rows(params, "indicators_of")
    figures = [Figure(row, citation, 1.0) for row in rows if (citation := cite(row, ask.context.documents))]
    tabled = [one for one in figures if "\t" in one.citation.quote]  # the table of indicators is what a plan sets
    figures = tabled if len(tabled) >= SHORTEST_TABLE else figures
    return _value_answer(ask, figures, params, "indicators_of") if figures else None


def _value_answer(
    ask: Ask, figures: Sequence[Figure], params: dict[str, object] | None = None, query: str = "indicator_values"
) -> Answer:
    figures = dated_once(figures)
    rows = merge(figure_row(one) for one in figures)
    shown = "；".join(sentences_of(figures))
    told = {one.year for one in figures}
    told |= {
        year
        for year in ask.question.years
        for one in figures
        if one.kind == CHANGE and (year in one.citation.quote or is_since(one, year))
    }
    lacking = [year for year in ask.question.years if year not in told] if len(ask.question.years) > 1 else []
    names = {one.citation.document_id: quoted(one.indicator) for one in figures} if len(told) > 1 else {}
    shown += f"；各规划所用的指标名称不同：{'、'.join(names.values())}" if len({*names.values()}) > 1 else ""
    shown += f"；这一指标名下没有找到{'、'.join(lacking)}年的数值" if lacking else ""
    original = _original(figures[0].citation.quote) if len(figures) == 1 else ""
    ids = list(dict.fromkeys(str(one.row["indicator_id"]) for one in figures))
    used = params or ask.scoped(ids=ids, years=[])
    return ask.answered(with_citations(f"{shown}。{original}", rows), rows, used, query=query)


def _original(quote: str) -> str:
    """The plan's own sentence behind a figure, where it is a short one and no row of a table."""
    return f"原文：“{quote.strip()}”" if len(quote) <= LONGEST_ORIGINAL and "\t" not in quote else ""


def figures_of(
    ask: Ask, query: str, *, ids: Sequence[str] | None = None, years: bool = True, of: bool = True, **params: object
) -> list[Figure]:
    """The figures of the indicators (those that the question may mean), each with its fit; other years and places left out."""
    params = {**params, "ids": indicator_ids(ask) if ids is None else list(ids)}
    if not params["ids"]:
        return []
    rows = ask.rows(ask.scoped(**params), query)
    if not rows and ask.question.documents:  # another plan of the same place may tell it
        regions = {region_of(ask.context.documents[key]) for key in ask.question.documents}
        beside = [key for key, one in ask.context.documents.items() if region_of(one) in regions]
        rows = ask.rows({**params, "documents": beside}, query)
    figures = []
    for row in rows:
        citation = cite(row, ask.context.documents)
        fits = (
            _unit_fits(ask, row)
            and bounds_agree(ask.question.text, str(row["indicator"]))
            and (not years or _year_fits(ask, row))
            and (not of or (of_fits(ask, row) and of_place(ask, row)))
        )
        if citation and fits:
            figures.append(Figure(row, citation, _fit(ask, row)))
    return figures


def indicator_ids(ask: Ask) -> list[str]:
    """Indicators whose name shares enough with the question."""
    text = ask.asking.spell(ask.question.text)
    asked = set(pairs(text))
    found = []
    for entity in ask.names.entities:
        if entity.type == "Indicator":
            names = [ask.asking.spell(name) for name in (entity.name, *entity.aliases)]
            if any(
                len(set(pairs(name)) & asked) >= max(1, NAME_HELD * len(set(pairs(name))))
                or short_form_in(text, name)
                or ("家" in text and FIRMS.sub("", name) in text)
                for name in names
            ):
                found.append(entity.id)
    return found


def _fit(ask: Ask, row: dict[str, object]) -> float:
    """The share of the question's words that the figure holds, and of the indicator's name that the question gives."""
    document = ask.context.documents.get(str(row.get("document_id") or ""))
    region = document.title if document else ""
    said = [link.text for link in ask.question.links if row.get("of_id") in {one.id for one in link.entities}]
    held = ask.asking.spell(f"{row['indicator']} {row.get('of_name') or ''} {' '.join(said)}") + fold(
        f"{row.get('observation_basis') or ''} {row.get('unit') or ''} {region}"
    )
    words = [word for word in ask.question.words if word not in (*ask.asking.words["measuring"], *PER_YEAR)]
    wanted, asked = ask.asking.spell("".join(words)), ask.asking.spell(ask.question.text)
    if not is_quantity(ask, asked, held):
        return 0.0
    name = ask.asking.spell(str(row["indicator"]))
    name = GIVER.sub("", name) if ask.asking.spell(name[:3]) not in asked else name
    if COUNTS.search(ask.question.text):  # 多少个重点项目 asks for 重点项目数量
        name = COUNT_END.sub("", name) or name
        name = bare if "家" in asked and (bare := FIRMS.sub("", name)) in asked else name
    short = short_form_in(wanted, name)
    if short:
        wanted, asked = wanted.replace(short, name), asked.replace(short, name)
    elif short := short_form_in(
        plain := asked.replace("的", ""), name
    ):  # 工业产值占全区的比重: its joints are no words
        wanted = "".join([name, *(word for word in words if ask.asking.spell(word) not in short)])
        asked = plain.replace(short, name)
    is_written = COUNT_END.sub("", name) in asked  # though its words were cut otherwise, none of them telling
    forward = share(wanted, held) if wanted else float(is_written)
    forward = 1.0 if words and all(ask.asking.spell(word) in held for word in words) else forward  # parted by 的, 有
    counted = COUNT_END.sub("", name) if ask.question.form == "number" else name  # 多少个项目 asks for their number
    backward = share(counted or name, asked + fold(region))
    return (0.65 * forward + 0.35 * backward) * (SHORTENED if short else 1.0)


def _unit_fits(ask: Ask, row: dict[str, object]) -> bool:
    """Whether the value is in the unit asked for: 几家 is no 亿元, 百分之多少 is a share."""
    unit, asked = str(row.get("unit") or ""), asked_unit(ask)
    if "百分之" in ask.question.text or "百分点" in ask.question.text:
        return "%" in unit or "百分点" in unit or row.get("kind") == "change"
    if not unit or not asked or asked in {"个", "年"}:
        return True
    return asked in unit or unit in asked


def _year_fits(ask: Ask, row: dict[str, object]) -> bool:
    year = str(row.get("year") or "")
    if any(is_of_period(year, period) for period, _ in own_periods(ask)):
        return True
    if ask.question.years:
        return any(asked in year for asked in ask.question.years) or _is_reached(ask, row)
    spans = [(period.start, period.end) for period in ask.question.periods]
    if spans and re.fullmatch(r"\d{4}", year):
        return any(start - 1 <= int(year) <= end for start, end in spans)
    return True


def _is_reached(ask: Ask, row: Mapping[str, object]) -> bool:
    """Whether a level is what was reached by the end that is asked about (“十四五”末): told by the next plan without a year of its own.

    What was added or grew in all the period's years is no level at its end.
    """
    ends = {one.end for one in ask.question.periods if one.start == one.end and AT_END.search(one.text)}
    document = ask.context.documents.get(str(row.get("document_id") or ""))
    start = document.metadata.get("period_start", "") if document else ""
    if row.get("kind") != "actual" or not start.isdigit() or int(start) - 1 not in ends:
        return False
    year, said = str(row.get("year") or ""), f"{row['indicator']}{row.get('observation_basis') or ''}"
    told = next(iter_periods(year), None)
    within = told.kind == "plan" and told.end in ends if told else not year and REACHED.search(str(row.get("section")))
    return bool(within) and not ADDED.search(said)


def of_place(ask: Ask, row: Mapping[str, object]) -> bool:
    """Whether the figure is of a place that the question names, or of a plan of that place; of any where it names none."""
    words = [str(row.get(key) or "") for key in ("of_name", "indicator", "quote", "section")]
    name = fold(COUNT_END.sub("", str(row["indicator"])))
    if name in ask.question.folded and all(any(word in name for word in limit.said) for limit in ask.place):
        return True  # who gives the title: 某市“专精特新”企业达到多少家
    return all(limit.holds(words, [str(row.get("of_id"))], [str(row.get("document_id"))]) for limit in ask.place)


def _is_zone(ask: Ask, row: Mapping[str, object]) -> bool:
    """Whether the figure is of the zone that the question calls by its place alone: 云岫 for 云岫经开区."""
    forms = [form for limit in ask.place if limit.documents for form in limit.forms]
    return row.get("of_kind") == "Park" and any(fold(str(row.get("of_name"))).startswith(form) for form in forms)


def of_fits(ask: Ask, row: dict[str, object]) -> bool:
    """Whether the figure measures a park, industry or enterprise that the question names, where it names one."""
    named = ask.question.entities(["Park", "Enterprise", "Platform", "Industry", "Cluster", "Institution", "Project"])
    held = fold(f"{row.get('of_name') or ''}{row['indicator']}")
    if not named:
        return (
            not row.get("of_id")
            or row.get("of_kind") in ("Region", "", None)
            or any(form in ask.question.folded for form in _forms(ask, row))
            or _is_zone(ask, row)
            or (row.get("of_kind") == "Industry" and _tells_industry(row))
        )
    forms = [fold(form) for one in named for form in (one.name, *one.aliases)] + [
        link.text for link in ask.question.links if link.of_type(["Park", "Enterprise", "Platform", "Industry"])
    ]
    return row.get("of_id") in {one.id for one in named} or any(form in held for form in forms)


def _tells_industry(row: Mapping[str, object]) -> bool:
    """Whether the indicator's own name begins with the industry, or one that it joins: 软件业务收入 of 软件和信息技术服务业."""
    joined = [part for part in re.split("[和与及、]", fold(str(row.get("of_name") or ""))) if len(part) > 1]
    return len(joined) > 1 and fold(str(row["indicator"])).startswith(tuple(joined))


def _forms(ask: Ask, row: dict[str, object]) -> set[str]:
    """The names by which a question may mean what is measured."""
    measured = ask.names.by_id.get(str(row.get("of_id")))
    return {fold(str(row.get("of_name"))), *(short_forms(measured) if measured else ())}
