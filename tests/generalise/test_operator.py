"""The operator in Presidio's own anonymizer."""

from __future__ import annotations

import pytest
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig, RecognizerResult

from detector.generalise.operator import MARK, GeneraliseOperator

TEXT = "Her sister left on 3 March 2021."


def anonymized(entity: str, part: str, **params: object) -> str:
    engine = AnonymizerEngine()
    engine.add_anonymizer(GeneraliseOperator)
    start = TEXT.index(part)
    found = [RecognizerResult(entity, start, start + len(part), 1.0)]
    return str(engine.anonymize(TEXT, found, {entity: OperatorConfig("generalise", params)}).text)


def test_levels_by_name_wording_and_number() -> None:
    assert anonymized("DATE_TIME", "3 March 2021", level="year") == "Her sister left on 2021."
    assert anonymized("DATE_TIME", "3 March 2021", level=1) == "Her sister left on March 2021."
    assert anonymized("RELATIONSHIP", "sister", level="sex-neutral term") == "Her sibling left on 3 March 2021."
    assert anonymized("RELATIONSHIP", "sister", level=99) == "Her relative or associate left on 3 March 2021."


def test_what_has_no_such_level_becomes_the_mark() -> None:
    assert anonymized("PERSON", "sister") == TEXT.replace("sister", MARK)
    assert anonymized("DATE_TIME", "3 March 2021", level="century", mark="[x]") == "Her sister left on [x]."


def test_a_level_that_is_none() -> None:
    with pytest.raises(ValueError, match="level"):
        GeneraliseOperator().validate({"level": 0})
