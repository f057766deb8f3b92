"""What the first lines and the title say about a document: number, issuer, date, region, level, period, kind."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.layout import Line
from ingest.plan_kinds import kind_of
from ingest.regions import Atlas, home_region, national_atlas
from ingest.site_fields import field
from ingest.titles import DATE_LINE, NUMBER, SIGNED_LINE, Title, find_title, front_size, organ_alone
from kg.text.numbers import parse_number
from kg.text.periods import Period, iter_periods

DATE = re.compile(
    r"(?P<year>\d{4}|[一二][〇○零九０一二三四五六七八]{3})\s?年\s?(?P<month>[\d一二三四五六七八九十]{1,3})\s?月(?:\s?(?P<day>[\d一二三四五六七八九十]{1,3})\s?日)?"
)
TERM = re.compile(r"(?:规划|实施|计划|执行|方案|政策)?(?:期限|年限|期|有效期)[^。；\d]{0,8}(?=\d{4})")
PARK_ORGAN = re.compile(
    r"(?:园|开发区|示范区|高新区|科学城|度假区|保税区|合作区|试验区)[^，。]{0,12}(?:管理委员会|管委会)"
)
STATE = re.compile(r"^(?:中共中央|中央|国务院|全国|国家|中华人民共和国|[\u4e00-\u9fff]{2,8}部$)")
PLAIN_DATE = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})")
TAIL_LINES = 8


@dataclass(frozen=True)
class Front:
    """The title, the metadata, and the lines that the title stands on."""

    title: str
    metadata: Mapping[str, str]
    lines: frozenset[int]


def read_front(
    lines: Sequence[Line], *, name: str, given: str = "", fields: Mapping[str, str] | None = None, before_table: int = 0
) -> Front:
    """Title and metadata; a key that nothing states has the value ''. `fields`: what a site says beside the text.

    `before_table`: how many lines stand before the first table, 0 where that does not matter: no title runs across one.
    """
    said = fields or {}
    texts = [line.text for line in lines]
    title = find_title(texts[: before_table or None], name=name, given=field(said, "title") or given)
    front = texts[: max(front_size(texts), len(title.lines) and title.lines[-1] + 1)]
    issuer = field(said, "issuer") or find_issuer(texts, front, title)
    head = "".join(texts[index] for index in title.lines)
    named = [f"{title.plan or title.text}\n{head}", issuer, name]
    atlas = national_atlas()
    region, upper = home_region(named, "\n".join(texts), atlas)
    date = iso_date(field(said, "date")) or find_date(texts, front)
    period = find_period(title, name, texts, date)
    metadata = {
        "number": own_number(field(said, "number")) or find_number(texts, front),
        "issuer": issuer,
        "date": date,
        "region": region,
        "province_or_city": upper,
        "level": find_level(issuer, region, atlas),
        "period_start": str(period.start) if period else "",
        "period_end": str(period.end) if period else "",
        "kind": kind_of(title.text),
        "subject_policy": title.plan,
    }
    return Front(title.text, metadata, frozenset(title.lines))


def own_number(text: str) -> str:
    """The document's number that a site's field gives, '' for 「无」."""
    match = NUMBER.search(text)
    return re.sub(r"\s", "", match[0]) if match else ""


def find_number(texts: Sequence[str], front: Sequence[str]) -> str:
    """The document's own number (文号): a line that holds nothing else, or one at the very top."""
    for text in [*front, *texts[-TAIL_LINES:]]:
        if match := NUMBER.fullmatch(text):
            return re.sub(r"\s", "", match[0])
    for text in front[:6]:
        match = NUMBER.search(text)
        if match and (match.start() == 0 or (len(text) <= 40 and text[match.start() - 1] == " ")):
            return re.sub(r"\s", "", match[0])
    return ""


def find_date(texts: Sequence[str], front: Sequence[str]) -> str:
    """The date of issue as ISO (2021-10-12, 2021-10): a line of nothing but a date, the number or the issuer beside it."""
    for text in [*front, *texts[-TAIL_LINES:]]:
        dated = DATE_LINE.fullmatch(NUMBER.sub("", text).strip()) or SIGNED_LINE.fullmatch(text)
        if dated and (date := iso_date(dated[0])):
            return date
    return ""


def iso_date(text: str) -> str:
    """The first date of `text` as ISO, '' where it has none that exists."""
    match = DATE.search(text) or PLAIN_DATE.search(text)
    if not match:
        return ""
    year, month = int(parse_number(match["year"].replace("０", "〇")) or 0), int(parse_number(match["month"]) or 0)
    day = int(parse_number(match["day"]) or 0) if match["day"] else 0
    if not 1 <= month <= 12 or day > 31:
        return ""
    return f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")


def find_issuer(texts: Sequence[str], front: Sequence[str], title: Title) -> str:
    """The body that issued it: who signs before the date, else who stands before 关于 in the title, else a first line."""
    for part in (front, texts[-TAIL_LINES:]):
        for index, text in enumerate(part):
            if DATE_LINE.fullmatch(text) and (signed := _signed(part[:index])):
                return signed
            line = SIGNED_LINE.fullmatch(text)
            organ = (line["signed"] or line["organ"]).strip() if line else ""
            if organ_alone(organ):
                return _listed(organ)
    head = NUMBER.sub("", "".join(texts[index] for index in title.lines)).strip().lstrip("《")
    if (match := re.match(r"(?P<organ>[^《》，。]{3,60}?)\s?(?:关于)?(?=印发|关于|发布)", head)) and organ_alone(
        match["organ"]
    ):
        return _listed(match["organ"])
    for text in front:
        if organ_alone(text):
            return _listed(text)
        if (head := text.removesuffix("文件")) != text and organ_alone(head):  # the red head of an official document
            return _listed(head)
    return ""


def _signed(before: Sequence[str]) -> str:
    """The bodies on the lines right above a date, joined with 、."""
    signers: list[str] = []
    for text in reversed(before):
        if not organ_alone(text):
            break
        signers.insert(0, _listed(text))
    return "、".join(signers)


def _listed(text: str) -> str:
    return "、".join(part for part in re.split(r"[\s、]+", text) if part)


def find_level(issuer: str, region: str, atlas: Atlas) -> str:
    """国家 | 省 | 市 | 区县 | 乡镇 | 园区, from who issued it, else from the region."""
    if PARK_ORGAN.search(issuer):
        return "园区"
    if STATE.match(issuer):
        return "国家"
    return atlas.level(region)


def find_period(title: Title, name: str, texts: Sequence[str], date: str) -> Period | None:
    """The plan's period: in the title, in a sentence on its term, in the file's name, else from its date to its target year."""
    for text in (title.plan, title.text):
        if period := _longest(text):
            return period
    whole = "\n".join(texts)
    for match in TERM.finditer(whole):
        period = next(iter_periods(whole[match.end() : match.end() + 24]), None)
        if period and period.span[0] <= 2 and period.start < period.end:
            return period
    if period := _longest(name):
        return period
    targets = [period for period in iter_periods(whole) if period.kind == "until"]
    year = int(date[:4]) if date else 0
    coming = [period for period in targets if year and year < period.end <= year + 10]
    return Period(year, coming[0].end, coming[0].text, coming[0].span, "range") if coming else None


def _longest(text: str) -> Period | None:
    """The period of several years that `text` names; explicit years before a plan's number."""
    periods = [period for period in iter_periods(text) if period.start < period.end]
    return min(periods, key=lambda period: period.kind != "range", default=None)
