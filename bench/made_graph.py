"""A made-up graph of plans at size: names, facts and the texts that state them, the same for the same seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.graph.base import DocumentProjection
from kg.records import Chunk, Document

CHUNK_FACTS = 25
# Of one document: how many nodes of a label. Those of SHARED come from a pool that all documents draw from.
OWN = {"Enterprise": 100, "Project": 50, "Platform": 25, "Park": 15, "Department": 20, "Task": 80, "Institution": 10, "Fund": 4, "Cluster": 3, "Observation": 80}  # fmt: skip
SHARED = {"Industry": (500, 20), "Title": (100, 6), "Indicator": (300, 40), "Region": (60, 2)}
NOUN = {"Enterprise": "公司", "Project": "项目", "Platform": "平台", "Park": "产业园", "Department": "局", "Task": "任务", "Institution": "大学", "Fund": "基金", "Cluster": "联盟", "Industry": "产业", "Title": "称号", "Indicator": "产值", "Region": "区", "Policy": "规划"}  # fmt: skip
# Facts of one document: relation, ends, how many, the roles drawn from.
FACTS = (
    ("RESPONSIBLE_FOR", "Department", "Task", 240, ("牵头", "配合", "责任")),
    ("CONCERNS", "Task", "Industry", 160, ("",)),
    ("CONCERNS", "Task", "Park", 80, ("",)),
    ("LOCATED_IN", "Enterprise", "Park", 150, ("",)),
    ("LOCATED_IN", "Project", "Park", 60, ("",)),
    ("LOCATED_IN", "Park", "Region", 15, ("",)),
    ("IN_INDUSTRY", "Enterprise", "Industry", 160, ("龙头", "")),
    ("FOCUSES_ON", "Park", "Industry", 80, ("主导", "重点")),
    ("FOCUSES_ON", "Region", "Industry", 30, ("重点",)),
    ("SUB_INDUSTRY", "Industry", "Industry", 10, ("",)),
    ("BUILDS", "Enterprise", "Project", 100, ("建设单位",)),
    ("BUILDS", "Institution", "Platform", 40, ("",)),
    ("HOLDS_TITLE", "Enterprise", "Title", 60, ("",)),
    ("COOPERATES_WITH", "Enterprise", "Institution", 80, ("",)),
    ("HAS_VALUE", "Indicator", "Observation", 80, ("",)),
)
MENTIONS = 1000


@dataclass
class Made:
    """One made-up document: what the graph is given, and the text that its quotes are slices of."""

    document: Document
    projection: DocumentProjection
    nodes: dict[str, list[dict[str, object]]] = field(default_factory=dict)


def make_plans(count: int, seed: int = 7) -> Iterator[Made]:
    """So many documents of about 500 nodes and 2,500 relations each."""
    dice = random.Random(seed)
    pools = {label: [_node(label, f"{number}") for number in range(size)] for label, (size, _) in SHARED.items()}
    for number in range(count):
        yield _plan(number, pools, dice)


def _node(label: str, key: str) -> dict[str, object]:
    signs = "".join(
        chr(0x4E00 + (int(digit) * 397 + place * 1009 + len(label) * 53) % 9000)
        for place, digit in enumerate(key.replace("-", ""))
    )
    return {"id": f"{label.lower()}-{key}", "name": f"{signs}{key}{NOUN.get(label, '')}", "region": ""}


def _plan(number: int, pools: dict[str, list[dict[str, object]]], dice: random.Random) -> Made:
    own = {label: [_node(label, f"{number}-{one}") for one in range(size)] for label, size in OWN.items()}
    nodes = {**own, **{label: dice.sample(pool, SHARED[label][1]) for label, pool in pools.items()}}
    nodes["Policy"] = [_node("Policy", str(number))]
    identifier, name, title = f"doc-{number}", f"{number}.txt", f"第{number}号发展规划"
    for place, task in enumerate(nodes["Task"]):
        task |= {"number": str(place + 1), "group_name": f"第{place // 10}组", "order_index": place}
    for place, value in enumerate(nodes["Observation"]):
        value |= _observation(place, nodes["Region"][0])
    text, edges, chunks = "", {}, []  # type: str, dict[str, list[dict[str, object]]], list[dict[str, object]]
    lines: list[str] = []
    offset = 0
    for relation, left, right, size, roles in FACTS:
        for place in range(size):
            subject = (
                nodes[left][place // 2 % len(nodes[left])] if relation == "HAS_VALUE" else dice.choice(nodes[left])
            )
            target = nodes[right][place] if relation == "HAS_VALUE" else dice.choice(nodes[right])
            if subject is target:
                continue
            quote = f"{subject['name']}{relation.lower()}{target['name']}。"
            edge = {"relation_id": f"{identifier}-{relation}-{offset}", "subject_label": left, "subject_id": subject["id"], "object_label": right, "object_id": target["id"], "document": name, "section": "一、总则", "extractor": "made/1", "quote": quote, "start_char": offset, "end_char": offset + len(quote), "basis": "direct", "role": dice.choice(roles)}  # fmt: skip
            edges.setdefault(relation, []).append(edge)
            lines.append(quote)
            offset += len(quote) + 1
    text = "\n".join(lines)
    place = 0
    for first in range(0, len(lines), CHUNK_FACTS):
        size = len("\n".join(lines[first : first + CHUNK_FACTS]))
        chunks.append({"id": f"{identifier}-c{first}", "name": lines[first][:20], "section": "一、总则", "order_index": first, "start_char": place, "end_char": place + size, "kind": "text"})  # fmt: skip
        place += size + 1
    named = [(label, node) for label, group in nodes.items() if label not in ("Task", "Observation") for node in group]
    edges["MENTIONS"] = [_mention(dice.choice(chunks), *named[one % len(named)]) for one in range(MENTIONS)]
    records = tuple(Chunk(str(row["id"]), identifier, "", ("一、总则",), text[int(str(row["start_char"])) : int(str(row["end_char"]))], int(str(row["start_char"])), int(str(row["end_char"]))) for row in chunks)  # fmt: skip
    period = "2021" if number % 2 else "2026"
    document = Document(
        identifier, name, title, str(number), text, {"period_start": period, "kind": "规划"}, chunks=records
    )
    row = {"id": identifier, "name": name, "heading": title, "kind": "规划", "period_start": period}
    projection = DocumentProjection(row, tuple(chunks), {label: tuple(group) for label, group in nodes.items()}, {key: tuple(rows) for key, rows in edges.items()})  # fmt: skip
    return Made(document, projection, nodes)


def _observation(place: int, region: dict[str, object]) -> dict[str, object]:
    number = float(100 + place * 7 % 90)
    kind, year = ("target", "2030") if place % 2 else ("actual", "2025")
    return {"name": f"{number:g} 亿元", "value": f"{number:g}", "number": number, "unit": "亿元", "amount": number * 1e8, "amount_unit": "元", "year": year, "kind": kind, "of_id": region["id"], "of_name": region["name"], "of_kind": "Region", "nature": "约束性" if place % 10 == 1 else "", "basis": ""}  # fmt: skip


def _mention(chunk: dict[str, object], label: str, node: dict[str, object]) -> dict[str, object]:
    start = int(str(chunk["start_char"]))
    return {
        "chunk_id": chunk["id"],
        "object_label": label,
        "object_id": node["id"],
        "start_char": start,
        "end_char": start + 2,
    }
