"""Areas that a plan lays out inside a park or city, which only its own layout makes names: 研发实验区, 孵化转化区."""

import re
from collections.abc import Iterable, Iterator

from kg.extract.words.fronts import covered
from kg.extract.words.wordlists import any_of, words_in
from kg.ontology import Node

NUMBERS = "一二三四五六七八九"
LONGEST = 9  # characters of an area's name before its kind
ENUMERATION = 120  # characters of a list that its own count closes
CLOSED = 16  # the same in a list that its count closes
REACH = 1600  # characters behind a count in which its areas may be described
START = r"(?:^|(?<=[。；;\n：:]))[\s—\-●•]*(?:第?[一二三四五六七八九十\d]+[是、.．]|[（(][一二三四五六七八九十\d]+[）)]|[①-⑳])?\s*[“\"]?"
TITLE = r"(?:[一二三四五六七八九十\d]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|[①-⑳])\s*"
BRACKET = r"(?:[（(][^（()）\n]{1,20}[）)])?"
THEMED = re.compile(
    r"(?:建设|打造|形成|构建)[^，。；、\n]{0,6}?以[^，。；\n]{2,24}?为(?:主|主导|核心|特色|主题|重点)的(?P<name>[一-龥]{3,8}?区)(?=[，。；、\n建]|$)"
)


PLACE = (
    r"(?:(?:产业|科技|工业|创新|智造)?园区?|产业基地|基地|新城|新区|小镇|[谷城港](?![一-龥])|片区|组团|集聚区|开发区)"
)
NAME = rf"(?P<name>(?P<core>(?!{{begins}})[一-龥A-Za-z]{{{{2,12}}}}?){PLACE})"
VERBS = (
    "建设|打造|推进|推动|加快|支持|依托|完善|做强|围绕|聚焦|以|在|将|对|把|和|与|及|等|各|该|本|全|高水平|高标准|规划"
)
SAYS = re.compile(r"..(?:打造|建设|创建|建成|争创)")  # 甲市打造某基地。: what a place does
# A paragraph's title, with what only places have behind it: 「云溪数字经济园区。位于……」.
HEADED = re.compile(
    rf"{START}{NAME.format(begins=VERBS)}[”\"]?{BRACKET}[。：:\n]\s*(?:位于|地处|坐落|规划(?:面积|范围)|总?占地|总?面积|东[至起临]|(?:重点|主要)承载"
    rf"|依托[^，。；]{{2,20}}{PLACE}，(?:重点|主要|主导|着力)|以[^，。；]{{2,24}}为主导)",
    re.MULTILINE,
)
# 甲园（规划面积4.5平方公里）、乙新材料园区（规划面积6.8平方公里）
SIZED = re.compile(
    rf"(?:(?<=[，。；：、])|(?<=建设)|(?<=打造)|(?<=推进)|(?<=规划)){NAME.format(begins=VERBS)}（(?:规划|总|占地|核心区)*面积"
)
GOVERNED = re.compile(
    r"(?:(?<=[，。；：、（\n])|(?<=单位：))(?P<name>(?P<core>[一-龥]{2,8})(?:新城|新区|片区|小镇))(?=管委会|管理委员会)"
)


