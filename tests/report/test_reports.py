"""Reports from a made-up scan: contract, escaping, masking."""

from __future__ import annotations

import json

import pytest
from lxml import html as lxml_html

from detector.report.as_html import as_html
from detector.report.as_json import as_json, as_jsonl
from detector.report.as_sarif import as_sarif
from detector.report.as_text import as_text
from detector.report.masking import masked
from detector.risk.findings import finding
from detector.risk.intruder import with_sheets
from detector.risk.measures.keys import codes
from detector.risk.measures.sample_uniques import MinimalUniques
from detector.risk.table_measures import risk_measures
from detector.types import (
    AttributeRisk,
    Block,
    Cell,
    Column,
    Document,
    DocumentReport,
    Mention,
    ScanResult,
    Suggestion,
    TableReport,
    TypedTable,
    Where,
)

NASTY = "<script>alert(1)</script>"


@pytest.fixture
def result() -> ScanResult:
    block = Block(f"DC {NASTY} Example left.", Where(block=0, paragraph=1), start=10)
    name = Mention("m1", "PERSON", NASTY, 0.9, "case", "r", block.where, 3, 3 + len(NASTY))
    table = TypedTable(
        Where(table=0),
        "records",
        (Column("Rank", "occupation", "quasi"), Column(NASTY, "offence", "sensitive")),
        ((Cell("PC", "A2", 40), Cell("theft", "B2", 45)), (Cell("Sergeant", "A3", 52), Cell(NASTY, "B3", 62))),
        "A <b>caption</b>",
    )
    cell = Mention(
        "m2", "OCCUPATION", "PC", 0.9, "case", "r", Where(table=0, cell="A2", rows=(1,), columns=("Rank",)), 0, 2
    )
    measures = risk_measures(
        [["PC", "Sergeant"]],
        ["Rank"],
        [(NASTY, ["theft", "x"])],
        [codes(["PC", "Sergeant"])],
        MinimalUniques({}, True),
        3,
        5,
        None,
        10,
    )
    report = TableReport(table, AttributeRisk(2, 1, 2, 2), AttributeRisk(2, 1, 2, 2), measures=measures)
    found = (
        finding(
            "TEXT-NAME",
            "high",
            "why <i>",
            block.where,
            ["x"],
            mentions=("m1",),
            suggestions=(Suggestion("redact", NASTY, "[redacted: s.40(2)]"),),
        ),
        finding(
            "TABLE-UNIQUE",
            "high",
            "why",
            Where(table=0, rows=(1,), columns=("Rank",)),
            ["y"],
            mentions=("m2",),
            k=1,
            suggestions=(Suggestion("generalise", "PC", "officer", 1, 2, 0.5),),
        ),
    )
    found = tuple(with_sheets(found, (name, cell), (), (table,)))
    document = Document(f"a{NASTY}.txt", "0" * 64, "text/plain", "partly-read", ("a problem",), (block,), (), True)
    return ScanResult(
        {"k": 5, "threshold": 5}, {"model": "1"}, (DocumentReport(document, (name, cell), (report,), found),)
    )


def test_json_keeps_the_contract_and_file_offsets(result: ScanResult) -> None:
    data = json.loads(as_json(result))
    assert set(data) == {"schema_version", "tool", "policy", "documents", "summary"}
    assert data["summary"] == {"high": 2, "medium": 0, "low": 0, "waived": 0, "documents": 1, "unreadable": 0}
    (document,) = data["documents"]
    assert document["mentions"][0]["start"] == 13
    assert document["mentions"][1]["start"] == 40
    assert document["tables"][0]["k_min"] == 1
    assert document["findings"][1]["suggestions"][0]["from"] == "PC"
    assert [json.loads(line)["path"] for line in as_jsonl(result).splitlines()] == [document["path"]]


def test_html_escapes_everything_and_is_self_contained(result: ScanResult) -> None:
    page = as_html(result)
    tree = lxml_html.fromstring(page)
    assert not tree.xpath("//script | //b | //i | //img | //link | //@onclick | //@src | //@href")
    assert NASTY in tree.text_content()
    assert len(tree.xpath("//details[@class='intruder']")) == 2
    assert len(tree.xpath("//details[@class='measures']")) == 1
    assert "NOT READ" not in page
    assert tree.xpath("//td[@class='high']")


def test_text_masks_values_unless_asked(result: ScanResult) -> None:
    assert NASTY not in as_text(result, show_values=False).replace(f"a{NASTY}.txt", "").replace(f"{NASTY}: offence", "")
    assert "[redacted: s.40(2)]" in as_text(result, show_values=True)
    assert "Part of the file was not read" in as_text(result, show_values=False)
    assert masked("Smith", False) == "S••••"
    assert masked("Smith", True) == "Smith"


def test_sarif_has_levels_regions_and_fingerprints_but_no_values(result: ScanResult) -> None:
    run = json.loads(as_sarif(result))["runs"][0]
    first = run["results"][0]
    assert first["level"] == "error"
    assert first["locations"][0]["physicalLocation"]["region"] == {"charOffset": 13, "charLength": len(NASTY)}
    assert first["partialFingerprints"]["disclosureDetector/v1"]
    assert "script" not in json.dumps(run["results"][0]["message"])
