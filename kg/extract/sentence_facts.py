"""Facts between the names of one sentence: each rule is a small function, the cue words are the relation's data."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.context import Facts, Sentence
from kg.records import Entity, Mention
from kg.text.normalize import fold

EXTRACTOR = "sentence"
ORGANISATIONS = ("Enterprise", "Institution", "Department", "Region", "Park")
CLAUSE_MARKS = re.compile(r"[，。；;,！？]")
LIST_JOINT = re.compile(r"^[“”\"》《]?(?:、|和|及|以及|与|[（(][^（()）]*[）)]、?)?[“”\"《》]?$")


@dataclass(frozen=True)
class Subjects:
    """Who is meant where a sentence does not say: the plan itself, and what the whole document is about."""

    policy: Entity
    whole: Entity | None


class SentenceFacts:
    """Applies the rules of every relation to a sentence."""

    def __init__(self, cues: Mapping[str, re.Pattern[str]], subjects: Subjects) -> None:
        self._cues = cues
        self._subjects = subjects
        self._rules = (self._based_on, self._located_in, self._part_of, self._in_industry, self._focuses_on, self._sub_industry, self._builds, self._cooperates, self._holds_title)

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of one sentence."""
        for rule in self._rules:
            rule(sentence, facts)

    def _based_on(self, sentence: Sentence, facts: Facts) -> None:
        """依据/按照/落实 before a policy's name: the document's own plan rests on it."""
        for mention in sentence.of("Policy"):
            if mention.entity_id == self._subjects.policy.id:
                continue
            before = sentence.text[: mention.start - sentence.start]
            cue = last_match(self._cues["BASED_ON"], before)
            if cue and not re.search(r"[。；]", before[cue.end() :]):
                facts.relate("BASED_ON", self._subjects.policy.id, mention.entity_id, facts.of_sentence(sentence, EXTRACTOR), note=cue.group())

    def _located_in(self, sentence: Sentence, facts: Facts) -> None:
        """A 位于/落户 B, 在 B 建设 A; a platform under a park's heading that is built or opened there."""
        movers = sentence.of("Enterprise", "Platform", "Project", "Institution", "Park")
        places = sentence.of("Park", "Region")
        cue = self._cues["LOCATED_IN"]
        for mover in movers:
            for place in places:
                if place.entity_id == mover.entity_id or (mover.type == "Park" and place.type == "Park"):
                    continue
                near = self._near(sentence, mover, place, 16)
                if near and (cue.search(near[0]) if near[1] else re.search(r"^(?:的|内|建设|落地|布局|设立|新建|建成)", near[0])):
                    facts.relate("LOCATED_IN", mover.entity_id, place.entity_id, facts.of_sentence(sentence, EXTRACTOR))
        self._at_home(sentence, facts)

    def _at_home(self, sentence: Sentence, facts: Facts) -> None:
        """What is built, opened or brought in, with no place of its own in the sentence, is where its heading or plan is."""
        parks = sentence.of("Park")
        leads = [p for p in parks if p.start == sentence.start or sentence.before(p, 3).endswith(("在", "。", "；", "：", "，"))]
        heading = next((m for m in sentence.heading_mentions if m.type == "Park"), None)
        anaphor = re.search(r"落户(?:园区|本区|区内|我区)", sentence.text)
        home_id, basis = (leads[0].entity_id, "direct") if leads else (heading.entity_id, "heading") if heading else ("", "heading")
        if not home_id and self._subjects.whole:
            home_id = self._subjects.whole.id
        for mover in sentence.of("Platform", "Institution", "Project", "Enterprise"):
            before, after = sentence.before(mover, 40), sentence.after(mover, 40)
            rooted = re.search(r"依托[^，。；]*$|以[^，。；]*$", before) and re.search(r"龙头|为带动|骨干|打造|为依托", after) and (leads or heading)
            brought = re.search(r"(?:引入|引进|集聚|落地|建成|打造|布局|建设|推进|完成|开工|设立|推动)[^，。；]*$", before) or re.match(
                r"[^，。；]{0,8}(?:投产|投用|建成|开工|落地|落户|入驻|启用|运行|运营|建设|开放|开展)", after
            )
            if mover.type == "Enterprise" and not leads and not heading and not re.search(r"(?:引入|引进|集聚)[^，。；]*$", before):
                brought = None
            if rooted or brought or (anaphor and mover.start < sentence.start + anaphor.start()):
                facts.relate("LOCATED_IN", mover.entity_id, home_id, facts.of_sentence(sentence, EXTRACTOR, basis=basis))
        if leads:
            for park in parks:
                if park.entity_id != leads[0].entity_id and re.search(r"(?:打造|建设|培育)[^，。；]{0,4}$", sentence.before(park, 8)):
                    facts.relate("LOCATED_IN", park.entity_id, leads[0].entity_id, facts.of_sentence(sentence, EXTRACTOR))

    def _near(self, sentence: Sentence, left: Mention, right: Mention, most: int) -> tuple[str, bool] | None:
        """The text between two mentions of one clause and whether they stand in the given order; None when far apart."""
        in_order = left.end <= right.start
        between = sentence.between(left, right) if in_order else sentence.between(right, left)
        if len(between) > most or CLAUSE_MARKS.search(between):
            return None
        return between, in_order

    def _part_of(self, sentence: Sentence, facts: Facts) -> None:
        """A 纳入 B, A 是 B 分园, A's name begins with B's; parks listed under a park's heading."""
        parks = sentence.of("Park")
        for left in parks:
            for right in parks:
                if left.entity_id == right.entity_id:
                    continue
                between = sentence.between(left, right) if left.end <= right.start else ""
                joined = between and len(between) <= 24 and re.search(r"纳入|属于|既?是$|划入|并入", between)
                inner = left.text != right.text and left.text.startswith(right.text) and len(right.text) >= 3
                if joined or inner:
                    facts.relate("PART_OF", left.entity_id, right.entity_id, facts.of_sentence(sentence, EXTRACTOR))
        home = next((m for m in sentence.heading_mentions if m.type == "Park"), None)
        for park in parks if home else ():
            if home and re.search(r"以$", sentence.before(park, 1)) and re.search(r"为[^，。；]{0,4}(?:主体|载体|核心|依托)", sentence.after(park, 40)):
                facts.relate("PART_OF", home.entity_id, park.entity_id, facts.of_sentence(sentence, EXTRACTOR, basis="heading"))
        whole = self._subjects.whole
        home_id = home.entity_id if home else whole.id if whole and whole.type == "Park" else ""
        if home_id and re.search(r"布局|[一二三四五六七八九\d]区|打造|建设|规划", sentence.text):
            for park in parks:
                if park.entity_id != home_id and self._is_new_part(sentence, park):
                    facts.relate("PART_OF", park.entity_id, home_id, facts.of_sentence(sentence, EXTRACTOR, basis="heading"))

    def _is_new_part(self, sentence: Sentence, park: Mention) -> bool:
        return bool(re.search(r"(?:打造|建设|为主的|形成|规划|、|^|。|；)$", sentence.before(park, 6)))

    def _in_industry(self, sentence: Sentence, facts: Facts) -> None:
        """以 A 为龙头的 B 产业, B ……代表企业有 A, 依托 A 等龙头企业发展 B; else the heading's industry."""
        firms = sentence.of("Enterprise")
        industries = sentence.of("Industry")
        leading = self._cues["IN_INDUSTRY"]
        for firm in firms:
            clause = clause_of(sentence, firm)
            role = "龙头" if leading.search(clause[2]) else ""
            same = [i for i in industries if clause[0] <= i.start < clause[1]]
            earlier = [i for i in industries if i.end <= firm.start]
            if same:
                target = min(same, key=lambda i: abs(i.start - firm.start))
                facts.relate("IN_INDUSTRY", firm.entity_id, target.entity_id, facts.of_sentence(sentence, EXTRACTOR), role=role)
            elif (role or re.search(r"代表企业|主要企业|重点企业|企业(?:有|包括)", clause[2])) and earlier:
                facts.relate("IN_INDUSTRY", firm.entity_id, earlier[0].entity_id, facts.of_sentence(sentence, EXTRACTOR), role=role)
            heading = next((m for m in sentence.heading_mentions if m.type == "Industry"), None)
            if heading:
                facts.relate("IN_INDUSTRY", firm.entity_id, heading.entity_id, facts.of_sentence(sentence, EXTRACTOR, basis="heading"), role=role)
            themed = next((m for m in sentence.heading_mentions if m.type == "Park"), None)
            if themed and role and not heading:
                self._theme_of(firm, themed, role, sentence, facts)
            if role and not same and not earlier and not heading and industries:
                facts.relate("IN_INDUSTRY", firm.entity_id, industries[0].entity_id, facts.of_sentence(sentence, EXTRACTOR), role=role)
        self._made_things(sentence, facts)

    def _theme_of(self, firm: Mention, park: Mention, role: str, sentence: Sentence, facts: Facts) -> None:
        """A leading firm of a park that is named after an industry (智能制造产业园) is of that industry."""
        name = fold(park.text)
        themes = [e for e in facts.entities.values() if e.type == "Industry" and len(e.name) >= 4 and fold(e.name).removesuffix("产业") in name]
        if themes:
            theme = max(themes, key=lambda entity: len(entity.name))
            facts.relate("IN_INDUSTRY", firm.entity_id, theme.id, facts.of_sentence(sentence, EXTRACTOR, basis="heading"), role=role)

    def _made_things(self, sentence: Sentence, facts: Facts) -> None:
        """A project or cluster belongs to the industry that its name holds, else to its heading's."""
        heading = next((m for m in sentence.heading_mentions if m.type == "Industry"), None)
        for mention in sentence.of("Cluster", "Project"):
            if heading:
                facts.relate("IN_INDUSTRY", mention.entity_id, heading.entity_id, facts.of_sentence(sentence, EXTRACTOR, basis="heading"))

    def _focuses_on(self, sentence: Sentence, facts: Facts) -> None:
        """A park or region and the industries it is to lead in: its own name, else the heading's, else the plan's area."""
        cue = self._cues["FOCUSES_ON"]
        places = sentence.of("Park", "Region")
        for group in coordinated(sentence, sentence.of("Industry")):
            before = sentence.text[: group[0].start - sentence.start]
            if not cue.search(before[-30:]) and not re.search(r"主导|支柱|特色产业|集聚", sentence.after(group[-1], 16)):
                continue
            owner, basis = self._focus_owner(sentence, group[0], places)
            for industry in group:
                facts.relate("FOCUSES_ON", owner, industry.entity_id, facts.of_sentence(sentence, EXTRACTOR, basis=basis))

    def _focus_owner(self, sentence: Sentence, first: Mention, places: Sequence[Mention]) -> tuple[str, str]:
        """Whose focus it is: the place right before the cue, the place that opens the sentence, the heading's, the plan's."""
        nearer = [p for p in places if p.end <= first.start]
        close = [p for p in nearer if first.start - p.end <= 10 and p.type == "Park"]
        if close:
            return close[-1].entity_id, "direct"
        opening = [p for p in nearer if p.start - sentence.start <= 3 and p.type == "Park"]
        if opening:
            return opening[0].entity_id, "direct"
        heading = next((m for m in sentence.heading_mentions if m.type == "Park"), None)
        if heading:
            return heading.entity_id, "heading"
        parks = [p for p in nearer if p.type == "Park"]
        if parks:
            return parks[-1].entity_id, "direct"
        regions = [p for p in nearer if re.search(r"(?:^|[，。；])$", sentence.before(p, 1)) or p.start == sentence.start]
        if regions:
            return regions[-1].entity_id, "direct"
        return (self._subjects.whole.id if self._subjects.whole else ""), "heading"

    def _sub_industry(self, sentence: Sentence, facts: Facts) -> None:
        """甲、乙等丙产业; 丙产业，重点发展甲、乙; industries of a section whose heading names one."""
        groups = list(coordinated(sentence, sentence.of("Industry")))
        heading = next((m for m in sentence.heading_mentions if m.type == "Industry"), None)
        evidence = facts.of_sentence(sentence, EXTRACTOR)
        for index, group in enumerate(groups):
            following = groups[index + 1][0] if index + 1 < len(groups) else None
            between = sentence.between(group[-1], following) if following else ""
            if following and re.fullmatch(r"[”\"]?等(?:[^，。；]{0,4}|[^，。；、]{0,8}的)", between):
                for child in group:
                    facts.relate("SUB_INDUSTRY", child.entity_id, following.entity_id, evidence)
                continue
            parent = groups[index - 1][-1] if index and len(groups[index - 1]) == 1 else None
            between = sentence.between(parent, group[0]) if parent else ""
            if parent and len(between) <= 14 and self._cues["SUB_INDUSTRY"].search(between):
                for child in group:
                    facts.relate("SUB_INDUSTRY", child.entity_id, parent.entity_id, evidence)
            elif heading and self._cues["FOCUSES_ON"].search(sentence.text[: group[0].start - sentence.start]):
                for child in group:
                    facts.relate("SUB_INDUSTRY", child.entity_id, heading.entity_id, facts.of_sentence(sentence, EXTRACTOR, basis="heading"))

    def _builds(self, sentence: Sentence, facts: Facts) -> None:
        """A 建设/承建 B; a project or platform whose name begins with its builder's."""
        for thing in sentence.of("Project", "Platform"):
            for maker in sentence.of("Enterprise", "Institution"):
                near = self._near(sentence, maker, thing, 14)
                built = near and near[1] and self._cues["BUILDS"].search(near[0])
                if built:
                    facts.relate("BUILDS", maker.entity_id, thing.entity_id, facts.of_sentence(sentence, EXTRACTOR))

    def _cooperates(self, sentence: Sentence, facts: Facts) -> None:
        """与 A 合作, 对接 A, A 与 B 共建; not where A is only an example to follow."""
        cue, whole = self._cues["COOPERATES_WITH"], self._subjects.whole
        for group in coordinated(sentence, sentence.of(*ORGANISATIONS)):
            start, end, clause = clause_of(sentence, group[0])
            before = sentence.text[max(0, start - sentence.start) : group[0].start - sentence.start].rstrip("“\"")
            behind = sentence.text[group[-1].end - sentence.start : end - sentence.start]
            partner = re.search(r"(?:与|同|和|会同|联合)$", before) and (cue.search(behind[:24]) or re.search("成立|建立|组建", behind[:24]))
            addressed = re.search(r"(?:对接|携手|联合|加强与)$", before)
            if not (partner or addressed) or re.search(r"对标|借鉴|学习", clause):
                continue
            own = [m for m in sentence.of("Park", "Region", "Enterprise", "Institution") if start <= m.start and m.end <= group[0].start]
            heading = next((m for m in sentence.heading_mentions if m.type == "Park"), None)
            owner = own[-1].entity_id if own else heading.entity_id if heading else whole.id if whole else ""
            for mention in group:
                facts.relate("COOPERATES_WITH", owner, mention.entity_id, facts.of_sentence(sentence, EXTRACTOR, basis="direct" if own else "heading"))

    def _holds_title(self, sentence: Sentence, facts: Facts) -> None:
        """Whoever stands before 入选/获评/成长为 … holds the honour behind it; else what the document is about."""
        cue = self._cues["HOLDS_TITLE"]
        holders = sentence.of("Enterprise", "Park", "Cluster", "Platform", "Region")
        for group in coordinated(sentence, sentence.of("Title")):
            before = sentence.text[: group[0].start - sentence.start]
            award = last_match(cue, before)
            if not award or len(before) - award.end() > 24 or re.search(r"[。；]", before[award.end() :]):
                continue
            earlier = [m for m in holders if m.end - sentence.start <= award.start()]
            owners = next((g for g in reversed(list(coordinated(sentence, earlier))) if award.start() - (g[-1].end - sentence.start) <= 16), None)
            owner_ids = [m.entity_id for m in owners] if owners else [self._subjects.whole.id] if self._subjects.whole else []
            for owner_id in owner_ids:
                for title in group:
                    facts.relate("HOLDS_TITLE", owner_id, title.entity_id, facts.of_sentence(sentence, EXTRACTOR, basis="direct" if owners else "heading"))


def coordinated(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Mentions grouped by lists: members that only 、 or 和 parts stand together."""
    group: list[Mention] = []
    for mention in mentions:
        if group and (sentence.between(group[-1], mention) and LIST_JOINT.match(sentence.between(group[-1], mention))):
            group.append(mention)
            continue
        if group:
            yield group
        group = [mention]
    if group:
        yield group


def clause_of(sentence: Sentence, mention: Mention) -> tuple[int, int, str]:
    """The span in the document, and the text, of the clause that holds a mention."""
    place = mention.start - sentence.start
    left = max((m.end() for m in CLAUSE_MARKS.finditer(sentence.text, 0, place)), default=0)
    right = CLAUSE_MARKS.search(sentence.text, mention.end - sentence.start)
    end = right.start() if right else len(sentence.text)
    return sentence.start + left, sentence.start + end, sentence.text[left:end]


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last place where a pattern matches."""
    found = None
    for found in pattern.finditer(text):  # noqa: B007
        pass
    return found
