"""Checks over the records: what stands in the text, whose evidence it is, and what was not understood."""

from collections.abc import Iterator, Mapping
from functools import partial

from kg.checks.model import Check, Library, Place
from kg.checks.names import find_broken_names, find_in_longer_words, find_unknown_regions
from kg.records import GAP_KINDS, Document, Relation

Span = tuple[int, int]


def find_quotes_not_in_text(library: Library) -> Iterator[Place]:
    """Evidence whose words are not what stands at its place."""
    for document, relation in _relations(library):
        for evidence in relation.evidence:
            if document.text[evidence.start : evidence.end] != evidence.quote:
                there = document.text[evidence.start : evidence.end][:30]
                yield _fact(document, relation, f"原文此处是“{there}”", evidence.quote)


def find_evidence_elsewhere(library: Library) -> Iterator[Place]:
    """Evidence that does not begin in the section it names."""
    for document in library.documents:
        spans: dict[tuple[str, ...], list[Span]] = {}
        for section in document.sections:
            spans.setdefault(section.path, []).append((section.start, section.end))
        for relation in document.extraction.relations:
            for evidence in relation.evidence:
                if not any(start <= evidence.start < end for start, end in spans.get(evidence.section, ())):
                    yield _fact(document, relation, " › ".join(evidence.section), evidence.quote)


def find_loose_ends(library: Library) -> Iterator[Place]:
    """Facts about an entity that the document does not have."""
    for document in library.documents:
        known = {entity.id for entity in document.extraction.entities}
        for relation in document.extraction.relations:
            for end in {relation.subject_id, relation.object_id} - known:
                yield _fact(document, relation, end, relation.evidence[0].quote)


def find_merged_ends(library: Library) -> Iterator[Place]:
    """Facts whose two ends are one entity, or have been made one."""
    canonical = library.resolution.canonical
    for document, relation in _relations(library):
        left, right = (canonical.get(end, end) for end in (relation.subject_id, relation.object_id))
        if left == right:
            entity = library.resolution.entities.get(left)
            yield Place(left, entity.name if entity else left, relation.type, document.id, relation.evidence[0].quote)


def find_mentions_not_in_text(library: Library) -> Iterator[Place]:
    """Mentions whose words are not what stands at their place."""
    for document in library.documents:
        for mention in document.extraction.mentions:
            there = document.text[mention.start : mention.end]
            if there != mention.text:
                yield Place(mention.entity_id, mention.text, f"原文此处是“{there[:30]}”", document.id, there)


def find_chunks_not_in_text(library: Library) -> Iterator[Place]:
    """Passages whose words are not what stands at their place."""
    for document in library.documents:
        for chunk in document.chunks:
            if document.text[chunk.start : chunk.end] != chunk.text:
                yield Place(chunk.id, " › ".join(chunk.path), "", document.id, chunk.text[:60])


def find_stale_judgements(library: Library) -> Iterator[Place]:
    """Judgements on entities that are not in any more."""
    for entity_id in sorted(library.judged - set(library.resolution.canonical)):
        yield Place(entity_id, entity_id)


def find_gaps(library: Library, *, kind: str) -> Iterator[Place]:
    """Places of one kind that were not understood."""
    for document in library.documents:
        for gap in document.all_gaps:
            if gap.kind == kind:
                name = f"第 {gap.page} 页" if gap.page else " › ".join(gap.section) or document.title
                yield Place(document.id, name, gap.why, document.id, gap.quote)


def _relations(library: Library) -> Iterator[tuple[Document, Relation]]:
    for document in library.documents:
        for relation in document.extraction.relations:
            yield document, relation


def _fact(document: Document, relation: Relation, detail: str, quote: str) -> Place:
    return Place(relation.id, relation.type, detail, document.id, quote)


READ_AGAIN = "请重新加入该文件；仍然出现时，把文件和本行交给维护人员。"
HEADER = "请把列名补进 ontology/vocabularies/columns.yaml，或改用其中已有的列名，再重新加入。"
# Kind of gap → name of its check and what a person does about it.
GAPS: Mapping[str, tuple[str, str]] = {
    "page": ("page_not_read", "请换有文字层的文件，或安装文字识别包 rapidocr_onnxruntime 后重新加入。"),
    "table": ("table_not_understood", HEADER),
    "row": ("table_row_not_understood", "请看原表这一行：缺的补上，与上一行本是一格的合并，再重新加入。"),
    "column": ("table_column_not_understood", HEADER + "备注一类不必处理。"),
    "empty": (
        "table_column_empty",
        "请看原件：原表有内容的，换一种格式（docx、xlsx）重新加入；原表确实空白的不必处理。",
    ),
    "unit": (
        "responsibility_cell_not_understood",
        "请把单位的写法补进 ontology/vocabularies/bodies.yaml 或 ontology/gazetteers/bodies.csv 后重新加入。",
    ),
    "duty": (
        "duty_without_task",
        "请看原文：确是任务的，把标注写成“（责任单位：甲、乙）”放在任务之后，再重新加入；只是介绍情况的不必处理。",
    ),
    "heading": ("heading_without_text", "请看原件：标题下确无正文的不必处理；正文是图片的，换成文字后重新加入。"),
}
RECORD_CHECKS: tuple[Check, ...] = (
    Check("quote_not_in_text", "事实的引文与原文此处的文字不同", READ_AGAIN, find_quotes_not_in_text),
    Check("mention_not_in_text", "提及的文字与原文此处的文字不同", READ_AGAIN, find_mentions_not_in_text),
    Check("chunk_not_in_text", "段落的文字与原文此处的文字不同", READ_AGAIN, find_chunks_not_in_text),
    Check("relation_without_entity", "事实的一端不是该文件的实体", READ_AGAIN, find_loose_ends),
    Check("evidence_outside_section", "引文不在它所写的章节里", READ_AGAIN, find_evidence_elsewhere),
    Check(
        "relation_ends_are_one",
        "事实的两端被并成了一个实体",
        "请看原文：确是两个的，用 `python -m kg judge different ID1 ID2 --who 姓名` 分开；规划自称为据的，是原文误写。",
        find_merged_ends,
    ),
    Check(
        "name_in_longer_word",
        "实体只见于更长的名称之中",
        "请在 ontology/gazetteers 中这一行的 not_in 写上那个更长的名称，再重新加入。",
        find_in_longer_words,
    ),
    Check(
        "name_brackets_broken",
        "名称里的括号或引号不成对，可能截断了",
        "请看原文，在 ontology/gazetteers 写明完整名称后重新加入。",
        find_broken_names,
    ),
    Check(
        "region_unknown",
        "地区不在地名表里（镇、乡、街道、村不查）",
        "确是地名的，补进 ontology/gazetteers/regions.csv；不是的，补进 ontology/vocabularies/extraction.yaml 的 not_region_endings 或 Region.yaml 的 generic。",
        find_unknown_regions,
    ),
    Check(
        "judgement_of_absent_entity",
        "判定所指的实体已不在库中",
        "文件移除后属正常；改名的，用新的 id 重新判定。判定记在数据文件夹的 judgements.jsonl。",
        find_stale_judgements,
    ),
    *(Check(name, GAP_KINDS[kind], repair, partial(find_gaps, kind=kind)) for kind, (name, repair) in GAPS.items()),
)
