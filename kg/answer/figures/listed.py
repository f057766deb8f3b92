"""What one sentence counts one by one: which of several is the most, and how far two of them lie apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.answer.asked.ranking import read_wish
from kg.answer.asked.reading import Ask, with_citations
from kg.answer.figures.differing import COMPUTED
from kg.answer.figures.figure import TARGET, Figure, figure_row, figure_sentence
from kg.answer.figures.indicators import SURE, figures_of
from kg.answer.folding import fold, longest_block, with_thresholds
from kg.answer.model import ANSWERED, Answer, AnswerRow, Citation
from kg.answer.quotes.passages import Found, find_sentences

# What a sentence counts one by one: 智能仪表（126家）、检测服务（38家）; （东片28.7亿元，西片17.5亿元）.
ITEM = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z“”]{2,24})[（(](?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>[\u4e00-\u9fff%]{1,4})[)）]"
    r"|(?<=[（(，、；])(?P<name2>[\u4e00-\u9fff]{2,12}?)(?P<number2>\d[\d,]*(?:\.\d+)?)(?P<unit2>[亿万]?[元家个人项亩]|公顷|平方公里)(?=[，、；）)])"
)
BETWEEN = re.compile(
    r"(?P<left>[\u4e00-\u9fffA-Za-z“”]{2,40})，?(?:比(?![重例])|(?<!比.{4})[和与跟])(?P<right>[\u4e00-\u9fffA-Za-z“”]{2,24}?)(?:相?差|多|少|高|低|大|小)(?:了|出)?(?:多少|几)"
)
# 甲和乙哪个领域的企业多, 甲、乙一共有几家
PAIR = re.compile(
    r"(?P<left>[\u4e00-\u9fffA-Za-z“”]{2,40}?)(?:[和与跟同、]|以及)(?P<right>[\u4e00-\u9fffA-Za-z“”]{2,24}?)(?:的?(?:企业)?(?:数量|家数))?[，,]?"
    r"(?:两个?(?:领域|产业|行业))?(?:哪一?[个类种边家方][^，。？]{0,8}[多少高低大小]|(?:一共|总共|合计|共计|加起来|总计|共)(?:有|是|为)?(?:多少|几))"
)
SUM = re.compile("一共|总共|合计|共计|加起来|总计|共有")
Item = tuple[str, re.Match[str]]
LED_BY = re.compile("|.*(?:包括|包含|其中|涉及|分别为|[将有为在对把])")  # before an item's name: 主要包括电子信息
Told = tuple[str, str, str]  # name, number, unit
SHORTEST = 2  # characters of an item's name
FEWEST = 2
KIND_END = re.compile("(?:领域|产业|行业|企业|地区|园区)$")
# 89家企业年收入超亿元，62家企业列入“小升规”: a number and what holds for so many; 市级企业243家: what, and how many.
CLAUSE = re.compile(
    r"(?:^|[，、；：。])(?:其中|已有|共有|另有|有|约)*(?P<number>\d[\d,]*)(?P<unit>[家个项人件户所])(?P<name>[^，、；。\d][^，；。、]{2,40})"
    r"|(?:^|[，、；：。])(?:其中|已有|共有|另有)*(?P<name2>[^，、；。\d]{3,30}?)(?:达到?|为|共|各?有)?(?P<number2>\d[\d,]*)(?P<unit2>[家个项人件户所])(?=[，、；。]|$)"
)
NOUN = re.compile("^(?:中小|规上|高新技术)?(?:企业|项目|平台|机构|园区|人才|单位|院所)")
ASKED_KIND = re.compile(
    "哪一?[个类种些](?P<kind>[\u4e00-\u9fff]{2,8}?)(?:的|里|中)?(?P<of>[\u4e00-\u9fff]{0,8})最|最[多少大小高低]的(?:是|为)?哪一?[个类种些](?P<kind2>[\u4e00-\u9fff]{2,8})"
)
COUNTING = re.compile("合计|总计|共计|一共|总共|加起来|家数|个数|数量|数目|总数|企业数|最|多|少|排|第")
COUNTED = frozenset("家个项人件户所")
TIME = re.compile('[“"]?(十[一二三四五六]五|20\\d\\d年)[”"]?(?:时期|期间)?末?[底时]?的?')
PIECE = re.compile("[^；。]+")
MEASURE = re.compile("(?<=..)[\u4e00-\u9fff]{2}量$|(?<=..)(?:数量|总数|家数)$")
JOINTS = re.compile("[的为了被]")
LEAST = 4  # characters by which a clause is known


def answer_most(ask: Ask) -> Answer | None:
    """Which of the things that one sentence counts one by one is the most (哪个领域家数最多); None where no sentence counts the asked ones."""
    wish, asked = read_wish(ask.question.text), ASKED_KIND.search(ask.question.text)
    if not wish or not asked or not wish.last:
        return None
    for one in find_sentences(ask)[0]:
        quote = _whole_sentence(one)
        for piece in PIECE.finditer(quote.quote):
            items = list(ITEM.finditer(piece[0]))
            told = [(_bare(item["name"] or item["name2"]), item) for item in items]
            units = {item["unit"] or item["unit2"] for item in items}
            if (
                len(told) < FEWEST
                or len(units) != 1
                or not _tells_kind(ask, one, quote, piece[0], asked["kind"] or asked["kind2"])
            ):
                continue
            if not _is_number_asked(ask, piece[0], told, units.pop()):
                continue
            best = wish.of(told, lambda pair: _number(pair[1]))
            rows = [_row(quote, _told(name, item)) for name, item in best]
            said = "、".join(f"{name}（{item['number'] or item['number2']}{rows[0].unit}）" for name, item in best)
            way = "少" if wish.low else "多"
            how = wish.said.format(way=way, high="多", low="少")
            text = f"句中逐一列出的{len(told)}个里{how}的是{said}"
            return Answer(ask.question.text, ANSWERED, ask.intent.name, with_citations(f"{text}。", rows), tuple(rows))
    return None


def _tells_kind(ask: Ask, one: Found, quote: Citation, piece: str, kind: str) -> bool:
    """Whether a listing is of the asked kind (技术领域), and all else that is asked stands before it."""
    return kind[-2:] in ITEM.sub("", piece) and _is_told(ask, one, quote, ask.asking.spell(kind))


def _is_told(ask: Ask, one: Found, quote: Citation, said: str = "") -> bool:
    """Whether all that is asked, its place and its years are said by a sentence and what leads to it, up to the listing before; `said` counts too."""
    lead = one.document.text[one.chunk.start : quote.end]
    before = [match.end() for match in ITEM.finditer(lead, 0, quote.start - one.chunk.start)]
    above = (*one.chunk.path, one.document.title)
    held = ask.asking.spell("".join((*above, lead[before[-1] if len(before) >= FEWEST else 0 :])))
    names = {fold(link.text) for link in ask.question.links if link.of_type(["Region"])}
    left = [word for word in _told_words(ask) if word not in names and not COUNTING.search(word)]
    of_place = all(limit.holds((lead, *above), (), (one.document.id,)) for limit in ask.place)
    is_of_year = all(year in f"{''.join(one.chunk.path)}{lead}" for year in ask.question.years)
    return of_place and is_of_year and all(word in held or word in said for word in left)


def _is_number_asked(ask: Ask, piece: str, told: Sequence[Item], unit: str) -> bool:
    """Whether the listing counts what is asked to be the most: how many there are, or a quantity told before it."""
    asked = [word for word in ask.asking.words["quantities"] if word in ask.asking.spell(ask.question.text)]
    held = ask.asking.spell(piece[: told[0][1].start()])
    if not asked:
        return unit in COUNTED
    return unit not in COUNTED and asked[-1] in held and _is_counted(ask, piece, (told[0], told[1]))


def _bare(name: str) -> str:
    """An item's name without the words of listing before it: 主要包括电子信息."""
    return re.sub("^.*(?:包括|包含|涵盖|涉及|其中|分别为|[为有])", "", name) or name


