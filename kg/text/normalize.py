"""Width, blanks and invisible characters: one normal form for text, and one compare key for names."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# The signs that a PDF or Word export leaves behind carry no meaning; a mention must not break on them.
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\ufeff\u202a\u202b\u202c\u202d\u202e")
BLANKS = frozenset(" \t\v\f\r\u0085\u00a0\u1680\u3000\u2028\u2029\u202f\u205f") | {
    chr(code) for code in range(0x2000, 0x200B)
}
HALF_WIDTH = re.compile(r"(?<![\dA-Za-z])[,;:()]|[,;:()](?![\dA-Za-z])")
FULL_WIDTH = str.maketrans(",;:()", "，；：（）")
# Some PDF fonts name an ideograph by its radical. Compatibility forms know half of the radicals only, and for two of
# those an older shape of the sign.
RADICALS = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | dict(
    zip(
        "⼾⾭⺁⺃⺄⺅⺆⺇⺈⺉⺊⺌⺍⺎⺒⺓⺔⺕⺖⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺦⺧⺨⺩⺪⺬⺭⺮⺯⺰⺱⺲⺶⺷⺸⺹⺺⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳⸺",
        "户青厂乚乙亻冂几刀刂卜小小兀巳幺彑彐忄扌攵旡日月歺母民氵氺灬爫丬牛犭王疋示礻竹糹纟罓罒羊羊羊耂肀月臼艹艹艹虎衤覀西见角讠贝足车辶辶辶邑钅長镸长门阝雨青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟—",
        strict=True,
    )
)
RADICAL_SIGNS = str.maketrans({**RADICALS, "―": "—"})  # a PDF's text may hold the other long dash
ORGAN_END = re.compile(
    r"(?:委|府|局|厅|办|部|院|署|会|室|组|站|行|所|中心|公司|集团|大学|学校|协会|镇|乡|街道|园|[分支银]行|海关|[支总大]队|联合社|供销社|工商联|妇联|残联|科协|法院|检察院|医院|学院)$"
)
# What stands right of a kept blank must itself be a body, up to the next blank, sign or 关于.
ORGAN_AFTER = re.compile(
    r"(?!员会)[\u4e00-\u9fff（）()“”]{1,30}?(?:委员会|政府|党组|办公室|领导小组|工作组|委|局|厅|办|部|院|署|会|组|中心|公司|集团|大学|镇|乡|街道|[分支银]行|海关|[支总大]队|联合社|供销社|工商联|妇联|残联|科协)"
    r"(?=关于|印发|[\s、，。；,;（(]|$)"
)
LABEL = re.compile(
    r"(?:第[一二三四五六七八九十百千零〇两\d]{1,6}[编篇章节条款]|(?:专栏|附件|附表|附录|附图|表|图)\s?[\d一二三四五六七八九十]+(?:[-—–.．][\d]+)*)[:：]?$"
    r"|\d{1,2}(?:[.．]\d{1,2}){1,3}$|[壹贰叁肆伍陆柒捌玖拾]{1,3}$"
)
NOTE_LABEL = re.compile(r"[一-龥]{0,4}(?:单位|部门|主体|领导|时限|牵头|配合|主办|协办|承办|主责)[:：]")
UNIFIED = str.maketrans(
    {
        **dict.fromkeys("“”„‟＂「」『』‘’＇`", '"'),
        "'": '"',
        **dict.fromkeys("(（〔[［【{｛", "("),
        **dict.fromkeys(")）〕]］】}｝", ")"),
        **dict.fromkeys("<〈＜", "《"),
        **dict.fromkeys(">〉＞", "》"),
        **dict.fromkeys("-—–−‐‑‒―－﹣~～〜", "-"),
        **dict.fromkeys("·•・‧∙⋅", "·"),
    }
)
UNIFIED_SEEN = {**UNIFIED, **dict.fromkeys(map(ord, INVISIBLE))}


@dataclass(frozen=True)
class Normalized:
    """Normalised text and the way back: `offsets[i]` is where character i stands in the source."""

    text: str
    offsets: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the source that the range [start, end) of the normalised text came from."""
        return self.offsets[start], self.offsets[end - 1] + 1


