"""The ontology's files load as they are meant, and a mistake in one is refused with file and key."""

from pathlib import Path

import pytest
import yaml

from kg.errors import OntologyError
from kg.ontology import STRUCTURE, Ontology, load_ontology
from kg.settings import ROOT

ENTITY_TYPES = {
    "Enterprise",
    "Institution",
    "Department",
    "Park",
    "Platform",
    "Industry",
    "Region",
    "Policy",
    "Project",
    "Indicator",
    "Cluster",
    "Title",
    "Fund",
    "Task",
}
FACTS = {
    "ISSUED_BY": ({"Policy"}, {"Department"}),
    "BASED_ON": ({"Policy"}, {"Policy"}),
    "COVERS": ({"Policy"}, {"Region"}),
    "RESPONSIBLE_FOR": ({"Department"}, {"Task"}),
    "CONCERNS": ({"Task"}, ENTITY_TYPES),
    "LOCATED_IN": ({"Enterprise", "Platform", "Project", "Park", "Institution"}, {"Park", "Region"}),
    "PART_OF": ({"Park"}, {"Park"}),
    "IN_INDUSTRY": ({"Enterprise", "Project", "Cluster"}, {"Industry"}),
    "FOCUSES_ON": ({"Park", "Region"}, {"Industry"}),
    "SUB_INDUSTRY": ({"Industry"}, {"Industry"}),
    "BUILDS": ({"Enterprise", "Institution"}, {"Project", "Platform"}),
    "HOLDS_TITLE": ({"Enterprise", "Park", "Cluster", "Region", "Platform"}, {"Title"}),
    "HAS_VALUE": ({"Indicator"}, {"Observation"}),
}
CLASS = """
label: {zh: 企业, en: Enterprise}
description: {zh: 公司, en: company}
key: [name]
caption: name
"""
RELATION = """
label: {zh: 位于, en: located in}
inverse: {zh: 内有, en: location of}
description: {zh: 在哪里, en: where}
from: [Enterprise]
to: [any]
evidence: 一句话
"""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def write(root: Path, one: str = CLASS, relation: str = RELATION, vocabulary: str = "words: [甲]") -> Path:
    for folder, name, text in (
        ("classes", "Enterprise", one),
        ("relations", "LOCATED_IN", relation),
        ("vocabularies", "words", vocabulary),
    ):
        (root / folder).mkdir(exist_ok=True)
        (root / folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def test_entity_types_are_those_of_the_contract(ontology: Ontology) -> None:
    assert set(ontology.entity_types) == ENTITY_TYPES
    assert ontology.classes["Observation"].kind == "value"


@pytest.mark.parametrize("name", FACTS)
def test_relation_joins_the_classes_of_the_contract(ontology: Ontology, name: str) -> None:
    relation = ontology.relations[name]
    assert (set(relation.subject), set(relation.object)) == FACTS[name]
    assert relation.is_fact


def test_a_park_is_run_by_bodies_of_any_kind(ontology: Ontology) -> None:
    relation = ontology.relations["OPERATES"]
    assert (set(relation.subject), set(relation.object)) == ({"Enterprise", "Institution", "Department"}, {"Park"})


def test_facts_are_the_relations_with_evidence(ontology: Ontology) -> None:
    assert set(ontology.facts) == {*FACTS, "COOPERATES_WITH", "OPERATES"}
    assert set(ontology.relations) - set(ontology.facts) == {"MENTIONS", "IN_DOCUMENT"}
    assert set(ontology.relations["IN_DOCUMENT"].subject + ontology.relations["IN_DOCUMENT"].object) == set(STRUCTURE)


def test_roles_and_cues_come_from_the_files(ontology: Ontology) -> None:
    responsible = ontology.relations["RESPONSIBLE_FOR"]
    assert responsible.properties["role"].values == ("牵头", "配合", "责任")
    assert "牵头单位" in responsible.cues["lead"]
    assert "协办单位" in responsible.cues["support"]
    assert "对标" in ontology.relations["COOPERATES_WITH"].cues["negative"]


def test_minimal_ontology_loads(tmp_path: Path) -> None:
    ontology = load_ontology(write(tmp_path))
    assert ontology.relations["LOCATED_IN"].object == ("Enterprise",)  # any = every entity type
    assert ontology.vocabulary("words") == {"words": ["甲"]}


@pytest.mark.parametrize(
    ("one", "relation", "where"),
    [
        (CLASS + "haeds: [公司]", RELATION, "haeds"),
        (CLASS.replace("caption: name", ""), RELATION, "caption"),
        (CLASS.replace("key: [name]", "key: name"), RELATION, "key"),
        (CLASS + "heads: [公司, 2025]", RELATION, "heads"),
        (CLASS + "properties: {area: {zh: 面积, en: area, kind: number}}", RELATION, "properties.area"),
        (CLASS.replace("{zh: 企业, en: Enterprise}", "企业"), RELATION, "label"),
        (CLASS + "heads: [公司", RELATION, "Enterprise.yaml"),
        ("- 公司", RELATION, "Enterprise.yaml"),
        (CLASS, RELATION + "cues: [位于]", "cues"),
        (CLASS, RELATION + "cues: {located: 位于}", "cues.located"),
        (CLASS, RELATION + "range: [Park]", "range"),
    ],
)
def test_mistake_is_refused_with_its_place(tmp_path: Path, one: str, relation: str, where: str) -> None:
    with pytest.raises(OntologyError, match=where) as caught:
        load_ontology(write(tmp_path, one, relation))
    assert ".yaml" in str(caught.value)


def test_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="classes"):
        load_ontology(tmp_path)


def test_unknown_vocabulary_names_the_known_ones(ontology: Ontology) -> None:
    with pytest.raises(OntologyError, match=r"nowhere.*bodies"):
        ontology.vocabulary("nowhere")


@pytest.mark.parametrize("path", sorted((ROOT / "ontology").rglob("*.yaml")), ids=lambda path: path.name)
def test_data_reads_the_same_with_any_yaml_reader(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, Loader=yaml.SafeLoader) == yaml.load(text, Loader=yaml.CSafeLoader)  # ours is lenient