def _told(name: str, item: re.Match[str]) -> Told:
    return name, item["number"] or item["number2"], item["unit"] or item["unit2"]


def _number(item: re.Match[str]) -> float:
    return float((item["number"] or item["number2"]).replace(",", ""))


def _row(quote: Citation, told: Told) -> AnswerRow:
    return AnswerRow(told[0], "Indicator", value=told[1], unit=told[2], evidence=(quote,))


def _between_clauses(ask: Ask, asked: re.Match[str]) -> Answer | None:
    """The same of two clauses of one sentence: 89家企业年收入超亿元，62家企业列入“小升规”."""
    for one in find_sentences(ask)[0]:
        quote = _whole_sentence(one)
        if not _is_told(ask, one, quote):
            continue
        clauses = list(_clauses(with_thresholds(quote.quote)))
        left, right = (_meant(ask, clauses, asked[side]) for side in ("left", "right"))
        if left and right and left != right and (found := _gap(ask, quote, (left, right))):
            return found
    return None


def answer_two_measures(ask: Ask) -> Answer | None:
    """A target beside what a sentence tells of a kindred measure (申报量 and 保有量), said to be two measures; None where one is missing."""
    asked = BETWEEN.search(ask.question.text)
    left = ask.question.text[: asked.start("right")] if asked else ""
    if not asked or "目标" not in left or "目标" in asked["right"]:
        return None
    years = tuple(year for year in ask.question.years if year in left)
    words = tuple(word for word in ask.question.words if word in ask.asking.spell(left))
    question = replace(ask.question, text=f"{left[:-1].rstrip('，')}是多少", years=years, periods=(), words=words)
    aims = [one for one in figures_of(replace(ask, question=question), "indicator_values") if one.kind == TARGET]
    aims = [one for one in aims if one.fit >= SURE and one.number is not None]
    names = {one.indicator for one in aims}
    if len({(one.number, one.unit) for one in aims}) != 1:
        return None
    titles = [ask.asking.spell(link.text) for link in ask.question.links if link.text in fold(left)]
    heads = [word for word in (*words, *titles) if any(word in ask.asking.spell(name) for name in names)]
    heads += [MEASURE.sub("", head) for head in heads if MEASURE.search(head)]  # 申报量…比保有量: of the same firms
    for one in find_sentences(ask)[0]:
        quote = _whole_sentence(one)
        lead = "".join((*one.chunk.path, one.document.text[one.chunk.start : quote.end]))
        if not _is_of_time(asked["right"], lead) or one.document.id != aims[0].citation.document_id:
            continue
        for side in (asked["right"], *(f"{head}{TIME.sub('', asked['right'])}" for head in heads)):
            told = _meant(ask, list(_clauses(quote.quote)), TIME.sub("", side))
            kindred = longest_block(ask.asking.spell(aims[0].indicator), ask.asking.spell(told[0])) if told else ""
            if told and told[2] == aims[0].unit and len(kindred) >= LEAST:
                return _two_measures(ask, aims[0], quote, told)
    return None


