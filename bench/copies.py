"""Many plans out of a few: copies with other names and numbers, so that no cache and no folding of copies helps.

Of every copy the names of places, firms and schools are others (the same one throughout a copy, so that what is said of
a thing stays together) and every figure that is not a year.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ingest.readers import read_file
from ingest.structure import make_document

SYLLABLES = "云岭青川澄湖石桥林溪白沙东陵南浦西泉北渡清河平原金山玉田安丰长宁永乐新华广源文昌宏达瑞祥"
NAME = re.compile(r"[\u4e00-\u9fff]{2}(?=镇|村|街道|公司|集团|大学|学院|研究院|研究所|科技城)")
FIGURE = re.compile(r"(?<![\d〔第])(?!(?:19|20)\d\d)\d{2,}")


def repeat_plans(paths: Sequence[Path], size: int) -> Iterator[tuple[str, str]]:
    """Names of files and their texts, until they hold `size` bytes in UTF-8."""
    plans = [make_document(read_file(path), name=path.name, sha256=path.name) for path in paths]
    written = 0
    for copy in range(size):
        for plan in plans:
            if written >= size:
                return
            text = other_text(plan.text, plan.metadata, copy)
            written += len(text.encode("utf-8"))
            yield f"{copy:04d} {Path(plan.name).stem}.txt", text


def other_text(text: str, metadata: Mapping[str, str], copy: int) -> str:
    """The text with other names and figures; the same for the same copy."""

    def name(old: str) -> str:
        digest = hashlib.sha256(f"{old}|{copy}".encode()).digest()
        return "".join(SYLLABLES[byte % len(SYLLABLES)] for byte in digest[:2])

    def figure(match: re.Match[str]) -> str:
        return str(int(match.group()) + 1 + copy * 7).zfill(len(match.group()))

    region = metadata.get("region", "").rstrip("省市区县")
    changed = NAME.sub(lambda match: name(match.group()), text)
    changed = changed.replace(region, name(region)) if len(region) > 1 else changed
    return FIGURE.sub(figure, changed)
