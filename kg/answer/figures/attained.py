"""Whether targets were reached: as the plan's own table marks it, else what was aimed at against what was reached."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.answer.asked.reading import Ask, listing, merge, with_citations
from kg.answer.figures.alike import is_tabled, line_of
from kg.answer.figures.differing import COMPUTED
from kg.answer.figures.figure import ACTUAL, TARGET, Figure, figure_row, figure_sentence, make_figures
from kg.answer.figures.indicators import SURE, figures_of, of_place
from kg.answer.figures.ratios import aimed_and_reached, compared, of_two_plans
from kg.answer.model import NOT_FOUND, Answer, AnswerRow
from kg.answer.quotes.passages import find_sentences

LISTED = re.compile(r"哪[些几]|几[项个]|多少[项个]|多少.{0,2}指标|分别|列出")
NOT_REACHED = re.compile(
    r"(?<!有)没(?:有|能)?(?:全部)?(?:完成|达|实现)|未(?:能|全部)?(?:完成|达|实现)|不达标|落后|低于目标|有差距"
)
BEYOND = re.compile(r"超额|超过目标|超出")
REACHED = re.compile(r"(?<![没未不有])(?<!没有)(?:完成|达到|达标|实现)了?(?:几|多少)")
TOLD = re.compile(
    "(?:完成|实现|达成|达到|超额|提前).{0,10}(?:目标|任务|要求)|(?:目标|任务).{0,10}(?:完成|实现|达成|达到)|达标"
)
STATE = re.compile("情况|如何|怎么样|怎样")
BAD = re.compile(r"[未没不无]|滞后|落后|差距|欠|×|✗|否")
FALLEN = re.compile("(?:下降|降低|减少|压减|削减)(?:率|幅度|比例)?$")
FEWEST, SHORTEST_NAME = 2, 4


@dataclass(frozen=True)
class Outcome:
    """One target with what was reached of it; `mark` is the plan's own word for it (未完成), '' where it has none."""

    aimed: Figure
    reached: Figure
    mark: str
    is_low: bool  # less is better

    @property
    def margin(self) -> float:
        """How far what was reached lies on the good side of the target."""
        apart = (self.reached.amount or 0.0) - (self.aimed.amount or 0.0)
        return -apart if self.is_low else apart

    @property
    def is_reached(self) -> bool:
        """By the plan's own mark where it has one."""
        return not BAD.search(self.mark) if self.mark else self.margin >= 0

    @property
    def said(self) -> str:
        """「技术合同成交额（目标20亿元，实际27.5亿元）」."""
        return f"{self.aimed.indicator}（目标{self.aimed.said}，实际{self.reached.said}）"


def answer_attained(ask: Ask) -> Answer | None:
    """Which targets were reached or missed, or whether the named one was; None where no target has its outcome beside it."""
    text = ask.question.text
    if not _names_indicator(ask) or ("指标" in text and (LISTED.search(text) or ask.question.number_of)):
        return _listed(ask)
    # What one year or plan aims at beside what another does is a difference.
    if len(set(ask.question.years)) > 1 or of_two_plans(ask):
        return None
    pair = aimed_and_reached(ask)
    if pair is None or pair[0].amount is None or pair[1].amount is None:
        return _open(ask)
    one = _outcome(ask, *pair)
    found = compared(ask, *pair)
    verdict = "已达到目标" if one.is_reached else "没有达到目标"
    how = f"（表中标明“{one.mark}”）" if one.mark else COMPUTED
    return found and replace(found, text=f"{verdict}{how}：{found.text}")


def _open(ask: Ask) -> Answer | None:
    """Says that only the target is known, where it is and no sentence tells in words that it was reached."""
    aimed = [one for one in figures_of(ask, "indicator_values") if one.kind == TARGET and one.fit >= SURE]
    names = {ask.asking.spell(one.indicator).removesuffix("数量") for one in aimed}
    said = [
        ask.asking.spell(one.text) for one in find_sentences(ask)[0] if "\t" not in one.text and TOLD.search(one.text)
    ]
    if not aimed or any(name in text for name in names for text in said):
        return None
    rows = [figure_row(one) for one in aimed]
    told = with_citations("；".join(dict.fromkeys(map(figure_sentence, aimed))), rows)
    return Answer(ask.question.text, NOT_FOUND, ask.intent.name, ask.asking.message("one_figure", told=told))


def _names_indicator(ask: Ask) -> bool:
    """Whether the question says which target it means: more than targets, plans and how they were reached."""
    idle = {*ask.asking.words["measuring"], *ask.asking.words["comparing"], *ask.asking.words["light"], "指标"}
    places = [ask.asking.spell(link.text) for link in ask.question.links if link.of_type(["Region", "Policy"])]
    text = ask.asking.spell(ask.question.text)
    indicators = [
        ask.asking.spell(one.name).removesuffix("数量") for one in ask.names.entities if one.type == "Indicator"
    ]
    if any(len(name) >= SHORTEST_NAME and name in text for name in indicators):
        return True
    titles = ask.asking.spell("".join(ask.context.documents[key].title for key in ask.question.documents))
    return any(word not in idle and word not in places and word not in titles for word in ask.question.words)