def _is_of_time(side: str, lead: str) -> bool:
    """Whether a sentence and what leads to it tell the time that a side names, where it names one."""
    return all(
        "".join(re.findall(r"[\u4e00-\u9fff\d]", one[1])) in re.sub('[“”"]', "", lead) for one in TIME.finditer(side)
    )


def _two_measures(ask: Ask, aim: Figure, quote: Citation, told: Told) -> Answer:
    rows = [figure_row(aim), _row(quote, told)]
    gap = (aim.number or 0.0) - float(told[1].replace(",", ""))
    said = f"{'多' if gap >= 0 else '少'}{round(abs(gap), 6):g}{told[2]}"
    text = f"{figure_sentence(aim)}，{told[0]}为{told[1]}{told[2]}，前者{said}{COMPUTED}；两者不是同一个指标，口径不同"
    return Answer(ask.question.text, ANSWERED, ask.intent.name, with_citations(f"{text}。", rows), tuple(rows))


def _clauses(text: str) -> Iterator[Told]:
    for one in CLAUSE.finditer(text):
        yield one["name"] or one["name2"], one["number"] or one["number2"], one["unit"] or one["unit2"]


def _meant(ask: Ask, clauses: Sequence[Told], side: str) -> Told | None:
    """The one clause that a side of the comparison says in whole, or that says all of the side; None where none or two do."""
    words = JOINTS.sub("", fold(ask.asking.spell(side)))
    found = []
    for told in clauses:
        name = JOINTS.sub("", fold(ask.asking.spell(told[0])))
        block = longest_block(words, name)
        if len(block) >= LEAST and block in (words, name, NOUN.sub("", name)):
            found.append(told)
    return found[0] if len(found) == 1 else None


