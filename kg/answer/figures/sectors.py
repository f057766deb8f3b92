"""The share of one of the three sectors, as a plan tells all three in one ratio: 三次产业结构由7:34.8:58.2调整为3.7:25.2:71.1."""

import re
from collections.abc import Iterator, Sequence

from kg.answer.asked.limits import AREA
from kg.answer.asked.reading import Ask, with_citations
from kg.answer.figures.chosen import CHANGE
from kg.answer.figures.differences import answer_difference
from kg.answer.figures.figure import ACTUAL, PERCENT, TARGET, Figure, figure_row, figure_sentence
from kg.answer.figures.indicators import answer_value
from kg.answer.figures.ratios import asked_years, compared
from kg.answer.mentions import sentence_at
from kg.answer.model import Answer, Citation
from kg.answer.quotes.columns import cells_of
from kg.records import Document
from kg.text.periods import Period, iter_periods, parse_period

NUMBER = r"(\d{1,2}(?:\.\d+)?)\s*[%％]?"
RATIO = re.compile(rf"(?<![\d.:：∶]){NUMBER}\s*[:：∶]\s*{NUMBER}\s*[:：∶]\s*{NUMBER}(?![\d.]*\s*[:：∶])")
OF_SECTORS = re.compile("三次产业|三产|三大产业|产业(?:结构|比例|比重|构成)|一(?:产)?、?二(?:产)?、?三(?:次)?产")
SECTORS = "一二三"
SECTOR = re.compile("第?([一二三])次?产业?(?![品值])|(?:^|(?<=[的区市县省州年占比，中里末底]))服务业")
SHARE = re.compile("占比|比重|比例|份额|占.{0,14}(?:多少|几|多[大高])")
# What else such a question may say: a share of jobs, taxes or investment is another one.
BESIDE = re.compile(
    "增加值|地区生产总值|生产总值|GDP|gdp|国民经济|经济|总量|[全我本][区市县省州]|占到?|比重|比例|占比|份额|结构|三次产业|产业"
    "|多少|几|多[大高]|百分[点之]|提[高升]|增[加长]|上升|下降|降低|减少|变化|相比|目标|实际|计划|预计|期间|时期|目前|现在|五年"
    r"|[所中里内的在为是有达到个点比较与和从由至了高低多少升降涨跌年底末初要将这那呢，、。？?“”\"\s\d]|十[一二三四五六七]五"
)
WHOLE = re.compile("[全我][国省市区县州]")
CLAUSE = re.compile("[，,；;：:。]")
SINCE = re.compile("[由从](?!于)")
YEAR_BEFORE = re.compile("上一?年|去年|前一年")


def answer_sector(ask: Ask) -> Answer | None:
    """The share of the asked sector or how far it changed, read off a ratio of all three; None where a plan states it or tells no ratio."""
    sector = _asked_sector(ask)
    shares = [one for key in ask.scope for one in _shares(ask, ask.context.documents[key], sector)] if sector else []
    if not shares:
        return None
    years = asked_years(ask.question)
    if (
        len(years) > 1
        or CHANGE.search(ask.question.text)
        or re.search("[高低多少](?:了|出)?(?:多少|几)", ask.question.text)
    ):
        return None if answer_difference(ask) else _changed(ask, shares, years)
    if not years:
        latest = max(one.year for one in shares if one.kind == ACTUAL or all(each.kind == TARGET for each in shares))
        years = [latest]
    told = list({(one.of, one.year, one.said): one for one in shares if one.year in years}.values())
    if not told or answer_value(ask):
        return None
    rows = [figure_row(one) for one in told]
    return ask.answered(with_citations(f"{'；'.join(map(figure_sentence, told))}。", rows), rows, ask.scoped())


def _asked_sector(ask: Ask) -> str:
    """一, 二 or 三 where the question asks for the share of that sector alone in the economy; '' else."""
    text = ask.question.text
    for name in (*_areas(text), *(link.text for link in ask.question.links if link.of_type(["Region"]))):
        text = text.replace(name, "")
    found = list(SECTOR.finditer(text))
    rest = BESIDE.sub("", SECTOR.sub("", text))
    return (found[0][1] or "三") if len(found) == 1 and SHARE.search(text) and not rest else ""


def _changed(ask: Ask, shares: Sequence[Figure], years: Sequence[str]) -> Answer | None:
    """The change between the asked years, else between the two ends that one sentence tells; None where that is not one pair."""
    if len(years) == 1:  # 比2015年: up to the latest; 2020年提高了: from the one before in its sentence
        others = [one.year for one in shares if one.year != years[0] and one.kind == ACTUAL]
        years = [years[0], max(others, default="")]
    pairs = [
        (first, last)
        for first in shares
        for last in shares
        if first.of == last.of and (first.year < last.year if years else _is_change(first, last))
    ]
    pairs = [pair for pair in pairs if not years or {one.year for one in pair} == set(years)]
    said = {tuple(one.said for one in pair) for pair in pairs}
    return compared(ask, *pairs[0]) if len(said) == 1 else None


