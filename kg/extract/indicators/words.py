"""The words of ontology/ that tell indicators from other nouns, as patterns made once."""

import re
from collections.abc import Iterable, Mapping

from kg.extract.indicators.terms import TermReader
from kg.extract.words.wordlists import any_of, words_by_key, words_in
from kg.ontology import Node, Ontology

YEAR = r"(?:到|至|截至|截止)?\d{4}年(?:年?[底末初]|度|上半年|下半年|\d{1,2}月(?:\d{1,2}日|[底末])?)?"
PLAN = r"“[^”]{0,3}[一二三四五六七八九十]五”(?:时期|期间|以来|末期?|初期?)?"
NUMBER = r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．](?!\d)"
MONTHS = r"(?:前?[一二三四两]季度|前\d{1,2}个月|\d{1,2}(?:[-—~至]\d{1,2})?月份?|近?[一二三四五六七八九十两\d]+年[来内]|近[一二三四五六七八九十两\d]+年|连续[一二三四五六七八九十两\d]+年)"
COMPARED = rf"(?:(?:较|比|在|按)?(?:{YEAR}|{PLAN})(?:的?基础上|同期|的?水平)?|连续[一二三四五六七八九十两\d]+年)"
# Firms told by what they exceed: 73家[企业年研发投入超千万元].
CLASS_OF = re.compile(
    r"(?P<noun>企业|项目|产品|机构|园区)(?P<what>年?[^，。；、\d]{2,8}(?:超过|超|突破|过|达到|达)[^，。；、的]{1,9}[元%亩])(?=[，。；、]|$)"
)
# Words that begin what counted things did, beside verbs and predicates.
BEGINS = "获|列入|被|达|落地|投产|全部|均|成长|跻身|转型|顺利|正式|加快|相继|陆续"
# A verb in front of these is part of a noun: 完成率.
NOUN_ENDS = r"(?![率额度值性]|量(?!子|化)|数(?![字据控学智])|业(?![务绩主])|用(?![户电水工能])|区(?![域块级内])|规模(?!以|化)|面积|周期|强度|密度|成本|时限|时间|人数)"


