"""Persons, places and organisations by a small fine-tuned token classifier that runs on the CPU.

The model is a MiniLM encoder (Wang et al. 2020) with a BIO token classification head, exported to ONNX with 8-bit weights;
``models/names/card.md`` says what it was trained on and how well it does. The encoder is uncased; how a word is written
comes in beside it (``case_of``), so that ALL-CAPS and lower-case text lose little. Every window of text is a batch of its
own: 8-bit activations are scaled over the whole batch, and a text must not be read differently for its neighbours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from detector.recognise.sentences import sentence_spans
from recognizers.people.names import not_names

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float32]

MODEL_FILE = "names.int8.onnx"
TOKENIZER_FILE = "tokenizer.json"
SETTINGS_FILE = "settings.json"
ORDINARY_FILE = "ordinary.txt"
WORD = re.compile(r"(?<!['’])[^\W\d_]+")
_THREADS = 2
_WINDOW = 254
_OVERLAP = 64
_SEGMENT = 20_000
INITIAL = 4
_PARTICLES = frozenset("abcdefghijklmnopqrstuvwxyzI")
_LINE = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """``text[start:end]`` names a PERSON, LOCATION or ORGANIZATION, with a calibrated probability between 0 and 1."""

    start: int
    end: int
    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits or a punctuation mark: its place in the text and the ids of its word pieces."""

    start: int
    end: int
    pieces: tuple[int, ...]
    case: int
    mark: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``first`` to ``last`` go through the model together; only those from ``keep`` to ``until`` are read from it."""

    first: int
    last: int
    keep: int
    until: int


def default_folder() -> Path:
    """Where the model files lie: inside the installed package, else in the checkout around it."""
    installed = Path(str(files("detector"))) / "models" / "names"
    return installed if installed.is_dir() else Path(str(files("detector"))).parent / "models" / "names"


def load(path: Path | None = None) -> TokenModel | None:
    """The model in a folder (by default the one that ships), or None when its files or its run time are missing."""
    folder = path or default_folder()
    if not all((folder / name).is_file() for name in (MODEL_FILE, TOKENIZER_FILE, SETTINGS_FILE, ORDINARY_FILE)):
        return None
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError:
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / MODEL_FILE), options, providers=["CPUExecutionProvider"])
    settings = json.loads((folder / SETTINGS_FILE).read_text("utf-8"))
    ordinary = Ordinary.of((folder / ORDINARY_FILE).read_text("utf-8").split())
    return TokenModel(session, Tokenizer.from_file(str(folder / TOKENIZER_FILE)), settings, ordinary)


@dataclass(frozen=True, slots=True)
class Ordinary:
    """Words that are no names: ``lower`` where they are written small, ``capital`` also with a capital. All case-folded."""

    lower: frozenset[str]
    capital: frozenset[str]

    @classmethod
    def of(cls, lines: Sequence[str]) -> Ordinary:
        """From the lines of ordinary.txt: a word, with ``^`` behind it where it counts with a capital too.

        The words of officialese that are no names by themselves count with a capital as well.
        """
        capital = frozenset(line[:-1] for line in lines if line.endswith("^")) | not_names()
        return cls(frozenset(line for line in lines if not line.endswith("^")) | capital, capital)

    def has(self, word: str) -> bool:
        """Whether a word as it is written can be left unread."""
        return word.casefold() in (self.lower if word.islower() else self.capital) or (
            len(word) == 1 and word in _PARTICLES
        )


def needs_model(text: str, ordinary: Ordinary) -> bool:
    """Whether a text has a word that can be a name: one that is not ordinary as it is written, or a lone capital."""
    return not all(map(ordinary.has, WORD.findall(text)))


def needed(text: str, ordinary: Ordinary) -> Iterator[tuple[int, int]]:
    """The stretches of a text that need the model: its sentences with a word that can be a name, neighbours together."""
    start = end = -1
    for line in _LINE.finditer(text):
        for first, last in sentence_spans(line[0]):
            if not needs_model(line[0][first:last], ordinary):
                continue
            first, last = first + line.start(), last + line.start()
            if start >= 0 and not text[end:first].strip():
                end = last
                continue
            if start >= 0:
                yield start, end
            start, end = first, last
    if start >= 0:
        yield start, end


class TokenModel:
    """The loaded classifier. The same text always gives the same spans, whatever else is in the batch."""

    def __init__(self, session: Any, tokenizer: Any, settings: dict[str, Any], ordinary: Ordinary) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._ordinary = ordinary
        self._labels: list[str] = settings["labels"]
        self._temperature = float(settings["temperature"])
        self._threshold = float(settings["threshold"])
        self._weak = float(settings["weak"])
        self._ends = (int(tokenizer.token_to_id("[CLS]")), int(tokenizer.token_to_id("[SEP]")))

    def can_name(self, text: str) -> bool:
        """Whether a text has a word that can be a name."""
        return needs_model(text, self._ordinary)

    def spans(self, texts: Sequence[str]) -> list[list[NameSpan]]:
        """The names in each text, in order of place, without overlaps; offsets in code points.

        Sentences of ordinary words only are not run. Besides sure names there are weak ones, of a low probability, for
        callers that have other evidence to weigh.
        """
        known: dict[str, list[NameSpan]] = {}
        for text in texts:
            if text not in known:
                known[text] = [
                    span
                    for first, last in needed(text, self._ordinary)
                    for start, end in segments(text[first:last])
                    for span in self._segment(text, first + start, first + end)
                ]
        return [known[text] for text in texts]

    def _segment(self, text: str, start: int, end: int) -> Iterator[NameSpan]:
        found = words(self._tokenizer, text[start:end])
        if found:
            rows = self._probabilities(found)
            for span in with_weak(found, rows, self._labels, self._threshold, self._weak):
                yield NameSpan(span.start + start, span.end + start, span.label, span.probability)

    def _probabilities(self, found: Sequence[Word]) -> Array:
        """For each word the probabilities of the labels, averaged over its pieces."""
        import numpy as np

        rows = np.zeros((len(found), len(self._labels)), np.float32)
        for window in windows(found):
            inside = found[window.first : window.last]
            ids, case = model_inputs(inside, self._ends)
            feed = {
                "input_ids": np.array([ids], np.int64),
                "attention_mask": np.ones((1, len(ids)), np.int64),
                "token_type_ids": np.array([case], np.int64),
            }
            pieces = _softmax(self._session.run(None, feed)[0][0] / self._temperature)
            at = 1
            for number, word in enumerate(inside, window.first):
                if window.keep <= number < window.until:
                    rows[number] = pieces[at : at + len(word.pieces)].mean(axis=0)
                at += len(word.pieces)
        return rows


def case_of(word: str) -> int:
    """How a word is written: 0 no letters, 1 lower, 2 Capitalised, 3 CAPITALS, 4 one capital letter, 5 miXed."""
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return 0
    capitals = sum(char.isupper() for char in letters)
    if capitals == 0:
        return 1
    if capitals == len(letters):
        return INITIAL if capitals == 1 else 3
    return 2 if capitals == 1 and letters[0].isupper() else 5


def words(tokenizer: Any, text: str) -> list[Word]:
    """The words of a text as the tokeniser sees them."""
    encoding = tokenizer.encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    found: list[Word] = []
    pieces: list[int] = []
    start = end = 0
    previous: int | None = None
    for number, piece, (first, last) in zip(encoding.word_ids, encoding.ids, encoding.offsets, strict=True):
        if number != previous:
            if pieces:
                found.append(_word(text, start, end, pieces))
            pieces, start, previous = [], first, number
        pieces.append(piece)
        end = last
    if pieces:
        found.append(_word(text, start, end, pieces))
    return found


def _word(text: str, start: int, end: int, pieces: list[int]) -> Word:
    written = text[start:end]
    return Word(start, end, tuple(pieces), case_of(written), not any(char.isalnum() for char in written))


def model_inputs(inside: Sequence[Word], ends: tuple[int, int]) -> tuple[list[int], list[int]]:
    """Piece ids between the two special pieces, and for each the case of its word."""
    ids = [ends[0], *(piece for word in inside for piece in word.pieces), ends[1]]
    case = [0, *(word.case for word in inside for _ in word.pieces), 0]
    return ids, case


def windows(found: Sequence[Word]) -> Iterator[Window]:
    """Overlapping windows of at most 254 pieces; of an overlap each window keeps the half that is farther from its edge."""
    first, keep = 0, 0
    while True:
        last, size = first, 0
        while last < len(found) and (size + len(found[last].pieces) <= _WINDOW or last == first):
            size += len(found[last].pieces)
            last += 1
        if last == len(found):
            yield Window(first, last, keep, last)
            return
        until = _back(found, last, first, _OVERLAP // 2)
        yield Window(first, last, keep, until)
        first, keep = max(_back(found, last, first, _OVERLAP), first + 1), until


def _back(found: Sequence[Word], last: int, first: int, pieces: int) -> int:
    """The word that stands at most so many pieces before ``last``, but after ``first``."""
    at = last
    while at > first + 1 and pieces >= len(found[at - 1].pieces):
        at -= 1
        pieces -= len(found[at].pieces)
    return at


def segments(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of at most 20,000 characters, cut at white space where there is any, so that memory stays bounded."""
    start = 0
    while start < len(text):
        end = min(start + _SEGMENT, len(text))
        if end < len(text):
            cut = max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end))
            end = cut if cut > start else end
        yield start, end
        start = end


