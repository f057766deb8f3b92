"""The student's file: the matrices of its layers in eight bits, a scale a row, and what their inputs are shrunk by."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from scripts.onnx_file import shrink_inputs

SCALE, SHRINK = ".scale", ".shrink"
MOST = 127


def write_student(model: Any, shrinks: Mapping[str, Any], path: Path) -> None:
    """Writes what training changed of a balanced model: all but the embeddings of words, places and types.

    `shrinks`: by the name of a matrix's module what its input is multiplied by.
    """
    arrays: dict[str, Any] = {}
    for name, tensor in model.state_dict().items():
        values = tensor.detach().numpy()
        stem, _, part = name.rpartition(".")
        if part == "weight" and stem in shrinks:
            scale = np.abs(values).max(axis=1) / MOST
            arrays[name] = np.rint(values / scale[:, None]).astype(np.int8)
            arrays[stem + SCALE] = scale.astype(np.float32)
            arrays[stem + SHRINK] = np.asarray(shrinks[stem], np.float32)
        elif name.startswith("encoder.") or "LayerNorm" in name:
            arrays[name] = values.astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


def make_student(model: Any, arrays: Any) -> Any:
    """The model cut to the student's layers, with the student's weights, its inputs shrunk; the model itself is used up."""
    import torch

    layers = {int(name.split(".")[2]) for name in arrays.files if name.startswith("encoder.layer.")}
    model.encoder.layer = model.encoder.layer[: len(layers)]
    model.config.num_hidden_layers = len(layers)
    state, shrinks = {}, {}
    for name in arrays.files:
        stem, _, part = name.rpartition(".")
        values = torch.from_numpy(arrays[name].astype(np.float32))
        if "." + part == SHRINK:
            shrinks[stem] = values
        elif "." + part != SCALE:
            scaled = part == "weight" and stem + SCALE in arrays.files
            state[name] = values * torch.from_numpy(arrays[stem + SCALE])[:, None] if scaled else values
    left = model.load_state_dict(state, strict=False)
    own = [name for name in left.missing_keys if name.startswith("encoder.")]
    if own or left.unexpected_keys:
        raise ValueError(f"the student's file does not fit the model: {own + list(left.unexpected_keys)}")
    shrink_inputs(model, shrinks)
    return model
