"""What is compared: the scan of this product, and plain Presidio with the same language model, on the same texts."""

from __future__ import annotations

import logging
import warnings
from functools import cache
from pathlib import Path
from typing import Any

from detector.evaluate.measures import Predicted
from detector.policy import Policy
from detector.types import DocumentReport

_LOWEST = 0.3


def scan_text(text: str, policy: Policy, name: str = "draft.txt") -> DocumentReport:
    """The scan of a text as if it were a plain-text draft."""
    from detector.read import Limits, read_bytes
    from detector.scan import scan_document

    return scan_document(read_bytes(text.encode("utf-8"), name, Limits()), policy)


def spans_of(report: DocumentReport) -> list[Predicted]:
    """The mentions of a scan as spans in the decoded text."""
    from detector.report.as_json import as_document

    return [
        Predicted(m["start"], m["end"], m["entity_type"], m["about"], m["granularity"])
        for m in as_document(report)["mentions"]
    ]


def plain_presidio(text: str) -> list[Predicted]:
    """Presidio's AnalyzerEngine with its own ``conf/default.yaml``, scores from 0.3; only the model is replaced."""
    return [
        Predicted(r.start, r.end, r.entity_type) for r in _presidio().analyze(text, language="en") if r.score >= _LOWEST
    ]


@cache
def _presidio() -> Any:
    import presidio_analyzer
    import yaml
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    from detector.recognise.engine import MODEL

    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    default = Path(presidio_analyzer.__file__).parent / "conf" / "default.yaml"
    configuration = NerModelConfiguration.from_dict(
        yaml.safe_load(default.read_text("utf-8"))["ner_model_configuration"]
    )
    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": MODEL}], ner_model_configuration=configuration)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        engine.load()
    return AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
