"""The reference of the request, found from the whole letter."""

from __future__ import annotations

import pytest

from detector.evaluate.systems import scan_text
from detector.policy import Policy
from detector.recognise.context.references.request_references import request_references


def found(*texts: str) -> list[str]:
    return [
        texts[i][r.start : r.end]
        for i, results in enumerate(request_references(texts, [[] for _ in texts]))
        for r in results
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Cyf/Ref: 881/2024", "Dear Sir", "Freedom of Information request"], "881/2024"),
        (["FREEDOM OF INFORMATION REQUEST REFERENCE NUMBER: IC 1123 24"], "IC 1123 24"),
        (["Case Reference Number IG/2024/05/0091", "your Freedom of Information request"], "IG/2024/05/0091"),
        (["Your request, reference F24/0231, under the Freedom of Information Act"], "F24/0231"),
        (["An FOI internal review (IR24/0009) was carried out."], "IR24/0009"),
        (["Dear Ms Hall", "Information request", "Reference TfX-2122-334"], "TfX-2122-334"),
    ],
)
def test_references(texts: list[str], expected: str) -> None:
    assert expected in found(*texts)


def test_a_known_reference_is_found_again_and_its_like_beside_it() -> None:
    texts = ["Ref: 2122-334", "Freedom of Information", "Dear Sir", "See our answers to 2122-101. Quote 2122-334."]
    assert {"2122-334", "2122-101"} <= set(found(*texts[:3], texts[3]))


@pytest.mark.parametrize(
    "texts",
    [
        ["Ref: 881/2024", "a crime report"],
        ["Freedom of Information", "Dear Sir", "The crime was recorded under reference 45/12345/21."],
        ["Freedom of Information Act 2000", "Date: 14/05/2024", "Tel: 01632 960001"],
        ["REQUEST UNDER THE FREEDOM OF INFORMATION ACT 2000"],
    ],
)
def test_what_is_no_request_reference(texts: list[str]) -> None:
    assert found(*texts) == []


def test_a_disclosure_log_lists_requests_and_no_persons() -> None:
    log = """Disclosure log of the Freedom of Information Team

| Request no | Received | Subject | Decision |
|---|---|---|---|
| 10231 | 02/05/2024 | Parking fines | Full disclosure |
| 10232 | 02/05/2024 | Taser use | Part disclosure |
| 10239 | 07/05/2024 | Dog units | Refused |
"""
    report = scan_text(log, Policy())
    assert [m.text for m in report.mentions if m.entity_type == "FOI_REFERENCE"] == ["10231", "10232", "10239"]
    assert not [f for f in report.findings if f.risk != "low"]