def answer_listed(ask: Ask) -> Answer | None:
    """How far two things lie apart that one sentence counts one by one, by name or by clause, which is more, what both come to; None where none does."""
    asked = BETWEEN.search(with_thresholds(ask.question.text)) or PAIR.search(ask.question.text)
    if not asked:
        return None
    said, other = KIND_END.sub("", asked["left"]), asked["right"]
    for one in find_sentences(ask)[0]:
        quote = _whole_sentence(one)
        items = list(ITEM.finditer(quote.quote))
        left = next(((name, one) for one in items if (name := _named(one, ends=said))), None)
        right = next(((name, one) for one in items if (name := _named(one, begins=other))), None)
        if not left or not right or left[1] == right[1] or not _is_counted(ask, quote.quote, (left, right)):
            continue
        if _is_told(ask, one, quote) and (found := _gap(ask, quote, [_told(*left), _told(*right)])):
            return found
    return _between_clauses(ask, asked) if asked.re is BETWEEN else None


def answer_sum(ask: Ask) -> Answer | None:
    """What two things come to that one sentence counts one by one; None where no such sum is asked for."""
    text = ask.question.text
    found = answer_listed(ask) if SUM.search(text) and PAIR.search(text) else None
    return replace(found, intent="indicator_values") if found else None


def _told_words(ask: Ask) -> list[str]:
    """The question's words that a sentence must tell: 相差 is said by none that counts two things."""
    return [word for word in ask.question.words if word not in ask.asking.words["comparing"]]


def _is_counted(ask: Ask, sentence: str, items: tuple[Item, Item]) -> bool:
    """Whether the quantity told last before a list is the asked one: （开发区29.4亿元，…） behind 税收 is no 收入."""
    (left, item), (right, _) = items
    held = ask.asking.spell(sentence[: item.start()])
    rest = ask.asking.spell(ask.question.text.replace(left, "").replace(right, ""))
    asked = [word for word in ask.asking.words["quantities"] if word in rest]
    return not asked or max(ask.asking.words["quantities"], key=held.rfind) in asked


def _whole_sentence(found: Found) -> Citation:
    """The sentence up to its full stops, of which what was found may be a part."""
    text, start = found.chunk.text, found.start - found.chunk.start
    first, last = text.rfind("。", 0, start) + 1, text.find("。", found.end - found.chunk.start - 1)
    return found.cite(found.chunk.start + first, found.chunk.start + (last + 1 if last >= 0 else len(text)))


def _named(item: re.Match[str], *, ends: str = "", begins: str = "") -> str:
    """The item's name as the question says it before or behind 比, without the words of listing before it; '' where it does not."""
    told = item["name"] or item["name2"]
    forms = [told[at:] for at in range(len(told) - SHORTEST + 1) if LED_BY.fullmatch(told[:at])]
    bare = KIND_END.sub("", begins)
    return next(
        (
            form
            for form in forms
            if (ends and ends.endswith(form)) or bare in (form, KIND_END.sub("", form)) or begins == form
        ),
        "",
    )


def _gap(ask: Ask, quote: Citation, told: Sequence[Told]) -> Answer | None:
    if told[0][2] != told[1][2]:
        return None
    gap = float(told[0][1].replace(",", "")) - float(told[1][1].replace(",", ""))
    unit = "个百分点" if told[0][2] == "%" else told[0][2]
    rows = [AnswerRow(name, "Indicator", value=value, unit=of, evidence=(quote,)) for name, value, of in told]
    first, second = (f"{name}（{value}{of}）" for name, value, of in told)
    text = f"{first}比{second}{'多' if gap >= 0 else '少'}{round(abs(gap), 6):g}{unit}{COMPUTED}"
    if SUM.search(ask.question.text):
        total = sum(float(value.replace(",", "")) for _, value, _ in told)
        text = f"{first}和{second}合计{round(total, 6):g}{unit}{COMPUTED}"
    return Answer(ask.question.text, ANSWERED, ask.intent.name, with_citations(text, rows), tuple(rows))
