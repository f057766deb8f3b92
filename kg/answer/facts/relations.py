"""Questions that one relation answers: who is in an industry, where something is, what a plan is based on."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.answer.asked.reading import MOST_NAMES, Ask, aliases_of, cite, listing, merge, text_of, with_citations
from kg.answer.asked.spelled import spelled
from kg.answer.asked.title_forms import of_status, only_wanted
from kg.answer.facts.roles import asked_role, is_called, of_own_part, of_role
from kg.answer.folding import fold
from kg.answer.model import Answer, AnswerRow, label_of
from kg.answer.quotes.bounding import bounded, of_asked_trade, of_size
from kg.answer.quotes.counted import measures
from kg.answer.quotes.enumerated import asked_act, asked_noun
from kg.answer.quotes.headed import answer_headed, of_rank
from kg.answer.quotes.lists import asked_kinds
from kg.answer.quotes.papers import of_level
from kg.answer.quoting import answer_quote
from kg.answer.tasks.themes import answer_theme

EACH = re.compile("分别|各自|各是|各有|各发展|各重点|各主")
INNER = str.maketrans("“”", "‘’")
# What a question may call the same act: 谁发布的 is answered by 印发, not by 起草.
ACTS = (
    ("依据", "根据"),
    ("按照",),
    ("落实",),
    ("遵循",),
    ("印发", "发布", "出台", "发文"),
    ("起草",),
    ("编制", "制定"),
)

BESIDE = re.compile("除|以外|之外|还(?!是)|其[他它余]|另外|此外")
DONE_WITH = ("牵头起草", "组织起草", "起草", "牵头编制", "组织编制", "编制", "制定", "印发", "发布", "出台")
TOGETHER = re.compile("共建|合建|共同建设|联合建设")  # of several: one builder is half an answer
WHERE = frozenset({"place_of", "places_for_industry"})
WHICH_PART = re.compile("哪一?个?(?:园|区|镇|街道|乡|基地|组团|片区)")
SURE_PLACE = 0.85  # of the question, for a sentence to stand before a fact
# A plan's basis is what it was made by; what it carries out on the way (落实某规划) is none.
MAKING = re.compile(
    "(?:依据|根据|按照|参照|基于|照着|依照|依着|比着|比照|对照着?|凭|循着).{0,10}(?:编|制定|制订|起草|写|出台|来的|定的)|(?:编制|制定|制订|起草)(?:的)?依据|上位"
)
MADE = re.compile("编制|编写|制定|制订|起草|拟定|研究提出|提出(?:如下|以下)|(?:形成|出台)本")
# Both are asked of one place, not of any: 既发展甲又发展乙.
AT_ONCE = re.compile(
    "既[^？?]+[又也还]|不[仅但][^？?]+[又也还]|[又也][^，？?]+[又也]|同时(?!期)|又(?=发展|布局|有|做|要|承载)"
)
OWNERS = ("Enterprise", "Institution", "Platform", "Project", "Fund", "Cluster")
ASKED_KINDS = re.compile(
    "(?:(?:项目|平台)(?:和|与|、|及|以及))?(?:项目|平台)(?:都|分别)?(?:有|是|包括)(?:哪|什么)|(?:哪|什么|几|多少|有).{0,8}"
)


def answer_relation(ask: Ask) -> Answer | None:
    """The other ends of the intent's relation as a complete list; None where the graph holds none."""
    if (ask.question.form == "title" and "Policy" not in ask.intent.gives) or measures(ask):
        return None
    if "Industry" in ask.intent.gives and (headed := answer_headed(ask)):
        return headed
    if ask.intent.query == "located_in_place" and (_is_of_plan(ask) or ask.question.entities(["Title"])):
        return None  # what lies there is neither all that its plan lists nor what holds an honour
    if branches := _branches(ask):
        return branches
    if _asks_unnamed_trade(ask):
        return None
    if "Enterprise" in ask.intent.gives and ask.question.form == "number" and ask.question.years:
        return None  # how many there are to be in a year is not how many are named
    params = ask.scoped(ids=ask.ids())
    found = rows_of(ask, params)
    if not found and params["documents"]:
        params = {**params, "documents": []}
        found = rows_of(ask, params)
    role = asked_role(ask)
    types = [kind for kind in OWNERS if kind not in ask.intent.needs]
    kept = of_status(ask.question.text, ask.intent.name, ask.limited(_of_all(ask, found), types))
    kept, others = of_own_part(ask, of_role(ask, kept, role), role)
    kept = _of_asked_type(ask, of_rank(ask, kept) if "Industry" in ask.intent.gives else kept)
    kept = of_size(ask, bounded(ask, kept)) if "Enterprise" in ask.intent.gives else bounded(ask, kept)
    kept = of_asked_trade(ask, kept) if ask.intent.name == "holders_of_title" else kept
    if ask.intent.query == "industries_of_place" and _branched(ask):  # the others are no branches of the one named
        return answer_quote(ask, SURE_PLACE)
    if ask.intent.query in WHERE:
        kept, wide = _narrowest(ask, kept), kept
        if wide and not kept:  # that it lies in the plan's own area tells nothing beside a sentence that says where
            named = ask.question.entities(["Region"]) or WHICH_PART.search(ask.question.text)
            return answer_quote(ask, SURE_PLACE) or (
                None if named else ask.answered(_sentence(ask, wide, ""), wide, params)
            )
    if not kept or (TOGETHER.search(ask.question.text) and ask.intent.query == "builders_of" and len(kept) < 2):
        return None
    if role and not any(is_called(ask, row, role) for row in kept):
        untold = ask.asking.message("untold_role", role=role, said=_sentence(ask, kept, ""))
        return ask.answered(untold, kept, params)
    within = f"园区另写到：{with_citations('、'.join(one.name for one in others), others)}" if others else ""
    return _counted(ask, kept) or _acted_on(ask) or ask.answered(f"{_sentence(ask, kept, role)}{within}", kept, params)