class IndicatorWords:
    """The words of ontology/ that tell indicators from other nouns."""

    def __init__(self, heads: Iterable[str], words: Node) -> None:
        split = {key: str(value).split() for key, value in words.items() if isinstance(value, str)}
        growth = words_in(words["growth"])
        self.acts = _acts(words_by_key(words["acts"]))
        self.terms = TermReader(words)
        self.head = re.compile(rf"(?:{_endings(heads, words['amounts'])})$")
        self.whole_names = frozenset(split["whole_names"])
        self.shared_ending = re.compile(rf"(?:产业|行业|企业|市场|货物|旅客)?(?:{any_of(heads)}){{1,2}}$")
        self.pairs = words_by_key(words["pairs"])
        self.act = re.compile(rf"(?:{any_of(self.acts)})$")
        self.counted = re.compile(rf"(?:{any_of(split['counted'])})$")
        predicates = any_of(words_in(words["predicates"]))
        self.predicates = re.compile(rf"(?!^)(?:{predicates})")
        begins = f"{any_of(split['verbs'])}|{predicates}|{BEGINS}"
        self.behind, self.did = _counted_behind(any_of(split["counted"]), begins)
        self.links = re.compile(rf"(?:{any_of(split['links'])}|{COMPARED}|[^，。；]{{0,6}}(?:同期|时期|年)?相比)+$")
        self.bare = re.compile(
            rf"(?:{any_of([*split['links'], *split['leads'], *growth])}|{COMPARED}|按?(?:{any_of(split['bases'])})格?(?:计算|口径)?|比|上年|[^，。；]{{0,6}}(?:同期|时期|年)?相比|[、，：“”（）() 　])*"
        )
        self.leads = re.compile(
            rf"(?:{NUMBER}|(?!{any_of(split['uncut'])})(?:{any_of(split['leads'])}|{MONTHS}|{YEAR}|{PLAN})|[、，：“”（）() ])+"
        )
        renewed = rf"(?<![创更革高全最刷])新(?:{any_of(words_in(words['renewing']))})"
        one_word = any_of(set(split["uncut"]) - set(split["verbs"]))  # 共建 opens no clause as 共 does, but is a verb
        fronts = "".join(f"(?<!{front})" for front in words_in(words["fronts"]))
        self.verbs = re.compile(
            rf"{fronts}(?!{one_word})(?:{renewed}|{any_of(split['verbs'])}|(?<![国私所拥含特稀具])有(?![限色机关效力序望条名害氧线组偿]|(?:研发|科研|R&D|创新)(?:活动|机构)|[^，。；、\d]{{2,8}}的[^，。；、\d]{{0,14}}(?:企业|单位|家庭|人口|居民)(?:数|占|比|$)))(?:起了|出了|了|起|出|着|成(?![本果效品功员]))?"
            + NOUN_ENDS
        )
        self.nounlike = re.compile(any_of(split["nounlike"]))
        self.maker_noun = re.compile(rf"(?:{self.nounlike.pattern})(?:{any_of(split['counted'])})")
        self.ranked = re.compile(rf"(?:{any_of(split['ranked'])})$")
        self.bases = re.compile(rf"(?:按|以)?({any_of(split['bases'])})(?:格)?(?:计算|口径)?")
        self.makers = re.compile(rf"(?:{any_of(split['makers'])})(?:了|起|出)?$")
        self.uncounted = _expressions(words["uncounted"])
        self.uncountable = re.compile(rf"(?:{any_of(words_in(words['uncountable']))})$")
        self.misfits = _misfits(words_by_key(words["misfits"]))
        self.clauses = _expressions(words["clauses"])
        self.kept = re.compile(rf"(?:{any_of(words_in(words['kept']))}|{renewed})")
        self.leading_on = frozenset(words_in(words["leading_on"]))
        self.kept_last = re.compile(rf"(?:{self.kept.pattern})$")
        self.kept_before = re.compile(
            rf"({self.kept.pattern})(?:建设|认定|培育|引进|打造|备案|登记|注册|了|现场|周边|一批)*$"
        )
        self.growth = re.compile(rf"(?<![新至])(?:{any_of(growth)})(?:了|约|超过|超|近|幅度?)*$")
        self.growing = frozenset(growth)
        self.falling = re.compile(rf"(?:{any_of(words_in(words['falling']))})")
        self.aims = _expressions(words["aims"])
        self.reached = re.compile(any_of(words_in(words["reached"])))
        self.past_heading, self.aim_heading = (_expressions(words[key]) for key in ("past_headings", "aim_headings"))

    @classmethod
    def of(cls, ontology: Ontology) -> "IndicatorWords":
        """The words of an ontology."""
        heads = [head for head in ontology.classes["Indicator"].heads if len(head) > 1 or head == "率"]
        words = ontology.vocabulary("indicators")
        return cls([*heads, *str(words["more_heads"]).split()], words)


def _expressions(several: object) -> re.Pattern[str]:
    """Regular expressions of ontology/ as one."""
    return re.compile("|".join(words_in(several)))


def _acts(acts: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """What each act is measured in: 绿化 by its 面积 or its 量."""
    return {act: tuple(end for end in acts if act in acts[end]) for several in acts.values() for act in several}


def _endings(heads: Iterable[str], amounts: object) -> str:
    """The ends of indicators' names: heads, and any noun in 量 or 额 but those behind which these are no amounts."""
    pairs = amounts.items() if isinstance(amounts, Mapping) else ()
    return "|".join((any_of(heads), *(rf"(?<![{not_behind}]){word}" for word, not_behind in pairs)))


def _counted_behind(counted: str, begins: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of the noun counted behind a number, and of what those did: 7条[支路][取得政策支持]."""
    ends = rf"(?=[，。；：、（）()“”\s]|$|等|以上|左右|和|及|与|或|{begins})"
    noun = rf"(?:左右|以上|以内|的)*(?P<noun>[^，。；：、（）()]{{0,20}}?(?:{counted})){ends}"
    passive = r"(?:均|都|已|被|成功|顺利|先后|相继|陆续|全部|正式)*"
    did = rf"{passive}(?P<did>(?={begins})(?!为|达到?[^一-龥])[一-龥A-Za-z“”（）《》、]{{2,26}})(?=[，。；]|$)"
    return re.compile(noun), re.compile(did)


def _misfits(nouns: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """A pattern of noun|unit where the unit does not count the noun: 专利|家."""
    pairs = (f"{noun}|{unit}" for unit, several in nouns.items() for noun in several)
    return re.compile(rf"(?:{any_of(pairs)})$")
