"""How characters are read, without tone: which sound alike, and which a word in Latin letters may stand for."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.errors import OntologyError
from kg.settings import ROOT

FILE = ROOT / "ontology" / "vocabularies" / "pinyin.txt"
LONGEST = 6  # letters of a syllable


def sounding_alike(sign: str) -> str:
    """The characters with a reading of this one, itself left out; '' for a sign without a reading."""
    return "".join(dict.fromkeys(one for read in readings().get(sign, ()) for one in syllables()[read] if one != sign))


def sounding_near(sign: str) -> str:
    """The characters whose reading is one letter off one of this one's."""
    near = {other for read in readings().get(sign, ()) for other in _neighbours(read)}
    return "".join(dict.fromkeys(one for read in sorted(near) for one in syllables()[read] if one != sign))


def spelled(word: str, most: int) -> Iterator[tuple[str, ...]]:
    """The ways to cut a word of Latin letters into at most so many syllables: xian → (xian), (xi, an)."""
    if not word:
        yield ()
    if len(word) > most * LONGEST:
        return  # of all ways to cut a long word there are more than anybody can wait for
    for end in range(1, min(len(word), LONGEST) + 1):
        if word[:end] in syllables():
            yield from ((word[:end], *rest) for rest in spelled(word[end:], most - 1))


@lru_cache(maxsize=1)
def syllables() -> Mapping[str, str]:
    """Syllable → its characters; an OntologyError where the table cannot be read."""
    try:
        lines = FILE.read_text(encoding="utf-8").splitlines()
        return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))
    except (OSError, ValueError) as err:
        raise OntologyError(f"{FILE.name}：无法读取（{err}）；请用 scripts/make_pinyin.py 重新生成") from err


@lru_cache(maxsize=1)
def readings() -> Mapping[str, tuple[str, ...]]:
    """Character → its syllables."""
    found: dict[str, list[str]] = {}
    for syllable, signs in syllables().items():
        for sign in signs:
            found.setdefault(sign, []).append(syllable)
    return {sign: tuple(read) for sign, read in found.items()}


@lru_cache(maxsize=512)
def _neighbours(syllable: str) -> frozenset[str]:
    return frozenset(other for other in syllables() if other != syllable and _one_off(syllable, other))


def _one_off(left: str, right: str) -> bool:
    """Whether one letter changed, added or left out makes one of the other."""
    if len(left) > len(right):
        left, right = right, left
    if len(right) - len(left) > 1:
        return False
    same = next((place for place, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left))
    return left[same + (len(left) == len(right)) :] == right[same + 1 :]
