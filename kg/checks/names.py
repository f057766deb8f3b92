"""Checks over names: cut off, unknown, or found only inside longer words."""

from collections.abc import Iterator, Sequence

from kg.checks.model import Library, Place
from kg.records import Document, Entity, Mention

PAIRS = ((("（", "("), ("）", ")")), (("“",), ("”",)), (("《",), ("》",)), (("【", "〔"), ("】", "〕")))
OWN_WORDS = ("Task", "Observation", "Indicator")  # bear the plan's own words, or made-up names
TOWNS = ("镇", "乡", "街道", "村", "社区", "苏木")  # in no list of ours: there are forty thousand
LOOKED_UP = "gazetteer"


def find_broken_names(library: Library) -> Iterator[Place]:
    """Names in which one of a pair of brackets or quotation marks is missing."""
    for entity in _named(library):
        for opening, closing in PAIRS:
            if sum(map(entity.name.count, opening)) != sum(map(entity.name.count, closing)):
                yield Place(entity.id, entity.name, f"缺{opening[0]}或{closing[0]}")
                break


def find_unknown_regions(library: Library) -> Iterator[Place]:
    """Regions that no row of the gazetteer names."""
    known = {name for entry in library.gazetteer if entry.type == "Region" for name in entry.names}
    for entity in _named(library):
        names = {entity.name, *entity.aliases}
        if entity.type == "Region" and not names & known and not entity.name.endswith(TOWNS):
            yield Place(entity.id, entity.name)


def find_in_longer_words(library: Library) -> Iterator[Place]:
    """Entities known by look-up alone, each time inside a longer known name or a Latin word."""
    for entity in _named(library):
        found = library.mentions.get(entity.id, ())
        if not found or any(not mention.extractor.startswith(LOOKED_UP) for _, mention in found):
            continue
        longer = {text: _longer(library, text) for text in {mention.text for _, mention in found}}
        words = [_word_around(document, mention, longer[mention.text]) for document, mention in found]
        if all(words):
            yield Place(entity.id, entity.name, f"只见于“{words[0]}”")


def _longer(library: Library, text: str) -> list[str]:
    """Names that hold a name, of other rows: 智能(AI) with its short name 智能 is one row."""
    rows = [entry.names for entry in library.gazetteer if text not in entry.names]
    return [name for names in rows for name in names if text in name]


def _word_around(document: Document, mention: Mention, longer: Sequence[str]) -> str:
    """The longer word around a mention, '' where it stands for itself."""
    text, start, end = document.text, mention.start, mention.end
    left, right = start, end
    while left > 0 and _is_latin(text[left - 1 : left + 1]):
        left -= 1
    while right < len(text) and _is_latin(text[right - 1 : right + 1]):
        right += 1
    if (left, right) != (start, end):
        return text[left:right]
    for name in longer:
        place = text.find(name, max(0, end - len(name)), start + len(name))
        if 0 <= place <= start and end <= place + len(name):
            return name
    return ""


def _is_latin(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and pair.isalnum()


def _named(library: Library) -> list[Entity]:
    entities = library.resolution.entities.values()
    return sorted((one for one in entities if one.type not in OWN_WORDS), key=lambda one: one.id)
