"""Police, court, prison and probation references: formats and labels as data, one finder, one recogniser."""

from recognizers.references.recognizer import ReferenceRecognizer

__all__ = ["ReferenceRecognizer"]
