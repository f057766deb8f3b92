"""What people call an entity beside its names: short forms, everyday names of bodies, ranks of parks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.answer.asked.title_forms import title_forms
from kg.answer.folding import fold
from kg.ontology import Ontology

LEGAL_FORM = re.compile(r"(?:集团)?(?:股份|有限|责任)*公司(?:分公司)?$|集团$")
BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
AREA = re.compile(r"^[\u4e00-\u9fff]{2,7}?(?:省|市|区|县|旗|州)(?=[\u4e00-\u9fff]{2})")
SHORT_LEVEL = re.compile(r"^(?:国家|[省市区县州国])(?=[\u4e00-\u9fff]{2})")
AREA_END = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:自治[区州县旗]|地区|街道|省|市|区|县|旗|盟|州|镇|乡)$")
PEOPLES = re.compile(
    "(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土"
    "|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|京|独龙|鄂伦春|各)族)+自治(?P<level>[区州县旗])$"
)
OF_GOVERNMENT = re.compile(r"^(?:人民)?政府(?=[\u4e00-\u9fff]{4})(?!办公|研究)")  # 区政府金融工作办公室
BRANCH = re.compile(r"(?P<body>[\u4e00-\u9fff]{2,}?)[委局厅][\u4e00-\u9fff]{2,4}分局$")  # 市规划自然资源委某区分局
OFFICE = re.compile("(?:管委会|管理委员会)$")
SMALL_AREA = re.compile(r"(?:街道|镇|乡)$")
# What a body's name has behind that of the place, park or town whose body it is.
BODY_END = re.compile("(?:管委会|管理委员会|管理办公室|人民政府|政府|(?<=街道)办(?:事处)?)$")
INDUSTRY_END = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:集群产业|产业集群|产业|行业)$")
# What parks of a rank are called for short; 高新技术产业开发区 is 高新区.
PARK_RANKS = (
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("综合保税区", "综保区"),
    ("自由贸易试验区", "自贸区"),
    ("自由贸易试验区", "自贸试验区"),
)
OF_STATE = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})国家级?(?=高新|经济技术|经开|综合保税|自主创新)"
)  # 云岫国家高新区 is 云岫高新区
SHORTEST_ZONE = 4
BRAND = re.compile(r"[“\"]([^“”\"]{2,8})[”\"]")  # “青云”工业互联网平台 is 青云平台 for short
TRADE_END = re.compile(r"(?<=[\u4e00-\u9fff]{4})(?:技术|科技|实业|控股|工业|发展|制造)$")  # 岚能储能公司
PARK_END = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:产业园区?|工业园区?|科技园区?|园区)$")


@dataclass(frozen=True)
class Named:
    """One entity that a question can mean."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    region: str = ""


def body_functions(ontology: Ontology) -> list[dict[str, object]]:
    """The functions of public bodies with their full and short names, as the ontology lists them."""
    bodies = ontology.vocabularies.get("bodies", {})
    functions = bodies.get("functions") if isinstance(bodies, dict) else None
    return functions if isinstance(functions, list) else []


def equal_bodies(functions: Iterable[Mapping[str, object]], *, loose: bool = False) -> dict[str, tuple[str, ...]]:
    """Each name of a body without its place → all its equals: 住建局 → 住房和城乡建设局, 住房城乡建设局, 住建局.

    `loose`: what people call it beside, though another body may bear that name: 科技局 of a 科信局.
    """
    equal: dict[str, tuple[str, ...]] = {}
    for function in functions:
        short, beside = (
            [str(one) for one in said] if isinstance(said := function.get(key), list) else []
            for key in ("short", "loose")
        )
        forms = (str(function["full"]), *short)
        equal.update((form, tuple(beside) if loose else forms) for form in forms)
    return equal


def short_forms(entity: Named, bodies: Mapping[str, Sequence[str]] | None = None) -> set[str]:
    """The folded forms people use for an entity beside its names; each keeps the part that tells it apart."""
    forms: set[str] = set()
    for name in (entity.name, *entity.aliases):
        plain = BRACKETED.sub("", name)
        if entity.type == "Department":
            body = AREA.sub("", plain)
            area = AREA.match(entity.name)
            bare = SHORT_LEVEL.sub("", body)
            forms |= _offices(plain) | _town_halls(plain)
            bare = f"{branch['body']}分局" if (branch := BRANCH.fullmatch(bare)) else bare
            region = entity.region or (area[0] if area else "")
            level = body.removesuffix(bare)
            kind = bare if bare in (bodies or {}) else OF_GOVERNMENT.sub("", bare)
            for form in dict.fromkeys((bare, kind, *(bodies or {}).get(kind, ()))):
                forms |= {
                    level + form,
                    form,
                    f"{region}{form}",
                    f"{AREA.sub('', region)}{form}",
                }  # 北京市朝阳区 is also 朝阳区
            forms |= {
                plain.removesuffix(end) for end in ("有限责任公司", "股份有限公司", "有限公司")
            }  # a firm that answers for a task
        elif entity.type == "Enterprise":
            core = LEGAL_FORM.sub("", plain)
            own = {
                core,
                AREA.sub("", core),
                re.sub(r"^[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff]{4})", "", core) if core != plain else core,
            }
            stems = {TRADE_END.sub("", one) for one in own} if core != plain else set()
            forms |= own | stems | {f"{one}公司" for one in own | stems}
        elif entity.type == "Region":
            forms.add(AREA_END.sub("", plain))
            if people := PEOPLES.search(plain):  # 黔南布依族苗族自治州 is 黔南 and 黔南州
                forms |= {plain[: people.start()], plain[: people.start()] + people["level"]}
        elif entity.type == "Title":
            forms |= title_forms([name])
        elif entity.type == "Industry":
            stem = INDUSTRY_END.sub("", plain)
            forms |= {stem, f"{stem}集群", f"{stem}产业集群", f"{stem}产业链"}
        elif entity.type in {"Park", "Platform", "Institution"}:
            forms |= {plain, *(f"{brand[1]}{name[-2:]}" for brand in [BRAND.match(name)] if brand)}
            stem = PARK_END.sub("", plain) if entity.type == "Park" else plain
            forms |= {f"{stem}园区", f"{stem}园"} if stem != plain else set()
            forms |= {plain.replace(rank, short) for rank, short in PARK_RANKS if rank in plain}
            forms |= {plain.removesuffix(short) + rank for rank, short in PARK_RANKS if plain.endswith(short)}
            forms |= {bare for form in (plain, *forms) if len(bare := OF_STATE.sub("", form)) > SHORTEST_ZONE}
    return {folded for form in forms if len(folded := fold(form)) >= 2}


def _offices(name: str) -> set[str]:
    """What a park's office is called for short: 某某经济技术开发区管委会 is 某某经开区管委会 and 经开区管委会."""
    ranks = [(rank, short) for rank, short in PARK_RANKS if rank in name and OFFICE.search(name)]
    return {form for rank, short in ranks for form in (name.replace(rank, short), f"{short}管委会")}


def _town_halls(name: str) -> set[str]:
    """汀镇, 汀镇政府 and 汀镇人民政府 are one, so are 桥街道 and its office; nothing for another body."""
    town = BODY_END.sub("", name)
    ends = ("", "办", "办事处") if town.endswith("街道") else ("", "政府", "人民政府")
    return {f"{town}{end}" for end in ends} if SMALL_AREA.search(town) else set()


def body_root(name: str) -> str:
    """The folded name without what makes it an office: 某某园 of 某某园管委会, 某镇 of 某镇人民政府."""
    return fold(BODY_END.sub("", BRACKETED.sub("", name)))
