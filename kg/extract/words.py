"""Whether a short gazetteer name stands as a word of its own: 资源 is a county, and far more often not."""

import re
from collections.abc import Sequence

from kg.extract.candidates import Candidate
from kg.extract.lexer import NAME_TAGS, Token

BARE = 2  # names of so many characters must be tagged as names by the lexer
SHORT = 4  # names of so many must begin and end where words do
# What makes an industry's words a mere attribute: 概念验证平台, 专业服务机构 name no industry.
ATTRIBUTE = re.compile(
    r"(?:服务)?(?:平台|机构|载体|中心|基地|体系|矩阵|能力|成果|工作|队伍|团队|人才|设施|装置|政策|资源|大会|活动)"
)


class Words:
    """The word boundaries of one text."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._starts = {token.start for token in tokens}
        self._ends = {token.end for token in tokens}
        self._names = {(token.start, token.end) for token in tokens if token.tag in NAME_TAGS}

    def allow(self, text: str, candidate: Candidate) -> bool:
        """Whether a gazetteer name may stand here."""
        length = candidate.end - candidate.start
        if candidate.type == "Industry" and ATTRIBUTE.match(text, candidate.end):
            return False
        if candidate.type in ("Region", "Institution", "Park") and length <= BARE:
            return (candidate.start, candidate.end) in self._names
        if length <= SHORT:
            return candidate.start in self._starts and candidate.end in self._ends
        return True
