"""Dates as British public bodies write them: what they span in the text and which days they cover."""

from __future__ import annotations

from recognizers.dates.recognizer import DateRecognizer, parse_date

__all__ = ["DateRecognizer", "parse_date"]
