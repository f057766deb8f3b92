"""A thing that a question tells instead of naming it: 「建设甲平台的那家企业」, 「甲所在的园区」, 「甲项目的运营单位」."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.words.lexer import lex

JOINED = re.compile("(?:和|与|、|及|以及|还有)(?:重点|重大|主要)?(?:项目|平台|工程|企业|园区|基地|机构|单位|任务|产业)")
DOERS = ("Enterprise", "Institution", "Department")
PLACES = ("Park", "Region")
TASK = ("Task",)
ROLE = "(?:建设|实施|承建|投资|运营|依托|业主|牵头|责任|配合|主管|主办|承办|编制)(?:单位|主体|方|企业|公司|部门|机构)|投资方|业主"
NOUNS = (  # what a thing is called that is told, and what it may be; of two that fit the first
    (ROLE, DOERS),
    (
        "(?:龙头|链主|骨干)?(?:企业|公司|厂商)|[药械车房民国央外]企(?!业)|龙头|链主|(?:独角兽|瞪羚|单项冠军|小巨人)(?:企业)?",
        ("Enterprise",),
    ),
    ("高校|院校|院所|大学|学校|医院", ("Institution",)),
    ("单位|机构|主体", DOERS),
    ("部门|委办局", ("Department",)),
    (
        "园区|产业园|科技园|园中园|分园|园|产业基地|基地|开发区|高新区|功能区|商务区|片区|新城|小镇|组团|区县|区|县|镇|街道|地方|地",
        PLACES,
    ),
    ("(?:产业)?集群", ("Cluster", "Industry")),
    ("联盟", ("Cluster",)),
    ("产业链", ("Cluster", "Industry")),
    ("产业|行业|领域|赛道", ("Industry",)),
    ("项目|工程|生产线|中试线", ("Project",)),
    ("平台|装置|实验室|中心|设施|节点", ("Platform", "Project")),
    ("基金", ("Fund",)),
    ("任务", TASK),
)
NOUN = "|".join(f"(?P<n{place}>{words})" for place, (words, _) in enumerate(NOUNS))
THAT = "(?:那|这|该)(?:[一几]?[个家座处项条支只所类份些])?"
LINK = re.compile(rf"(?<=所在|所属)的?(?:{THAT})?|的(?:{THAT})?|(?<=[\u4e00-\u9fff]{{2}}){THAT}")
BUILDING = "建设|承建|共建|合建|在建|筹建|兴建|新建|运营|实施|投资|打造|开发|组建|依托|研发"
LOCATED = "所在|落户|入驻|位于|坐落|落在|落地|建在|选址|设在"
CHARGE = "牵头|负责|承担|主管|主抓|配合|承办|主办"
HOLDING = "获得|获评|获批|入选|拿到|评为|认定为|荣获|成为|成长为|长成"
DONE = "建成|落成|启用|投用|投产|投入使用|投入运[行营]|开工|动工|竣工|完工|封顶|开园|开业|通车"
FOCUS = "重点发展|发展|聚焦|主攻|承载|布局"
LEADING = "龙头|链主|骨干|领军|带头"
DEED = f"{BUILDING}|{LOCATED}|{CHARGE}|{HOLDING}|{FOCUS}"
MEANT = "(?:要|将要?|拟|需要?|即将|正在|准备|计划)(?=[\u4e00-\u9fff]{2})(?!求|素|点|闻)"  # 要逐步退出的基地
AT = re.compile(rf"[^，。的]{{2,12}}?(?=建|{DEED})")  # 在|云帆|建…: where it was done
RANKED = r"最(?:大|多|高|小|少|低|快|慢|早|晚|长|短)|唯一|首[个家批]"
FIGURE = r"\d[\d.,]*\s*(?:亿元|万元|亿|万|平方|公顷|亩|%|个|家|项|台|辆|吨|P)"
# What 的 alone makes a description: a deed at either end, a rank, a number.
TELLS = re.compile(
    rf"^(?:由|被)?(?:牵头|负责)?(?:{DEED})|^{MEANT}|^(?:建|管|管理|给)(?!议|立|言|成)|(?:{DEED}|{LEADING}|{DONE}|所属)了?$|{RANKED}|{FIGURE}|^由.+(?:{DEED})"
    rf"|(?:{HOLDING})(?!了?一)[^，。；]{{4,}}$"
)
HONOURED = re.compile("独角兽|瞪羚|单项冠军|小巨人|龙头|链主")  # 甲园那家独角兽 is no 甲园 itself
RELATIONS = (  # by which words a thing is told by which facts
    (re.compile(f"所属|(?:作为?|当|成?为|是)(?:{LEADING})"), ("IN_INDUSTRY", "PART_OF")),
    (re.compile(LOCATED), ("LOCATED_IN", "PART_OF")),
    (re.compile(HOLDING), ("HOLDS_TITLE",)),
    (re.compile(BUILDING), ("BUILDS",)),
    (re.compile(FOCUS), ("FOCUSES_ON",)),
)
BESIDE = re.compile(
    r"(?:[和与跟同比][^，。？]{1,16})?(?:相差|差距|差了?多少)"
)  # two things are compared, none is asked of
ASKS = re.compile(r"多少|几(?!乎)|什么|哪|谁|怎么样|怎样|如何|多大|多高|何时")
OPEN = re.compile("哪|什么|多少|谁")
CALLED = "(?:规划)?里?(?:点名|列出|列举|列|举|提|写|点|说|提及)"  # 甲的企业点名了哪几家 asks for them alone
COUNTED = re.compile("(?:的)?(?:数量?|总数|名单|清单|占比|比重|规模|总产值|库)")
AMONG = re.compile("[里中当之]")
# A pronoun that takes up what was told before a pause: 建甲项目的企业，它所在园区…
TAKEN_UP = r"(?:那|那么)?(?:它|他|其(?![中他它余实次])|(?:该|这|那|此)(?:[一]?[个家项座处条支])?(?:企业|公司|单位|机构|部门|园区?|项目|工程|平台|装置|设施|产业|集群|基金|高校|中心|基地)|[这那]一?[家个座处])(?:们)?"
RESUMED = re.compile(rf"[，,]{TAKEN_UP}")
AGAIN = re.compile(rf"^[，,]?(?:{TAKEN_UP})?(?:还|又|也|另外|同时|此外|的)*")
ELSE = re.compile("还|别的|其他|其它|另外|另一")
SCOPE = re.compile(
    r"^(?:在|按照|根据|从)?[^，。？；]{0,20}?(?:规划|方案|计划|意见|清单|表)(?:里面|里|中|内|说的?|写的?|提到的?)[，,]?|^(?:请问|在)"
)

SHORTEST = 3  # characters of a clause
TRADE_END = re.compile("(?:龙头|链主|骨干)?(?:企业|公司|厂商|企|龙头|链主)$")
NO_TRADE = re.compile(
    "[民央国外]企|民营|国有|外资|合资|上市|本[地土区]|重点|大型|中小|规模?以?上|科技|高新|创新|总部|头部|”"
)
SAID = re.compile("(?:说|写|提到)的?$")


@dataclass(frozen=True)
class Described:
    """One thing told in a question: the words around it, those that tell it, what it is called and may be."""

    before: str
    told: str
    noun: str
    types: tuple[str, ...]  # the likeliest first
    after: str  # what is asked of it
    said_in: str = ""  # the plan that tells it: 「甲规划说已建成的那个装置」 asks for the rest anywhere
    is_pointed: bool = False  # 那家, 所在: nothing but one thing can be meant

    @property
    def words(self) -> str:
        """The description as a question would give it."""
        told = f"在{self.told.replace('，', '')}" if "，" in self.told else self.told
        return f"{told}{'' if self.told.endswith(('所在', '所属')) else '的'}{self.noun}"

    @property
    def is_role(self) -> bool:
        """Whether it is called by what it does: 运营企业, 牵头部门."""
        return bool(re.fullmatch(ROLE, self.noun))

    @property
    def relations(self) -> tuple[str, ...]:
        """The relations that its words speak of."""
        said = self.noun if self.is_role else self.told
        return next((names for words, names in RELATIONS if words.search(said)), ())

    @property
    def trade(self) -> str:
        """What a firm's noun tells of its trade: 饮料 of 饮料企业; '' where it tells none."""
        return "" if self.types != ("Enterprise",) or NO_TRADE.search(self.noun) else TRADE_END.sub("", self.noun)

    @property
    def others(self) -> bool:
        """Whether it is asked for more than what tells it: 还牵头哪些任务."""
        return bool(ELSE.search(self.after))

    def asked_of(self, name: str) -> str:
        """The question with the thing named."""
        if self.noun.endswith("集群") and not name.endswith("集群"):  # a table of clusters names their industries alone
            name = f"{name}集群"
        if self.noun.endswith(("产业", "行业")) and not name.endswith(("产业", "业")):
            name = f"{name}产业"
        is_owned = re.match(f"的(?:{ROLE})", self.after)  # 集群的牵头单位: is told itself
        return f"{self.before}{name}{self.after if is_owned else AGAIN.sub('', self.after).lstrip('，, ')}"

    def questions(self) -> Iterator[str]:
        """How one asks for the thing in one step, the likeliest first."""
        ahead = f"{self.before}{self.said_in}"
        told = re.sub("^(?:由|被|负责)", "", self.told)
        if "，" in told:  # 在甲地建乙基地的企业: who builds 甲地的乙基地
            place, _, told = told.partition("，")
            ahead = f"{ahead}{place}的"
        first, last = (
            re.match(f"(?:{DEED}|建)(?:了|于|在)?", told),
            re.search(f"(?:牵头)?(?:{DEED}|所属)(?:了)?$", told),
        )
        if self.is_role:
            yield f"{ahead}{self.told}的{self.noun}是谁？"
        elif last and last.start() > 1:
            yield from self._by_subject(told[: last.start()], last[0])
        elif first and first[0].startswith(("位于", "坐落", "落户", "入驻", "建在", "设在")):
            yield f"{ahead}{told[first.end() :]}有哪些{self.noun}？"
        elif first and first.end() < len(told):
            yield f"{ahead}{told[first.end() :]}由哪家{self.noun}{first[0]}？"
            yield f"{ahead}哪些{self.noun}{told}？"
        ahead = f"{self.before}{self.said_in}"
        yield f"{ahead}{self.words}是哪个？"
        yield f"{ahead}哪个{self.noun}{self.told.replace('，', '')}？"

    def _by_subject(self, subject: str, deed: str) -> Iterator[str]:
        ahead = f"{self.before}{self.said_in}"
        if self.types == PLACES and re.match(LOCATED, deed):
            yield f"{ahead}{subject}在哪个园区？"
            yield f"{ahead}{subject}位于哪里？"
        else:
            yield f"{ahead}{subject}{'属于' if deed == '所属' else deed}哪些{self.noun}？"