def _is_change(first: Figure, last: Figure) -> bool:
    """Whether one sentence tells both, the one before the other."""
    return first.citation == last.citation and str(first.row["order"]) < str(last.row["order"])


def _shares(ask: Ask, document: Document, sector: str) -> Iterator[Figure]:
    """The sector's share in each ratio of a plan, of the place that is asked for."""
    for match in RATIO.finditer(document.text):
        cited = sentence_at(document, match.start())
        lead = document.text[cited.start : match.start()]
        numbers = [float(one) for one in match.groups()]
        of = _area(document, lead)
        if abs(sum(numbers) - 100) > 1 or not OF_SECTORS.search(lead) or not _is_asked(ask, document, cited, lead, of):
            continue
        row = _row_at(document, match.start()) if "\t" in cited.quote else None
        year, kind = _column_time(ask, row, match[0]) if row else _time(document, cited, lead)
        yield _figure(document, row or cited, of, (match, SECTORS.index(sector)), (year, kind))


def _area(document: Document, lead: str) -> str:
    """The place of a ratio: what its own clause names, else that of its plan."""
    named = _areas(CLAUSE.split(lead)[-1])
    return named[-1] if named else document.metadata.get("region", "")


def _areas(text: str) -> list[str]:
    return [one for one in AREA.findall(text) if not one.endswith("地区") and not WHOLE.fullmatch(one[-2:])]


def _is_asked(ask: Ask, document: Document, cited: Citation, lead: str, of: str) -> bool:
    """Whether a ratio is of the place that the question names, else of the plan's own area or of the whole (全市) that is asked of."""
    held = (lead, *cited.section, document.title)
    if not all(limit.holds(held, (), (document.id,)) for limit in ask.place):
        return False
    named = _areas(ask.question.text)
    if named and not any(one in of or of in one for one in named if of):
        return False
    own = document.metadata.get("region", "")
    if of != own and own not in of:
        return bool(named) or any(link.text in of for link in ask.question.links)
    said, asked = (WHOLE.search(text) for text in (lead, ask.question.text))
    return not own or (said[0][-1] if said else own[-1]) == (asked[0][-1] if asked else own[-1])


def _time(document: Document, cited: Citation, lead: str) -> tuple[str, str]:
    """The year of a ratio behind these words of its sentence, '' where none is told, and whether it is aimed at."""
    earlier = list(RATIO.finditer(lead))
    part = lead[earlier[-1].end() :] if earlier else lead
    since = list(SINCE.finditer(lead))
    head = lead[: since[0].start()] if since else lead
    begins = not earlier and bool(since)
    near = list(iter_periods(part[part.rfind(since[-1][0]) :] if begins else part))
    before = list(iter_periods(_before(document, cited)))
    over = list(iter_periods(head)) or (before if len(before) == 1 else [])
    if begins and not near and over and over[-1].start == over[-1].end:
        year = str(over[-1].start - 1) if YEAR_BEFORE.search(part) else ""
    elif begins and not near:
        year = str(over[-1].start - 1) if over else ""
    else:
        year = _last_year(near or over)
    since_plan = document.metadata.get("period_start", "")
    return year, TARGET if year and since_plan and year >= since_plan else ACTUAL


def _last_year(periods: Sequence[Period]) -> str:
    return str(periods[-1].end) if periods else ""


def _before(document: Document, cited: Citation) -> str:
    """What stands before a sentence in its paragraph."""
    return document.text[document.text.rfind("\n", 0, cited.start) + 1 : cited.start]


def _row_at(document: Document, place: int) -> Citation:
    return Citation.at(document, document.text.rfind("\n", 0, place) + 1, (document.text + "\n").find("\n", place))


def _column_time(ask: Ask, row: Citation, value: str) -> tuple[str, str]:
    """The year of the column in which a ratio stands."""
    name = next((name for name, text in cells_of(row, ask.context.documents) if text.strip() == value), "")
    period = parse_period(name)
    return str(period.end) if period else "", TARGET if re.search("目标|规划|预期|计划", name) else ACTUAL


def _figure(
    document: Document, cited: Citation, of: str, told: tuple[re.Match[str], int], when: tuple[str, str]
) -> Figure:
    (match, which), (year, kind) = told, when
    value = match[which + 1]
    row = {
        "indicator_id": "",
        "indicator": f"第{SECTORS[which]}产业占比",
        "observation_id": f"{document.id} {match.start()} {which}",
        "observation_basis": "由三次产业之比读出",
        "order": f"{match.start():09}",
        "value": value,
        "number": float(value),
        "unit": PERCENT,
        "amount": float(value),
        "amount_unit": PERCENT,
        "year": year,
        "kind": kind,
        "of_name": of,
        "of_kind": "Region",
    }
    return Figure(row, cited)
