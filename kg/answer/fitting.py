"""What a question demands of a sentence besides its words: a table of demands, each of one sort of question."""

import re
from collections.abc import Callable

from kg.answer.asked.conditions import OF_INDUSTRY
from kg.answer.asked.here import levels_in
from kg.answer.asked.ranking import read_wish
from kg.answer.asked.reading import Ask, is_of_all
from kg.answer.asked.title_forms import tells_asked_level
from kg.answer.figures.chosen import CHANGE, RATE, asks_now
from kg.answer.figures.comparing import PLACED, quantity_of
from kg.answer.figures.levels import tells_size
from kg.answer.quotes.actors import WHICH, names_somebody, role_words
from kg.answer.quotes.becoming import BECOMES, TURNED, lists_many, turns_another
from kg.answer.quotes.bounding import tells_bound, tells_sum_within
from kg.answer.quotes.cells import tells_cell
from kg.answer.quotes.counted import AMOUNT, WHEN, holds_counts, is_of_another_quantity
from kg.answer.quotes.enumerated import asked_noun, last_word
from kg.answer.quotes.explaining import is_heading
from kg.answer.quotes.holding import charges_bodies, figure_is_told, held_by, tells_share
from kg.answer.quotes.lists import asks_named, lists_others, names_kind, under_place
from kg.answer.quotes.other_things import THINGS, is_of_another_thing, names_beside
from kg.answer.quotes.papers import tells_paper
from kg.answer.quotes.parks import asks_park, tells_park
from kg.answer.quotes.passages import Found, children_of
from kg.answer.quotes.positions import asks_position
from kg.answer.quotes.states import asks_state, is_aim
from kg.answer.quotes.told import tells_stage

DEPTH = 12  # sentences of which it is looked up what they name
ENOUGH = 0.68  # of the question's weighted words that an answering sentence must hold
LIES = re.compile("[于在位至到]|坐落|选址|落户|落地|入驻|地处|布局|承载|依托|以.+为|[园区镇谷城港带]")
APART = re.compile(r"相差|差距|差(?:了)?(?:多少|几)|(?:多|少|高|低|大|小)(?:了|出)?(?:多少|几)(?!个?[百千万亿]?级)")
SHARED = re.compile("占.{0,16}(?:比|重|份额)|占[几多]|百分之")  # a share of another quantity is no answer
COMPARES = re.compile("比(?!重|例)|较|相差|差距|增长|增加(?!值)|增至|净增|减少|提高|下降|降低|倍|高于|低于")
MAKER = re.compile(
    "(?:谁|哪家|哪[几些]家?|什么)(?:单位|企业|公司|机构|高校)?(?:来|在|共同|联合|牵头|投资)*(?:承?建(?![立议章])|共建|组建|建设)"
)
MADE_BY = re.compile(
    "(?:由|依托|联合|会同|支持).{2,60}(?:建设|承建|共建|组建|建成|打造)|[与和同].{2,40}(?:共建|合建)|(?:承建|建设)单位"
)
MAKES = re.compile("建(?!筑|议|立|[章材])|打造|牵头|负责|设立|\t")
NOTE = re.compile(  # who answers for what stands above: it tells nothing else
    r"[（(【\[]?\s*(?:牵头|责任|配合|主责|实施|协办|参与|主管|落实)(?:责任)?(?:单位|部门|主体)[】\]]?\s*[:：][^。\n]*"
)
ANNEXES = re.compile(r"\s*附\s*件?\s*[:：]?\s*(?:\d{1,2}|[一二三四五六七八九十])[.．、][^。；]*$")
POSITIONED = re.compile("的(?:功能|战略|发展|总体)*定位|定位[为是于]")  # 围绕自身产业定位招商 tells none
BECOMING = re.compile("打造|(?:建设|建|发展|培育|提升)成|定位[为是于]")  # 要打造成什么 is not told by 新建标准厂房
MOST = re.compile(
    r"最[高低大小多少快慢好差]|第[一二三四五六七八九十\d]+(?![条章节项个批届期])|首位|居首"
)  # a sentence that ranks something else is no answer
CAP = re.compile("最[多高](?:可|能|给)*[\u4e00-\u9fff]{1,4}(?:多少|几)")  # 最多补偿多少 asks for a limit
LIMIT = re.compile("不超过|不高于|最高|最多|至多|以内|上限|封顶")
OF_TITLE = re.compile("(?:什么|哪些|哪一?[个项种])(?:[国省市区县]家?级的?)?(?:称号|荣誉)")
TOTAL_ROW = re.compile(r"\s*(?:合\s*计|总\s*计)")


def fitting(ask: Ask, found: list[Found]) -> list[Found]:
    """The sentences that meet every demand of the question, in their order."""
    for demand in DEMANDS:
        found = demand(ask, found)
    return [one for one in under_place(ask, found) if tells_paper(ask, one) and not lists_others(ask, one)]