def _counted(ask: Ask, rows: Sequence[AnswerRow]) -> Answer | None:
    """The list of all who hold a title where a sentence counts and names them (4家某企业分别是…) of whom facts know but some."""
    if "Title" not in ask.intent.needs or ask.question.form not in {"list", "who"} or not (told := answer_quote(ask)):
        return None
    is_whole = any(re.search(rf"{len(told.answers)}[家个]", one.quote) for row in told.answers for one in row.evidence)
    named = {row.name for row in told.answers}
    holds_all = len(named) > len(rows) and all(named & {row.name, *row.aliases} for row in rows)
    return told if is_whole and holds_all else None


def _acted_on(ask: Ask) -> Answer | None:
    """The list that a sentence puts under the question's own verb (赋能哪些领域), which no relation tells; None where none does."""
    act = asked_act(ask) if ask.question.form == "list" else ""
    told = answer_quote(ask) if act else None
    return told if told and any(act in one.quote for row in told.answers for one in row.evidence) else None


def _branches(ask: Ask) -> Answer | None:
    """Of 「某园发展某产业，抓哪些方向」 the branches that the place's plans list under that industry."""
    below = next((one for one in ask.asking.intents if one.query == "sub_industries"), None)
    is_asked = ask.intent.query == "industries_of_place" and _branched(ask)
    return answer_relation(replace(ask, intent=below)) if below and is_asked else None


def _branched(ask: Ask) -> bool:
    """Whether the question names an industry and does not ask what there is beside it."""
    return bool(ask.question.entities(["Industry"])) and not BESIDE.search(ask.question.text)


