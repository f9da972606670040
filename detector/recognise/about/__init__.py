"""Whom a mention is about: by rules, by a trained model where it is sure, and by who writes to whom."""

from detector.recognise.about.rules import ADDRESSES, ALWAYS_PUBLIC, CONTACTS, QUASI, SENSITIVE

__all__ = ["ADDRESSES", "ALWAYS_PUBLIC", "CONTACTS", "QUASI", "SENSITIVE"]
