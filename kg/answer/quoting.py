"""Answers in the plans' own words: a sentence, a list inside it, or the titles it names; refuses when none fits."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.answer.absent import absent_phrases, core_of
from kg.answer.columns import said_row
from kg.answer.comparing import quantity_of
from kg.answer.enumerated import asked_noun, kind_of
from kg.answer.explaining import is_heading
from kg.answer.folding import fold
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
from kg.answer.named_sets import set_term
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
from kg.answer.ranking import read_wish
from kg.answer.reading import Ask
from kg.answer.spelled import spelled
from kg.answer.states import UNDER_WAY, asks_state, by_state, stage_of
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
COMPARES = re.compile("比(?!重|例)|较|相差|差距|增长|增加(?!值)|增至|净增|减少|提高|下降|降低|倍|高于|低于")
MAKER = re.compile(
    "(?:谁|哪家|哪[几些]家?|什么)(?:单位|企业|公司|机构|高校)?(?:来|在|共同|联合|牵头|投资)*(?:承?建(?![立议章])|共建|组建|建设)"
)
MADE_BY = re.compile(
    "(?:由|依托|联合|会同|支持).{2,60}(?:建设|承建|共建|组建|建成|打造)|[与和同].{2,40}(?:共建|合建)|(?:承建|建设)单位"
)
PAUSE = re.compile("[：:。，；]|——")
MOST = re.compile(r"最[高低大小多少快慢好差]|第一|居首")  # a sentence that ranks something else is no answer


def answer_quote(ask: Ask, least: float = ENOUGH) -> Answer | None:
    """The best sentence with its citation; None where no sentence holds the question and an answer of its form."""
    if not ask.question.form and _names_places_alone(ask):
        return None
    found, hits = find_sentences(ask)
    found = [
        one
        for one in found
        if one.fits and one.score >= LISTED and not (lacks_core(ask, one) or adds_nothing(ask, one))
    ]
    if ask.question.form in {"list", "who"}:  # a heading that nothing numbered follows lists nothing
        found = [one for one in found if children_of(one) or not is_heading(one.document, one.start, one.end)]
    if ask.question.form == "number":
        found = [one for one in found if not _of_another_quantity(ask, one)]
    if asks_named(ask, before=True) and ask.question.form in {"list", "who"}:
        found = [one for one in found[:DEPTH] if names_kind(ask, one)]
    if ask.question.form == "who":
        found = [one for one in found[:DEPTH] if _names_somebody(ask, one)]
    if ask.question.form in {"date", "number", "place", ""}:
        found = [one for one in found[:DEPTH] if not _of_another_thing(ask, one)] + found[DEPTH:]
    if MAKER.search(ask.question.text):  # who sees to it, as a table of tasks tells, is not who builds it
        found = [one for one in found if one.score >= least and MADE_BY.search(one.text)] or found
    if term := set_term(ask):  # what is listed beside other words is another set
        found = [one for one in found if term in one.text or term in "".join(one.chunk.path[-1:])]
    if ask.question.form == "place":
        found = [one for one in found if LIES.search(one.text) or "\t" in one.text]
    if (MOST.search(ask.question.text) or read_wish(ask.question.text)) and (quantity := quantity_of(ask)):
        found = [one for one in found if MOST.search(one.text) and quantity in ask.asking.spell(one.text)]
    if ask.question.form == "number" and CHANGE.search(ask.question.text):
        found = [one for one in found if _states_change(ask, one)]
    if APART.search(ask.question.text):  # one of two figures does not tell how far they lie apart
        found = [one for one in found if COMPARES.search(one.text)]
    found = [one for one in under_place(ask, found) if not lists_others(ask, one)]
    good = [one for one in found if one.score >= least and not term]
    listed = kind_rows(ask, found) or _listed(ask, found) or (None if term else section_rows(ask))
    if not good and not listed:
        return _counted_names(ask)
    rows, text = listed or title_rows(ask, good[0]) or _quoted(ask, good)
    return Answer(ask.question.text, ANSWERED, "passage", text, rows, None, shown_passages(hits))


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
    idle = {*ask.asking.words["measuring"], *ask.asking.words["comparing"]}
    places = [ask.asking.spell(link.text) for link in ask.question.links if link.of_type(["Region", "Park"])]
    held = ask.asking.spell("".join((*found.chunk.path, found.chunk.header, found.text)))
    words = [word for word in ask.question.words if word not in idle and word not in places]
    is_rate = not RATE.search(ask.question.text) or re.search("%|百分|倍|番", found.text)
    return bool(is_rate) and all(year in found.text for year in years) and all(word in held for word in words)


def _names_somebody(ask: Ask, found: Found) -> bool:
    """Whether a sentence names a body, firm or place besides those of the question: who does it is not told without one."""
    asked = ask.question.folded
    return any(one.type in ACTORS and fold(one.text) not in asked for one in ask.context.annotate(found.text))


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
        told = "、".join(map(quoted, absent))
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
        rows.append(AnswerRow(words, "Passage", evidence=(citation,)))
        said.append(f"{_headed(ask, citation)}{words.rstrip('。，；')}（{citation.official}）。")
    return tuple(rows), "".join(said)


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
