"""Jobs in running text by their last word."""

from __future__ import annotations

import pytest

from recognizers.people.lower_case_jobs import lower_case_jobs


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("He was a trade union official.", ["trade union official"]),
        ("She is a retired seamstress.", ["seamstress"]),
        ("One, an armourer, has appealed.", ["armourer"]),
        ("The consultant orthopaedic surgeon wrote.", ["consultant orthopaedic surgeon"]),
        ("He works as a driver for a firm.", ["driver"]),
        ("An eminent cardiologist gave evidence.", ["eminent cardiologist"]),
        ("The driver was stopped.", []),
        ("A key driver of costs.", []),
        ("The data controller and the only worker.", []),
        ("A farewell party with his tutor.", []),
        ("In general, the major part.", []),
    ],
)
def test_jobs(text: str, jobs: list[str]) -> None:
    assert [text[start:end] for start, end in lower_case_jobs(text)] == jobs