def with_weak(
    found: Sequence[Word], rows: Array, labels: Sequence[str], threshold: float, weak: float
) -> list[NameSpan]:
    """The sure spans, and among the words outside them the spans that reach the lower threshold ``weak``."""
    sure = decode(found, rows, labels, threshold)
    rest = rows.copy()
    other = labels.index("O")
    spans = iter(sure)
    span = next(spans, None)
    for number, word in enumerate(found):
        while span and span.end <= word.start:
            span = next(spans, None)
        if span and span.start < word.end:
            rest[number] = 0
            rest[number, other] = 1
    return sorted([*sure, *decode(found, rest, labels, weak)], key=lambda s: s.start)


def decode(found: Sequence[Word], rows: Array, labels: Sequence[str], threshold: float) -> list[NameSpan]:
    """Runs of words that are names with at least ``threshold`` probability; ``B-`` or another type begins a new one."""
    types = sorted({label[2:] for label in labels if label != "O"})
    begin = [labels.index(f"B-{t}") for t in types]
    inside = [labels.index(f"I-{t}") for t in types]
    scores = rows[:, begin] + rows[:, inside]
    spans: list[NameSpan] = []
    run: list[int] = []
    label = 0
    for number in (rows.sum(axis=1) - rows[:, labels.index("O")] >= threshold).nonzero()[0].tolist():
        best = int(scores[number].argmax())
        goes_on = run and run[-1] == number - 1 and best == label
        if not goes_on or rows[number, begin[best]] > rows[number, inside[best]]:
            spans += _span(found, run, types[label], scores[:, label])
            run, label = [], best
        run.append(number)
    return [*spans, *_span(found, run, types[label], scores[:, label])]


def _span(found: Sequence[Word], run: list[int], label: str, scores: Array) -> list[NameSpan]:
    """The run without the marks at its ends (the full stop of an initial stays); nothing if no word is left."""
    first, last = 0, len(run)
    while first < last and found[run[first]].mark:
        first += 1
    while first < last and found[run[last - 1]].mark and found[run[last - 2]].case != INITIAL:
        last -= 1
    kept = run[first:last]
    if not any(found[number].case for number in kept):
        return []
    probability = sum(float(scores[number]) for number in kept) / len(kept)
    return [NameSpan(found[kept[0]].start, found[kept[-1]].end, label, round(min(probability, 1.0), 4))]


def _softmax(logits: Array) -> Array:
    import numpy as np

    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
