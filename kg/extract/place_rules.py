"""Where things are and what they are part of: LOCATED_IN and PART_OF from sentences and headings."""

import re

from kg.extract.context import Facts, Sentence
from kg.extract.rules import EXTRACTOR, Rules
from kg.records import Mention


class PlaceRules(Rules):
    """LOCATED_IN and PART_OF."""

    def read(self, sentence: Sentence, facts: Facts) -> None:
        """All facts of these relations in one sentence."""
        self._located_in(sentence, facts)
        self._part_of(sentence, facts)

    def _located_in(self, sentence: Sentence, facts: Facts) -> None:
        """A 位于/落户 B, 在 B 建设 A; a platform under a park's heading that is built or opened there."""
        movers = sentence.of("Enterprise", "Platform", "Project", "Institution", "Park")
        places = sentence.of("Park", "Region")
        cue = self._cues["LOCATED_IN"]
        for mover in movers:
            for place in places:
                if place.entity_id == mover.entity_id or (mover.type == "Park" and place.type == "Park"):
                    continue
                near = self.near(sentence, mover, place, 16)
                if near and (
                    cue.search(near[0]) if near[1] else re.search(r"^(?:的|内|建设|落地|布局|设立|新建|建成)", near[0])
                ):
                    facts.relate("LOCATED_IN", mover.entity_id, place.entity_id, facts.of_sentence(sentence, EXTRACTOR))
        self._at_home(sentence, facts)

    def _at_home(self, sentence: Sentence, facts: Facts) -> None:
        """What is built, opened or brought in, with no place of its own in the sentence, is where its heading or plan is."""
        parks = sentence.of("Park")
        leads = [
            p
            for p in parks
            if p.start == sentence.start or sentence.before(p, 3).endswith(("在", "。", "；", "：", "，"))
        ]
        heading = next((m for m in sentence.heading_mentions if m.type == "Park"), None)
        anaphor = re.search(r"落户(?:园区|本区|区内|我区)", sentence.text)
        home_id, basis = (
            (leads[0].entity_id, "direct") if leads else (heading.entity_id, "heading") if heading else ("", "heading")
        )
        if not home_id and self._subjects.whole:
            home_id = self._subjects.whole.id
        for mover in sentence.of("Platform", "Institution", "Project", "Enterprise"):
            before, after = sentence.before(mover, 40), sentence.after(mover, 40)
            rooted = (
                re.search(r"依托[^，。；]*$|以[^，。；]*$", before)
                and re.search(r"龙头|为带动|骨干|打造|为依托", after)
                and (leads or heading)
            )
            brought = re.search(
                r"(?:引入|引进|集聚|落地|建成|打造|布局|建设|推进|完成|开工|设立|推动)[^，。；]*$", before
            ) or re.match(r"[^，。；]{0,8}(?:投产|投用|建成|开工|落地|落户|入驻|启用|运行|运营|建设|开放|开展)", after)
            if (
                mover.type == "Enterprise"
                and not leads
                and not heading
                and not re.search(r"(?:引入|引进|集聚)[^，。；]*$", before)
            ):
                brought = None
            if rooted or brought or (anaphor and mover.start < sentence.start + anaphor.start()):
                facts.relate(
                    "LOCATED_IN", mover.entity_id, home_id, facts.of_sentence(sentence, EXTRACTOR, basis=basis)
                )
        if leads:
            for park in parks:
                if park.entity_id != leads[0].entity_id and re.search(
                    r"(?:打造|建设|培育)[^，。；]{0,4}$", sentence.before(park, 8)
                ):
                    facts.relate(
                        "LOCATED_IN", park.entity_id, leads[0].entity_id, facts.of_sentence(sentence, EXTRACTOR)
                    )

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
            if (
                home
                and re.search(r"以$", sentence.before(park, 1))
                and re.search(r"为[^，。；]{0,4}(?:主体|载体|核心|依托)", sentence.after(park, 40))
            ):
                facts.relate(
                    "PART_OF", home.entity_id, park.entity_id, facts.of_sentence(sentence, EXTRACTOR, basis="heading")
                )
        whole = self._subjects.whole
        home_id = home.entity_id if home else whole.id if whole and whole.type == "Park" else ""
        if home_id and re.search(r"布局|[一二三四五六七八九\d]区|打造|建设|规划", sentence.text):
            for park in parks:
                if park.entity_id != home_id and self._is_new_part(sentence, park):
                    facts.relate(
                        "PART_OF", park.entity_id, home_id, facts.of_sentence(sentence, EXTRACTOR, basis="heading")
                    )

    def _is_new_part(self, sentence: Sentence, park: Mention) -> bool:
        return bool(re.search(r"(?:打造|建设|为主的|形成|规划|、|^|。|；)$", sentence.before(park, 6)))
