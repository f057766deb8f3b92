"""Briefings of the small plans: what is said, counted, cited; what is silent; templates; the files."""

import io
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from ingest.pipeline import add_paths
from kg.__main__ import main
from kg.briefing.command import parse_contents
from kg.briefing.make import Briefing, make_briefing
from kg.briefing.subject import COMPARISON, DEPARTMENT, INDUSTRY, QUESTION, THEME, Subject, find_things, make_subject
from kg.briefing.template import FOLDER, Part, choose_template, load_template, load_templates
from kg.briefing.writer import Writer, clean, cut, shown
from kg.comparing.cells import UNSURE
from kg.comparing.tables import ADDED, DROPPED, KEPT
from kg.engine import Engine
from kg.errors import QueryError, RecordError
from kg.settings import ROOT, Settings
from kg.wordfile import to_markdown
from kg.wordfile.parts import Heading, Paragraph, Table, text_of
from tests.llm_server import chat_server

DAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory):
    home = tmp_path_factory.mktemp("briefing")
    rows = add_paths([ROOT / "samples" / "plans"], Settings(home=home))
    assert {row["status"] for row in rows} == {"added"}
    with Engine.open(Settings(home=home)) as opened:
        yield opened


def brief(engine: Engine, text: str, **options: object) -> Briefing:
    subject = make_subject(engine, text, other=str(options.pop("other", "")))
    template = choose_template(engine.settings.home, subject.kind)
    return make_briefing(engine, subject, template, today=DAY, **options)


def texts(made: Briefing) -> list[str]:
    return [text_of(block.runs) for block in made.paper.blocks if isinstance(block, Paragraph)]


def tables(made: Briefing) -> dict[str, Table]:
    return {block.caption.split(" ")[1]: block for block in made.paper.blocks if isinstance(block, Table)}


def test_briefing_of_a_theme_counts_what_its_tables_list(engine: Engine) -> None:
    made = brief(engine, "成果转化")
    assert made.title == "关于“成果转化”有关规划内容的简报"
    said, shown = "".join(texts(made)), tables(made)
    told = {name: int(re.search(pattern, said)[1]) for name, pattern in COUNTS.items()}
    assert told == {name: len(shown[name].rows) for name in COUNTS}
    assert min(told.values()) > 0
    departments = {
        name for row in shown["任务分工表"].rows for cell in row[2:5] for name in text_of(cell).split("、") if name
    } - {"未写明"}
    assert f"涉及部门{len(departments)}个" in said
    speaking = re.search(r"已入库(\d+)份文件中有(\d+)份提到", said)
    assert speaking
    assert (int(speaking[1]), int(speaking[2])) == (len(engine.loaded), len(made.material.speaking))


COUNTS = {
    "任务分工表": r"有关的任务共(\d+)项",
    "指标表": r"有关的指标共(\d+)项",
    "企业与园区": r"平台等共(\d+)个",
}


def test_briefing_cites_every_row_and_every_quote_stands_in_its_document(engine: Engine) -> None:
    made = brief(engine, "成果转化")
    for name in COUNTS:
        assert all(any(run.citations for cell in row for run in cell) for row in tables(made)[name].rows)
    whole = "\n".join(clean(document.text) for document in engine.loaded.values())
    sources = made.paper.sources
    assert len(sources) > 10
    assert all(quote in whole or "｜" in quote for entry in sources for quote in entry.quotes)
    assert all(entry.place.startswith("《") and entry.quotes for entry in sources)


def test_briefing_names_the_silent_documents(engine: Engine) -> None:
    said = "\n".join(texts(brief(engine, "低空经济")))
    assert "已入库4份文件中有2份提到“低空经济”" in said
    assert "未提到的有2份：《澄湖区“十四五”时期科技创新发展规划》、" in said


def test_briefing_of_what_no_plan_speaks_of_says_which_were_looked_through(engine: Engine) -> None:
    made = brief(engine, "远洋捕捞")
    said = texts(made)
    assert "经检索，已入库4份文件均未提及“远洋捕捞”。" in said
    assert "所查4份文件未提及与“远洋捕捞”有关的任务。" in said
    [listed] = [text for text in said if text.startswith("所查文件：")]
    assert all(document.title.split("《")[-1] in listed or "〈" in listed for document in engine.loaded.values())
    assert tables(made) == {}


def test_briefing_of_a_department_lists_its_tasks_alone(engine: Engine) -> None:
    made = brief(engine, "区科学技术局")
    assert made.material.subject == Subject(DEPARTMENT, "区科学技术局")
    rows = tables(made)["任务分工表"].rows
    assert len(rows) == len(made.material.tasks) > 10
    assert all("区科学技术局" in "".join(text_of(cell) for cell in row[2:5]) for row in rows)
    leads = sum("区科学技术局" in text_of(row[2]) for row in rows)
    assert f"区科学技术局承担和参与任务{len(rows)}项：牵头{leads}项、" in "".join(texts(made))