def _narrowest(ask: Ask, rows: Sequence[AnswerRow]) -> tuple[AnswerRow, ...]:
    """The places without the area of the very plan that names them, where that plan names another; () where none is left."""
    regions = {key: fold(one.metadata.get("region", "")) for key, one in ask.context.documents.items()}
    plans = [{one.document_id for one in row.evidence} for row in rows]
    wide = [
        all(regions.get(key, "") in {fold(name) for name in (row.name, *row.aliases)} for key in own)
        for row, own in zip(rows, plans, strict=True)
    ]
    told = {key for own, is_wide in zip(plans, wide, strict=True) for key in own if not is_wide}
    kept = [row for row, own, is_wide in zip(rows, plans, wide, strict=True) if not (is_wide and own & told)]
    return () if all(wide) else tuple(kept)


def _asks_unnamed_trade(ask: Ask) -> bool:
    """Whether what is asked for is of an industry that no plan names: 量子技术领域 of a plan without 量子."""
    noun = asked_noun(ask.question.text)
    named = [one.text for one in ask.context.annotate(noun) if one.type == "Industry"] if noun else []
    texts = [spelled(ask.asking, ask.context.documents[key]) for key in ask.scope] if named else []
    return any(not any(ask.asking.spell(name) in text for text in texts) for name in named)


def _is_of_plan(ask: Ask) -> bool:
    """Whether all platforms or projects of a place are asked for that has a plan of its own: the plan's list is the whole one."""
    asked = ASKED_KINDS.search(ask.question.text)
    kinds = set(ask.asking.kinds_in(asked[0])) if asked else set()
    return bool(kinds) and kinds <= {"Platform", "Project"} and any(one.documents for one in ask.place)


def answer_plan(ask: Ask) -> Answer | None:
    """A relation of the plan that the question names, or of the one it keeps to; None where neither is told."""
    if ask.intent.query == "issuers_of_plan" and not ask.question.entities(["Policy"]):  # 清单 that a task is to issue
        theme = next(one for one in ask.asking.intents if one.handler == "theme")
        if told := answer_theme(replace(ask, intent=theme)):
            return told
    ids = [policy.entity_id for key in ask.question.documents for policy in _policies(ask, key)] or ask.ids()
    params = {"ids": ids, "documents": list(ask.question.documents)}
    rows = merge(of_level(ask, _same_word(ask, _make(ask, ask.rows(params)))))
    return ask.answered(_sentence(ask, rows, _act(ask, rows)), rows, params) if rows else None


def _act(ask: Ask, rows: Sequence[AnswerRow]) -> str:
    """What the plan says that was done with it (牵头起草, 印发): of several the question's own word."""
    quotes = "".join(one.quote for row in rows for one in row.evidence)
    said = [act for act in DONE_WITH if act in quotes]
    return next((act for act in said if act in ask.question.text), said[0] if said else "发布")


def _same_word(ask: Ask, rows: Sequence[AnswerRow]) -> list[AnswerRow]:
    """Rows whose quote uses the question's own word (依据, 按照, 落实) or its equal; all of them where none does."""
    if ask.intent.name == "basis_of_plan" and MAKING.search(ask.question.text):
        own = [row for row in rows if any(MADE.search(citation.quote) for citation in row.evidence)]
        rows = own or rows
    words = [word for act in ACTS if any(word in ask.question.text for word in act) for word in act]
    same = [row for row in rows if any(word in citation.quote for word in words for citation in row.evidence)]
    return same or list(rows)


def _policies(ask: Ask, document_id: str) -> list[AnswerRow]:
    """The plan that a document is, as an entity: the policy whose name its title bears."""
    title = fold(ask.context.documents[document_id].title)
    named = [
        one
        for one in ask.names.entities
        if one.type == "Policy"
        and any(fold(name) in title or title in fold(name) for name in (one.name, *one.aliases) if len(name) > 5)
    ]
    return [AnswerRow(one.name, one.type, one.id) for one in named]


def rows_of(ask: Ask, params: dict[str, object]) -> tuple[AnswerRow, ...]:
    asked = {str(identifier) for identifier in ask.ids()}
    rows = sorted(_make(ask, ask.rows(params)), key=_place)
    return merge(row for row in rows if row.entity_id not in asked)