def _listed(ask: Ask) -> Answer | None:
    """The targets missed, reached or exceeded, as asked, of all that have their outcome."""
    every = outcomes(ask)
    if len(every) < FEWEST:
        return None
    missed = [one for one in every if not one.is_reached]
    reached = [one for one in every if one.is_reached]
    text, parts = ask.question.text, []
    if BEYOND.search(text):
        parts.append(("超过目标", [one for one in every if one.margin > 0]))
    if (REACHED.search(text) or not NOT_REACHED.search(text)) and not parts:
        parts.append(("完成", reached))
    if NOT_REACHED.search(text) or STATE.search(text):
        parts.append(("没有完成", missed))
    said = "；".join(
        f"{word}的有{len(chosen)}项{'：' if chosen else ''}{listing([one.said for one in chosen], '项')}"
        for word, chosen in parts
    )
    told = [one for _, chosen in parts for one in chosen] or every
    rows = merge(_row(one) for one in told)
    marked = all(one.mark for one in every) and not BEYOND.search(text)
    how = "是否完成按表中所标" if marked else "是否完成由目标值与实际值比较得出，为计算所得"
    wanted = ask.question.number_of or 0
    open_ones = f"，问题说的{wanted}项中其余{wanted - len(every)}项没有找到" if wanted > len(every) else ""
    sentence = f"既有目标又有实际值的指标有{len(every)}项{open_ones}，{said}。{how}。"
    return ask.answered(
        with_citations(sentence, rows), rows, {"of": [], "kinds": [], "documents": []}, query="indicators_of"
    )


def outcomes(ask: Ask) -> list[Outcome]:
    """Every target of the asked years with what was reached in its year: of one table where a plan holds both side by side."""
    rows = [row for row in ask.rows({"of": [], "kinds": [], "documents": []}, "indicators_of") if of_place(ask, row)]
    figures = make_figures(rows, ask.context.documents)
    years = _years(ask)
    aimed = [
        one for one in figures if one.kind == TARGET and one.amount is not None and (not years or one.year in years)
    ]
    reached = [one for one in figures if one.kind == ACTUAL and one.amount is not None]
    beside = list(_pairs(ask, aimed, reached, within=True))
    found = beside if len(beside) >= FEWEST else list(_pairs(ask, aimed, reached, within=False))
    once = {(one.aimed.indicator, one.aimed.of_key): one for one in sorted(found, key=lambda one: one.aimed.year)}
    latest = max((one.aimed.year for one in once.values()), default="")
    return [one for one in once.values() if years or one.aimed.year == latest]


def _pairs(ask: Ask, aimed: Sequence[Figure], reached: Sequence[Figure], *, within: bool) -> Iterator[Outcome]:
    """Targets with their outcome: in one line of a table, or wherever the plans tell both."""
    for one in aimed:
        for other in reached:
            same = line_of(one) == line_of(other) and is_tabled(one) if within else one.of_key == other.of_key
            if (
                same
                and one.row["indicator_id"] == other.row["indicator_id"]
                and (one.year, one.amount_unit) == (other.year, other.amount_unit)
            ):
                yield _outcome(ask, one, other)
                break


def _outcome(ask: Ask, aimed: Figure, reached: Figure) -> Outcome:
    return Outcome(aimed, reached, _mark(aimed, reached), _is_better_low(ask, aimed.indicator))


def _mark(aimed: Figure, reached: Figure) -> str:
    """What the row of their table says of its completion, where it still stands there; '' where it says nothing of it."""
    told = ((str(one.row.get("outcome") or ""), one.citation.quote) for one in (aimed, reached))
    return next((mark for mark, quote in told if mark and mark in quote), "")


def _years(ask: Ask) -> set[str]:
    """The years of the targets that are asked about: named, or the last of the named period or plan."""
    if ask.question.years:
        return set(ask.question.years)
    if periods := [one for one in ask.question.periods if one.kind == "plan"]:
        return {str(one.end) for one in periods}
    ends = {ask.context.documents[key].metadata.get("period_end", "") for key in ask.question.documents}
    return ends - {""}


def _is_better_low(ask: Ask, indicator: str) -> bool:
    """Whether less of an indicator is better: energy used, emissions, accidents; not how far they fell."""
    return any(word in indicator for word in ask.asking.words["low"]) and not FALLEN.search(indicator)


def _row(one: Outcome) -> AnswerRow:
    row = figure_row(one.reached)
    note = "，".join(filter(None, (f"目标{one.aimed.said}", f"表中标明“{one.mark}”" if one.mark else "")))
    return replace(row, note=note, evidence=tuple(dict.fromkeys((one.reached.citation, one.aimed.citation))))
