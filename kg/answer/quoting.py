"""Answers in the plans' own words: a sentence, a list inside it, or the titles it names; refuses when none fits."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.answer.absent import absent_phrases, core_of
from kg.answer.columns import said_row
from kg.answer.comparing import PLACED, quantity_of
from kg.answer.conditions import OF_INDUSTRY, bound_of
from kg.answer.counted import AMOUNT, WHEN
from kg.answer.enumerated import asked_noun, kind_of
from kg.answer.explaining import is_heading
from kg.answer.folding import fold
from kg.answer.holding import held_by
from kg.answer.indicators import CHANGE, RATE
from kg.answer.lists import (
    Listed,
    asks_named,
    kind_rows,
    list_rows,
    lists_others,
    names_kind,
    section_rows,
    title_rows,
    under_place,
)
from kg.answer.model import ANSWERED, NOT_FOUND, Answer, AnswerRow, Citation, titled
from kg.answer.named_sets import asked_parts
from kg.answer.passages import (
    Found,
    adds_nothing,
    children_of,
    find_sentences,
    lacks_core,
    quote_of,
    shown_passages,
    weights_of,
)
from kg.answer.positions import asks_position
from kg.answer.ranking import read_wish
from kg.answer.reading import Ask
from kg.answer.set_members import Part
from kg.answer.spelled import spelled
from kg.answer.states import UNDER_WAY, asks_state, by_state, stage_of
from kg.answer.told import asks_progress, tells_stage
from kg.extract.lexer import lex
from kg.records import Hit
from kg.text.normalize import quoted

ENOUGH = 0.68  # of the question's weighted words that an answering sentence must hold
LISTED = 0.5  # the same for a sentence that lists exactly as many things as are asked for
DEPTH = 12
LIES = re.compile("[于在位至到]|坐落|选址|落户|落地|入驻|地处|布局|承载|依托|以.+为|[园区镇谷城港带]")
THINGS = ("Platform", "Project", "Enterprise", "Institution", "Park", "Fund")
ACTORS = frozenset({"Department", "Enterprise", "Institution", "Region", "Park", "Cluster"})
RELATED = 0.3  # below it, the plans do not speak of the matter at all
NEAR_BEST = 0.02
MOST_HEADINGS = 2  # told before a quote
MANIFOLD = 6  # characters of a kind that is told by two words and more
FEWEST = 2
HOW_MANY_NAMED = re.compile("(?:几|多少)[个家座处条](?=(?P<noun>[\u4e00-\u9fff]{2,8})[？?]?$)")
PER = ("占", "单位", "人均", "每万元", "万元")  # before it
DERIVED = ("能耗", "水耗", "电耗", "用水", "用电", "碳排放", "二氧化碳排放")  # another quantity, behind one
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
POSITIONED = re.compile("的(?:功能|战略|发展|总体)*定位|定位[为是于]")  # 围绕自身产业定位招商 tells none
PARK_FORMS = frozenset({"", "place", "who"})  # forms of a question which park it is
NUMBERED = re.compile(r"^\W*(?:第?[\d一二三四五六七八九十]+[、.．）)章节]*)?\s*")
PAUSE = re.compile("[：:。，；]|——")
MOST = re.compile(
    r"最[高低大小多少快慢好差]|第[一二三四五六七八九十\d]+(?![条章节项个批届期])|首位|居首"
)  # a sentence that ranks something else is no answer
CAP = re.compile("最[多高](?:可|能|给)*[\u4e00-\u9fff]{1,4}(?:多少|几)")  # 最多补偿多少 asks for a limit
LIMIT = re.compile("不超过|不高于|最高|最多|至多|以内|上限|封顶")
OF_TITLE = re.compile("(?:什么|哪些|哪一?[个项种])(?:称号|荣誉)")
WHICH = re.compile("哪一?[家个所]([\u4e00-\u9fff]{2,6})")


def answer_quote(ask: Ask, least: float = ENOUGH) -> Answer | None:
    """The best sentence with its citation; None where no sentence holds the question and an answer of its form."""
    parts = asked_parts(ask)[0]
    if (not ask.question.form and _names_places_alone(ask)) or len(parts) == 1:
        return None  # what is listed beside the words of a set is another set
    found, hits = find_sentences(ask)
    found = [
        one
        for one in found
        if one.fits and one.score >= LISTED and not (lacks_core(ask, one) or adds_nothing(ask, one))
    ]
    if not any(word in ask.question.text for word in ask.asking.words["charge"]):
        found = [one for one in found if not NOTE.fullmatch(one.text.strip())]
    if ask.question.form in {"list", "who"}:  # a heading that nothing numbered follows lists nothing
        found = [one for one in found if children_of(one) or not is_heading(one.document, one.start, one.end)]
    if ask.question.form == "number":
        found = [one for one in found if not _of_another_quantity(ask, one)]
    if asks_named(ask, before=True) and ask.question.form in {"list", "who"}:
        found = [one for one in found[:DEPTH] if names_kind(ask, one)]
    if ask.question.form == "who":
        found = [one for one in found[:DEPTH] if _names_somebody(ask, one)]
    if kind_of(ask.asking, asked_noun(ask.question.text)) == "Park" and ask.question.form in PARK_FORMS:
        found = [one for one in found if _tells_park(ask, one)]
    if asks_progress(ask):
        found = [one for one in found if tells_stage(one)]
    if ask.question.form in {"date", "number", "place", ""}:
        found = [one for one in found[:DEPTH] if not _of_another_thing(ask, one)] + found[DEPTH:]
    if MAKER.search(ask.question.text):  # who sees to it, as a table of tasks tells, is not who builds it
        made = [one for one in found if one.score >= least and MADE_BY.search(one.text)]
        found = made or [one for one in found if MAKES.search(one.text)]
    if OF_INDUSTRY.search(ask.question.text):
        found = [one for one in found if _names_beside(ask, one, "Industry")]
    if OF_TITLE.search(ask.question.text):
        won = ask.asking.spell("获得")
        found = [one for one in found if won in ask.asking.spell(one.text) or _names_beside(ask, one, "Title")]
    if ask.question.form == "place":
        found = [one for one in found if LIES.search(one.text) or "\t" in one.text]
    text = ask.question.text
    if CAP.search(text):
        found = [one for one in found if LIMIT.search(one.text)]
    elif (MOST.search(text) or PLACED.search(text) or read_wish(text)) and (quantity := quantity_of(ask)):
        found = [one for one in found if MOST.search(one.text) and quantity in ask.asking.spell(one.text)]
    if ask.question.form == "number" and SHARED.search(ask.question.text):
        found = [one for one in found if _holds_all(ask, one)]
    if ask.question.form == "number" and CHANGE.search(ask.question.text):
        found = [one for one in found if _states_change(ask, one)]
    if asks_position(ask):
        found = [one for one in found if POSITIONED.search(one.text)]
    if ask.question.form == "number" and (bound := bound_of(ask.question.text)):
        sums = [rf"(?<![\d.]){re.escape(one)}(?![\d.])" for one in re.findall(r"\d[\d.]*", bound)]
        found = [one for one in found if all(re.search(each, one.text) for each in sums)]
    if WHEN.search(text) and (named := AMOUNT.findall(text)):  # when it comes to 280: no sentence that tells of 83
        found = [one for one in found if all(number in one.text for number, _ in named)]
    if APART.search(ask.question.text):  # one of two figures does not tell how far they lie apart
        years = ask.question.years if len(ask.question.years) > 1 else ()
        found = [one for one in found if COMPARES.search(one.text) and all(year in one.text for year in years)]
    found = [one for one in under_place(ask, found) if not lists_others(ask, one)]
    good = [one for one in found if one.score >= least]
    listed = kind_rows(ask, found) or _listed(ask, found) or section_rows(ask)
    if parts and not (listed and _is_whole_formula(listed, parts)):
        return None
    if not good and not listed:
        return _counted_names(ask)
    rows, text = listed or title_rows(ask, good[0]) or _quoted(ask, good)
    return Answer(ask.question.text, ANSWERED, "passage", text, rows, None, shown_passages(hits))


def _is_whole_formula(listed: Listed, parts: Sequence[Part]) -> bool:
    """Whether a sentence that writes the formula lists as many things as all its parts together: “一横两纵”道路甲、乙、丙."""
    rows, formula = listed[0], "[、，]?".join(part.written for part in parts)
    written = all(re.search(formula, one.quote) for row in rows for one in row.evidence)
    return written and len(rows) == sum(part.count or 0 for part in parts)


def _counted_names(ask: Ask) -> Answer | None:
    """How many names of the asked kind the plan lists, where no sentence gives their number; None for a list that goes on (等)."""
    many = HOW_MANY_NAMED.search(ask.question.text) if ask.question.form == "number" else None
    if not many:
        return None
    text = f"{ask.question.text[: many.start()]}哪些{ask.question.text[many.end() :]}"
    listed = answer_quote(replace(ask, question=replace(ask.question, text=text, form="list", number_of=None)))
    names = [row.name for row in listed.answers] if listed else []
    if not listed or len(names) < FEWEST or not all(name.endswith(many["noun"][-2:]) for name in names):
        return None
    goes_on = any(f"{names[-1]}等" in one.quote for row in listed.answers for one in row.evidence)
    return (
        None if goes_on else replace(listed, question=ask.question.text, text=f"规划列出{len(names)}个：{listed.text}")
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
    words = [word for word in ask.question.words if word not in idle and word not in places]
    return all(held_by(ask, word, held) for word in words)


def _names_somebody(ask: Ask, found: Found) -> bool:
    """Whether a sentence names a body, firm or place besides those of the question: who does it is not told without one."""
    asked, which = ask.question.folded, WHICH.search(ask.question.text)
    kind = lex(which[1])[0].text if which else ""
    kind = "" if kind in ask.asking.kinds else fold(kind)
    named = (fold(one.text) for one in ask.context.annotate(found.text) if one.type in ACTORS)
    return any(name not in asked and kind in name for name in named)


def _names_beside(ask: Ask, found: Found, kind: str) -> bool:
    """Whether a sentence names a thing of this type that the question does not name."""
    asked = ask.question.folded
    return any(one.type == kind and fold(one.text) not in asked for one in ask.context.annotate(found.text))


def _of_another_thing(ask: Ask, found: Found) -> bool:
    """Whether a sentence without the thing that is asked of names another of its kind: what stood before it is over."""
    links = [link for link in ask.question.links if link.of_type(THINGS)]
    held = ask.asking.spell(found.text)
    if not links or any(
        ask.asking.spell(form) in held
        for link in links
        for form in (link.text, *(name for one in link.entities for name in (one.name, *one.aliases)))
    ):
        return False
    kinds = {one.type for link in links for one in link.of_type(THINGS)}
    return any(one.type in kinds for one in ask.context.annotate(found.text))


def answer_kind(ask: Ask) -> Answer | None:
    """What the plans themselves call so, where more than a plain word tells the kind: 公共技术平台, 数字化管理平台."""
    found, hits = find_sentences(ask)
    listed = kind_rows(ask, [one for one in found if one.fits and not lacks_core(ask, one)], MANIFOLD)
    rows, text = listed or ((), "")
    return Answer(ask.question.text, ANSWERED, "passage", text, rows, None, shown_passages(hits)) if rows else None


def _of_another_quantity(ask: Ask, found: Found) -> bool:
    """Whether the sentence has an asked quantity only inside another one: 工业增加值 in 单位工业增加值能耗."""
    text, asked = ask.asking.spell(found.text), ask.asking.spell(ask.question.text)
    derived = tuple(word for word in DERIVED if word not in asked)
    per = tuple(word for word in PER if word not in asked)
    return any(
        (places := [match.span() for match in re.finditer(re.escape(word), text)])
        and all(text.startswith(derived, end) or text[:start].endswith(per) for start, end in places)
        for word in ask.question.words
    )


def _names_places_alone(ask: Ask) -> bool:
    """Whether a question names a region and nothing else: any sentence about the place would do, so none answers."""
    regions = [link.text for link in ask.question.links if link.of_type(["Region"])]
    return bool(ask.question.words) and all(any(word in region for region in regions) for word in ask.question.words)


def unused(ask: Ask) -> float:
    """The weighted share of the question's words that its reading makes no use of: neither a name nor a cue."""
    words = weights_of(ask)
    names = [ask.asking.spell(link.text) for link in ask.question.links]
    cues = "".join(match[0] for cue in ask.intent.cues for match in cue.finditer(ask.question.text))
    idle = [word for word in words if not any(word in name for name in names) and word not in ask.asking.spell(cues)]
    verbs = {ask.asking.spell(verb) for said in ask.asking.verbs.values() for verb in said}
    rest = sum(words[word] for word in idle if word not in ask.asking.kinds and word not in verbs)
    return rest / (sum(words.values()) or 1.0)


