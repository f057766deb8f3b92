"""What a finder took for a name, as far as it is one: without a count or its sentence's words; no generic phrase."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.names.bodies import any_government
from kg.extract.names.captions import is_of_caption
from kg.extract.names.lexer_names import by_head
from kg.extract.names.parted import parts_of
from kg.extract.names.trade_names import TradeNames
from kg.extract.words.candidates import INTRODUCED, MARKED, TITLED, TOLD, Candidate
from kg.extract.words.edges import Edges
from kg.extract.words.fronts import LEVELS, covered, is_own_fund
from kg.extract.words.vocabulary import Vocabulary
from kg.extract.words.wordlists import any_of, longest_first

COUNT = re.compile(
    r"(?:\d+(?:[-—–~～至]\d+)?|[两二三四五六七八九十百几数多]+|若干)余?多?[个家项座支批条](?:以上|左右)?的?"
)
JOINTS = re.compile(r"[与和及+＋()（）]")  # 众创空间+孵化器, 工程（技术）研究中心
OF_LEVEL = re.compile(r"(?:[一-龥]{2,6}(?:省|市|区|县|州)|国家|[省市区县])级?")  # 某市重点实验室 is any of them
MARKS = frozenset("、，。；：（\n")
TORN = re.compile(r"[一-龥](?:及|和|与|或)")  # 中小|试及商业化平台
SEVERAL = re.compile(r"(?:多|若干|数|[两三四五六七八九十]|\d)[个座处]$|一批$|若干$")  # 多个|氢能产业基地
ANY_LEVEL = re.compile(
    r"(?:[省市区县乡镇州]级?[和或、]?|地方各级|[（）()])*(?:级|[和或、）)][省市区县乡镇])(?:人民)?政府"
)
OF_BODY = re.compile(r"(?:发改委|[省市区县](?:委|局)|政府)产业")  # 某市发改委产业集聚区政策
NO_NAME_HERE = re.compile(r"[〔［\[]20\d\d[〕］\]]")  # 东经信产业〔2025〕62号: a paper's number
# What goes on so is another thing: 甲产业园|建设开发公司, 纯电平台|产能, “南太湖|菁英”计划.
PART_OF_THINGS = {
    "Park": re.compile(r"(?:建设|开发|运营|管理|投资|发展|控股|服务)+(?:集团|(?:有限)?公司)"),
    "Platform": re.compile(r"(?:产能|产量|车型|整车|产品)"),
    "Region": re.compile(r"[一-龥]{1,6}”(?:计划|工程|行动|品牌|项目)"),
}
CAPTION = re.compile(r"^(?:附?[表图件]|专栏)\s*[\d一二三四五六七八九十]+")  # 表1 高新区……指标
# Words that no name of such a thing holds: 甲公司联合乙院, 年产储能系统, 一集群一专班一基金, 检修库.
NO_SUCH = {
    "Institution": re.compile(r"(?:公司|集团|大学|研究院|[委局])(?:联合|会同|携手)(?!会)"),
    "Platform": re.compile(
        r"^(?:年产|日产|年处理|年加工)|^国产.*系统$|(?:检修|备件|配件|停车|车|油|仓)库$|(?:动力|储能|传动|制动|推进|液压|冷却|驱动|电控|飞控|飞行控制|操作)系统$|(?:公司|集团|股份)(?:研发|研制|生产|推进)[^，。；]*(?:系统|装备|设备|产品|芯片|技术|材料)$"
    ),
    "Fund": re.compile(r"一[一-龥]{1,3}一[一-龥]{1,3}"),
    "Project": re.compile(r"^\d[\d.]*[百千万亿]*(?:公顷|平方公里|亩)|(?:红线|底线|生命线|主线|战线|一线|防线)$"),
    "Park": re.compile(r"^[一-龥]{0,2}(?:果|茶|菜|桑|梨|苹果|葡萄|苗|药|枣|橘)园$"),
}
SIZED = re.compile(
    r"[\d百千万]+亿元?级|[两三四五六七八九十]+[大个](?:[一-龥]{2,4})?(?:产业)?集群|世界级(?:产业|先进制造业)集群"
)  # 某产业300亿级产业集群
INNER_COUNT = re.compile(r"[^“（(]\d+[个家项座条处]")  # 某市3个示范工程 are three, not one
COUNTED_INSIDE = re.compile(r"(?<=[区市县园城镇])[两二三四五六七八九十]+[个项](?!人)")  # 甲区两个改革试点
ROAD_TO = re.compile(r"[A-Za-z]\d{2,4}(?:线|国道|省道|县道)?[一-龥]{1,8}至$")  # s356甲至|乙改扩建二期
MADE_BY = re.compile(r"由[^，。；]{2,30}(?:编制|规划|设计)")  # 甲产业园规划|由某院编制: the park is what is named
SIGNS = "☆★△▲◎◆◇○●■□※*"  # before the body that leads, and no part of its name
COUNTABLE = ("Park", "Platform", "Project")
OF_A_KIND = re.compile(
    r"或[一-龥]{2,12}(?:不少于|达到?|超过|突破)?\d+[个家座]|(?:不少于|总数达到?|数量达到?)\d+[个家座]"
)  # any of them
SUM = re.compile(r"\d[万亿]*元$")
SET_UP = re.compile(  # 依托学科群建设|综合型平台: what is done, and any platform
    r"[一-龥“”]{2,}(?:建设|共建|打造|搭建|组建|建立)(?:[一-龥]{2}型)*(?P<rest>[一-龥]{2,})"
)
BEFORE_BODY = re.compile(r"[经由报请受](?=(?:省|市|区|县|州|盟|旗|镇|乡|自治[区州县])[一-龥]*(?:政府|委|局|厅|办))")
RANKED = re.compile(r"(?:(?:世界|全球|中国|全国|民营|行业)(?:企业)?)*\d{2,4}强(?:企业)?(?=.{2})")  # …500强|某公司
WHOLE = ("Platform", "Park", "Project", "Fund", "Institution", "Title", "Enterprise")  # classes of things with names
PLACED = ("Platform", "Park", "Cluster", "Institution")  # classes of things that plans aim at without naming them
PHRASES = ("Platform", "Park", "Project", "Fund", "Title", "Region")  # classes of which generic words make no name
# ——甲市打造某基地。: what a whole place is to become, told as the title of what follows.
TO_BECOME = re.compile(
    r"^[\s—–●•\-（(\d一二三四五六七八九十）)、.．]*[一-龥]{2,8}[省市区县州盟旗镇乡](?:打造|建成|建设成?为?|创建|做[强优特])$"
)
BECOMES = re.compile(r"(?:基地|高地|中心|示范区|先行区|集聚区|样板区|核心区)$")
AWARDED = ("获评", "获批", "荣获", "认定为", "评为", "列为", "命名为", "授予", "入选", "获评为", "创建为", "升级为")
HONOURED = re.compile(  # 获评|某省特色产业园: an honour of a level, and no ground
    r"(?:国家级?|全国|[省市]级|[一-龥]{2,3}省)[一-龥]{0,8}(?:特色|示范|重点|先进|优秀|绿色|星级|标准化|新型工业化)[一-龥]{0,6}(?:园区?|基地|集聚区|示范区)$"
    r"|国家级?(?![一-龥]*(?:自主创新|自由贸易))[一-龥]{2,14}(?:先导区|试验区|先行区|示范区)(?:核心区|拓展区|协同区|联动区)?$"
)
# 由|甲公司建设, 办公室设在|甲园区: words of the sentence before a name.
LED = re.compile(r"(?:[^，。；“”（）]*?(?:设在|设于|坐落于)|(?:[一-龥]{0,6}(?:项目|工程|平台|基地|中心))?由)(?=.{3,})")
MEANS = re.compile(
    r"[^，。；]{0,12}?为(?:核心|依托|主体|龙头|链主|链长|牵头|主导|先导|试点|示范|纽带|突破口|重点|基础|支撑|载体|引领|中心|抓手|平台|牵引|骨干|代表|主要|主[，的])"
)
APPLIES = re.compile(  # 龙头企业申建|国家某中心
    r"(?:[一-龥]{0,6}(?:企业|高校|院所|机构|单位|园区))?(?:申建|争建|申报建设|申报创建|争取建设|争取创建)(?=.{4,})"
)
BUILT_AT = re.compile(
    r"[^建、，]{2,14}?(?:园区?|[区市县城镇州盟旗]|北京|上海|天津|重庆)(?:建设|打造|布局建设|规划建设|重点建设)(?=[一-龥A-Za-z]{6})"
)  # 甲园区建设|乙二级节点
BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
FOUND = re.compile(r"(?:现有|现已|目前有|已有)(?=.{3,})")  # 现有|甲药业
NUMBERED_PAPER = re.compile(r"[一-龥]{0,6}〔\d{4}〕")  # who issued a paper with a number: 甲办发〔2023〕2号
PLANS = re.compile(r"规划(?:建设|布局|引领)")  # 关于某新城规划|建设的部署: what is done, no paper
UNITS = re.compile(
    r"[一二两三四五六七八九十多\d省市区县乡镇村街园城谷港带核轴廊翼极心点东西南北中]+"
)  # 园镇村, 东区, 一谷一园
LEVELLED = re.compile(r"[县区](?![域块级城])(?=.{4})")
LAYOUT = re.compile(r"(?:[一二两三四五六七八九十多][一-龥]){2,}")  # 一心两环三区四园
PERIOD = re.compile(r"“十[一二三四五六]?五”(?:时期|期间)?")
QUOTED_ONLY = re.compile(r"(?:国家|省|市)?(?:“[^”]*”)+(?:方向)?(?:项目|工程)")  # “两新”项目: whatever it pays for
SIZE_ONLY = re.compile(  # 一期|2万吨生产线: how large a part of it is
    r"(?:年产|日产|年处理|日处理|新增)?\d[\d.]*[百千万亿]*(?:吨|台|套|件|辆|片|只|支|架|瓶|兆瓦|千瓦|立方米|平方米|[GMk]?Wh?)(?:/[日年天])?(?:级|的)?"
    r"(?:[一-龥]{2})?(?:生产线|产线|装置|厂房|车间|项目|工程)"
)
THOSE_FIRMS = re.compile(r"(?<=..)(?:[两三四五六七八九十]|\d+)[大余多]?家(?:企业|公司|单位)?$")  # 甲健康|两家企业
BRANCHES = re.compile(r"[园区城](?:分园|特色园|特色产业园)$")  # behind a park's name: any of its branches
FIRM_KIND = re.compile(r"(?P<kind>[一-龥]{2,6}?)企业(?=.{3,})")  # 龙头企业|某装备公司
DIVISION = re.compile(r"区域性?(?P<what>[一-龥]{2,4})(?:中心|基地)$")  # 某公司区域生产基地: any one of it, no name
INNER_FIRM = re.compile(r".*?有限(?:责任)?公司(?=.{4,})")


class Plausible:
    """Keeps of candidates what can be a name; the words it goes by are data."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary
        self._generic = vocabulary.generic_modifiers
        self._fields = vocabulary.generic_modifiers | vocabulary.fields
        self._heads = {
            kind: longest_first(
                {*vocabulary.heads.get(kind, ()), *(w for w, k in vocabulary.list_heads.items() if k == kind)}
            )
            for kind in PHRASES
        }
        self._policies = vocabulary.heads.get("Policy", ())
        self._trades = TradeNames(vocabulary)
        self._edges = Edges(vocabulary)
        schools = any_of(head for head in vocabulary.heads.get("Institution", ()) if len(head) > 1)
        self._inner = re.compile(  # 某学院|建设产业学院
            rf"(?P<name>[^与和及]{{2,}}?(?:{schools}))(?:建设|共建|打造|组建|成立|设立|开展|建议|提出|增设|申请|申报|牵头|率先)(?=.{{2}})"
        )

    def keep(self, text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """The candidates that name one thing, cut to the name where words of the sentence stand before it."""
        for candidate in (part for one in candidates for part in parts_of(text, one)):
            if NO_NAME_HERE.match(text, candidate.end) and candidate.type != "Policy":
                continue
            if candidate.type == "Industry":
                start = self._torn(text, candidate.start, candidate.type)
                yield from self._trades.keep(text, candidate.at(start, candidate.end))
                continue
            start, end = self._span(text, candidate)
            if candidate.type == "Policy" and text.endswith("园规划", start, end) and MADE_BY.match(text, end):
                yield replace(candidate, start=start, end=end - 2, type="Park", name="")
                continue
            name, rest = text[start:end], text[end : end + 12]
            if len(name) < 2 or NUMBERED_PAPER.match(rest) or any_government(text[:start], name):
                continue
            if candidate.type == "Park" and HONOURED.match(name) and text.endswith(AWARDED, max(0, start - 6), start):
                yield replace(candidate, start=start, end=end, type="Title", name="")
                continue
            if candidate.type == "Park" and (is_of_caption(text, start, end) or _is_goal_of_place(text, start, end)):
                continue
            if (after := PART_OF_THINGS.get(candidate.type)) and after.match(text, end):
                continue
            several = candidate.type in ("Park", "Cluster") and SEVERAL.search(text, 0, start)
            if several or (candidate.type in COUNTABLE and OF_A_KIND.match(text, end)):
                continue
            goes_on = rest.startswith(("之一", "示范区", "示范城市")) or (name + rest[:2]).endswith("中心城市")
            if candidate.type == "Policy" and candidate.weight < MARKED and PLANS.match(name[-2:] + rest):
                continue
            if candidate.type in PLACED and (goes_on or self._is_aimed_at(text[max(0, start - 16) : start], name)):
                continue
            if end < candidate.end and by_head(name, self._words) not in (None, candidate.type):
                continue  # 某产业园区|两大平台: the park is another finder's
            if not self._no_thing(name, candidate) and not (
                candidate.type == "Project" and self._edges.is_whereabouts(text, start, end)
            ):
                yield candidate.at(start, end)

    def _span(self, text: str, candidate: Candidate) -> tuple[int, int]:
        """Where the name itself begins and ends."""
        start = self._torn(text, self._start(text, candidate), candidate.type)
        start += len(text[start : candidate.end]) - len(text[start : candidate.end].lstrip(SIGNS))
        if candidate.type == "Project" and (road := ROAD_TO.search(text, max(0, start - 16), start)):
            return road.start(), candidate.end
        if candidate.type == "Policy":
            return start, candidate.end
        start = self._edges.first(text, start, candidate.end, sized=candidate.type == "Park")
        start += candidate.type == "Institution" and self._edges.is_round(text, start, candidate.end)
        end = self._edges.last(text, start, candidate.end)
        if candidate.type == "Enterprise" and (several := THOSE_FIRMS.search(text[start:end])):
            return start, start + several.start()
        if candidate.type == "Institution" and (inner := self._inner.match(text, start, end)):
            return start, inner.end("name")
        return start, end

    def _start(self, text: str, candidate: Candidate) -> int:
        name = text[candidate.start : candidate.end]
        ranked = RANKED.match(name) if candidate.type != "Title" else None
        if ranked:
            return candidate.start + ranked.end()
        if candidate.type == "Department":
            before = BEFORE_BODY.match(name)  # 经|市人民政府同意
            return candidate.start + (before.end() if before else 0)
        if led := candidate.type in WHOLE and (LED.match(name) or APPLIES.match(name) or BUILT_AT.match(name)):
            return candidate.start + led.end()
        if candidate.type in WHOLE and name[0] == "以" and name[:2] != "以岭" and MEANS.match(text, candidate.end):
            return candidate.start + 1
        if candidate.type in WHOLE:
            firm = candidate.type == "Enterprise"
            match = FOUND.match(name) or self._before_firm(name) if firm else COUNT.match(name)
            if candidate.type == "Park" and LEVELLED.match(name):  # 核心|区|某博览园
                return candidate.start + 1
            torn = name.startswith("干") and text.startswith("若", candidate.start - 1)  # 若|干众创空间
            return candidate.start + (match.end() if match else int(torn))
        return candidate.start

    def _is_aimed_at(self, before: str, name: str = "") -> bool:
        """Whether the words before a name say what kind of thing is to come: 国际一流的|智能|装备产业园."""
        if name.startswith(self._words.aims):
            return True
        for length in (4, 3, 2):
            if before[-length:] in self._generic and not before.endswith(self._words.aims):
                return self._is_aimed_at(before[:-length])
        return before.endswith(self._words.aims)

    def _torn(self, text: str, start: int, kind: str) -> int:
        """Where a name starts whose first syllable the lexer took for a word of its own: 走访|常|大云溪研究院."""
        first, before = text[max(0, start - 1) : start], text[max(0, start - 3) : max(0, start - 1)]
        alone = not before or before[-1] in MARKS or (len(before) == 2 and before in self._words.boundaries)
        alone = alone or bool(SUM.search(text, 0, max(0, start - 1)))  # 20亿元|具|身智能基金
        own = kind in (*WHOLE, "Industry") and alone and "一" <= first <= "龥" and first not in self._words.lone
        return start - 1 if own else start

    def _before_firm(self, name: str) -> re.Match[str] | None:
        """What stands before a firm's name: another firm, or what kind of firm it is."""
        kind = FIRM_KIND.match(name)
        rest = name[kind.end() :] if kind else ""
        told = kind and covered(kind["kind"], self._generic) and not covered(rest[:4], self._generic)
        return kind if told else INNER_FIRM.match(name)

    def _no_thing(self, name: str, candidate: Candidate) -> bool:
        """Whether a name of a class says no more than what kind of thing it is (资源共享平台, 镇街)."""
        kind = candidate.type
        if CAPTION.match(name) or ((other := NO_SUCH.get(kind)) and other.search(name)):
            return True
        shape = self._words.no_names.get(kind)
        if (shape and shape.search(name)) or (kind in WHOLE and (TORN.match(name) or BRACKETED.fullmatch(name))):
            return True
        if kind == "Department":
            return name.startswith("各") or name in self._words.generic or bool(ANY_LEVEL.fullmatch(name))
        if kind == "Title" and (name[:2] in self._words.boundaries or name.startswith("培养")):
            return True
        if kind == "Fund" and re.search(r"\d万?元|要(?:做好|落实|安排)", name):  # 每天300元补助, 某厅要做好资金
            return True
        if (kind == "Park" and OF_BODY.search(name)) or (kind == "Platform" and self._is_set_up(name)):
            return True
        if kind == "Policy" and candidate.weight >= MARKED and name.startswith(LEVELS):  # 《省科技创新条例》
            return name.strip("“”") in self._words.generic
        if kind == "Policy" and candidate.weight < MARKED and COUNTED_INSIDE.search(name):
            return True
        if kind == "Policy":
            plain, head = re.sub('[“”"《》]', "", name), next((h for h in self._policies if name.endswith(h)), "")
            return plain in self._words.generic or (head != "" and covered(plain.removesuffix(head), self._generic))
        if kind in WHOLE and (INNER_COUNT.search(name) or any(word in name for word in self._words.acts)):
            return True
        if kind in ("Cluster", "Park") and SIZED.search(name):
            return True
        if kind == "Park" and candidate.finder == TOLD and name.endswith("区"):  # 研发实验区、高端智造区等四大板块
            return name in self._words.generic
        division = DIVISION.search(name) if kind in ("Park", "Platform") else None
        if (kind == "Park" and BRANCHES.search(name)) or (division and covered(division["what"], self._generic)):
            return True
        name = PERIOD.sub("", name) if kind == "Project" else name
        if kind == "Project" and (QUOTED_ONLY.fullmatch(name) or SIZE_ONLY.fullmatch(name)):
            return True
        if kind not in PHRASES or (kind == "Fund" and name.startswith("国家")) or re.search(r"[“”\"A-Za-z]", name):
            return False
        words = self._words
        head = next((h for h in self._heads[kind] if name.endswith(h)), "")
        core = JOINTS.sub("", name.removesuffix(head))
        if kind == "Fund" and is_own_fund(name, head):
            return False
        if kind == "Region":
            return self._no_place(name, core)
        shapes = UNITS.fullmatch(name) or LAYOUT.fullmatch(name)
        of_level = head in words.place_alone.get(kind, ()) and OF_LEVEL.fullmatch(core)
        any_such = kind == "Platform" and candidate.finder != TITLED and of_level
        told = kind != "Platform" or candidate.finder == INTRODUCED or name.startswith((*LEVELS, "国家"))
        wide = self._generic if told else self._fields
        return bool(shapes or any_such) or name in words.generic or covered(core, wide)

    def _is_set_up(self, name: str) -> bool:
        """Whether words say that somebody sets up a platform of a kind: 学科群建设综合型平台."""
        done = SET_UP.fullmatch(name)
        return bool(done) and covered(done["rest"] if done else "", self._generic)

    def _no_place(self, name: str, core: str) -> bool:
        """Whether a place's name says only what kind of place it is: 镇街, 经开区, 旅游区."""
        words = self._words
        told = len(core) > 1 and covered(core, self._fields)
        kind = name in words.heads.get("Park", ()) or bool(UNITS.fullmatch(name))
        return told or kind or name.endswith(words.not_region_endings)


def _is_goal_of_place(text: str, start: int, end: int) -> bool:
    """Whether a run-in heading only says what its place is to become: ——甲市打造某制造基地。"""
    return text[end : end + 1] == "。" and bool(TO_BECOME.match(text[:start]) and BECOMES.search(text, start, end))