def _no_bare_note(ask: Ask, found: list[Found]) -> list[Found]:
    """Neither a line on who answers for what stands above nor one that only names the annexes tells anything."""
    of_duty = any(word in ask.question.text for word in ask.asking.words["charge"])
    found = [one for one in found if not ANNEXES.match(one.text)]
    return [one for one in found if of_duty or not NOTE.fullmatch(one.text.strip())]


def _no_bare_heading(ask: Ask, found: list[Found]) -> list[Found]:
    """A heading that nothing numbered follows lists nothing."""
    if ask.question.form not in {"list", "who"}:
        return found
    return [one for one in found if children_of(one) or not is_heading(one.document, one.start, one.end)]


def _of_the_quantity(ask: Ask, found: list[Found]) -> list[Found]:
    if ask.question.form != "number":
        return found
    return [one for one in found if not is_of_another_quantity(ask, one.text) and figure_is_told(ask, one.text)]


def _of_the_kind(ask: Ask, found: list[Found]) -> list[Found]:
    if ask.question.form not in {"list", "who"} or not asks_named(ask, before=True):
        return found
    return [one for one in found[:DEPTH] if names_kind(ask, one)]


def _with_somebody(ask: Ask, found: list[Found]) -> list[Found]:
    if ask.question.form != "who":
        return found
    asked = ask.question.text
    is_kind = bool(WHICH.search(asked))  # 各镇街要… are no 哪家企业
    return [
        one
        for one in found[:DEPTH]
        if names_somebody(ask.context, ask.asking, asked, one.text) or (not is_kind and charges_bodies(ask, one.text))
    ]


def _with_a_park(ask: Ask, found: list[Found]) -> list[Found]:
    return [one for one in found if tells_park(ask, one)] if asks_park(ask) else found


def _with_a_stage(ask: Ask, found: list[Found]) -> list[Found]:
    return [one for one in found if tells_stage(one)] if asks_state(ask.question.text) else found


def _of_the_thing(ask: Ask, found: list[Found]) -> list[Found]:
    if ask.question.form not in {"date", "number", "place", "title", ""}:
        return found
    return [one for one in found[:DEPTH] if not is_of_another_thing(ask, one)] + found[DEPTH:]


def _not_of_what_is_turned(ask: Ask, found: list[Found]) -> list[Found]:
    return [one for one in found if not turns_another(ask, one)]


def _with_a_maker(ask: Ask, found: list[Found]) -> list[Found]:
    """Who sees to it, as a table of tasks tells, is not who builds it."""
    if not MAKER.search(ask.question.text):
        return found
    made = [one for one in found if one.score >= ENOUGH and MADE_BY.search(one.text)]
    return made or [one for one in found if MAKES.search(one.text)]


def _with_an_industry(ask: Ask, found: list[Found]) -> list[Found]:
    is_asked = OF_INDUSTRY.search(ask.question.text)
    return [one for one in found if not is_asked or names_beside(ask, one, "Industry")]


def _with_a_title(ask: Ask, found: list[Found]) -> list[Found]:
    if not OF_TITLE.search(ask.question.text):
        return found
    won = ask.asking.spell("获得")
    forms = [link.text for link in ask.question.links if link.of_type(THINGS)]
    forms += [form for one in ask.question.entities(THINGS) for form in (one.name, *one.aliases)]
    found = [one for one in found if tells_asked_level(ask.question.text, one.text, forms)]
    return [one for one in found if won in ask.asking.spell(one.text) or names_beside(ask, one, "Title")]


def _with_a_place(ask: Ask, found: list[Found]) -> list[Found]:
    if ask.question.form != "place":
        return found
    return [one for one in found if LIES.search(one.text) or "\t" in one.text]


def _with_a_limit_or_rank(ask: Ask, found: list[Found]) -> list[Found]:
    text = ask.question.text
    if CAP.search(text):
        return [one for one in found if LIMIT.search(one.text)]
    if (MOST.search(text) or PLACED.search(text) or read_wish(text)) and (quantity := quantity_of(ask)):
        return [one for one in found if MOST.search(one.text) and quantity in ask.asking.spell(one.text)]
    return found


def _with_the_share_or_change(ask: Ask, found: list[Found]) -> list[Found]:
    if ask.question.form == "number" and SHARED.search(ask.question.text):
        found = [one for one in found if _holds_all(ask, one)]
    if ask.question.form == "number" and CHANGE.search(ask.question.text):
        found = [one for one in found if _states_change(ask, one)]
    return found


def _with_a_position(ask: Ask, found: list[Found]) -> list[Found]:
    if not asks_position(ask):
        return found
    told = POSITIONED if "定位" in ask.question.text else BECOMING
    return [one for one in found if told.search(one.text)]


def _as_it_is(ask: Ask, found: list[Found]) -> list[Found]:
    """What is there now (现在有多少) is not told by what is to be reached."""
    is_of_now = ask.question.form == "number" and asks_now(ask)
    return [one for one in found if not (is_of_now and is_aim(one.text, one.chunk.path))]


