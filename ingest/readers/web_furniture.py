"""What a web page's text holds beside the document: the way to the page, buttons, lists of links, the site's foot."""

import re
from collections.abc import Sequence
from typing import Any

from ingest.blocks import Paragraph, RawTable
from ingest.site_fields import site_words

Block = Paragraph | RawTable
FEWEST_LINKS = 3
LINKED_SHARE = 0.8
LONGEST_WAY = 80
PROSE = 60  # a paragraph this long with a full stop is the document's own
FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|zip|rar)$", re.IGNORECASE)
NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
SIGNS = re.compile(r"[\s【】\[\]()（）|｜:：>＞/·、，]+")


def is_link_list(tag: Any) -> bool:
    """Whether an element holds little but links to other pages; links to attached files are the document's."""
    links = tag.find_all("a")
    if len(links) < FEWEST_LINKS or any(FILE.search(str(link.get("href") or "")) for link in links):
        return False
    text = _bare(tag.get_text())
    linked = sum(len(_bare(link.get_text())) for link in links)
    return not text.startswith("附件") and bool(text) and linked >= LINKED_SHARE * len(text)


def without_page(blocks: Sequence[Block]) -> list[Block]:
    """The blocks less what stands before the way to the page, and from the first line of its foot on."""
    words = site_words()
    kept = list(blocks)
    way = next((place for place, block in enumerate(kept) if _begins(block, words["way"], LONGEST_WAY)), -1)
    if way >= 0 and not any(map(_is_own, kept[:way])):
        del kept[: way + 1]
    for place, block in enumerate(kept):
        if _begins(block, words["end"], PROSE * 3) and not any(map(_is_own, kept[place + 1 :])):
            kept = kept[:place]
            break
    buttons = set(words["buttons"])
    return [block for block in kept if isinstance(block, RawTable) or not _is_buttons(block.text, buttons)]


def _begins(block: Block, words: Sequence[str], longest: int) -> bool:
    if isinstance(block, RawTable) or len(block.text) > longest:
        return False
    return block.text.lstrip("【[ ").startswith(tuple(words))


def _is_own(block: Block) -> bool:
    """Whether a block is surely the document's: a table, a numbered heading, or a long paragraph of whole sentences."""
    if isinstance(block, RawTable) or NUMBERED.match(block.text):
        return True
    return len(block.text) >= PROSE and "。" in block.text


def _is_buttons(text: str, buttons: set[str]) -> bool:
    """Whether a line holds nothing but the words of buttons."""
    parts = [part for part in SIGNS.split(text) if part]
    return bool(parts) and all(part in buttons for part in parts)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
