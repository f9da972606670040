"""Generalisation as an operator of Presidio's anonymizer, for those who use it without the rest.

    from presidio_anonymizer import AnonymizerEngine
    from presidio_anonymizer.entities import OperatorConfig
    from detector.generalise.operator import GeneraliseOperator

    engine = AnonymizerEngine()
    engine.add_anonymizer(GeneraliseOperator)
    engine.anonymize(text, results, {"DATE_TIME": OperatorConfig("generalise", {"level": "year"})})

It needs ``presidio-anonymizer`` (extra ``presidio``). A value that is not understood, or has no such level, becomes the mark.
"""

from __future__ import annotations

from typing import Any

from presidio_anonymizer.operators import Operator, OperatorType

from detector.generalise.ladders import ladder_of
from detector.recognise.cells import values

MARK = "[redacted: s.40(2)]"


class GeneraliseOperator(Operator):  # type: ignore[misc]
    """Replaces an entity by a coarser wording of it.

    Parameters: ``level``, the name of a level or its wording ("year", "class", "ten-year band"), or a number of steps up the
    hierarchy, 1 by default; ``mark``, what stands where there is no such step.
    """

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        """The coarser wording of one entity."""
        params = params or {}
        level, mark = params.get("level", 1), str(params.get("mark", MARK))
        found = values(text.strip(), str(params.get("entity_type", "")).lower())
        steps = ladder_of(found[0]) if len(found) == 1 else []
        if isinstance(level, int):
            return steps[min(level, len(steps)) - 1].wording if steps and level > 0 else mark
        return next((step.wording for step in steps if level in (step.level, step.wording)), mark)

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Raise ValueError for a level that is neither a name nor a positive number."""
        level = (params or {}).get("level", 1)
        if not (isinstance(level, str) and level) and not (isinstance(level, int) and level > 0):
            raise ValueError("level must be the name of a level or a number from 1")

    def operator_name(self) -> str:
        """The name to configure it by."""
        return "generalise"

    def operator_type(self) -> OperatorType:
        """It anonymizes."""
        return OperatorType.Anonymize