def _with_the_bound(ask: Ask, found: list[Found]) -> list[Found]:
    is_counted = ask.question.form == "number"  # elsewhere any sum within the bound will do
    return [one for one in found if tells_bound(ask, one.text) or (not is_counted and tells_sum_within(ask, one.text))]


def _with_the_size(ask: Ask, found: list[Found]) -> list[Found]:
    return [one for one in found if tells_size(ask, one.text)]


def _with_the_amount(ask: Ask, found: list[Found]) -> list[Found]:
    """When something comes to 280: no sentence that tells of 83; of 那8个课题 none that tells of 12."""
    named = AMOUNT.findall(ask.question.text) if WHEN.search(ask.question.text) else []
    found = [one for one in found if holds_counts(ask, one.text, one.chunk)]
    return [one for one in found if all(number in one.text for number, _ in named)]


def _of_the_level(ask: Ask, found: list[Found]) -> list[Found]:
    """What a city grants tells nothing of what the state does: 获国家立项的课题."""
    asked = levels_in(ask.question.text)
    told = ((one, levels_in("".join((*one.chunk.path[-1:], one.text)))) for one in found)
    return [one for one, levels in told if not (asked and levels) or asked & levels]


def _with_what_it_becomes(ask: Ask, found: list[Found]) -> list[Found]:
    """What a place sets up is not what it is to become."""
    if not BECOMES.search(ask.question.text):
        return found
    noun = asked_noun(ask.question.text)
    told = re.compile(rf"(?:{TURNED.pattern})[^，,。；]*{re.escape(last_word(noun)) if noun else ''}")
    return [one for one in found if told.search(one.text) and lists_many(ask, one)]


def _with_both_figures(ask: Ask, found: list[Found]) -> list[Found]:
    """One of two figures does not tell how far they lie apart."""
    if not APART.search(ask.question.text):
        return found
    years = ask.question.years if len(ask.question.years) > 1 else ()
    return [one for one in found if COMPARES.search(one.text) and all(year in one.text for year in years)]


def _no_total_of_other_rows(ask: Ask, found: list[Found]) -> list[Found]:
    """The sum of a whole table is none of a part of it (停建项目合计) that its headings do not name."""
    return [one for one in found if not TOTAL_ROW.match(one.text) or is_of_all(ask, one.chunk.path)]


def _with_the_cell(ask: Ask, found: list[Found]) -> list[Found]:
    """A row of a table tells what its own column for it holds; left blank, it tells nothing."""
    return [one for one in found[:DEPTH] if tells_cell(ask, one.cite(one.start, one.end))] + found[DEPTH:]


def _with_the_role(ask: Ask, found: list[Found]) -> list[Found]:
    """Who is a thing's 战略投资者 or 设计单位 is told only where such a one is spoken of."""
    words = role_words(ask.asking, ask.question)

    def is_told(one: Found) -> bool:
        said = ask.asking.spell(one.text + one.chunk.header)
        return all(held_by(ask, word, said) for word in words)

    return [one for one in found if is_told(one)] if words else found


DEMANDS: tuple[Callable[[Ask, list[Found]], list[Found]], ...] = (
    _no_bare_note,
    _no_bare_heading,
    _no_total_of_other_rows,
    _with_the_cell,
    _of_the_quantity,
    _of_the_kind,
    _with_the_role,
    _with_somebody,
    _with_a_park,
    _with_a_stage,
    _of_the_thing,
    _not_of_what_is_turned,
    _with_a_maker,
    _with_an_industry,
    _with_a_title,
    _with_a_place,
    _with_a_limit_or_rank,
    _with_the_share_or_change,
    _with_a_position,
    _as_it_is,
    _with_the_bound,
    _with_the_size,
    _with_the_amount,
    _of_the_level,
    _with_both_figures,
    _with_what_it_becomes,
)


def _states_change(ask: Ask, found: Found) -> bool:
    """Whether a sentence on growth is of the asked quantity, all its words, and of both years where two are asked for."""
    years = ask.question.years if len(ask.question.years) > 1 else ()
    is_rate = not RATE.search(ask.question.text) or re.search("%|百分|倍|番", found.text)
    return bool(is_rate) and all(year in found.text for year in years) and _holds_all(ask, found)


def _holds_all(ask: Ask, found: Found) -> bool:
    """Whether a sentence or what stands over it holds every word of the asked quantity."""
    idle = {*ask.asking.words["measuring"], *ask.asking.words["comparing"]}
    places = [ask.asking.spell(link.text) for link in ask.question.links if link.of_type(["Region", "Park"])]
    held = ask.asking.spell("".join((*found.chunk.path, found.chunk.header, found.text)))
    idle |= {ask.asking.spell("占比")} if tells_share(ask, found.text) else set()
    words = [word for word in ask.question.words if word not in idle and word not in places]
    return all(held_by(ask, word, held) for word in words)
