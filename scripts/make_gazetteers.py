"""Derives the gazetteers of public codes and lists: regions, universities, central bodies, national parks, GB/T 4754.

    python scripts/make_gazetteers.py FOLDER

FOLDER holds provinces.csv, cities.csv, areas.csv, universities_cn.csv, gov_orgs_central.csv, parks_national.csv and
gbt4754_2017.csv. Names that are common words and short names come from ontology/vocabularies. The files written by
hand (areas, industries, honours …) are read only to leave out what they already have.
"""

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.gazetteer import COLUMNS, SEPARATOR, GazetteerEntry, load_gazetteer
from kg.ontology import FOLDER, Ontology, load_ontology

Row = Mapping[str, str]

SUFFIX = re.compile("(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|特区|省|市|区|县|盟|旗|州)$")
# The peoples in names of autonomous places: 湘西(土家族苗族)自治州, 巴音郭楞(蒙古)自治州.
PEOPLES = re.compile(
    "(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔"
    "|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|各)族|哈萨克|蒙古|维吾尔|柯尔克孜|塔吉克)+$"
)
NAMELESS = frozenset(
    {"市辖区", "城区", "郊区", "矿区", "东区", "西区", "新城区", "老城区"}
)  # mean nothing without their city
# The code list counts parks among the counties; a park is a Park and stands in the parks' files.
PARKS = re.compile(
    "(?:开发区|园区|工业园|产业园|示范区|示范园|管理区|保税区|先行区|合作区|集聚区|试验区|风景区|林场|农场|监狱)$"
)
HEADINGS = ("市辖区", "直辖")  # lines of the code list that are no places
BEYOND = (("710000", "台湾省", "台湾"), ("810000", "香港特别行政区", "香港"), ("820000", "澳门特别行政区", "澳门"))
PARK_FORMS = (
    ("国家高新技术产业开发区", "高新区"),
    ("市高新技术产业开发区", "高新区"),
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("经济技术开发区", "经开区"),
)
# 财政部 also starts 财政部门 and 财政部分: the longer words are no ministry.
AFTER_MINISTRY = ("门", "分", "署", "长")
RENAMED = {
    "莱芜市": "济南市",
    "凉山州": "凉山彝族自治州",
    "临夏州": "临夏回族自治州",
}  # the list of universities is older
INDUSTRY_SECTIONS = frozenset("ABCDEFGHIJKLMNOR")  # P, Q, S, T are schools, hospitals, government


def read(folder: Path, name: str) -> list[Row]:
    """The rows of one public list, without the blanks and broken lines inside its names."""
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return [{key: "".join(cell.split()) for key, cell in row.items()} for row in csv.DictReader(file)]


def write(name: str, entries: Iterable[GazetteerEntry]) -> None:
    """Writes ontology/gazetteers/NAME; the same entries always give the same bytes."""
    with (FOLDER / "gazetteers" / name).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        for e in entries:
            names, excluded = SEPARATOR.join(e.aliases), SEPARATOR.join(e.not_in)
            rows.writerow((e.id, e.type, e.name, names, excluded, e.level, e.region, e.parent, e.source))


def bare(name: str) -> str:
    """A place's name without the word for its kind; '' where nothing that stands alone is left."""
    stem = SUFFIX.sub("", name)
    without = PEOPLES.sub("", stem)  # of 内蒙古 one letter would be left
    stem = without if len(without) >= 2 else stem
    return stem if len(stem) >= 2 and stem != name else ""


