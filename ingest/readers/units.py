"""The unit that a table states once for all its values: in a line over it, in its caption, or in its corner."""

import re

from ingest.readers.columns import UNIT

LIST = rf"(?:{UNIT.pattern})(?:\s?[、，,/／和]\s?(?:{UNIT.pattern}))*"
WORD = r"(?:计量|金额|货币|面积|投资)?单\s?位\s?[:：]\s?"
END = r"(?=$|[）)】；;。\s])"
# After other words (责任单位：…) only a known unit is one; at the start anything short that is no body (单位：PFlops).
STATED = re.compile(
    rf"[（(【]?\s?(?:{WORD}(?P<known>{LIST}){END}"
    rf"|(?<![\u4e00-\u9fff]){WORD}(?P<other>[^）)】；;。局委府厅院校司镇乡办章]{{1,12}}){END})\s?[）)】]?"
)
BARE = re.compile(rf"[（(]\s?(?P<known>{LIST})\s?[)）]$")


def unit_in(text: str) -> str:
    """The unit that `text` states: 「单位：亿元」 anywhere in it, 「（万元）」 at its end; '' where it states none."""
    if match := STATED.search(text):
        return str(match["known"] or match["other"]).strip()
    match = BARE.search(text)
    return str(match["known"]) if match else ""


def without_unit(text: str) -> str:
    """`text` less the words that state the unit."""
    return BARE.sub("", STATED.sub("", text)).strip()


def is_unit_line(text: str) -> bool:
    """Whether a line states the unit and nothing else."""
    return bool(unit_in(text)) and not without_unit(text)
