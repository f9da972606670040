"""The published answer that the product starts from: what a scan of it must say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def seed(seed_path: Path, scan_json: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    return scan_json(seed_path)["documents"][0]


def test_its_one_table_and_figures(seed: dict[str, Any]) -> None:
    (table,) = seed["tables"]
    assert table["shape"] == "records"
    assert table["rows"] == 20
    assert table["columns"] == [
        {"name": "Nature of association", "kind": "relationship", "role": "quasi"},
        {"name": "Reason for declaring", "kind": "offence", "role": "sensitive"},
    ]
    assert (table["classes"], table["k_min"], table["unique_rows"], table["rows_below_k"]) == (10, 1, 5, 14)
    assert table["with_sensitive"] == {"classes": 12, "k_min": 1, "unique_rows": 7, "rows_below_k": 15}


def test_its_findings(seed: dict[str, Any]) -> None:
    findings = seed["findings"]
    assert [f["where"]["columns"] for f in findings if f["rule"] == "LETTER-CONTRADICTION"] == [
        ["Nature of association", "Reason for declaring"]
    ]
    by_kind = [f for f in findings if f["kind"] == "combination"]
    assert len(by_kind) == 14
    assert sum(f["risk"] == "high" for f in by_kind) == 5
    assert all(f["where"]["table"] == 0 for f in findings)
    assert {f["kind"] for f in findings} <= {"combination", "attribute", "contradiction"}


def test_what_is_recognised_and_stays_silent(seed: dict[str, Any]) -> None:
    mentions = {m["id"]: m for m in seed["mentions"]}
    types = {m["entity_type"] for m in mentions.values()}
    assert "FOI_REFERENCE" in types
    assert any(m["text"] == "01.FOI.22.023919" for m in mentions.values() if m["entity_type"] == "FOI_REFERENCE")
    assert not any(m["entity_type"] == "PERSON" and m["about"] == "case" for m in mentions.values())
    for finding in seed["findings"]:
        for mention in finding["mentions"]:
            assert mentions[mention]["entity_type"] in ("RELATIONSHIP", "OFFENCE")
    for mention in mentions.values():
        if mention["where"].get("table") is None:
            assert mention["about"] == "public", mention


def test_offsets_are_those_of_the_file(seed: dict[str, Any], seed_path: Path) -> None:
    text = seed_path.read_bytes().decode("utf-8-sig")
    assert len(seed["mentions"]) > 40
    for mention in seed["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
