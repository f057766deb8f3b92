"""The tuned model → one ONNX file in int8: mean pooling, projection of tokens and L2 norm inside."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

REACH = "reach."  # the adapter's arrays of largest inputs: reach.LAYER.PART
SHIFTED = 0.7  # share of an input's width that goes into the matrix; the best of .5 to .9
LEAST = 1e-5


def balance(model: Any, reach: Mapping[str, Any]) -> dict[str, Any]:
    """Takes from each input what makes it wide and puts it into the matrix behind, so that eight bits tell small from nothing.

    SmoothQuant (Xiao et al. 2023, formula 4). `reach`: by the name of a matrix's module the largest number that each
    place of its input took in training. Comes back: what the inputs have to be multiplied by, for `shrink_inputs`.
    """
    import torch

    modules, shrinks = dict(model.named_modules()), {}
    for name, largest in reach.items():
        weight = modules[name].weight
        with torch.no_grad():
            wide = torch.as_tensor(largest, dtype=torch.float32).clamp(min=LEAST)
            scale = wide**SHIFTED / weight.abs().amax(0).clamp(min=LEAST) ** (1 - SHIFTED)
            scale /= scale.median()
            weight *= scale
        shrinks[name] = 1 / scale
    return shrinks


def shrink_inputs(model: Any, shrinks: Mapping[str, Any]) -> None:
    """Has the input of each of these modules multiplied, place by place, before it gets there."""
    import torch

    class Balanced(torch.nn.Module):
        def __init__(self, plain: Any, shrink: Any) -> None:
            super().__init__()
            self.plain = plain
            self.shrink = torch.nn.Parameter(shrink, requires_grad=False)

        def forward(self, states: Any) -> Any:
            return self.plain(states * self.shrink)

    modules = dict(model.named_modules())
    for name, shrink in shrinks.items():
        holder, _, last = name.rpartition(".")
        setattr(modules[holder], last, Balanced(modules[name], shrink))


def reach_in(adapter: Any) -> dict[str, Any]:
    """The `reach` of an adapter's file, for `balance`."""
    return {
        f"encoder.layer.{name.removeprefix(REACH)}": adapter[name].astype(np.float32)
        for name in adapter.files
        if name.startswith(REACH)
    }


def make_projection(adapter: Any) -> Any:
    """The linear map from a token's state to its vector for late interaction."""
    import torch

    weight, bias = (torch.from_numpy(adapter[f"projection.{part}"].astype(np.float32)) for part in ("weight", "bias"))
    projection = torch.nn.Linear(weight.shape[1], weight.shape[0])
    projection.load_state_dict({"weight": weight, "bias": bias})
    return projection


def write_onnx(model: Any, projection: Any, path: Path) -> None:
    """The model with mean pooling, projection of tokens and L2 norm inside, matrix products in int8."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from torch.nn.functional import normalize

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model
            self.projection = projection

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            states = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            weights = attention_mask.unsqueeze(-1).to(states.dtype)
            embedding = normalize((states * weights).sum(1) / weights.sum(1), dim=-1)
            return embedding, normalize(self.projection(normalize(states, dim=-1)), dim=-1)

    full = path.with_name("full.onnx")
    example = (torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, dtype=torch.long))
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        Pooled().eval(),
        example,
        str(full),
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding", "tokens"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "embedding": {0: "batch"}, "tokens": axes},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()