def refuse(ask: Ask) -> Answer:
    """The reply when nothing answers: what was looked for, in which documents, and what comes nearest."""
    found, hits = find_sentences(ask)
    words = [ask.asking.written(word, ask.question.text) for word in ask.question.words]
    what = "、".join(words) or ask.question.text
    names = ask.scope_names()
    best = max(found, key=lambda one: one.score, default=None)
    absent = _names_nowhere(ask)
    if absent or best is None or best.score < RELATED:
        absent = absent or absent_phrases(ask.question, ask.asking, ask.context.documents)
        told = "、".join(map(quoted, dict.fromkeys(absent)))
        message = ask.asking.message("unmentioned", what=told, documents=names) if absent else ""
        if message or best is None or not ask.question.links:
            return _not_found(ask, message or ask.asking.message("outside", what=what, documents=names))
    start, end = quote_of(ask, best)
    nearest = ask.asking.message("nearest", where=f"{best.cite(start, end).official}")
    return _not_found(
        ask, ask.asking.message("silent", what=what, documents=names, nearest=nearest), shown_passages(hits)
    )


def no_document(ask: Ask) -> Answer:
    """The reply to a question about a 《title》 that no loaded document bears, with the titles that there are."""
    titles = "、".join(titled(document.title) for document in ask.context.documents.values())
    text = ask.asking.message("no_such_document", name=ask.question.missing_title, documents=titles)
    return Answer(ask.question.text, NOT_FOUND, "no_such_document", text)


