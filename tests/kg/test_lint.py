"""Our ontology is sound, and the lint finds each kind of fault when we put one in."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from kg.gazetteer import GazetteerEntry, load_gazetteer
from kg.lint import ERROR, WARN, lint
from kg.ontology import Ontology, PropertyDef, load_ontology

Change = Callable[[Ontology], Ontology]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def row(key: str, name: str, type_: str = "Park", **more: object) -> GazetteerEntry:
    made = GazetteerEntry(key, type_, name, source="公开资料", file="some.csv")
    return replace(made, **more)  # type: ignore[arg-type]


def faults(ontology: Ontology, rows: Sequence[GazetteerEntry]) -> set[tuple[str, str, str]]:
    """The faults that neither the sound ontology nor an empty gazetteer has."""
    return {(f.severity, f.file, f.key) for f in lint(ontology, rows)}


def with_class(name: str, **change: object) -> Change:
    return lambda o: replace(o, classes={**o.classes, name: replace(o.classes[name], **change)})  # type: ignore[arg-type]


def with_relation(name: str, **change: object) -> Change:
    return lambda o: replace(o, relations={**o.relations, name: replace(o.relations[name], **change)})  # type: ignore[arg-type]


def with_vocabulary(name: str, **change: object) -> Change:
    return lambda o: replace(o, vocabularies={**o.vocabularies, name: {**o.vocabularies[name], **change}})


def test_our_own_ontology_has_no_fault(ontology: Ontology) -> None:
    assert lint(ontology, load_gazetteer()) == []


@pytest.mark.parametrize(
    ("change", "severity", "file", "key"),
    [
        (with_class("Park", label_en=""), ERROR, "classes/Park.yaml", "label.en"),
        (with_relation("PART_OF", inverse_zh=""), ERROR, "relations/PART_OF.yaml", "inverse.zh"),
        (
            with_class("Park", properties={"area": PropertyDef("面积", "", "number")}),
            ERROR,
            "classes/Park.yaml",
            "properties.area",
        ),
        (
            with_class("Park", properties={"area": PropertyDef("面积", "area", "float")}),
            ERROR,
            "classes/Park.yaml",
            "properties.area",
        ),
        (
            with_class("Park", properties={"area": PropertyDef("面积", "area", "choice")}),
            ERROR,
            "classes/Park.yaml",
            "properties.area",
        ),
        (
            with_class("Region", properties={"level": PropertyDef("级", "level", "string")}),
            ERROR,
            "classes/Region.yaml",
            "properties.level",
        ),
        (with_relation("PART_OF", object=("Campus",)), ERROR, "relations/PART_OF.yaml", "to"),
        (with_relation("PART_OF", subject=()), ERROR, "relations/PART_OF.yaml", "from"),
        (with_relation("HAS_VALUE", object=("Indicator",)), WARN, "classes/Observation.yaml", ""),
        (
            with_relation("PART_OF", cues={"part": ("属于",), "negative": ("属于",)}),
            ERROR,
            "relations/PART_OF.yaml",
            "cues.part",
        ),
        (with_relation("PART_OF", cues={"part": ("属于", "属于")}), WARN, "relations/PART_OF.yaml", "cues.part"),
        (with_relation("PART_OF", cues={"part": ()}), WARN, "relations/PART_OF.yaml", "cues.part"),
        (with_relation("MENTIONS", cues={"word": ("提及",)}), WARN, "relations/MENTIONS.yaml", "cues"),
        (with_class("Policy", patterns=("(规划",)), ERROR, "classes/Policy.yaml", "patterns"),
        (with_class("Park", heads=("园", "园")), WARN, "classes/Park.yaml", "heads"),
        (with_class("Park", examples=("园区",)), ERROR, "classes/Park.yaml", "generic"),
        (with_class("Park", caption="title"), ERROR, "classes/Park.yaml", "key"),
        (
            with_vocabulary("bodies", functions=[{"full": "科技局"}, {"full": "科技厅", "short": ["科技局"]}]),
            ERROR,
            "vocabularies/bodies.yaml",
            "科技厅",
        ),
        (with_vocabulary("bodies", separators=["、"]), ERROR, "vocabularies/bodies.yaml", "separators"),
        (with_vocabulary("bodies", groups=["专班", "专班"]), WARN, "vocabularies/bodies.yaml", "groups"),
        (with_vocabulary("bodies", collective=["科技局"]), ERROR, "vocabularies/bodies.yaml", "科技局"),
        (with_vocabulary("bodies", not_in=["绿水"]), WARN, "vocabularies/bodies.yaml", "not_in"),
        (
            with_vocabulary("bodies", functions=[{"full": "科技局", "bare": ["科委"]}]),
            ERROR,
            "vocabularies/bodies.yaml",
            "科技局",
        ),
        (
            with_vocabulary("alias_decisions", properties=[]),
            ERROR,
            "classes/Task.yaml",
            "properties.number",
        ),
        (
            with_vocabulary("alias_decisions", names=[{"name": "甲园", "means": "Park", "why": "so"}]),
            WARN,
            "vocabularies/alias_decisions.yaml",
            "names.甲园",
        ),
    ],
)
def test_fault_of_the_ontology_is_found(ontology: Ontology, change: Change, severity: str, file: str, key: str) -> None:
    assert (severity, file, key) not in faults(ontology, [])
    assert (severity, file, key) in faults(change(ontology), [])


@pytest.mark.parametrize(
    ("rows", "severity", "key"),
    [
        ([row("a", "甲园", type_="Campus")], ERROR, "a"),
        ([row("a", "甲", type_="Observation")], ERROR, "a"),
        ([row("a", "甲园", level="部级")], ERROR, "a"),
        ([row("a", "甲园", aliases=("甲",))], ERROR, "a"),
        ([row("a", "甲园", aliases=("甲园",))], ERROR, "a"),
        ([row("a", "甲园", aliases=("甲科技园 ",))], ERROR, "a"),
        ([row("a", "甲科技\n园")], ERROR, "a"),
        ([row("a", "甲园", not_in=("乙园区",))], ERROR, "a"),
        ([row("a", "甲园", region="无此市")], WARN, "a"),
        ([row("a", "甲园", source="")], WARN, "a"),
        ([row("a", "甲园", aliases=("产业园区",))], ERROR, "a"),
        ([row("a", "甲园"), row("a", "乙园")], ERROR, "a"),
        ([row("a", "甲园", parent="b")], ERROR, "a"),
        ([row("a", "甲园", parent="b"), row("b", "乙园", parent="a")], ERROR, "b"),
        ([row("a", "甲园"), row("b", "甲园", type_="Platform")], ERROR, "甲园"),
        ([row("a", "甲园", aliases=("丙园",)), row("b", "乙园", aliases=("丙园",))], ERROR, "丙园"),
        ([row("a", "甲园"), row("b", "甲园")], ERROR, "甲园"),
    ],
)
def test_fault_of_a_row_is_found(ontology: Ontology, rows: list[GazetteerEntry], severity: str, key: str) -> None:
    assert (severity, "gazetteers/some.csv", key) in faults(ontology, rows)


def test_sound_rows_pass(ontology: Ontology) -> None:
    rows = [
        row("r", "乙市", "Region"),
        row("s", "丙市", "Region"),
        row("a", "甲园", not_in=("甲园林",), level="国家级", region="乙市"),
        row("b", "甲园", region="丙市", parent="a"),  # the same name in another region
    ]
    assert lint(ontology, rows) == []


def test_decision_settles_a_clash(ontology: Ontology) -> None:
    decision = {"name": "甲园", "means": "Park", "why": "the platform is always written in full"}
    decided = with_vocabulary("alias_decisions", names=[decision])(ontology)
    rows = [row("a", "甲园"), row("b", "甲园", type_="Platform")]
    assert (ERROR, "gazetteers/some.csv", "甲园") in faults(ontology, rows)
    assert lint(decided, rows) == []