def region_rows(folder: Path) -> list[tuple[str, str, str, str, str]]:
    """(code, name, level, code of the parent, name of the parent) of every place, from the province down."""
    provinces = {row["code"]: row["name"] for row in read(folder, "provinces.csv")}
    found = [(f"{code}0000", name, "省级", "", "") for code, name in provinces.items()]
    found += [(code, name, "省级", "", "") for code, name, _ in BEYOND]
    cities: dict[str, str] = {}
    for row in read(folder, "cities.csv"):
        if not any(word in row["name"] for word in HEADINGS) and row["name"] != "县":
            cities[row["code"]] = row["name"]
            province = row["provinceCode"]
            found.append((f"{row['code']}00", row["name"], "市级", f"{province}0000", provinces[province]))
    for row in read(folder, "areas.csv"):
        city, province = row["cityCode"], row["provinceCode"]
        if PARKS.search(row["name"]) or row["code"] == f"{city}00":  # a city without counties is listed twice
            continue
        above = cities.get(city, provinces[province])
        name = above + row["name"] if row["name"] in NAMELESS else row["name"]
        found.append((row["code"], name, "区县级", f"{city}00" if city in cities else f"{province}0000", above))
    return found


def bare_names(places: list[tuple[str, str, str, str, str]], common: frozenset[str]) -> dict[str, str]:
    """Code → bare name, where it can mean only this place, or the province or city that holds all the others."""
    bearers: dict[str, list[tuple[str, str, str, str, str]]] = defaultdict(list)
    for place in places:
        if bare(place[1]) and bare(place[1]) not in common:
            bearers[bare(place[1])].append(place)
    found: dict[str, str] = {}
    for stem, several in bearers.items():
        first = several[0]  # places come from the province down
        if len({place[1] for place in several}) == 1:
            found.update({place[0]: stem for place in several})
        elif first[2] == "省级" or all(place[3] == first[0] for place in several[1:]):
            found[first[0]] = stem
    return found


def make_regions(folder: Path, ontology: Ontology) -> list[GazetteerEntry]:
    """Provinces, cities and counties with their national codes."""
    common = ontology.vocabulary("common_words")
    places = region_rows(folder)
    aliases = bare_names(places, frozenset(str(common["regions"]).split()))
    excluded = {str(name): tuple(words) for name, words in dict(common["not_in"]).items()}  # type: ignore[call-overload]
    return [
        GazetteerEntry(
            f"region-{code}",
            "Region",
            name,
            (aliases[code],) if code in aliases else (),
            excluded.get(aliases.get(code, ""), ()) + excluded.get(name, ()),
            level,
            parent,
            f"region-{above}" if above else "",
            f"GB/T 2260 {code}",
        )
        for code, name, level, above, parent in places
    ]


def make_universities(folder: Path, ontology: Ontology, known: frozenset[str]) -> list[GazetteerEntry]:
    """Universities and colleges with their city."""
    short = short_names(ontology, "institutions")
    return [
        GazetteerEntry(
            f"institution-{row['code']}",
            "Institution",
            row["name"],
            short.get(row["name"], ()),
            excluded_in(ontology, (row["name"], *short.get(row["name"], ()))),
            region=RENAMED.get(row["address"], row["address"]),
            source=f"全国高等学校名单 {row['code']}",
        )
        for row in read(folder, "universities_cn.csv")
        if row["code"] and row["name"] not in known
    ]


def make_bodies(folder: Path, ontology: Ontology, known: frozenset[str]) -> list[GazetteerEntry]:
    """Central party and state bodies; academies and news agencies among them are institutions."""
    short = short_names(ontology, "bodies")
    found: dict[str, GazetteerEntry] = {}
    for row in read(folder, "gov_orgs_central.csv"):
        name, *others = row["name_cn"].split("/")
        is_body = row["branch"] in ("party", "state_council", "npc", "judiciary") or row["branch"].startswith("sc_")
        central = is_body or name == "中国共产党中央委员会"
        if not central or row["branch"] == "sc_other" or name in known:
            continue
        kind = "Institution" if row["branch"] == "sc_public_institutions" and "局" not in name else "Department"
        aliases = tuple(dict.fromkeys((*short.get(name, ()), *others)))
        ministries = [one for one in (name, *aliases) if one.endswith("部")]
        excluded = tuple(one + after for one in ministries for after in AFTER_MINISTRY)
        excluded += excluded_in(ontology, aliases)
        found[name] = GazetteerEntry(
            f"body-{name}", kind, name, aliases, excluded, "国家级", "中国", "", "中央机构名录"
        )
    return list(found.values())


