"""Whom a clause is about: of 「甲由丙建设，提供…；乙由丁建设，提供…」 what follows a name is told of that name alone."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.answer.asked.question import OWNERS
from kg.answer.asked.reading import Ask
from kg.answer.folding import fold
from kg.extract.words.lexer import lex
from kg.text.sentences import iter_sentences

KINDS = ("Platform", "Project", "Park", "Enterprise", "Institution", "Fund", "Cluster")
TOLD_BY_HEAD = frozenset({"Platform", "Project", "Park", "Institution"})
SHORTEST_HEAD = 2
NAMING_TAGS = ("n", "vn", "an", "a", "b")
NOT_OF_NAMES = frozenset({"v", "vd", "d", "ad", "p", "c", "r", "m", "u"})  # 积极|引进…项目, 一批|重大项目
CLAUSE = re.compile(r"[^，,]+[，,]?")
OPENING = re.compile(
    r"^(?:[—\-·•●\s]*(?:其中|同时|此外|另外)[，,：:]?|[—\-·•●\s]*(?:[（(]?\d{1,2}[）).．、]|[①-⑳]|[一二三四五六七八九十]是))?[“\"]?"
)
# What is said right behind a subject; a name that 、 or 等 follows is the first of a list.
PREDICATE = (
    r"(?:[（(][^（）()]*[）)])?[”\"]?(?:项目|工程)?(?=由|依托|位于|坐落|地处|选址|落户|落地|建在|设在|面向|针对|提供|规划|总投资|投资|占地|用地|建筑|建设[地内规]"
    r"|聚焦|围绕|突出|重点|着力|主要|主攻|主导|以|将|则|已|正|拟|计划|预计|目前|现|自|于|是|为|开展|承担|集聚|汇聚|聚集|入驻|入园|引进|建成|全长|年产|年内"
    r"|实现|完成|达到|拥有|具备|设有|共|累计|总|发展|打造|培育|推进|服务|覆盖|力争|到?20\d\d年|“十)"
)
BEGINS_OTHERWISE = re.compile(
    "^(?:推进|推动|加快|支持|依托|建设|完善|做[强大优]|围绕|聚焦|在|将|对|把|和|与|鼓励|引导|打造|发挥|以|到|由|从|为|按照|通过|实施|组织|提升|组建|培育|发展|引进|深化|开展|强化)"
)


def kinds_named(ask: Ask) -> tuple[str, ...]:
    """The types of the things that the question names, known or not; () where it names none that has attributes of its own."""
    known = tuple(kind for kind in KINDS if ask.question.entities([kind]))
    return known or (("Platform",) if _stranger(ask) else ())


def core_names(ask: Ask) -> list[str]:
    """The names that a sentence must hold: of what the question names, regions and indicators aside, and of firms that no plan knows."""
    links = ask.question.links
    known = [link.text for link in links if not link.of_type(["Region", "Indicator"]) and len(link.text) >= 2]
    owners = [ask.asking.spell(token.text) for token in lex(ask.question.text) if token.tag in OWNERS]
    return known + [name for name in owners if len(name) > 1 and not any(link.text in name for link in links)]


def _stranger(ask: Ask) -> str:
    """The words before the kind of a platform that no plan is known to have: 新材料 of 新材料概念验证中心; '' for none."""
    key = ("stranger", ask.question.text)
    if key not in ask.memo:
        ask.memo[key] = _find_stranger(ask)
    found: str = ask.memo[key]
    return found


def _find_stranger(ask: Ask) -> str:
    text = ask.question.folded
    heads = [head for head in ask.names.heads("Platform") if len(head) > SHORTEST_HEAD and head in text]
    if not heads:
        return ""
    place, front = text.index(heads[0]), ""
    if any(link.start < place + len(heads[0]) and place < link.end for link in ask.question.links):
        return ""
    for token in reversed([one for one in lex(text) if one.end <= place]):
        if token.end != place - len(front) or not token.tag.startswith(NAMING_TAGS):
            break
        front = token.text + front
    return front if len(front) > 1 else ""


def iter_clauses(ask: Ask, text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text, one that goes over to another thing of the kinds asked about parted where it does."""
    kinds = kinds_named(ask)
    for start, end in iter_sentences(text):
        cuts = [start]
        clauses = [match.span() for match in CLAUSE.finditer(text, start, end)] if kinds else []
        if sum(bool(subject_of(ask, text[a:b], kinds)) for a, b in clauses) > 1:
            cuts += [a for a, b in clauses if a > start and subject_of(ask, text[a:b], kinds)]
        yield from zip(cuts, [*cuts[1:], end], strict=True)


def subject_of(ask: Ask, clause: str, kinds: Sequence[str]) -> str:
    """What a clause says something of, in compare form, if it is a thing of these kinds; '' where it begins otherwise."""
    begin = OPENING.match(clause)
    rest = clause[begin.end() :] if begin else clause
    for kind in kinds if not BEGINS_OTHERWISE.match(rest) else ():
        known = ask.names.opening(fold(rest), [kind])
        if known and re.match(PREDICATE, _behind(rest, len(known))):
            return known
        told = _told(ask.names.heads(kind)).match(rest) if kind in TOLD_BY_HEAD else None
        if told and not any(token.tag in NOT_OF_NAMES for token in lex(told["name"])):
            return fold(told["name"])
    return ""


def is_of_another(ask: Ask, subject: str, sentence: str) -> bool:
    """Whether a sentence with this subject is about another thing than the question names, of the same kind."""
    named = {fold(name) for one in ask.question.entities(kinds_named(ask)) for name in (one.name, *one.aliases)}
    named |= {link.text for link in ask.question.links}
    held, stranger = fold(sentence), _stranger(ask)
    if stranger:
        return stranger not in held
    return not any(name in held or subject in name for name in named)


def _behind(text: str, length: int) -> str:
    """What follows the first characters of a text that count in compare form."""
    for place, sign in enumerate(text):
        if length <= 0:
            return text[place:]
        length -= len(fold(sign))
    return ""


@lru_cache(maxsize=16)
def _told(heads: tuple[str, ...]) -> re.Pattern[str]:
    """A name nobody listed, told by its last word and by what is said of it: 某某适配中心|由…"""
    ends = "|".join(map(re.escape, heads)) or "(?!)"
    return re.compile(rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9·]{{2,24}}?(?:{ends})){PREDICATE}")
