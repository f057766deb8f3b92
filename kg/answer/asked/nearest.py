"""Which kind of question is nearest in meaning when no cue word tells it; names are masked by their kinds first."""

from collections.abc import Sequence

from kg.answer.asked.intents import Intent
from kg.answer.asked.question import Question
from kg.answer.context import AnswerContext

MASKS = {
    "Enterprise": "某企业",
    "Project": "某项目",
    "Platform": "某平台",
    "Institution": "某机构",
    "Park": "某园区",
    "Region": "某地",
    "Department": "某部门",
    "Industry": "某产业",
    "Policy": "某文件",
    "Title": "某称号",
    "Indicator": "某指标",
    "Cluster": "某集群",
    "Fund": "某基金",
}
# Cosine from which a masked question is read as its nearest phrasing, and how far the next kind must lie below. Of 170
# questions of known kinds in tests/cases/questions/ 83 are read so, rightly, and one otherwise or though no plan answers it
# (`python -m train.thresholds phrasings apart`): from .84 92 and two, with .01 below 91 and nine, with .04 64 and none.
# Another encoder needs others.
NEAR, APART = 0.86, 0.02


def mask(question: Question) -> str:
    """The question with its names as 某企业, 某园区: how it asks, not what about."""
    text = question.folded
    for link in sorted(question.links, key=lambda link: -link.start):
        masks = [MASKS[one.type] for one in link.entities if one.type in MASKS]
        text = f"{text[: link.start]}{masks[0]}{text[link.end :]}" if masks else text
    return text


def nearest(question: Question, intents: Sequence[Intent], context: AnswerContext) -> Intent | None:
    """The intent of the nearest phrasing where it is near and no other kind is as near; None else."""
    ranked = rank(question, intents, context)
    if not ranked or ranked[0][0] < NEAR or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < APART):
        return None
    return ranked[0][1]


def rank(question: Question, intents: Sequence[Intent], context: AnswerContext) -> list[tuple[float, Intent]]:
    """The intents by the cosine of their nearest phrasing, the nearest first."""
    pairs = [(intent, phrasing) for intent in intents for phrasing in intent.phrasings]
    if not pairs:
        return []
    cosines = context.similarity(mask(question), [phrasing for _, phrasing in pairs])
    best: dict[str, tuple[float, Intent]] = {}
    for (intent, _), cosine in zip(pairs, cosines, strict=True):
        best[intent.name] = max(best.get(intent.name, (0.0, intent)), (cosine, intent), key=lambda pair: pair[0])
    return sorted(best.values(), key=lambda pair: -pair[0])
