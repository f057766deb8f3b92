"""Strings of the frame, the home page and the page of facts: key → (Chinese, English)."""

# fmt: off
FRAME_TEXT: dict[str, tuple[str, str]] = {
    "nav.section.find": ("查询", "Look up"),
    "nav.section.desk": ("工作台", "Desks"),
    "nav.section.keep": ("维护", "Upkeep"),
    "print.cut": ("（表格只印出屏幕上可见的部分；要全表，请在页面上导出。）", "(The table is printed as far as it is on the screen; download it for all rows.)"),
    "tiles.only": ("只列：{label}（{n}）。再点一次这个数，恢复全部。", "Listed: {label} ({n}). Click the number again for all."),
    # home
    "home.title": ("规划图谱", "PlanGraph"),
    "home.lead": ("把规划、方案和说明读成可以查证的事实：谁负责什么，指标是多少，产业落在哪里。", "Plans read into facts that can be checked: who is responsible, which targets, where industries go."),
    "home.desks": ("能做什么", "What can be done"),
    "home.examples": ("可以这样问", "What can be asked"),
    "home.types": ("按类型查看实体", "Entities by type"),
    "home.relations": ("按关系查看事实", "Facts by relation"),
    "home.documents": ("库中文件", "Documents"),
    "home.others": ("另有 {n} 项，见文库", "{n} more in the library"),
    "home.last": ("最近入库 {time}，失败 {failed} 份，有提示 {warned} 份。", "Last read {time}; {failed} failed, {warned} with warnings."),
    "home.engine": ("图数据库 {graph}，编码模型 {encoder}。", "Graph {graph}, encoder {encoder}."),
    # questions to begin with; each is answered in the language it is asked in
    "example.headline": ("哪些部门负责科技成果转化任务？", "Which departments are responsible for technology transfer?"),
    "example.count": ("一共分解了多少项任务？", "How many tasks are there?"),
    "example.department": ("{name}负责哪些任务？", "What is {name} responsible for?"),
    "example.park": ("{name}重点发展哪些产业？", "Which industries does {name} focus on?"),
    "example.industry": ("{name}领域有哪些企业？", "Which companies are in {name}?"),
    "example.indicator": ("{name}的目标值是多少？", "What is the target for {name}?"),
    "example.title": ("哪些单位获得了“{name}”称号？", "Who holds the title {name}?"),
    "example.platform": ("{name}由谁建设？", "Who builds {name}?"),
    "example.issuer": ("《{name}》由哪个部门印发？", "Who issued 《{name}》?"),
    "example.basis": ("《{name}》依据哪些文件编制？", "What is 《{name}》 based on?"),
    # what a page is for, on its card
    "card.search": ("按词语和意思找原文", "Passages by words and by meaning"),
    "card.entity": ("一个部门、园区或企业的全部记载", "All that is said of one body, park or firm"),
    "card.facts": ("逐条列出关系，条条可见原文", "Every relation, each with its quote"),
    "card.coverage": ("主题写到没有，哪里空白", "Which themes are covered, where plans are silent"),
    "card.tasks": ("谁牵头、谁配合、何时完成", "Who leads, who supports, by when"),
    "card.indicators": ("目标与完成，逐年逐份对照", "Targets and results, year by year"),
    "card.links": ("企业、产业、园区怎样相连", "How firms, industries and parks connect"),
    "card.compare": ("两份规划之间增减了什么", "What changed between two plans"),
    "card.briefing": ("选题成稿，附出处，存为 Word", "A cited briefing as a Word file"),
    # facts
    "nav.facts": ("事实", "Facts"),
    "facts.title": ("事实", "Facts"),
    "facts.lead": ("图谱中的每一条关系和写明它的原文；首页的事实数就是这里的条数。", "Every relation of the graph with the words that state it; the number of facts on the first page is the number of rows here."),
    "facts.all": ("全部关系", "all relations"),
    "facts.place": ("列出第几条", "Rows"),
    "facts.subject": ("主体", "Subject"),
    "facts.object": ("客体", "Object"),
    "facts.choose": ("点选一行左侧的方框，查看原文和出处。", "Tick a row to see its quote and source."),
    "facts.none": ("没有这种关系的事实", "No fact of this relation"),
    "facts.none.do": ("库中文件没有写明；请换一种关系，或到“文库”加入文件。", "The documents state none: choose another relation, or add documents in the library."),
}
# fmt: on
