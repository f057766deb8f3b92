"""The drawing of a neighbourhood: whole XML, no more than sixty things, names that stay text."""

from xml.etree import ElementTree

from app_pages.drawing import COLUMN, MOST_NODES, Neighbour, Wording, draw, neighbours_of

SVG = "{http://www.w3.org/2000/svg}"
WORDING = Wording(lambda relation, direction: f"{relation}/{direction}", lambda key: f"entity?id={key}")


def row(source: str, relation: str, target: str) -> dict[str, object]:
    ends = {"source_id": source, "source_name": source.upper(), "source_labels": ["Park"]}
    return {
        **ends,
        "relation": relation,
        "target_id": target,
        "target_name": target.upper(),
        "target_labels": ["Region"],
    }


def test_neighbours_are_direct_and_listed_once() -> None:
    rows = [
        row("a", "LOCATED_IN", "b"),
        row("c", "PART_OF", "a"),
        row("a", "LOCATED_IN", "b"),
        row("b", "PART_OF", "c"),
    ]
    found = neighbours_of(rows, "a")
    assert [(one.id, one.relation, one.direction) for one in found] == [
        ("b", "LOCATED_IN", "out"),
        ("c", "PART_OF", "in"),
    ]


def test_drawing_is_whole_and_no_larger_than_allowed() -> None:
    many = [Neighbour(f"id{n}", f"名称{n}", "Park", "FOCUSES_ON", "out") for n in range(200)]
    tree = ElementTree.fromstring(draw("中心", many, WORDING))
    links = tree.findall(f".//{SVG}a")
    height = float(tree[0].attrib["viewBox"].split()[3])
    assert len(links) == MOST_NODES - 1
    assert all(0 < float(link.find(f"{SVG}circle").attrib["cy"]) < height for link in links)  # type: ignore[union-attr]


def test_drawing_escapes_names_and_stays_on_one_line() -> None:
    evil = Neighbour('"><b>', "<script>甲\n\n乙</script>", "Park", "PART_OF", "in")
    drawn = draw("a<b\nc", [evil], WORDING)
    names = [title.text for title in ElementTree.fromstring(drawn).iter(f"{SVG}title")]
    assert names == ["<script>甲 乙</script>"]
    assert "\n" not in drawn


def test_long_name_in_the_middle_leaves_room_for_the_relations_names() -> None:
    one = Neighbour("b", "甲产业", "Industry", "IN_INDUSTRY", "out")
    tree = ElementTree.fromstring(draw("云岫精工智能装备制造股份有限公司", [one], WORDING))
    lines = [text.text for text in tree.iter(f"{SVG}text") if text.attrib.get("class") == "pg-centre"]
    assert "".join(lines) == "云岫精工智能装备制造股份有限公司"
    assert len(lines) == 2
    box = tree.find(f".//{SVG}rect")
    assert box is not None
    assert (
        float(box.attrib["width"]) / 2 < COLUMN - 16 - 4 * 13
    )  # a relation's name of four signs ends 16 before the column
