"""Dates as British public bodies write them: what they span in the text and which days they cover."""

from __future__ import annotations

from recognizers.dates.recognizer import DateExpressionRecognizer, parse_date

__all__ = ["DateExpressionRecognizer", "parse_date"]
