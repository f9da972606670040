"""Turns trained weights into the files that ship: ONNX with 8-bit weights, tokeniser, settings with a fitted temperature.

usage: export.py WEIGHTS_FOLDER DATA_FOLDER [--out FOLDER]
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from dev_set import dev_examples
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from scipy.optimize import minimize_scalar
from tokenizers import Tokenizer
from train import IGNORE, LABELS, Encoded, encoded
from transformers import BertForTokenClassification

sys.path.insert(0, str(Path(__file__).parents[2]))
from detector.recognise.token_model import MODEL_FILE, SETTINGS_FILE, TOKENIZER_FILE

THRESHOLD, WEAK = 0.5, 0.1


class Logits(torch.nn.Module):
    """The classifier as a function of three tensors to logits."""

    def __init__(self, model: BertForTokenClassification) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Logits of shape (batch, pieces, labels)."""
        return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).logits


def export(weights: Path, target: Path) -> None:
    """The weights as ONNX, 8-bit: all matrix products per channel, and the embedding tables.

    Seven bits are used, because the 8-bit products of processors without VNNI instructions overflow.
    """
    model = Logits(BertForTokenClassification.from_pretrained(weights, attn_implementation="eager").eval())
    names = ["input_ids", "attention_mask", "token_type_ids"]
    sample = tuple(torch.ones(2, 16, dtype=torch.long) for _ in names)
    axes = {name: {0: "batch", 1: "pieces"} for name in [*names, "logits"]}
    with tempfile.TemporaryDirectory() as folder:
        plain, shaped = Path(folder) / "plain.onnx", Path(folder) / "shaped.onnx"
        torch.onnx.export(
            model,
            sample,
            str(plain),
            input_names=names,
            output_names=["logits"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        shutil.copy(plain, weights / "float.onnx")
        quant_pre_process(str(plain), str(shaped), skip_symbolic_shape=True)
        quantize_dynamic(
            shaped,
            target,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )


def fitted_temperature(model_file: Path, rows: list[Encoded]) -> float:
    """The temperature with the least negative log-likelihood (Guo et al. 2017) on the rows."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(model_file), providers=["CPUExecutionProvider"])
    logits, tags = [], []
    for ids, case, labels in rows:
        feed = {
            "input_ids": np.array([ids]),
            "attention_mask": np.ones((1, len(ids)), np.int64),
            "token_type_ids": np.array([case]),
        }
        wanted = np.array(labels)
        logits.append(session.run(None, feed)[0][0][wanted != IGNORE])
        tags.append(wanted[wanted != IGNORE])
    scores, wanted = np.concatenate(logits), np.concatenate(tags)

    def loss(temperature: float) -> float:
        scaled = scores / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        log_probability = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return float(-log_probability[np.arange(len(wanted)), wanted].mean())

    return float(minimize_scalar(loss, bounds=(0.5, 5), method="bounded").x)


def main() -> None:
    """Export, calibrate on the dev sentences in three cases, write the settings."""
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    export(options.weights, options.out / MODEL_FILE)
    shutil.copy(options.weights / TOKENIZER_FILE, options.out / TOKENIZER_FILE)
    tokenizer = Tokenizer.from_file(str(options.out / TOKENIZER_FILE))
    dev = dev_examples(options.data)
    rows = [row for example in dev for row in encoded(example, tokenizer)]
    temperature = fitted_temperature(options.out / MODEL_FILE, rows)
    settings = {"labels": LABELS, "temperature": round(temperature, 3), "threshold": THRESHOLD, "weak": WEAK}
    (options.out / SETTINGS_FILE).write_text(json.dumps(settings, indent=1) + "\n")
    print(settings, (options.out / MODEL_FILE).stat().st_size)


if __name__ == "__main__":
    main()