def described(text: str) -> Described | None:
    """The first thing that the question tells and asks something else of; None where it tells none."""
    ends = {token.end for token in lex(text)}
    for link in LINK.finditer(text):
        start = max(text.rfind(sign, 0, link.start()) for sign in "，,。？?；;") + 1
        noun = re.compile(rf"(?P<extra>[^，。？；的]{{0,8}}?)(?P<noun>{NOUN})(?!项目|工程)(?=.)").match(
            text, link.end()
        )
        while noun and noun.end() not in ends:  # 区 of 区域
            noun = re.compile(
                rf"(?P<extra>.{{{noun.end() - link.end()}}}[^，。？；的]{{0,6}}?)(?P<noun>{NOUN})(?!项目|工程)(?=.)"
            ).match(text, link.end())
        if noun and (found := _made(text, start, link, noun)):
            return found
    return None


def told_before(text: str) -> Iterator[tuple[str, str]]:
    """Each clause that tells of what is named right behind it, with the question from that name on: 要建甲厂的|乙公司."""
    for link in re.finditer("的", text):
        start = max(text.rfind(sign, 0, link.start()) for sign in "，,。？?；;") + 1
        told = text[start : link.start()]
        if len(told) > SHORTEST and TELLS.search(told) and not OPEN.search(text[: link.start()]):
            yield told, text[link.end() :]


