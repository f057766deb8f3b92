"""What encoders are trained on: our questions name passages without holding their text; parts and wrong answers as told."""

import gzip
import json
from collections import Counter
from pathlib import Path

from kg.settings import ROOT
from train.passages import LAWS, NEWS, key_of, load_passages, parts
from train.questions import QUESTIONS, likeness, load_questions, with_wrong
from train.thresholds import THRESHOLDS, Figures, load_cases

ARTICLE = "经营者应当在开业前三十日内向所在地主管部门备案，并在营业场所显著位置公示备案号；未备案的不得对外营业，逾期未备案的由主管部门责令停业。"
PART = "全市新建产业园区三处，引进创新企业四十家，建成数字平台两个，带动就业三千人，重点项目投资目标增长一成，绿色示范行动覆盖全部乡镇，明年继续扩大。"


def write_sets(folder: Path) -> None:
    rows = {
        LAWS: [{"anchor": "办法", "positive": ARTICLE, "title": "乙", "article": "第三条"}],
        NEWS: [{"anchor": "园区", "positive": PART, "date": date} for date in ("2019-01-01", "2023-01-01")],
    }
    for name, lines in rows.items():
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def test_questions_are_whole_and_asked_once() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert all(set(row) == {"id", "q"} and len(row["id"]) == 12 and row["q"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows) > 2000
    asked = Counter(question for row in rows for question in row["q"])
    assert not [question for question, count in asked.items() if count > 1 or not 4 <= len(question) <= 120]


def test_passages_of_the_last_years_are_held_apart(tmp_path: Path) -> None:
    write_sets(tmp_path)
    found = [(passage.kind, passage.apart) for passage in load_passages(tmp_path)]
    assert found == [("law", sum(map(ord, "乙")) % 3 == 0), ("news", False), ("news", True)]


def test_questions_go_to_the_passage_they_name(tmp_path: Path, monkeypatch) -> None:
    write_sets(tmp_path)
    own = tmp_path / "questions.jsonl"
    own.write_text(json.dumps({"id": key_of(PART), "q": ["建了几个园区"]}, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setattr("train.questions.QUESTIONS", own)
    [pair] = load_questions(tmp_path, apart=False)["news"]
    assert (pair.anchor, pair.positive) == ("建了几个园区", PART)


def test_a_wrong_answer_shares_words_with_the_question_and_is_not_the_right_one_again() -> None:
    from train.pairs import Pair
    from train.passages import Passage

    pool = [
        Passage("law", text, text, apart=False)
        for text in (ARTICLE, ARTICLE[:-3] + "。", "停车场经营者应当公示收费标准。")
    ]
    [pair] = with_wrong([Pair("没备案能不能营业，经营者怎么办", ARTICLE)], pool)
    assert pair.wrong == "停车场经营者应当公示收费标准。"
    assert likeness("停车场", "停车场收费") == 1.0


def test_parts_are_whole_sentences() -> None:
    text = "。".join(["第一句说明产业园区的建设进度与投资安排情况并列出名单"] * 12) + "。"
    cut = parts(text)
    assert "".join(cut) == text[: len("".join(cut))]
    assert all(part.endswith("。") and 70 <= len(part) <= 260 for part in cut)


def test_a_student_learns_from_windows_and_from_nothing_held_apart(tmp_path: Path, monkeypatch) -> None:
    from train import student

    write_sets(tmp_path)
    monkeypatch.setattr("train.questions.QUESTIONS", tmp_path / "none.jsonl")
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    texts = student.load_texts(tmp_path)
    assert {text.anchor for text in texts} <= {"办法", "园区"}
    assert sum(text.anchor == "园区" for text in texts) == 1  # of two years one
    for text in texts:
        passage = text.passage.removeprefix(f"{text.anchor}\n")
        assert passage in ARTICLE + PART
        assert len(passage) <= max(student.WINDOWS)


def test_a_student_begins_as_some_of_the_teachers_layers_and_is_taught() -> None:
    import torch

    from kg.index.embedder import ENCODER_FOLDER
    from train import student
    from train.encoder import Batcher

    torch.manual_seed(0)
    teacher, projection = student.load_teacher()
    pupil, batcher = student.begin_student(teacher), Batcher(ENCODER_FOLDER)
    texts = [student.Text("园区", PART), student.Text("办法", ARTICLE)]
    first = student.loss_of(teacher, pupil, projection, batcher, texts)
    assert set(first) == set(student.WEIGHTS)
    assert all(loss.item() > 0 for loss in first.values())
    again = student.loss_of(teacher, teacher, projection, batcher, texts)
    assert max(again[name].item() for name in ("last", "tokens", "dense", "dense order", "late order")) < 1e-3
    sum(first.values()).backward()
    learning = {name for name, part in pupil.named_parameters() if part.grad is not None}
    assert "embeddings.word_embeddings.weight" not in learning
    assert len([name for name in learning if name.endswith("output.dense.weight")]) == 2 * len(student.LAYERS)
    assert not any(part.requires_grad for part in teacher.parameters())


def test_what_thresholds_are_judged_by_stands_in_the_sample_plans() -> None:
    plans = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "samples" / "source").glob("*.txt"))
    pairs = [pair for name in ("outlines", "tasks", "sentences") for case in load_cases(name) for pair in case["pairs"]]
    pieces = [*(piece for pair in pairs for piece in pair), *(piece for _, piece in load_cases("said"))]
    assert [piece for piece in pieces if piece not in plans] == []
    assert [theme for theme in load_cases("silent") if theme in plans] == []


def test_figures_of_a_threshold() -> None:
    assert str(Figures(3, 4, 1)).split() == ["3/4", "0.75", "1", "0.75"]
    assert str(Figures(0, 0, 0, 60)).split() == ["0/0", "0.00", "0/60", "0.00"]
    assert all(isinstance(getattr(one.module, one.name), float) for one in THRESHOLDS.values())
