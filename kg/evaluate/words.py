"""The report's Chinese words; names of types and relations come from the ontology."""

from functools import cache

from kg.ontology import load_ontology

PARTS = {
    "mentions": ("实体识别", "一段话里每个名称的起止和类型都与金标相同才算对。F1 是准确率与召回率的折中。"),
    "facts": ("事实抽取", "金标列出的事实找回了多少；证据须在同一份文件里。金标并不穷尽，所以只算召回。"),
    "tables": ("表格事实", "上面的事实中写在表格里的那些，单独再算一遍。"),
    "qa": ("问答", "每题 1 分：列举题看答全没有、有没有多答；其余看答出的份额；规划没说的题要拒答。"),
    "retrieval": ("检索", "相关段落是否排在前十、排得多靠前（nDCG）；直接回答的段落权重更大。"),
    "search": (
        "检索用例",
        "每条用例写明用户要什么、为什么：要找的须在第几位之前，不该在前的不得在前。出错既不算通过也不算未过。",
    ),
}
MEASURES = {
    "p": "准确率",
    "r": "召回率",
    "f1": "F1",
    "tp": "对",
    "fp": "多",
    "fn": "漏",
    "recall": "召回率",
    "n": "条数",
    "score": "得分",
    "ndcg10": "nDCG@10",
    "recall10": "召回率@10",
    "hit1": "首条命中",
    "mrr10": "MRR@10",
    "queries": "题数",
    "passing": "通过率",
    "passed": "通过",
    "failed": "未过",
    "error": "出错",
    "wanted": "尚未做到",
}
COUNTS = frozenset(
    {"tp", "fp", "fn", "n", "queries", "passed", "failed", "error", "wanted"}
)  # whole numbers; the rest are shares
VERDICTS = {
    "miss": "漏",
    "extra": "多",
    "wrong_type": "类型不同",
    "partial": "不全",
    "unjudged": "金标未列",
    "error": "出错",
    "failed": "未过",
    "wanted": "尚未做到",
    "reached": "已做到，可去掉 wanted",
    "passed": "通过",
}
CATEGORIES = {  # of search cases
    "exact_phrase": "原词原句",
    "abbreviation": "简称",
    "synonym": "近义和大白话",
    "english": "英文",
    "number_unit": "数字和单位",
    "document_number": "文号",
    "misspelling": "错别字和同音字",
    "negation": "否定",
    "list_question": "列举",
    "table_cell": "表格的一格",
    "heading": "标题",
    "boilerplate": "套话不在前",
    "homonym": "同形异义",
    "long_query": "长问句",
    "unread": "读不懂的用例",
}
VALUE_KINDS = {"actual": "实际值", "target": "目标值", "change": "变化"}
KINDS = {
    "department_tasks": "部门的任务",
    "task_departments": "任务的部门",
    "enterprise_industry": "企业的产业",
    "park_industry": "园区的产业",
    "enterprise_park": "企业的园区",
    "list": "列举",
    "policy_basis": "政策依据",
    "indicator_value": "指标数值",
    "indicator_compare": "指标比较",
    "multi_hop": "多步",
    "count": "计数",
    "project_lookup": "查项目",
    "platform_lookup": "查平台",
    "unanswerable": "应拒答",
}


@cache
def group_label(group: str) -> str:
    """The Chinese name of a type, a relation or a kind of question; an unknown one as it is."""
    ontology = load_ontology()
    if group in ("all", "micro"):
        return "合计"
    if group in ontology.classes:
        return ontology.classes[group].label_zh
    if group in ontology.relations:
        return ontology.relations[group].label_zh
    return KINDS.get(group) or CATEGORIES.get(group, group)


def figure_text(measure: str, value: float) -> str:
    """A share in percent with one digit, a count as it is."""
    return f"{value:g}" if measure in COUNTS else f"{value * 100:.1f} %"
