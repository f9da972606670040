"""Drafters' notes are found; the letter's own words about drafts and disclosure are not."""

from __future__ import annotations

import pytest

from detector.risk.notes import is_drafter_note


@pytest.mark.parametrize(
    "text",
    [
        "QA comment: are we sure about the sergeant?",
        "NOT FOR ISSUE - this is the inspector from the Barrow case",
        "[DN: check with PSD whether he appealed]",
        "[insert name of reviewer]",
        "Note to self: remove the last column before sending",
        "Reviewer's comment - too detailed",
        "DO NOT PUBLISH until legal have seen it",
        "Delete this paragraph before issue.",
        "DRAFT",
        "Drafter’s note: happy to release?",
    ],
)
def test_notes(text: str) -> None:
    assert is_drafter_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "We do not publish names of officers below the rank of chief officer.",
        "The draft policy was not approved until 2021.",
        "This information is not for sale.",
        "Please note that the figures are for internal systems.",
        "Information that is exempt from disclosure has been withheld.",
        "I note you seek access to the following information:",
        "[redacted: s.40(2)]",
        "The review notes that the officer was not for promotion.",
    ],
)
def test_no_notes(text: str) -> None:
    assert not is_drafter_note(text)
