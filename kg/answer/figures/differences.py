"""How much one quantity changed between two years: as a plan states it of that quantity and those years, else computed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.answer.asked.reading import Ask, with_citations
from kg.answer.asked.years import BESIDE_YEAR
from kg.answer.figures.chosen import CHANGE
from kg.answer.figures.differing import COMPUTED, YEARLY, growth_said
from kg.answer.figures.indicators import answer_value
from kg.answer.figures.listed import answer_listed
from kg.answer.figures.ratios import answer_ratio, asked_years
from kg.answer.figures.two_measures import answer_two_quantities, sides_of
from kg.answer.folding import share
from kg.answer.model import ANSWERED, Answer, AnswerRow, Citation
from kg.answer.quotes.counted import SHARE
from kg.answer.quotes.passages import Found, find_sentences, lacks_core
from kg.text.periods import iter_periods

RATE = re.compile("百分之|百分比|增速|增幅|涨幅|降幅|幅度|增长率")
AMOUNT = re.compile("[多少高低大小差](?:了|出)?(?:多少|几)")  # asks how much, not by what share
GROWTH = re.compile("年均|增长|增速|增幅|涨|累计|净增")  # a rate, or a sum over the years, where the plan gives one
NUMBER = r"\d[\d,]*(?:\.\d+)?"
CHANGED = re.compile(
    rf"[由从](?:(?P<base>20\d\d)年)?(?:[^，。；]{{0,12}}?的)?(?P<first>{NUMBER})(?P<unit>%|[\u4e00-\u9fff]{{0,4}}?)"
    r"(?:提升|提高|增加|增长|上升|扩大|下降|降低|减少|优化|调整|升|降)+(?:至|到|为)(?:(?P<year>20\d\d)年的?|[^，。；\d]{0,10})?"
    rf"(?P<last>{NUMBER})(?![\d.]|年)"
)
SINCE = re.compile(
    r"(?P<of>[\u4e00-\u9fffA-Za-z&]{2,30}?)(?:已|约)?(?:突破|达到?|超过|实现|完成|为|增至|提高到|增长到|约)?[\d.,]+[^，]{0,8}"
    r"(?:，(?:达到?|突破|超过|实现|年均|同比|其中|为)[^，]*)*，?(?:比|较)(?P<base>20\d\d)年?(?:末|底)?(?:累计|共|同期)?"
    r"(?P<word>增长|增加|提高|提升|下降|降低|减少)(?:了)?(?P<number>[\d.,]+)(?P<unit>%|个百分点|[\u4e00-\u9fff]{1,4})"
)
SURE_SENTENCE = 0.75
OPEN_SENTENCE = 0.45  # of one that lacks the word of changing alone: 从48%降到24.4% for 下降
CHANGING = re.compile("^(?:下降|降低|减少|提高|提升|上升|增长|增加|变化|回落|降|升)了?$")
SAME = 0.8  # of the asked quantity that the words before a change must hold, and of them that the question must
LEADING = re.compile(
    r"^.*[年，。；：、\s—]|^(?:其中|将|把|使|[全我][市区县省州旗盟]|高新区|经开区|开发区|新区)+"
    r"|^(?:实现|完成|达到|累计)"
)
PIECE = re.compile(r"[^；。]+")


def answer_difference(ask: Ask) -> Answer | None:
    """How much the asked quantity changed, both ends given; None where one of them is missing."""
    text = ask.question.text
    if len(ask.question.years) != 2 and not (CHANGE.search(text) or ask.intent.score(text)):
        return None
    grown = answer_value(ask) if GROWTH.search(text) and len(ask.question.years) < 2 else None
    yearly = YEARLY.search(text)
    if grown and all(row.kind == "change" and (not yearly or "年均" in (row.note or "")) for row in grown.answers):
        return grown
    if sides_of(ask):  # of two quantities neither is the other at another time
        return answer_two_quantities(ask) or answer_listed(ask)
    stated = _said_change(ask)
    if stated and (RATE.search(text) or stated.answers[0].unit != "%"):
        return stated
    computed = answer_ratio(ask)
    if stated and computed and computed.status == ANSWERED:
        return _beside(stated, computed, amount_first=bool(AMOUNT.search(text)))
    return (computed if AMOUNT.search(text) else stated or computed) or _stated_ends(ask)


def _beside(stated: Answer, computed: Answer, *, amount_first: bool) -> Answer:
    """A computed difference beside the rate that a plan prints, which is not said to be computed."""
    (row,) = stated.answers
    told = re.sub(rf"，{re.escape(row.name)}(?=，|（)", "", computed.text)
    parts = [told, stated.text] if amount_first else [stated.text, told]
    return replace(computed, text="".join(parts), answers=tuple(dict.fromkeys((row, *computed.answers))))


def _said_change(ask: Ask) -> Answer | None:
    """The change itself where a sentence states it of the asked quantity: 「…达到928.4亿元，比2020年增长43.5%」."""
    years = asked_years(ask.question)
    for one in find_sentences(ask)[0] if years and len(years) < 3 else ():
        for part in PIECE.finditer(one.text):
            change = SINCE.search(part[0])
            if not change or change["base"] != years[0] or not _is_unit(ask, change["unit"]):
                continue
            last = years[1] if len(years) > 1 else ""
            is_asked_for = one.fits and is_asked(ask, change["of"])
            if (is_asked_for or _is_share(ask, part[0][: change.end("of")])) and (not last or _is_of(one, last)):
                start = one.start + part.start()
                said = f"{change['word']}{change['number']}{change['unit']}"
                told = f"{f'{last}年' if last else ''}比{years[0]}年{said}"
                return _told(
                    ask, one.cite(start, one.start + part.end()), told, (said, change["number"], change["unit"])
                )
    return None


def _is_share(ask: Ask, before: str) -> bool:
    """Whether 「甲产业…实现产值90亿元，占比」 names the share asked for: all that is asked of stands there, and no other such thing behind it."""
    held = ask.asking.spell(before)
    wanted = [bare for word in _wanted(ask) if (bare := word.replace(SHARE, ""))]  # 产值占比
    if not held.endswith(SHARE) or SHARE not in ask.asking.spell(ask.question.text):
        return False
    named = [link for link in ask.names.find(held) if link.entities]
    own = [link for link in named if any(word in link.text for word in wanted)]
    kinds = {one.type for link in own for one in link.entities}
    return (
        bool(own)
        and all(share(word, held) >= SAME for word in wanted)
        and own[-1] == [link for link in named if link.of_type(tuple(kinds))][-1]
    )


def _is_of(one: Found, year: str) -> bool:
    """Whether a sentence is of a year: its own words say so, else the nearest time told before it, or over it."""
    if year in one.text:
        return True
    lead = one.document.text[one.chunk.start : one.start]
    for text in (lead, *reversed(one.chunk.path)):
        if periods := list(iter_periods(BESIDE_YEAR.sub("", text))):
            return str(periods[-1].end) == year
    return False


def _is_unit(ask: Ask, unit: str) -> bool:
    """Whether a stated change is told as it is asked for: no 亿元 or 倍 for 百分之几, no % for 多少亿元."""
    text = ask.question.text
    if "百分之" in text or "百分比" in text:
        return unit == "%"
    return unit != "%" or not re.search("(?:多少|几)(?!个百分点)[亿万家个件人]", text)


def _stated_ends(ask: Ask) -> Answer | None:
    """The difference behind 「由71.4%提升至86.8%」 where a plan states both ends of the asked quantity, and of the asked years."""
    years = asked_years(ask.question)
    for one, change in _changes(ask):
        stated = [change["base"], change["year"]]
        if years and (stated if len(years) > 1 else [each for each in stated if each in years]) != years:
            continue
        first, last = (float(change[end].replace(",", "")) for end in ("first", "last"))
        share_of = "%" in change["unit"]
        amount = f"{round(abs(last - first), 6):g}"
        unit = "个百分点" if share_of else change["unit"]
        said = f"{'提高' if last >= first else '下降'}{amount}{unit}"
        rate = "" if share_of or first <= 0 else f"，{growth_said(last / first)}"
        return _told(ask, one.cite(one.start, one.end), f"{said}{rate}{COMPUTED}", (said, amount, unit))
    return None


def _changes(ask: Ask) -> Iterator[tuple[Found, re.Match[str]]]:
    """The changes of the asked quantity in the sentences that hold the question best."""
    for one in sorted(find_sentences(ask)[0], key=lambda one: -one.score):
        lost = [word for word in one.missing if not CHANGING.search(word)]
        if one.score < SURE_SENTENCE and (lost or one.score < OPEN_SENTENCE):
            return
        if not lacks_core(ask, one):
            for each in CHANGED.finditer(one.text):
                before = one.text[: each.start()]
                if is_asked(ask, before) or (not lost and _is_share(ask, before)):
                    yield one, each


def is_asked(ask: Ask, said: str) -> bool:
    """Whether the words before a figure name the quantity that the question asks for, and no narrower or wider one."""
    places = [ask.asking.spell(link.text) for link in ask.question.links if link.of_type(["Region", "Park"])]
    wanted = "".join(word for word in _wanted(ask) if word not in places)
    held = ask.asking.spell(_bare(said))
    for place in places:
        held = held.replace(place, "")
    held, wanted = _bare(held).removesuffix("数量"), wanted.removesuffix("数量")
    return bool(wanted) and min(share(wanted, held), share(held, wanted)) >= SAME


def _wanted(ask: Ask) -> list[str]:
    """The question's words that name a thing or a quantity."""
    idle = {ask.asking.spell(word) for key in ("measuring", "comparing") for word in ask.asking.words[key]}
    return [word for word in ask.question.words if word not in idle and not CHANGING.match(word)]


def _bare(said: str) -> str:
    """The last words before a figure, without the year, the place and the joints before them."""
    for _ in range(3):
        said = LEADING.sub("", said)
    return said


def _told(ask: Ask, citation: Citation, said: str, row: tuple[str, str, str]) -> Answer:
    name, value, unit = row
    made = AnswerRow(name, "Indicator", value=value, unit=unit, evidence=(citation,))
    text = with_citations(f"{said}。原文：“{citation.quote.strip()}”", [made])
    return Answer(ask.question.text, ANSWERED, ask.intent.name, text, (made,))