def make_parks(folder: Path, regions: Iterable[GazetteerEntry], known: frozenset[str]) -> list[GazetteerEntry]:
    """National development zones and high-tech zones; the region is the place whose bare name starts the park's."""
    places = {alias: entry for entry in regions for alias in entry.aliases if entry.level != "省级"}
    places |= {alias: entry for entry in regions for alias in entry.aliases if entry.level == "省级"}
    found = []
    for row in read(folder, "parks_national.csv"):
        name = row["name"]
        if name in known or "开发区" not in name + "开发区" * name.endswith(("园区", "投资区", "加工区")):
            continue
        stem, short = next(((name[: -len(form)], to) for form, to in PARK_FORMS if name.endswith(form)), ("", ""))
        place = next((places[name[:n]] for n in range(6, 1, -1) if name[:n] in places), None)
        aliases = (stem + short,) if len(stem) >= 2 and stem + short not in known else ()
        level = "国家级" if row["level_or_place"].startswith("国家级") else ""
        region = place.name if place else ""
        found.append(GazetteerEntry(f"park-{name}", "Park", name, aliases, (), level, region, "", "国家级开发区名录"))
    return found


def make_standard_industries(folder: Path, ontology: Ontology, known: frozenset[str]) -> list[GazetteerEntry]:
    """Sections, divisions and groups of GB/T 4754 whose names a plan would write: short, and not a list of three."""
    generic = frozenset(ontology.classes["Industry"].generic)
    found: dict[str, GazetteerEntry] = {}
    codes: dict[str, str] = {}
    for row in read(folder, "gbt4754_2017.csv"):
        code, name = row["code"], row["name"]
        if row["section"] not in INDUSTRY_SECTIONS or row["level"] == "小类" or not is_usual(name):
            continue
        if name in known or name in generic or name in codes.values():
            continue
        codes[code] = name
        above = codes.get(code[:-1]) or codes.get(row["section"])
        parent = f"industry-gbt-{next(c for c, n in codes.items() if n == above)}" if above and above != name else ""
        found[name] = GazetteerEntry(
            f"industry-gbt-{code}", "Industry", name, parent=parent, source=f"GB/T 4754—2017 {code}"
        )
    return list(found.values())


def is_usual(name: str) -> bool:
    """Whether running text would use this name of the standard: an industry in so many words, and no rest class."""
    return not name.startswith("其他") and len(name) <= 12 and name.count("、") <= 1 and name.endswith("业")


def short_names(ontology: Ontology, kind: str) -> dict[str, tuple[str, ...]]:
    """Name → short names, from the vocabulary an analyst keeps."""
    table = ontology.vocabulary("short_names")[kind]
    return {str(name): tuple(map(str, words)) for name, words in table.items()} if isinstance(table, dict) else {}


def excluded_in(ontology: Ontology, names: Iterable[str]) -> tuple[str, ...]:
    """The longer strings in which one of these names means something else."""
    table = ontology.vocabulary("short_names")["not_in"]
    return tuple(word for name in names for word in table.get(name, ())) if isinstance(table, dict) else ()


def main() -> None:
    """Writes the derived files; those written by hand stay as they are, and win where both know a name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the public lists are")
    folder = parser.parse_args().folder
    ontology = load_ontology()
    derived = ("regions.csv", "universities.csv", "bodies.csv", "parks_national.csv", "industries_gbt4754.csv")
    for name in derived:
        (FOLDER / "gazetteers" / name).unlink(missing_ok=True)
    known = frozenset(name for entry in load_gazetteer() for name in entry.names)
    regions = make_regions(folder, ontology)
    made = (
        regions,
        make_universities(folder, ontology, known),
        make_bodies(folder, ontology, known),
        make_parks(folder, regions, known),
        make_standard_industries(folder, ontology, known),
    )
    for name, entries in zip(derived, made, strict=True):
        write(name, entries)
        print(f"{name}: {len(entries)}")


if __name__ == "__main__":
    main()
