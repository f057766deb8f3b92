"""How far a thing is: whether a question asks for it, and whether a sentence tells what is done, under way or only meant."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.answer.asked.reading import Ask
from kg.answer.model import Citation
from kg.extract.words.cues import pattern_of
from kg.extract.words.wordlists import words_by_key, words_in
from kg.ontology import load_ontology

ASKED = re.compile(
    r"(?:到|在|处于|进入)(?:了)?(?:哪一?[个]?步|什么(?:程度|地步|阶段|进度|样)|何种(?:程度|阶段)|哪个?(?:阶段|地步))"
    r"|(?:进展|进度|现状)(?:是|有|到)?(?:如何|怎么?样|什么|哪)|^(?!.*(?:多久|何时|多少|几[次个家项]|什么|谁|哪)).*(?:进展|进度|现状)(?:[？?]|$)"
    r"|(?:现在|目前|如今|眼下|眼前|现今)(?:是|的)?个?(?:怎么?样|如何|(?:什么|啥)(?:样|情况|状态|状况|局面))"
    r"|[建办做搞推弄修干](?:进|设)?得(?:怎么?样|如何)|怎么样了|(?:现在|目前)?(?:什么|啥)情况了?[？?]?$"
    r"|(?:落地|建成|开工|动工|投用|投产|启用|完工|竣工|开业|投入(?:使用|运行|运营)|选址|落户|开建)(?:了|定了?)?(?:没有?|与否)[？?]?$"
)
DONE, UNDER_WAY, MEANT, UNTOLD = range(4)
AIM, AIMS = re.compile(r"[到至]20\d\d年|力争|争取|目标|计划|拟|将(?!近)"), re.compile("目标|任务|指标")
# A row of a table has its columns of years beside one another.
REACHED = re.compile(r"\t|现有|目前|已(?!有关)|截[至止]|20\d\d年[，底末]?[^到至，]{0,12}(?:实现|达到?)")
CLAUSE = re.compile(r"[^，；。]+")


def asks_state(text: str) -> bool:
    """Whether a question asks how far something is: 走到哪一步了, 现在怎么样, 落地没有."""
    return bool(ASKED.search(text))


def stage_of(citation: Citation, names: Iterable[str]) -> int:
    """DONE, UNDER_WAY, MEANT or UNTOLD, as the clauses of a quote say from the one on that names the thing."""
    quote, end = citation.quote, len(citation.quote)
    start = min((at for name in names if (at := quote.find(name)) >= 0), default=0)
    if (stop := quote.find("；", start)) >= 0:
        end = stop
    clauses = [match for match in CLAUSE.finditer(quote, 0, end) if match.end() > start]
    return min((stage_in(match[0], citation.section) for match in clauses), default=UNTOLD)


def by_state(ask: Ask, told: Sequence[tuple[Citation, int]]) -> list[int]:
    """The places of the quotes, what is done first, and of one stage those of the plan with the latest period."""
    start = [ask.context.documents[one.document_id].metadata.get("period_start", "") for one, _ in told]
    order = sorted(range(len(told)), key=lambda at: start[at], reverse=True)
    return sorted(order, key=lambda at: told[at][1])


def is_aim(sentence: str, chapters: Sequence[str]) -> bool:
    """Whether a sentence tells what is to be reached, by its words or its heading, and nothing that is there already."""
    aimed = AIM.search(sentence) or AIMS.search("".join(chapters))
    return bool(aimed) and not REACHED.search(sentence)


def stage_in(clause: str, chapters: Sequence[str] = ()) -> int:
    """DONE, UNDER_WAY, MEANT or UNTOLD, as one clause under these headings says."""
    words = _patterns()
    plain = words["not_stage"].sub("　", clause)
    is_done = bool(words["done"].search(plain))
    wished = words["wished"].search(plain)
    for name, stage in (("reached", DONE), ("under_way", UNDER_WAY)):
        found = words[name].search(plain)
        if found and not is_done and wished and wished.start() < found.start():
            return MEANT
        if found and (is_done or not words["built"].fullmatch(found[0]) or _looks_back(chapters)):
            return stage
    if _tells_what_is(chapters) and words["pushed"].search(plain) and not words["ahead"].search(plain):
        return UNDER_WAY  # 甲平台加快办理前期手续
    return MEANT if wished or words["reached"].search(plain) else UNTOLD


def _looks_back(chapters: Sequence[str]) -> bool:
    return not chapters or any(_patterns()["past_chapters"].search(one) for one in chapters)


def _tells_what_is(chapters: Sequence[str]) -> bool:
    """Whether a chapter tells what was reached, and not what is lacking."""
    return bool(chapters) and _looks_back(chapters) and not _patterns()["lacking"].search(chapters[-1])


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    said = load_ontology().vocabulary("modality")
    stages = words_by_key(said["stages"])
    lists = {
        key: words_in(said[key])
        for key in ("done", "built", "not_stage", "past_chapters", "states", "pushed", "ahead", "lacking")
    }
    wished = [*stages["planned"], *words_in(said["urging"]), *words_in(said["wishing"]), *words_in(said["aiming"])]
    return {key: pattern_of(words) for key, words in lists.items()} | {
        "reached": pattern_of([*stages["reached"], *lists["states"]]),
        "under_way": pattern_of(stages["under_way"]),
        "wished": pattern_of(wished),
    }
