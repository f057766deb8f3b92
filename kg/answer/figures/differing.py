"""How two figures of one quantity lie apart, in words: what the computed parts are, and what makes them hard to compare."""

import math
import re
from collections.abc import Sequence

from kg.answer.asked.reading import Ask
from kg.answer.figures.alike import is_tabled, single_year
from kg.answer.figures.figure import CHANGE as CHANGE_KIND
from kg.answer.figures.figure import Apart, Figure, apart, figure_sentence
from kg.answer.model import titled
from kg.text.normalize import quoted
from kg.text.periods import iter_periods

YEARLY = re.compile("年均|每年|平均每?年|年平均|逐年平均")
DOUBLED = re.compile(r"翻.{0,2}(?:几|多少|一|两)?番")
BOUND = re.compile("突破|超过|超|近|不足|以上|以下|左右|约|[≥≤><]")
COMPUTED = "（计算所得）"
COMPARING = frozenset({"difference", "ratio", "attained"})  # readings that ask of two figures
LIMITS = re.compile("最[高低多少大小]|至[多少]|不[高低多少大小]于")  # 最高多少, 至少多少: no difference
SINCE = re.compile(
    r"(?<![同环对])[比较](?!重|例)(?P<base>[^，；。比较]{2,12}?)(?:同期|累计|共|约|净)*[增提上下降减][^，；。]{0,8}$"
)
CHANGED = re.compile("新增|净增|增速|增长|增幅|提高|提升|上升|下降|降低|降幅|减少|累计")


def difference_sentence(ask: Ask, first: Figure, last: Figure, between: Apart) -> str:
    """「2025年比2020年多62.2亿元，增长256%，是其3.56倍（计算所得）：…，…」; of two percentages the points alone."""
    told = f"{round(abs(between.difference), 6):g}{between.unit}"
    left, right = _sides(ask, first, last)
    how = f"{'多' if between.difference > 0 else '少'}{told}" if between.difference else "相同"
    said = [f"{right}{'与' if not between.difference else '比'}{left}{how}"]
    if between.ratio is not None and between.difference:
        is_kinds = first.year == last.year and first.kind != last.kind
        grew = (
            f"{'高' if between.ratio > 1 else '低'}{_percent(between.ratio)}"
            if first.of != last.of
            else growth_said(between.ratio)
        )
        said.append(f"为{left}的{100 * between.ratio:.1f}%" if is_kinds else grew)
        said.append(f"是其{between.ratio:.3g}倍")
    rough = [one.said for one in (first, last) if BOUND.search(one.said)]
    note = f"；其中{'、'.join(map(quoted, rough))}不是确数，增减只是约数" if rough else ""
    told = "，".join([*said, *_rates(ask, first, last, between)])
    return f"{told}{COMPUTED}：{figure_sentence(first)}，{figure_sentence(last)}{note}"


def gap_said(first: Figure, last: Figure) -> str:
    """「相差3.5平方公里（计算所得）」; '' where the two are no numbers of one unit."""
    between = apart(first, last)
    return f"相差{round(abs(between.difference), 6):g}{between.unit}{COMPUTED}" if between else ""


def growth_said(ratio: float) -> str:
    """「增长69.2%」, 「下降10%」 of a later value that is so many times the earlier one."""
    return f"{'增长' if ratio >= 1 else '下降'}{_percent(ratio)}"


def _percent(ratio: float) -> str:
    return f"{round(abs(ratio - 1) * 100, 1):g}%"


def _rates(ask: Ask, first: Figure, last: Figure, between: Apart) -> list[str]:
    """The change a year where the question asks for it (平均增长速度 by the geometric mean), and how often it doubled."""
    said, (start, end) = [], (single_year(first), single_year(last))
    if YEARLY.search(ask.question.text) and start and end and end - start > 1:
        if between.ratio is None:
            said.append(
                f"年均{'提高' if between.difference >= 0 else '下降'}{abs(between.difference) / (end - start):.2f}个百分点"
            )
        elif between.ratio > 0:
            said.append(f"年均{growth_said(between.ratio ** (1 / (end - start)))}")
    if DOUBLED.search(ask.question.text) and between.ratio and between.ratio > 1:
        said.append(f"约翻{math.log2(between.ratio):.2g}番")
    return said


def _sides(ask: Ask, first: Figure, last: Figure) -> tuple[str, str]:
    """What tells the two apart: the year, else the document, else the thing measured."""
    if first.year != last.year and first.of == last.of and first.citation.document_id == last.citation.document_id:
        return _time(first), _time(last)
    if first.of != last.of:
        return first.of, last.of
    if first.year == last.year and first.row["kind"] != last.row["kind"]:
        return f"{first.year}年{_kind(first)}", _kind(last)
    if first.year != last.year:
        return _time(first), _time(last)
    if first.citation.document_id != last.citation.document_id:
        return titled(first.citation.title), titled(last.citation.title)
    return _kind(first), _kind(last)


def _time(figure: Figure) -> str:
    return f"{figure.year}年" if single_year(figure) else figure.year


def _kind(figure: Figure) -> str:
    return {"target": "目标值", "actual": "实际值"}.get(str(figure.row["kind"]), "另一数值")


def basis_note(first: Figure, last: Figure) -> str:
    """Says that two figures stand on different bases (可比价, 现价; 全社会, 规上); '' where they do not."""
    bases = [one.basis for one in (first, last)]
    if bases[0] == bases[1]:
        return ""
    said = "，".join(f"{_time(one)}为{basis or '未写明口径'}" for one, basis in zip((first, last), bases, strict=True))
    return f"两个数的口径不同（{said}），只能参考。"


def asks_of_two(ask: Ask) -> bool:
    """Whether a question asks how far two figures lie apart, or whether what was aimed at was reached."""
    text = LIMITS.sub("", ask.question.text)
    return any(one.handler in COMPARING and one.score(text) > 0 for one in ask.asking.intents)


def tells_two(ask: Ask, figures: Sequence[Figure]) -> bool:
    """Whether the figures tell of two years (of all that the question names), or are themselves changes up to its last one."""
    asked = ask.question.years
    changes = [one for one in figures if one.kind == CHANGE_KIND or CHANGED.search(one.indicator)]
    if len(asked) > 1 and changes:
        first, last = min(asked), max(asked)
        return all(one.year in ("", last) and (is_tabled(one) or is_since(one, first)) for one in changes)
    return bool(changes) or (len({one.year for one in figures}) > 1 and set(asked) <= {one.year for one in figures})


def is_since(figure: Figure, year: str) -> bool:
    """Whether a sentence tells a change since a year, or the end of a plan's period (较“十三五”末增长): by its 比, else by any year."""
    since = _base(figure.citation.quote.partition(str(figure.row["value"]))[0])
    return year in (since or _ends(figure.citation.quote))


def is_of_base(ask: Ask, figure: Figure) -> bool:
    """Whether a change is told since the year that the question names behind 比, where both name one."""
    asked, value = _base(ask.question.text), str(figure.row["value"])
    told = _base(figure.citation.quote.partition(value)[0]) if figure.kind == CHANGE_KIND else set()
    return not (asked and told) or bool(asked & told)


def _base(text: str) -> set[str]:
    """The year behind 比 or 较 of a change that a text ends with."""
    match = SINCE.search(text)
    return _ends(match["base"]) if match else set()


def _ends(text: str) -> set[str]:
    return {str(one.end) for one in iter_periods(text) if one.kind != "plan"}
