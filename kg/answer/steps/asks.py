"""Cuts a question into its asks: its sentences, and in a sentence what stands between two pauses, each with a word that asks."""

import re
from collections.abc import Sequence

from kg.answer.quotes.outlined import ASKED as DIVISIONS
from kg.answer.quotes.outlined import counts_divisions
from kg.answer.quotes.wanted import ASKS, OF
from kg.answer.steps.covering import COUNT, COUNTED, REPEATS

PAUSE = re.compile(r"[，,；;]")
BARE = re.compile(
    rf"(?:由|分别|一共|又|都|还|各|的|在|是|要|位于)*(?:{ASKS.pattern})"
)  # begins with what it asks: of the first's subject
SHORT = 5  # characters of a sentence that asks nothing: 谢谢
FACETS_TOO = re.compile(  # 分几个方面，一共多少条: of one list
    "(?:几|多少)(?:个|大)?方面，(?:一共|总共|共|总计)?(?:有|列了?|是)?(?:几|多少)[条项个](?:任务|举措|措施)?[？?]?$"
)
AMONG = re.compile(r"^(?!.*(?:多少|什么|谁|哪)).*[\u4e00-\u9fff]{4}(?:里面?|中间?|当中|之中)$")  # asks nothing
HOLLOW = re.compile(
    rf"(?:其中|而|那|到)*(?:20\d\d年?)?的?(?:目标值?|实际|现状|基期值?|年均|增速|增幅|规模)*(?:又|还|要|将|应|需|力争|争取|定|设|达|提[高升]?|增[长加]?|上?升|涨|下?降低?|压[减低]?|做|实现|突破)*(?:是|为|有|到|至|的|了)*(?:{ASKS.pattern})"
)  # names no quantity: of the first's, without its year
SHARE = re.compile("(?:又|还|约|大约|大概|能|可)*占(?!地|用)")
COUNTER = re.compile("^(?:亿|万)?[元家个项户座条件名人所只处亩]?")
OF_THEM = re.compile(r"其中(?:的|有)?")
LATTER = re.compile(
    r"(?:后|前)(?:一?[个份]|者)(?:规划)?比(?:前|后)(?:一?[个份]|者)(?:规划)?(?:多|少|高|低)(?:了|出)?(?:多少|几)[个家项]?"
)
KIND = r"(?:20\d\d年)?的?(?:实际|目标|完成|现状|基期)(?:完成|达到)?[值数]?"
BOTH_KINDS = re.compile(rf"(?P<first>{KIND})(?:和|与|、|及)(?P<second>{KIND})(?:各|分别)(?:是|为)?(?P<asks>多少|几)")


def sentences_of(text: str) -> list[str]:
    """The sentences of a question that ask something of their own."""
    return [part for part in re.findall(r"[^？?]+[？?]?", text) if _asks_anew(part)]


def _asks_anew(part: str) -> bool:
    """Whether a sentence of a question asks something of its own: 分别是哪些 behind 有几个 only asks for the rows, 分几个板块 goes on."""
    if REPEATS.fullmatch(part) or counts_divisions(part.strip("？? ")):
        return False
    return bool(len(part.strip("？? ")) > SHORT or ASKS.search(part))


def is_hollow(part: str) -> bool:
    """Whether a part names no quantity, only a year, a kind of figure: 2030年目标又定的多少."""
    return bool(HOLLOW.match(part)) and not BARE.match(part)


def shared_of(part: str, earlier: Sequence[str]) -> str:
    """What a part that asks for a share alone (占全区几成) asks it of: the quantity of the part before, with its time and place."""
    asked = ASKS.search(earlier[-1]) if earlier and SHARE.match(part) else None
    if not asked or asked[0][0] not in "多几":  # 哪个产业产值最高，占全区几成: of the one that is found
        return ""
    return f"{OF.sub('', earlier[-1][: asked.start()])}{COUNTER.sub('', earlier[-1][asked.end() :])}"


def asks_share(parts: Sequence[str]) -> bool:
    """Whether a part asks for a share of what another asks for: one answer to all might tell that of something else."""
    return any(shared_of(part, parts[:place]) for place, part in enumerate(parts))


def beside_first(part: str, first: str) -> tuple[str, bool]:
    """A part with what it counts of the first part's things in words (其中新开工几个), and whether it asks how far two of them lie apart."""
    counted = COUNTED.search(first)
    if counted and OF_THEM.search(part) and counted["noun"] not in part:
        part = COUNT.sub(lambda match: f"{counted['noun']}{match[0]}", OF_THEM.sub("", part), count=1)
    part, times = LATTER.subn("相差多少", part)
    return part, bool(times)


def parts_of(text: str) -> list[str]:
    """The asks of a question, one where it asks once: what stands between two pauses, each with a word that asks."""
    if (both := BOTH_KINDS.search(text)) and not text[both.end() :].strip("？? "):  # 2025年实际和2030年目标各是多少
        return [f"{text[: both.start()]}{both[side]}是{both['asks']}" for side in ("first", "second")]
    parts = [part for clause in PAUSE.split(text.rstrip("？? ")) for part in _asks_in(clause) if part]
    parts = _with_scopes(parts)
    whole = len(parts) > 1 and all(ASKS.search(part) for part in parts)
    return parts if whole else [text]


def _asks_in(clause: str) -> list[str]:
    """What stands between the 、 of a clause where each piece asks; the clause where they only list: 甲、乙要建几个."""
    pieces = [piece.strip() for piece in clause.split("、")]
    return pieces if all(ASKS.search(piece) for piece in pieces) else [clause.strip()]


def _with_scopes(parts: Sequence[str]) -> list[str]:
    """The parts, each 几个园区里 put before that which asks of them, 几章 and 几个板块 of one plan kept together."""
    made: list[str] = []
    for part in parts:
        divided = counts_divisions(part) and made and DIVISIONS.search(made[-1])
        if made and (AMONG.search(made[-1]) or divided or FACETS_TOO.search(f"{made[-1]}，{part}")):
            part = f"{made.pop()}，{part}"
        made.append(part)
    return made