def normalize(text: str) -> Normalized:
    """Text with width folded, invisible signs dropped and needless blanks dropped; line breaks stay.

    Nothing else changes, so a quote of the result is a quote of the source once blanks are left out of both.
    """
    mapped = [(sign, index) for index, old in enumerate(text) if (sign := _fold_sign(old))]
    line = "".join(sign for sign, _ in mapped)
    kept = list(_kept_places(line))
    return Normalized("".join(line[place] for place in kept), tuple(mapped[place][1] for place in kept))


def without_radicals(text: str) -> str:
    """The text with ideographs for the radicals that some PDF fonts put in their place; of the same length."""
    return text.translate(RADICAL_SIGNS)


def clean_paragraph(text: str) -> str:
    """One paragraph or cell on one line, normalised; a line break inside counts as a blank."""
    return normalize(re.sub(r"[\n\r]+", " ", text)).text


@lru_cache(maxsize=1 << 16)  # the same names come again and again
def fold(name: str) -> str:
    """The compare key of a name: width and case folded, no blanks, one form of quotes, brackets and dashes."""
    return fold_text(name)


def fold_text(text: str) -> str:
    """The same of a whole passage, which is not kept: it comes once, and thousands of them would fill memory."""
    plain = unicodedata.normalize("NFKC", text.translate(UNIFIED_SEEN)).lower()
    return "".join(plain.split()).translate(UNIFIED)


def _fold_sign(sign: str) -> str:
    """One character's normal form; '' where it is dropped."""
    if "\u4e00" <= sign <= "\u9fff" or sign == "\n":
        return sign
    if sign in BLANKS:
        return " "
    if sign in INVISIBLE or unicodedata.category(sign) in {"Cc", "Cn"}:
        return ""
    if sign == "％" or "０" <= sign <= "９" or "Ａ" <= sign <= "Ｚ" or "ａ" <= sign <= "ｚ":
        return chr(ord(sign) - 0xFEE0)
    if "\uf900" <= sign <= "\ufaff":  # compatibility ideographs
        return unicodedata.normalize("NFKC", sign)[:1]
    return RADICALS.get(sign, sign)


def _kept_places(line: str) -> Iterator[int]:
    """The places of `line` that stay: every sign that is no blank, and the first blank of a run that means something."""
    last = 0
    for blanks in re.finditer(r" +", line):
        yield from range(last, blanks.start())
        if _means_something(line, blanks.start(), blanks.end()):
            yield blanks.start()
        last = blanks.end()
    yield from range(last, len(line))


def _means_something(line: str, start: int, end: int) -> bool:
    """Whether a blank parts two Latin words, a label from its title, or two bodies that sign together."""
    left, right = line[start - 1 : start], line[end : end + 1]
    if not left or not right or "\n" in (left, right):
        return False
    if _is_western(left) and _is_western(right):
        return True
    before = line[max(line.rfind("\n", 0, start) + 1, start - 24) : start]
    if LABEL.fullmatch(before):
        return not (before[0].isdigit() and right in "亿万元家个项件年月")
    if NOTE_LABEL.match(line, end):
        return True
    return bool(ORGAN_END.search(before) and ORGAN_AFTER.match(line, end))


def _is_western(sign: str) -> bool:
    return sign.isascii() or "\u00c0" <= sign <= "\u024f"


def full_width_marks(text: str) -> str:
    """The text with Chinese commas, colons and brackets for Latin ones, of the same length; 1,234 and 5:1 stay."""
    return HALF_WIDTH.sub(lambda match: match.group().translate(FULL_WIDTH), text)


def quoted(words: str) -> str:
    """The words in quotation marks, those within them made single as print does."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"
