"""A short question that leans on the one before, completed: 「那配合部门呢？」, 「2030年呢？」, 「它们在哪些园区？」."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.answer.asked.intents import Asking
from kg.answer.asked.name_parts import Link
from kg.answer.asked.question import Question
from kg.answer.folding import fold

ELLIPSIS = re.compile(
    r"^(?:那么|那|换成|换作|再看|如果是|要是|还有)?(?P<what>[^，。？?]{2,24}?)(?P<end>呢|怎么样|又如何)?[？?]?$"
)
ASKS = re.compile(r"哪|什么|多少|谁|几|怎|如何|吗|是否|有没有")
THEM = re.compile(
    r"[它他她]们|(?:这|那|上述)(?:些|几[个家项])(?:企业|公司|园区|项目|平台|部门|单位|产业|任务|地方)?|前者|两者"
)
IT = re.compile(
    r"它(?!们)|(?:该|这[个家]|那[个家])(?P<kind>[\u4e00-\u9fff]{2}?)(?=[^\u4e00-\u9fff]|在|的|由|是|有|重|主|发|建|获|投|总|位|属|布|聚|负|承|牵)"
)
ROLE = re.compile(r"牵头|配合|主责|协办|负责|承担|参与")
YEAR = re.compile(r"20\d\d(?=年)")
ASKED = re.compile(r"(?:哪些|哪几?个|哪家|什么)(?P<kind>[\u4e00-\u9fff]{2})")
ONLY_ROLE = re.compile(r"^(?:由|的|任务|部门|单位|哪些|有|是|呢|谁|什么|工作|哪几?个)*$")
MOST = 6  # names that 它们 is put for
SHORT = 14  # characters of a question that may leave out what it is about


@dataclass(frozen=True)
class Before:
    """The question before: as it was read, and the names of its answer's rows, looked up only where they are needed."""

    question: Question
    names: Callable[[], Sequence[str]]


def complete(now: Question, before: Before, asking: Asking, *, is_whole: bool) -> str:
    """The question with what it takes from the one before put in; as it is where it leans on nothing."""
    pronoun = _with_names(now, before, asking)
    if pronoun:
        return pronoun
    match = ELLIPSIS.match(now.text)
    leans = bool(match and (match["end"] or match.start("what") > 0))
    what = match["what"] if match else ""
    if match and leans and not ASKS.search(what):
        return _in_place(what, now, before.question, asking)
    role = ROLE.search(now.text)
    if role and not now.links and ONLY_ROLE.match(ROLE.sub("", what)):
        return _with_role(before.question.text, role[0])
    if is_whole or now.links or now.documents or len(now.text) > SHORT:
        return now.text
    subject = _subject(before.question)
    return f"{subject}{now.text.removeprefix('那')}" if subject else now.text


def _with_names(now: Question, before: Before, asking: Asking) -> str:
    """它们 put as the names of the answer's rows, 它 as what the question before named; '' without such a word."""
    them = THEM.search(now.text)
    if them:
        names = "、".join(list(before.names())[:MOST]) or _subject(before.question)
        return f"{now.text[: them.start()]}{names}{now.text[them.end() :]}" if names else ""
    it = IT.search(now.text)
    if not it:
        return ""
    kinds = tuple(asking.kinds_in(it["kind"])) if it["kind"] else ()
    if it["kind"] and not kinds:
        return ""
    only = before.names() if not _subject(before.question, kinds) else ()
    name = _subject(before.question, kinds) or (only[0] if len(only) == 1 else "")
    return f"{now.text[: it.start()]}{name}{now.text[it.end() :]}" if name else ""


def _in_place(what: str, now: Question, before: Question, asking: Asking) -> str:
    """The question before with the year, the role, the name or the theme that is asked about instead.

    After a question for departments 「那甲局呢？」 asks whether 甲局 is one of them.
    """
    if now.years and not now.links:
        return YEAR.sub(now.years[0], before.text) if YEAR.search(before.text) else f"{now.years[0]}年{before.text}"
    role = ROLE.search(what)
    if role and ONLY_ROLE.match(ROLE.sub("", what)):
        return _with_role(before.text, role[0])
    for link in now.links:
        types = {one.type for one in link.entities}
        for old in before.links:
            if types & {one.type for one in old.entities} and (written := _written(before.text, old)):
                return before.text.replace(written, what, 1)
    asked = ASKED.search(before.text)
    kinds = tuple(asking.kinds_in(asked["kind"])) if asked else ()
    if asked and kinds and any(link.of_type(kinds) for link in now.links):
        return f"{before.text[: asked.start()]}{what}{before.text[asked.end() :].rstrip('？?')}吗？"
    theme = _theme(before)
    return before.text.replace(theme, what, 1) if theme else f"{what}{before.text}"


def _with_role(text: str, role: str) -> str:
    return ROLE.sub(role, text, count=1) if ROLE.search(text) else text


def _subject(before: Question, kinds: Sequence[str] = ()) -> str:
    """What the question before named, of these kinds: a thing before a place; '' where it named none."""
    links = [link for link in before.links if not kinds or link.of_type(kinds)]
    links.sort(key=lambda link: bool(link.of_type(["Region"])))
    return next((written for link in links if (written := _written(before.text, link))), "")


def _written(text: str, link: Link) -> str:
    """The link's words as the text writes them; '' where signs stand between them."""
    if link.text in text:
        return link.text
    return next((one.name for one in link.entities if one.name in text or fold(one.name) == link.text), "")


def _theme(before: Question) -> str:
    """The longest run of the question's own words that stand together."""
    words = [word for word in before.words if word in before.text and not ROLE.fullmatch(word)]
    runs = words + [first + last for first, last in pairwise(words) if first + last in before.text]
    return max(runs, key=len, default="")