def test_quotes_leave_out_what_the_table_of_tasks_holds_in_full(engine: Engine) -> None:
    made = brief(engine, "区科学技术局")
    said = "".join(texts(made))
    told = re.search(r"原文共(\d+)段。其中(\d+)段已列入任务分工表", said)
    assert told
    quoted = [block for block in made.paper.blocks if isinstance(block, Paragraph) and block.kind == "quote"]
    assert len(quoted) == int(told[1]) - int(told[2])
    alone = brief(engine, "区科学技术局", contents=["quotes"])
    quoted = [block for block in alone.paper.blocks if isinstance(block, Paragraph) and block.kind == "quote"]
    assert len(quoted) == min(30, int(told[1]))
    assert f"以下列出其中30条（全部{told[1]}条）" in "".join(texts(alone))


def test_a_cut_list_keeps_the_first_of_every_group_and_says_so() -> None:
    part = Part("quotes", "原文摘录", most=3)
    rows = ["a1", "a2", "a3", "b1", "c1"]
    assert shown(rows, part, group=lambda row: row[0]) == ["a1", "b1", "c1"]
    assert shown(rows, replace(part, most=4), group=lambda row: row[0]) == ["a1", "a2", "b1", "c1"]
    assert shown(rows, replace(part, most=0)) == rows
    assert cut(5, part) == "以下列出其中3条（全部5条）。"
    assert cut(3, part) == cut(9, replace(part, most=0)) == ""


def test_sources_are_places_and_hold_quotes_where_asked_for(engine: Engine) -> None:
    plain, quoted = (to_markdown(brief(engine, "成果转化", quotes=wanted).paper) for wanted in (False, True))
    assert re.findall(r"^- \[\d+\] 《.*$", plain, re.M)
    assert not re.search(r"^- \[\d+\] 《.*：“", plain, re.M)
    assert len(re.findall(r"^- \[\d+\] 《.*：“", quoted, re.M)) == len(re.findall(r"^- \[\d+\] 《", plain, re.M))


def test_a_thing_stands_once_in_a_briefing_with_what_ties_it(engine: Engine) -> None:
    for subject in ("智能传感", "新型储能", "生物医药", "智能装备"):
        if not find_things(engine, INDUSTRY, subject):
            continue
        made = make_briefing(
            engine, Subject(INDUSTRY, subject), choose_template(engine.settings.home, INDUSTRY), today=DAY
        )
        ids = [one.id for one in made.material.things]
        assert ids
        assert len(ids) == len(set(ids))


def test_tasks_without_a_department_say_so(engine: Engine) -> None:
    made = brief(engine, "成果转化")
    rows = tables(made)["任务分工表"].rows
    for task, row in zip(made.material.tasks, rows, strict=True):
        assert ("未写明" in text_of(row[2])) == (not task.duties)


def test_briefing_of_a_question_holds_its_answer(engine: Engine) -> None:
    made = brief(engine, "区财政局牵头哪些任务？")
    assert made.material.subject.kind == QUESTION
    answer = engine.ask("区财政局牵头哪些任务？")
    assert f"{answer.text.partition('：')[0]}，逐条列于下文。" in texts(made)  # the items stand in a table
    assert len(answer.answers) > 0
    assert f"查得{len(answer.answers)}条。均为任务，列入任务分工表。" in texts(made)
    assert len(tables(made)["任务分工表"].rows) == len(answer.answers)
    alone = brief(engine, "区财政局牵头哪些任务？", contents=["answer"])
    assert len(tables(alone)["逐条情况"].rows) == len(answer.answers)


def test_briefing_compares_two_documents(engine: Engine) -> None:
    old, new = "澄湖区“十四五”时期科技创新发展规划.txt", "澄湖区“十五五”时期科技创新与产业发展规划"
    made = brief(engine, old, other=new)
    assert made.title == f"《{old[:-4]}》与《{new}》比较情况简报"
    both = made.material.comparison
    assert both
    rows = tables(made)["任务分工"].rows
    changes = [text_of(row[0]) for row in rows]
    assert {DROPPED, ADDED} <= set(changes)
    unsure = sum(not one.sure for one in both.duties.taken)
    assert changes.count(UNSURE) == unsure > 0
    assert f"{KEPT}{len(both.duties.taken)}项（其中{unsure}项只是意思相近，须核对）" in "".join(texts(made))
    total = len(both.duties.taken) + len(both.duties.dropped) + len(both.duties.added)
    assert f"以下列出其中{len(rows)}条（全部{total}条）。" in texts(made)
    assert f"任务：{KEPT}{len(both.duties.taken)}项" in "".join(texts(made))


def test_briefing_holds_the_chosen_sections_and_always_its_sources(engine: Engine) -> None:
    made = brief(engine, "成果转化", contents=["tasks"])
    assert [block.text for block in made.paper.blocks if isinstance(block, Heading)][1:] == ["任务分工", "来源"]
    with pytest.raises(QueryError, match="没有这一部分"):
        brief(engine, "成果转化", contents=["differences"])


def test_briefing_is_not_written_with_a_quote_that_does_not_stand(engine: Engine) -> None:
    made = brief(engine, "成果转化")
    writer = Writer(made.material, engine.loaded)
    citation = made.material.passages[0]
    assert writer.run("对", [citation]).citations
    for wrong in (replace(citation, quote="没有这句话"), replace(citation, document_id="none")):
        with pytest.raises(RecordError, match="引文与文件原文不一致"):
            writer.run("错", [wrong])


