"""What stands in the place that a clause of its own names: 「建设甲中心，落户乙园」, 「甲项目。位于丙镇」."""

import re

from kg.extract.context import Sentence
from kg.extract.sentences.rules import clause_of, coordinated, head_of
from kg.records import Mention

ORGANISATIONS = ("Enterprise", "Institution")
MOVERS = ("Enterprise", "Platform", "Project", "Institution", "Park")
WORKS = ("Project", "Platform")
MAKER = re.compile(
    r"(?:由|依托|联合|会同|与|支持|鼓励|单位(?:为|是|：)?|主体(?:为|是|：)?)$"
)  # before who builds, not what
SUBJECT = re.compile(  # before what a clause is about
    r"^(?:其中|同时|此外|目前|[，：])*$|(?:建设|新建|组建|打造|设立|成立|筹建|引进|招引|引入|推进|推动|加快|支持|培育|创建|谋划|布局)$"
)
# 「甲项目。位于乙镇」, 「建设丙平台，已落户丁园」: a clause that says where what was named before it stands.
SEATED = re.compile(
    r"^(?P<it>[该本此](?:园区?|项目|基地|中心|平台|工程|企业|公司|机构))?(?:项目|工程|总部|主体)?(?:计划|拟|规划|将|已|已经|成功|正式|目前|统一|整体|初步|集中)*"
    r"(?:(?:(?:位|坐落|设立|设置|布局|布置|落户|落地|入驻|进驻|选址|设|建)(?:于|在)|地处|选址|落户|落地|落位|落在|入驻|进驻)"
    r"|(?:建设|项目|实施|落户|落地)?(?:地点|地址|位置|选址|所在地)(?:拟|初步)?(?:选|定|设)?(?:为|在|于|是|：)?)$"
)


def seated_in(sentence: Sentence, place: Mention) -> Mention | None:
    """What the clauses before a place speak of: the last work, else what opens a clause or is brought in."""
    start = clause_of(sentence, place)[0]
    before = [m for m in sentence.of(*MOVERS) if m.end <= start]
    works = [m for m in before if m.type in WORKS and not SEATED.match(head_of(sentence, m))]
    if works:
        return works[-1]
    last = next((m for m in reversed(before) if not MAKER.search(head_of(sentence, m))), None)
    if last is None or SEATED.match(head_of(sentence, last)) or _is_listed(sentence, last):
        return None
    return last if SUBJECT.search(head_of(sentence, last)) else None


def _is_listed(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention is one of a list: 引进甲、乙公司，落户丙园 is left to the reader."""
    return any(mention in group and len(group) > 1 for group in coordinated(sentence, sentence.of(mention.type)))


def moves_before(sentence: Sentence, place: Mention) -> bool:
    """Whether anything but who builds it is named before a place: the title above is not what stands there."""
    return any(
        m.end <= place.start and not (m.type in ORGANISATIONS and MAKER.search(head_of(sentence, m)))
        for m in sentence.of(*MOVERS)
    )
