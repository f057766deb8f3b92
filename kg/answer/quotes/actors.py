"""Who is asked for: as what (战略投资者, 设计单位), of which kind, and whether a sentence names such a one."""

import re

from kg.answer.asked.intents import Asking
from kg.answer.asked.question import Question, content_words
from kg.answer.context import AnswerContext
from kg.answer.folding import fold
from kg.answer.model import Answer
from kg.answer.quotes.columns import LED_BY
from kg.extract.words.lexer import lex

ROLE = re.compile(
    "的(?P<role>[^的，。？]{2,10}?)(?<![在于到给])(?:是|为|有|叫)*(?:谁|哪一?(?:家|[个所](?:单位|部门|企业|公司|机构|高校|人)))"
)
WHICH = re.compile("哪一?[家个所]([\u4e00-\u9fff]{2,6})")
ACTORS = frozenset({"Department", "Enterprise", "Institution", "Region", "Park", "Cluster"})
FIRMS = frozenset({"Enterprise", "Institution"})  # of which one asks as 哪家企业
LEGAL = re.compile("(?<=..)(?:(?:股份)?(?:有限)?(?:责任)?公司|集团)+$")  # 甲公司 is 甲汽车, of which one asks
RANK = re.compile("^(?:龙头|链主|骨干|领军|核心|重点)(?=.)")  # 龙头企业 is a firm, whose name does not say 龙头


def asked_role(question: Question) -> str:
    """What a thing's one is that is asked for by 谁 or 哪家 (战略投资者, 设计单位); '' where the question says none."""
    text = question.folded
    for link in question.links:
        text = text.replace(link.text, "的")
    role = ROLE.search(text)
    return role["role"] if role else ""


def role_words(asking: Asking, question: Question) -> list[str]:
    """The words of such a role that a plan must say of somebody: 战略 and 投资者; responsibility is told in many words."""
    said = {*asking.words["light"], *asking.words["lead"], *asking.kinds}
    idle = {asking.spell(word) for word in said}
    words = content_words(asked_role(question), asking) if question.form == "who" else ()
    return [word for word in words if word not in idle] if not set(words) & set(asking.words["charge"]) else []


def names_somebody(context: AnswerContext, asking: Asking, asked: str, text: str) -> bool:
    """Whether a text names a body, firm or place besides those of the question: who does it is not told without one."""
    which, folded = WHICH.search(asked), fold(asked)
    kind = lex(RANK.sub("", which[1]))[0].text if which else ""
    actors = FIRMS if asking.kinds.get(kind) == "Enterprise" else ACTORS
    kind = "" if kind in asking.kinds else fold(kind)
    if not any(word in asked for word in asking.words["lead"]):
        text = LED_BY.sub("", text)  # a leader is told as no more
    named = (fold(one.text) for one in context.annotate(text) if one.type in actors)
    return any(LEGAL.sub("", name) not in folded and kind in name for name in named)


def tells_who(context: AnswerContext, asking: Asking, question: Question, told: Answer) -> bool:
    """Whether an answer names somebody where one in some role is asked for; True where none is."""
    quotes = (one.quote for row in told.answers for one in row.evidence)
    is_role = bool(role_words(asking, question))
    return not is_role or any(names_somebody(context, asking, question.text, one) for one in quotes)