def test_subject_refuses_what_it_cannot_mean(engine: Engine) -> None:
    with pytest.raises(QueryError, match="没有提到这个部门"):
        make_briefing(
            engine, Subject(DEPARTMENT, "区海洋局"), choose_template(engine.settings.home, DEPARTMENT), today=DAY
        )
    for fault in ({"kind": COMPARISON}, {"kind": THEME, "other": "乙"}):
        with pytest.raises(QueryError, match="比较要有两份文件"):
            make_subject(engine, "甲", **fault)
    with pytest.raises(QueryError, match="没有这种简报"):
        make_subject(engine, "甲", kind="poem")
    with pytest.raises(QueryError, match="简报的主题"):
        make_subject(engine, "  ")


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("content: tasks", "content: poems", 10, "不能是 poems；可以是 summary"),
        ("{count}项，涉及", "{number}项，涉及", 12, "没有 {number} 可填"),
        ("name: 专题简报", "nome: 专题简报", 1, "没有 nome 这一项"),
        ("    most: 30", "    most: 很多", 26, "most 须是数目"),
        ("for: [theme, industry]", "for: theme", 2, "for 须是列表"),
        ("    heading: 任务分工\n", "", 10, "缺少 heading"),
        ("for: [theme, industry]", "for: [theme", 3, "不是 YAML"),
        ("“{subject}”有关规划", "“{subject”有关规划", 3, "花括号不成对"),
    ],
)
def test_template_tells_file_and_line_of_a_fault(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    text = (FOLDER / "专题简报.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(QueryError) as fault:
        load_template(path)
    assert str(fault.value).startswith(f"{path} 第 {line} 行：")
    assert told in str(fault.value)


def test_own_templates_stand_in_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    text = (FOLDER / "专题简报.yaml").read_text(encoding="utf-8")
    (tmp_path / "templates" / "mine.yaml").write_text(text.replace("有关规划内容的简报", "快报"), encoding="utf-8")
    assert load_templates(tmp_path)["专题简报"].title == "关于“{subject}”快报"
    assert choose_template(tmp_path, THEME).title == "关于“{subject}”快报"
    with pytest.raises(QueryError, match="可用的：专题简报"):
        choose_template(tmp_path, THEME, "月报")


def test_brief_command_writes_word_and_markdown(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(engine.settings.home, tmp_path / "home")
    monkeypatch.setenv("KG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    word, text = tmp_path / "a.docx", tmp_path / "a.md"
    assert main(["brief", "低空经济", "--out", str(word)]) == 0
    assert "已写入" in capsys.readouterr().out
    assert main(["brief", "低空经济", "--out", str(text)]) == 0
    opened = Document(io.BytesIO(word.read_bytes()))
    headings = [one.text for one in opened.paragraphs if one.style.name == "Heading 1"]
    assert headings == ["一、摘要", "二、任务分工", "三、主要指标", "四、企业与园区", "五、原文摘录", "附：来源"]
    markdown = text.read_text(encoding="utf-8")
    assert all(f"## {heading}" in markdown for heading in headings)
    assert len(opened.tables) == len(re.findall(r"^\*\*表\d", markdown, re.M)) > 0
    assert main(["brief", "低空经济", "--out", str(tmp_path / "a.pdf")]) == 1
    assert main(["brief", "低空经济", "--draft"]) == 1  # no model is configured
    assert main(["brief", "--templates"]) == 0
    assert "专题简报（主题、产业）" in capsys.readouterr().out


def test_parse_contents_takes_both_names() -> None:
    assert parse_contents("摘要，tasks、附：来源") == ["summary", "tasks", "sources"]
    assert parse_contents(" ") == []
    with pytest.raises(QueryError, match="诗歌"):
        parse_contents("诗歌")


def test_briefing_takes_in_a_draft_that_stood_the_checks_and_marks_it(engine: Engine) -> None:
    subject = Subject(THEME, "成果转化")
    template = choose_template(engine.settings.home, THEME)
    with chat_server() as server, Engine.open(replace(engine.settings, llm_url=server.url, llm_model="m")) as asking:
        true, told = "区科学技术局牵头做优做强澄湖概念验证中心[1]。", "总投资90亿元[1]。"
        server.says(f"{true}{told}")
        made = make_briefing(asking, subject, template, today=DAY, drafted=True)
        server.says("全部失实，投资90亿元[1]。")
        refused = make_briefing(asking, subject, template, today=DAY, drafted=True)
    assert made.prose
    assert [one.text for one in made.prose.sentences] == [true]
    assert told in [one.text for one in made.prose.removed]
    said = texts(made)
    [mark] = [at for at, text in enumerate(said) if "由语言模型（m）" in text]
    assert said[mark + 1] == true.replace("[1]", "")
    assert not re.search(r"\[\d", "".join(said))  # the model's numbers are not the paper's
    assert refused.prose
    assert refused.prose.note
    assert not [text for text in texts(refused) if "语言模型" in text]