def _names_nowhere(ask: Ask) -> tuple[str, ...]:
    """The places and names of the question that no document holds: 规划没有提到“云岫市”."""
    limits = [one for one in (*ask.place, *ask.things(())) if not one.documents and not one.ids]
    texts = [spelled(ask.asking, one) for one in ask.context.documents.values()] if limits else []
    return tuple(
        "、".join(one.said)
        for one in limits
        if not any(core_of(ask.asking.spell(form)) in text for form in one.forms for text in texts)
    )


def _listed(ask: Ask, found: Sequence[Found]) -> Listed | None:
    """The list of the first sentence that has one; a weaker sentence counts only when the number of items is the one asked for."""
    best = max((one.score for one in found), default=0.0)
    for one in found[:8]:
        exact = ask.question.number_of is not None
        if one.score >= (LISTED if exact else max(ENOUGH, best)) and (rows := list_rows(ask, one)):
            return rows
    return None


def _not_found(ask: Ask, text: str, passages: tuple[Hit, ...] = ()) -> Answer:
    return Answer(ask.question.text, NOT_FOUND, "silent", text, (), None, passages)


def _beside(ask: Ask, good: Sequence[Found]) -> list[Found]:
    """The best sentence and, for a figure, one of another document that fits as well."""
    if ask.question.form != "number":
        return [good[0]]
    others = [
        one for one in good[1:] if one.document.id != good[0].document.id and one.score >= good[0].score - NEAR_BEST
    ]
    return [good[0], *others[:1]]


