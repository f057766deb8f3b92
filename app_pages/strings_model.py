"""Strings of what a language model adds to an answer: key → (Chinese, English)."""

# fmt: off
MODEL_TEXT: dict[str, tuple[str, str]] = {
    "model.write": ("用语言模型成文", "Have it written as prose"),
    "model.writing": ("语言模型正在成文，之后逐句核对……", "The model writes; each sentence is then checked …"),
    "model.prose": ("语言模型（{model}）据原文成文，每句已与所引原文核对", "Written by a language model ({model}); each sentence was checked against the quotes it cites"),
    "model.removed": ("没有通过核对、已删去的句子（{n}）", "Sentences removed by the check ({n})"),
    "model.nothing": ("没有成文，上面的回答不变", "No prose; the answer above stands"),
    "model.propose": ("请模型拟一条查询", "Have a query proposed"),
    "model.proposing": ("语言模型正在拟查询……", "The model proposes a query …"),
    "model.proposed": ("语言模型（{model}）拟的查询，已证明只读；请看过再运行", "Proposed by a language model ({model}) and proven to read only; read it before you run it"),
    "model.refused": ("这条查询不能运行", "This query may not run"),
    "model.none": ("没有拟出查询", "No query was proposed"),
    "model.run": ("看过了，运行这条查询", "I have read it: run it"),
    "model.rows": ("共 {n} 行，由语言模型拟的查询得出，不是核定的答案", "{n} rows of a query proposed by a language model: no verified answer"),
    "model.unquoted": ("这一行没有原文依据，只是统计或属性，请自行核对。", "This row has no quote: a count or a property; check it yourself."),
    "model.left": ("另有 {n} 行的引文与原文不符，没有列出。", "{n} more rows are left out: the document does not hold their quote."),
}
# fmt: on
