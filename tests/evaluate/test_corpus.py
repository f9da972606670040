"""Annotated corpora in the formats that people have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detector.errors import UsageError
from detector.evaluate.corpus import load_corpus, marked_up

MARKED = """---
id: d1
genre: letter
clean: false
---
[[OCCUPATION case|PC]] [[PERSON case #a|Ann Example]] left in [[DATE_TIME case month|May 2021]]; [[PERSON case #a|Example]] said.
"""


def test_a_marked_up_text() -> None:
    document = marked_up(MARKED)
    assert document.text == "PC Ann Example left in May 2021; Example said.\n"
    assert [document.text[s.start : s.end] for s in document.spans] == ["PC", "Ann Example", "May 2021", "Example"]
    assert document.spans[1].entity == document.spans[3].entity == "#a"
    assert document.spans[2].granularity == "month"
    assert document.spans[2].about == "case"
    assert document.clean is False


def test_an_unknown_type_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MARKED.replace("OCCUPATION", "OCUPATION"))
    with pytest.raises(UsageError, match="unknown entity type OCUPATION"):
        load_corpus(tmp_path)


def test_json_lines_presidio_research_brat_and_tab(tmp_path: Path) -> None:
    text = "Ann Example of Leeds, no. 43186/98"
    ours = {
        "id": "x",
        "text": text,
        "spans": [{"start": 0, "end": 11, "type": "PERSON", "about": "case", "entity": "e1"}],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(ours) + "\n")
    research = [
        {
            "full_text": text,
            "spans": [{"entity_type": "GPE", "entity_value": "Leeds", "start_position": 15, "end_position": 20}],
        }
    ]
    (tmp_path / "b.json").write_text(json.dumps(research))
    (tmp_path / "c.txt").write_text(text)
    (tmp_path / "c.ann").write_text("T1\tPER 0 11\tAnn Example\nR1\tx Arg1:T1 Arg2:T1\n")
    mention = {"entity_type": "CODE", "start_offset": 26, "end_offset": 34, "entity_id": "q1", "span_text": "43186/98"}
    (tmp_path / "d.json").write_text(
        json.dumps([{"doc_id": "tab-1", "text": text, "annotations": {"a1": {"entity_mentions": [mention]}}}])
    )
    documents = load_corpus(tmp_path)
    assert [d.spans[0].label for d in documents] == ["PERSON", "GPE", "PER", "CODE"]
    assert [d.text[d.spans[0].start : d.spans[0].end] for d in documents] == [
        "Ann Example",
        "Leeds",
        "Ann Example",
        "43186/98",
    ]
    assert "LOCATION" in documents[1].spans[0].types
    assert "COURT_CASE_NUMBER" in documents[3].spans[0].types


def test_a_folder_without_annotations_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing is marked here.")
    with pytest.raises(UsageError, match="no annotated documents"):
        load_corpus(tmp_path)
    with pytest.raises(UsageError, match="no such file"):
        load_corpus(tmp_path / "missing")
