"""What a line's number says: 第二章, 三、, （一）, 4., ①, 第，… → its style, its number and where the heading text begins."""

import re
from dataclasses import dataclass

from kg.text.numbers import parse_number

CHINESE = r"[一二三四五六七八九十百零〇两]{1,5}"
FORMAL = r"[壹贰叁肆伍陆柒捌玖拾]{1,3}"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
UNNUMBERED = 5.5  # rank of a heading without a number: above 1., below （一）
# Style → (pattern, usual rank). The rank only decides where the document's own order leaves two readings.
STYLES: dict[str, tuple[str, float]] = {
    "annex": (
        r"(?:附件|附表|附录|附图)\s?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})?(?:[-—]\d+)?(?P<colon>[:：])?(?=\s|$|(?<=[:：]).|[^\s的中所为见])",
        0.5,
    ),
    "box": (r"专\s?[栏题]\s?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})?(?:[-—]\d+)?[:：]?\s?(?=\S)", UNNUMBERED),
    "part": (rf"第(?P<n>{CHINESE}|\d{{1,2}})(?:编|篇|部分)(?![，、“])", 1),
    "chapter": (rf"第(?P<n>{CHINESE}|\d{{1,2}})章(?![，、“至到和])", 2),
    "section": (rf"第(?P<n>{CHINESE}|\d{{1,2}})节(?![，、“至到和])", 3),
    "article": (rf"第(?P<n>{CHINESE}|\d{{1,3}})条(?![，、“至到和第规的款])", 3.5),
    "formal": (rf"(?P<n>{FORMAL})(?:[、.．：:]\s?|\s)(?=\S)", 3.8),
    "cn": (rf"(?P<n>{CHINESE})(?:、|[.．]\s?)(?=\S)(?![一二三四五六七八九十]、)", 4),
    "cn_paren": (rf"[（(]\s?(?P<n>{CHINESE})\s?[)）][、.．]?", 5),
    "decimal4": (r"(?P<n>\d{1,2})(?:[.．]\d{1,2}){3}[.．、]?\s?(?=[^\d%.])", 6.3),
    "decimal3": (r"(?P<n>\d{1,2})(?:[.．]\d{1,2}){2}[.．、]?\s?(?=[^\d%.])", 6.2),
    "decimal2": (r"(?P<n>\d{1,2})[.．]\d{1,2}(?:[.．、]\s?|\s)(?=[^\d%.])", 6.1),
    "arabic": (r"(?P<n>\d{1,3})\s?[.．、](?!\d)\s?", 6),
    "arabic_paren": (r"[（(]\s?(?P<n>\d{1,2})\s?[)）][、.．]?", 7),
    "arabic_half": (r"(?P<n>\d{1,2})[)）]", 7),
    "circled": (rf"(?P<n>[{CIRCLED}])", 8),
    "ordinal": (rf"第(?P<n>{CHINESE})(?:，|、|,)", 9),
    "shi": (r"(?P<n>[一二三四五六七八九十]{1,2})是(?=[^一])", 9),
    "dash": (r"(?:—{1,2}|－{1,2}|-{2}|―{1,2}|─{1,2})", UNNUMBERED + 0.2),
}
PATTERNS = {style: re.compile(pattern) for style, (pattern, _) in STYLES.items()}
RANKS = {style: rank for style, (_, rank) in STYLES.items()} | {"runin": UNNUMBERED, "named": 0.5}
ANNEX_TITLE = re.compile(
    r"附[件表录]\s?[:：]\s?(?![\d《])\S{2,}$"
)  # over its table, or marked as a heading; else a letter's list
MARKED = re.compile(r"[\d壹贰叁肆伍陆柒捌玖拾一二三四五六七八九十第（(附专—－\-―─①-⑳]")


@dataclass(frozen=True)
class Marker:
    """The number at a line's start: 「（二）」 is style cn_paren, number 2; `end` is where the words begin."""

    style: str
    number: int  # 0 where the style has none or the line gives none
    end: int

    @property
    def rank(self) -> float:
        """The usual depth of the style; smaller is higher."""
        return RANKS[self.style]


def parse_marker(text: str) -> Marker | None:
    """The number that `text` begins with; None where it begins with none."""
    if not MARKED.match(text):
        return None
    for style, pattern in PATTERNS.items():
        if match := pattern.match(text):
            return Marker(style, _number(match.groupdict().get("n")), match.end())
    return None


def _number(text: str | None) -> int:
    if not text:
        return 0
    return CIRCLED.index(text) + 1 if text in CIRCLED else int(parse_number(text) or 0)