def _of_all(ask: Ask, rows: Sequence[AnswerRow]) -> Sequence[AnswerRow]:
    """Of industries that a place has at once the places that have each; all rows for another question."""
    if ask.intent.query != "places_for_industry" or not AT_ONCE.search(ask.question.text):
        return rows
    asked = [
        {one.name for one in link.of_type(["Industry"])} for link in ask.question.links if link.of_type(["Industry"])
    ]
    return [row for row in rows if all(names & {*(row.group or "").split("；")} for names in asked)]


def _place(row: AnswerRow) -> tuple[str, int, int]:
    """Where the plan names the thing: lists are told in the plan's own order."""
    citation = row.evidence[0]
    places = (citation.quote.find(name) for name in (row.name, *row.aliases))
    return citation.document_id, citation.start, min((at for at in places if at >= 0), default=len(citation.quote))


def _make(ask: Ask, rows: Sequence[dict[str, object]]) -> list[AnswerRow]:
    made = []
    for row in rows:
        label = label_of(row["labels"])
        citation = cite(row, ask.context.documents)
        if (
            citation is None
            or (ask.intent.handler == "relation" and _is_heading_alone(row, citation.quote))
            or (ask.intent.gives and label not in ask.intent.gives)
        ):
            continue
        made.append(
            AnswerRow(
                name=str(row["name"]),
                type=label,
                entity_id=str(row["id"]),
                aliases=aliases_of(row),
                role=text_of(row.get("role")),
                note=text_of(row.get("status")),
                group=text_of(row.get("of_name")),
                evidence=(citation,),
            )
        )
    return made


def _is_heading_alone(row: dict[str, object], quote: str) -> bool:
    """Whether the quote is only the other end's own name: 医药健康产业园 does not say what the park focuses on."""
    return re.sub(r"^[\d一二三四五六七八九十]+", "", fold(quote)) == fold(str(row.get("of_name") or ""))


def _of_asked_type(ask: Ask, rows: Sequence[AnswerRow]) -> tuple[AnswerRow, ...]:
    """The rows of the kind the question asks for (企业, 平台 …), even if that is none; all where it does not say."""
    asked = ASKED_KINDS.search(ask.question.text)
    kinds = ask.asking.kinds_in(asked[0] if asked else ask.question.text) or asked_kinds(ask, before=True)
    wanted = set(kinds) & set(ask.intent.gives)
    told = tuple(row for row in rows if row.type in wanted)
    return told if told or (asked and wanted) else tuple(rows)


def _sentence(ask: Ask, rows: Sequence[AnswerRow], role: str) -> str:
    groups = list(dict.fromkeys(row.group for row in rows if row.group))
    if len(groups) > 1 and EACH.search(ask.question.text):
        return with_citations(_each(ask, rows), rows)
    rows = sorted(rows, key=lambda row: -len(row.evidence)) if len(rows) > MOST_NAMES else rows
    names = listing([f"{row.name}（{row.note}）" if row.note else row.name for row in rows], "个")
    text = ask.intent.text
    template = text["wanted"] if "wanted" in text and only_wanted(rows) else text.get("zh", "{of}：{names}。")
    of = "、".join(groups)
    of = of.translate(INNER) if "“{of}”" in template else of
    sentence = template.format(of=of, n=len(rows), names=names, role=role)
    return with_citations(sentence, rows)


def _each(ask: Ask, rows: Sequence[AnswerRow]) -> str:
    """What is said of each thing that the question names, one after the other: 甲园重点发展…；乙园重点发展…"""
    template, said = ask.intent.text.get("zh", "{of}：{names}。"), []
    for of in dict.fromkeys(part for row in rows for part in (row.group or "").split("；") if part):
        own = [row for row in rows if of in (row.group or "").split("；")]
        names = listing([f"{row.name}（{row.note}）" if row.note else row.name for row in own], "个")
        said.append(template.format(of=of, n=len(own), names=names, role="").removesuffix("。"))
    return "；".join(said) + "。"
