"""A figure of a plan: the value of an indicator with its citation, how it is said, and how far two of them lie apart."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.answer.asked.reading import cite, text_of
from kg.answer.folding import fold
from kg.answer.model import AnswerRow, Citation
from kg.records import Document

CHANGING = re.compile("增长|增加(?!值|额)|提高|提升|上升|下降|降低|减少")
BOUND = re.compile(r"(?<=\d)(?:左右|以上|以下|以内)$")
ACTUAL, TARGET, CHANGE = "actual", "target", "change"
KINDS = {ACTUAL: "实际", TARGET: "目标", CHANGE: "变化"}
SUMMED, YEARLY = "累计", "年均"
OVER = (SUMMED, YEARLY)
RATES = ("增速", "增长率", "增幅", "降幅")  # a figure of one is no change of it
PERCENT = "%"  # the base unit of shares, 3‰ and 八成 too


@dataclass(frozen=True)
class Figure:
    """One value of an indicator with how well it fits the question."""

    row: Mapping[str, object]
    citation: Citation
    fit: float = 1.0

    @property
    def said(self) -> str:
        """The value with its unit as the plan writes it."""
        value, about = str(self.row["value"]), self.qualifier
        bound = BOUND.search(value)
        said = value if value.endswith(self.unit) else f"{value}{self.unit}"
        said = f"{value[: bound.start()]}{self.unit}{bound[0]}" if bound else said  # 3%左右, not 3左右%
        return f"{about}{said}" if about.endswith(("约", "近")) else f"{said}{about}"

    @property
    def number(self) -> float | None:
        """The value as one number."""
        number = self.row.get("number")
        return float(str(number)) if number is not None else None

    @property
    def amount(self) -> float | None:
        """The number in base units, by which figures are compared: 0.5万亿元 lies above 800亿元."""
        amount = self.row.get("amount")
        return float(str(amount)) if amount is not None else None

    @property
    def amount_unit(self) -> str:
        """The base unit; figures of one base unit can be compared."""
        return self._text("amount_unit")

    @property
    def year(self) -> str:
        """The year or period, '' where the plan gives none."""
        return self._text("year")

    @property
    def of(self) -> str:
        """What is measured."""
        return self._text("of_name")

    @property
    def indicator(self) -> str:
        """The indicator's name."""
        return self._text("indicator")

    @property
    def unit(self) -> str:
        """The unit as the plan writes it."""
        return self._text("unit")

    @property
    def kind(self) -> str:
        """actual, target or change."""
        return self._text("kind")

    @property
    def nature(self) -> str:
        """约束性, 预期性, '' where the plan does not say."""
        return self._text("nature")

    @property
    def basis(self) -> str:
        """On which basis it was counted (可比价, 累计), '' where the plan does not say."""
        return self._text("observation_basis")

    @property
    def qualifier(self) -> str:
        """Words beside the number that are no part of it: 以上, 约."""
        return self._text("qualifier")

    @property
    def of_kind(self) -> str:
        """The type of what is measured."""
        return self._text("of_kind")

    @property
    def of_key(self) -> str:
        """What tells the measured thing from others: its id, else its name."""
        return self._text("of_id") or self.of

    def _text(self, key: str) -> str:
        return str(self.row.get(key) or "")


def make_figures(rows: Iterable[Mapping[str, object]], documents: Mapping[str, Document]) -> tuple[Figure, ...]:
    """The figures of a query's rows; one whose quote does not stand in its document is left out."""
    return tuple(Figure(row, citation) for row in rows if (citation := cite(row, documents)))


@dataclass(frozen=True)
class Apart:
    """How far a later figure lies above (below: negative) an earlier one: in the later one's unit, and as a multiple.

    Of two percentages the difference is in percentage points and there is no multiple; there is none of nothing either.
    """

    difference: float
    unit: str
    ratio: float | None


def apart(first: Figure, last: Figure) -> Apart | None:
    """How far the two lie apart; None where one is no single number, or they count different things, or one years together."""
    if first.amount is None or last.amount is None or first.amount_unit != last.amount_unit:
        return None
    if is_sum(first) != is_sum(last):
        return None
    if last.amount_unit == PERCENT:
        return Apart(last.amount - first.amount, "个百分点", None)
    shown = last if last.amount else first  # of nothing the unit's size cannot be told
    scale = (shown.number or 0.0) / shown.amount if shown.amount else 1.0
    ratio = last.amount / first.amount if first.amount > 0 else None
    return Apart((last.amount - first.amount) * scale, shown.unit, ratio)


def said_year(figure: Figure) -> str:
    """The year as it may be said: '' where it was read from elsewhere than the quote or its table."""
    if "\t" not in figure.citation.quote and figure.year not in figure.citation.quote:
        return ""
    return f"{figure.year}年" if re.fullmatch(r"\d{4}", figure.year) else figure.year


def figure_sentence(figure: Figure) -> str:
    """「澄湖区技术合同成交额2030年目标为200亿元（预期性）」."""
    kind = {"target": "目标为", "change": _change(figure)}.get(figure.kind, "为")
    name = _plain_name(figure)
    of = "" if fold(figure.of) in fold(name) or name[:2] == figure.of[:2] else figure.of  # 青屿园产值 of 青屿区
    extra = "，".join(part for part in (figure.basis if figure.basis not in kind else "", figure.nature) if part)
    return f"{of}{name}{said_year(figure)}{kind}{figure.said}" + (f"（{extra}）" if extra else "")


def _plain_name(figure: Figure) -> str:
    """The indicator without its own year and 目标, which are said behind it: 产值 of 2027年产值目标."""
    name = figure.indicator.replace(f"{figure.year}年", "") if said_year(figure) else figure.indicator
    bare = re.sub("目标值?$", "", name) if figure.kind == TARGET else name
    return bare if len(bare) > 1 else figure.indicator


def _change(figure: Figure) -> str:
    """In the plan's own word whether it grew or fell, a year (年均) or in all (累计) where a table says so."""
    if figure.unit == PERCENT and figure.indicator.endswith(RATES):
        return "为"
    before, found, _ = figure.citation.quote.partition(str(figure.row["value"]))
    words = CHANGING.findall(before) if found else []
    over = figure.basis if figure.basis in OVER and "\t" in figure.citation.quote else ""
    return over + (words[-1] if words else "增速为" if over == YEARLY else "变化为")


def is_sum(figure: Figure) -> bool:
    """Whether a figure is what several years come to (累计, 〔269〕): no level of one year."""
    return figure.basis == SUMMED


def figure_row(figure: Figure) -> AnswerRow:
    """The figure as a row of an answer."""
    row = figure.row
    return AnswerRow(
        name=str(row["indicator"]),
        type="Indicator",
        entity_id=str(row["observation_id"]),
        value=str(row["value"]),
        unit=text_of(row.get("unit")),
        amount=_in_base_units(figure),
        year=text_of(row.get("year")),
        note="，".join(filter(None, (figure.basis, figure.said if figure.qualifier else ""))) or None,
        group=text_of(row.get("of_name")),
        evidence=(figure.citation,),
        kind=text_of(row.get("kind")),
    )


def _in_base_units(figure: Figure) -> str | None:
    """The amount to show beside a value that is written in another unit."""
    if figure.amount is None or figure.amount_unit == figure.unit:
        return None
    return f"{figure.amount:,.15g}{figure.amount_unit}"