def _quoted(ask: Ask, good: Sequence[Found]) -> Listed:
    """The best sentence; where a state is asked for, first one that tells what is done, and it is said where none does."""
    if not asks_state(ask.question.text):
        return _quote_rows(ask, _beside(ask, good))
    names = [name for link in ask.question.links for one in link.entities for name in (one.name, *one.aliases)]
    first = good[:DEPTH]
    told = [(citation := one.cite(one.start, one.end), stage_of(citation, names)) for one in first]
    best = by_state(ask, told)[0]
    rows, text = _quote_rows(ask, [first[best]])
    return rows, text if told[best][1] <= UNDER_WAY else f"{ask.asking.message('no_state')}{text}"


def _quote_rows(ask: Ask, found: Sequence[Found]) -> Listed:
    rows, said = [], []
    for one in found:
        start, end = quote_of(ask, one)
        citation = one.cite(start, end)
        words = said_row(citation, ask.context.documents) or re.sub(r"\s*\t\s*", "，", citation.quote.strip())
        rows.append(_park_over(ask, citation) or AnswerRow(words, "Passage", evidence=(citation,)))
        said.append(f"{_headed(ask, citation)}{words.rstrip('。，；')}（{citation.official}）。")
    return tuple(rows), "".join(said)


def _tells_park(ask: Ask, found: Found) -> bool:
    """Whether a sentence, a row or the heading over it names a park besides the question's own."""
    named = [fold(one.text) for one in ask.context.annotate(found.text) if one.type == "Park"]
    own = any(one not in ask.question.folded for one in named)
    return own or "\t" in found.text or bool(_park_over(ask, found.cite(found.start, found.end)))


def _park_over(ask: Ask, citation: Citation) -> AnswerRow | None:
    """The park whose name the heading over a quote is, where a park is asked for and the quote tells none; None else."""
    if kind_of(ask.asking, asked_noun(ask.question.text)) != "Park" or ask.question.form not in PARK_FORMS:
        return None
    quote = fold(citation.quote)
    for part in reversed(citation.section):
        title = fold(PAUSE.split(NUMBERED.sub("", part))[0])
        for one in (one for link in ask.names.find(title) if link.text == title for one in link.of_type(["Park"])):
            if fold(one.name) not in quote and fold(one.name) not in ask.question.folded:
                return AnswerRow(one.name, one.type, one.id, evidence=(citation,))
    return None


def _headed(ask: Ask, citation: Citation) -> str:
    """The headings over a quote that hold what it leaves unsaid: a word of the question, or a name of the kind asked for."""
    quote = ask.asking.spell(citation.quote)
    asked = kind_of(ask.asking, asked_noun(ask.question.text))
    left = [word for word in ask.question.words if word not in quote]
    told = [
        part
        for part in citation.section
        if ask.asking.spell(part) not in quote
        and (
            any(word in ask.asking.spell(part) for word in left)
            or (asked == "Park" and kind_of(ask.asking, PAUSE.split(part)[0]) == asked)
        )
    ]
    return f"{''.join(map(quoted, told[-MOST_HEADINGS:]))}之下写到：" if told else ""
