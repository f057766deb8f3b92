"""What the text itself marks: 《titles》, document numbers' neighbours, aliases (以下简称), quoted honours, plan names."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.words.candidates import Candidate
from kg.extract.words.wordlists import any_of

BOOK = re.compile(r"《((?:[^《》]|《[^《》]*》|〈[^〈〉]*〉)+)》")
ALIAS = re.compile(
    r"[（(](?:以下)?(?:统|并|均)?(?:简称|称)(?:为|：|:)?\s*[“\"「]?([^”\"」）)，,]{1,20})[”\"」]?"
    r"(?P<more>(?:(?:或者?|、|和|与|及)[“\"「][^”\"」]{1,20}[”\"」])*)(?:[，,][^）)]*)?[）)]"
)
QUOTED = re.compile(r"[“\"「]([^”\"」]{1,20})[”\"」]")
BEHIND = r"[（(][^（()）]{1,30}[）)]"  # （试行）, （2021—2035年）
VERSION = r"[（(](?:\d{4}年?(?:[—–~～至-]+\d{4})?年?|试行|修订|暂行|征求意见稿|[一-龥]{0,4}\d{4}年?[一-龥]{0,4})[）)]"
# A line that is a plan's title and nothing else: whose it is, what of, and its kind.
PLAN_LINE = re.compile(
    r"\s*(?:附件\s*\d*\s*[：:]?\s*)?(?P<name>(?:关于|中共|国务院|[一-龥]{1,11}?[省市区县州盟旗镇乡园城港院委府局厅])"
    r"[一-龥“”\"、（）()〇\d—–-]{3,50}(?:规划纲要|规划|计划|方案|意见|措施|政策|办法|细则|条例|决定|通知|要点)"
    rf"(?:{VERSION})?)\s*(?:[（(][一-龥]{{2,4}}[）)])?\s*"
)
NO_TITLE = re.compile(
    r"(?:进一步|加快|全面|深入|积极|切实|着力)?(?:落实|制定|编制|完善|加强|依据|根据|按照|推进|支持|做好|各)"
)  # a heading or a sentence


@dataclass(frozen=True)
class Alias:
    """A short name that the text gives to what stands before it."""

    short: str
    start: int  # of the bracket: the full name ends here
    short_start: int


class BookFinder:
    """Finds papers between book-title marks, without the marks; `words`: what tells papers from books and songs."""

    def __init__(self, endings: Iterable[str], words: Mapping[str, Sequence[str]]) -> None:
        self._ends = re.compile(rf"(?:{any_of({*endings, *words['ends']})}|\d{{4}}年?)(?:{BEHIND})*[”〉》]?$")
        self._before = tuple(words["before"])
        self._behind = tuple(words["behind"])

    def find(self, text: str) -> Iterator[Candidate]:
        """Every paper that the text marks."""
        paper = False  # a list of marked titles is one of papers where its first is one
        place = 0
        for match in BOOK.finditer(text):
            listed = paper and not text[place : match.start()].strip("、和及与以 ")
            paper = (
                listed
                or bool(self._ends.search(match.group(1).strip()))
                or text.startswith(self._behind, match.end())
                or text[: match.start()].endswith(self._before)
            )
            place = match.end()
            if paper:
                yield Candidate(match.start(1), match.end(1), "Policy", 3.0, "book-title")


def find_plan_line(text: str) -> Iterator[Candidate]:
    """The title of a plan where a line holds nothing else."""
    match = PLAN_LINE.fullmatch(text) if len(text) <= 70 else None
    if match and not NO_TITLE.match(match["name"]):
        yield Candidate(match.start("name"), match.end("name"), "Policy", 2.95, "plan-line")


def find_aliases(text: str) -> Iterator[Alias]:
    """Every 以下简称 with its place."""
    for match in ALIAS.finditer(text):
        yield Alias(match.group(1).strip(), match.start(), match.start(1))
        for more in QUOTED.finditer(text, *match.span("more")):
            yield Alias(more[1].strip(), match.start(), more.start(1))
