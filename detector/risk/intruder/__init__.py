"""The motivated intruder sheet: who would recognise the person of a finding, by what, and which of the ICO's tests fail."""

from detector.risk.intruder.sheet import with_sheets

__all__ = ["with_sheets"]