def _made(text: str, start: int, link: re.Match[str], noun: re.Match[str]) -> Described | None:
    """The description that a 的, 那个 or 所在 makes; None where nothing tells the thing, or it is what is asked for."""
    told, after = re.sub(f"^{THAT}", "", text[start : link.start()]), text[noun.end() :]
    before, said_in = text[:start], ""
    scope = SCOPE.match(told)
    if scope and not OPEN.search(scope[0]):
        told = told[scope.end() :]
        before, said_in = (before, scope[0]) if SAID.search(scope[0]) else (before + scope[0], "")
        if scope[0] == "在" and (at := AT.match(told)):
            before, told = before.removesuffix("在"), f"{at[0]}，{told[at.end() :]}"
    is_owned = link[0].startswith("的")
    is_pointed = (
        told.endswith(("所在", "所属"))
        or bool(RESUMED.match(after))
        or (bool(re.search(THAT, link[0])) and (is_owned or bool(HONOURED.match(noun["noun"]))))
    )
    by_role = is_owned and noun["n0"] is not None and not noun["extra"]
    if len(told) < 2 or not (
        is_pointed or by_role or TELLS.search(told.rpartition("，")[2])
    ):  # 甲这个产业 is 甲 itself
        return None
    if OPEN.search(told + noun["extra"]) or "“" in noun["extra"] or BESIDE.match(after):
        return None  # 与甲区共建的“双创中心” has its name
    own = re.escape(noun["noun"][-2:])
    itself = rf"(?:都|一共|总共|共|分别|各)?(?:有|是|为|包括|叫|指|{CALLED})?(?:的|了|到|出)*(?:哪|谁|什么|多少|几)[些个大家几一二两三四五六七八九十座项处种类支只条名字]*(?:{own})?(?:$|[？?，,；;])"
    if not ASKS.search(after) or re.match(itself, after) or COUNTED.match(after) or JOINED.match(after):
        return None
    types = next(kinds for place, (_, kinds) in enumerate(NOUNS) if noun[f"n{place}"])
    if (types == TASK and not is_pointed) or (types != PLACES and AMONG.match(after)):
        return None  # 负责甲的任务 is asked for by its theme; of 甲建设的项目里 one is
    return Described(before, told, f"{noun['extra']}{noun['noun']}", types, after, said_in, is_pointed)
