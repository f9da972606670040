"""Answers as authorities print them, with the habits of their web sites: nothing in them is a finding."""

from __future__ import annotations

import pytest

from detector.evaluate.systems import scan_text
from detector.policy import Policy

pytestmark = pytest.mark.slow

ANSWERS = {
    "switchboard in a news page": "Police officer to attend a hearing\n\nYou can register by calling 101 ext 8002562 during office hours or email psd@ashshire.police.uk\n",
    "log page": "Officers Disciplinary\n\n  • Reference Number: 1816\n  • Date released: 24 April 2009\n\nRequest\n\n  1. How many officers had a disciplinary hearing?\n\nResponse\n\nThe information is held.\n",
    "referred for internal review": "Compliance statistics under the Freedom of Information Act\n\nNumber of requests that were processed in full Number of requests referred for internal review\nQuarter 1 (April-June) 536 24\nQuarter 2 (July-September) 598 33\n",
    "systems in examples": "Question 1: Which incident system does the Trust currently use (e.g. Datix, Ulysses, Radar, InPhase, other)?\n\nAnswer To Question 1: A. Datix Web (RLDatix) B. At the Trust we only use Datix.\n",
    "years with bars": "1) The number of Freedom of Information Act (FOIA) requests received in each of the last ten years.\n2018 – 2019 | 1,389 |\n2017 – 2018 | 1,233 |\n2013 – 2014 | * |\n2012 – 2013 | * |\n*refers to years when our recording system was not in place.\n",
    "one value a line": "Quarterly statistics on Freedom of Information\nQuarter (Q) |\nRequests: Number received |\nInternal reviews |\nQ1 |\n297 |\n5 |\nQ2 |\n320 |\n4 |\nTotal |\n617 |\n9 |\n",
    "excluded pupils": "Permanently excluded pupils\n\nUnder the Freedom of Information Act (2000), I would like to know the following.\n\n1. How many pupils were permanently excluded in these years?\n2021-22: 18\n2022-23: 23\n2023-24: 24\n",
    "letterhead with a fax": "Met HQ Strategy & Governance Information Rights Unit PO Box 57192 London SW6 1TR\n\nTelephone: 0207 161 3500 Facsimile: 0207 161 3503\n\nOur ref: 2017070000569\n\nREQUEST 1: I wish to see the full report into 'Operation Larkspur'.\n",
    "board report": "SUMMARY REPORT TRUST BOARD 5 July Accountable Officer Mark Dalby, Medical Director Author(s) Karen Beckwith, Head of Patient Safety\n",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_nothing_is_found(name: str) -> None:
    report = scan_text(ANSWERS[name], Policy())
    assert [(f.rule, f.title) for f in report.findings if f.risk != "low"] == []
