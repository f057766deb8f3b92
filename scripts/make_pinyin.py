"""Makes ontology/vocabularies/pinyin.txt, the readings of the characters of GB 2312, from the package pypinyin.

`python scripts/make_pinyin.py`; the package is only needed here (requirements-dev.txt).
"""

from collections import defaultdict

from pypinyin import Style, pinyin

from kg.search.pinyin import FILE

HEAD = (
    "# Syllables without tone and the characters of GB 2312 read so. Made by scripts/make_pinyin.py; not to be edited."
)
READINGS = 2  # the usual ones; pypinyin lists them first
ROWS = range(0xB0, 0xF8)


def main() -> None:
    """Writes the table, syllable by syllable."""
    table = defaultdict(list)
    for high in ROWS:
        for low in range(0xA1, 0xFF):
            try:
                sign = bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue  # five places of the table are empty
            [read] = pinyin(sign, style=Style.NORMAL, heteronym=True, v_to_u=False)
            for syllable in list(dict.fromkeys(read))[:READINGS]:
                table[syllable].append(sign)
    lines = [f"{syllable} {''.join(signs)}" for syllable, signs in sorted(table.items())]
    FILE.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