class AreaFinder:
    """Finds the names of areas in a whole document: where it counts them and where it describes them one by one."""

    def __init__(self, words: Node) -> None:
        kinds = any_of(words_in(words["kinds"]))
        self._any_kind = frozenset(words_in(words["any_kind"]))
        self._no_area = frozenset(words_in(words["no_area"]))
        self._kind = re.compile(rf"(?:{kinds})$")
        one = rf"[一-龥A-Za-z]{{2,{LONGEST}}}?(?:{kinds})"
        number = rf"[两{NUMBERS}\d]"
        self._count = re.compile(
            rf"(?P<number>{number})(?:个|大)?(?:主要|主体|重点|特色)?(?P<kind>(?:产业|功能|特色|发展)?(?:{kinds}))(?![一-龥]{{0,2}}(?:以上|左右))"
        )
        # 甲、乙、丙“三园”: so many as the quoted count behind them says.
        self._closed = re.compile(rf"“(?P<number>[两{NUMBERS}])大?(?P<kind>{kinds})”")
        self._lead = re.compile(rf".*(?:{any_of(words_in(words['lays_out']))})(?=.{{4}})")
        item = rf"[“\"]?{one}[”\"]?{BRACKET}"
        named = any_of((*words_in(words["kinds"]), *words_in(words["titled"])))
        self._titled = re.compile(
            rf"^[^\S\n]*{TITLE}(?P<name>[一-龥]{{2,{LONGEST}}}?(?:{named}))[。：:]?\n\s*(?P=name)(?=[^\n、。]{{4}})",
            re.MULTILINE,
        )
        self._list = re.compile(
            rf"(?:{any_of(words_in(words['lays_out']))})(?P<list>{item}(?:(?:、|，|以及|和|及|与){item})+)(?=[，。；、：:\n”]|等|[{NUMBERS}两\d]|协同|组成|构成|的|发展|建设|$)"
        )
        self._item = re.compile(rf"[“\"]?(?P<name>{one})[”\"]?{BRACKET}(?:、|，|以及|和|及|与|$)")
        self._described = re.compile(
            rf"{START}(?P<name>{one})[”\"]?{BRACKET}(?:组团)?(?={any_of(words_in(words['described']))})", re.MULTILINE
        )

    def find(self, text: str, plain: frozenset[str] = frozenset()) -> Iterator[str]:
        """The names, each once or more; `plain` words alone make none."""
        for pattern in (HEADED, SIZED, GOVERNED):
            for match in pattern.finditer(text):
                if not (covered(match["core"], plain) or match["core"] in self._no_area or SAYS.search(match["core"])):
                    yield match["name"]
        for match in THEMED.finditer(text):
            yield from self._named([match["name"]], "区")
        for match in self._titled.finditer(text):
            yield from self._named([match["name"]], "片区")
        for closed in self._closed.finditer(text):
            yield from self._enumerated(text, closed)
        for count in self._count.finditer(text):
            size = _number(count["number"])
            yield from self._listed(text, count, size)
            yield from self._told(text, count, size)

    def _listed(self, text: str, count: re.Match[str], size: int) -> Iterator[str]:
        """The members of a list of exactly as many as the count in the same sentence says."""
        start = max(text.rfind(mark, 0, count.start()) for mark in "。\n；")
        end = min((place for mark in "。\n；" if (place := text.find(mark, count.end())) >= 0), default=len(text))
        for found in self._list.finditer(text, start + 1, end):
            names = [item["name"] for item in self._item.finditer(found["list"])]
            if len(names) == size:
                yield from self._named(names, count["kind"])

    def _enumerated(self, text: str, closed: re.Match[str]) -> Iterator[str]:
        """The members of a list that ends in its own count."""
        size, kind = _number(closed["number"]), closed["kind"]
        before = re.split("[，。；：“”\n]", text[max(0, closed.start() - ENUMERATION) : closed.start()])[-1]
        names = re.split("、|和|及|以及", before)[-size:]
        names = [self._lead.sub("", names[0]), *names[1:]]
        if len(names) == size and all(5 <= len(n) <= CLOSED and n.endswith(kind) for n in names):
            yield from (n for n in names if n.removesuffix(kind) not in self._no_area)

    def _told(self, text: str, count: re.Match[str], size: int) -> Iterator[str]:
        """Areas with which sentences behind the count begin: at least two, and no more than counted."""
        found = [m["name"] for m in self._described.finditer(text, count.end(), count.end() + REACH)]
        names = list(dict.fromkeys(self._named(found, count["kind"])))
        if 2 <= len(names) <= size:
            yield from names

    def _named(self, names: Iterable[str], kind: str) -> Iterator[str]:
        """The names that are of the counted kind and say more than the kind."""
        for name in (one for one in names if not self._count.search(one)):  # 甲、乙|三大板块 is no name
            own = self._kind.search(name)
            core = name[: own.start()] if own else name
            fits = kind in self._any_kind or name.endswith(kind) or (kind == "区" and name.endswith("园区"))
            if fits and len(core) >= 2 and core not in self._no_area and name not in self._no_area:
                yield name


def _number(sign: str) -> int:
    return int(sign) if sign.isdigit() else 2 if sign == "两" else NUMBERS.index(sign) + 1
