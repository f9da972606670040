"""JSON: record tables, values with their pointers, and texts made to do harm."""

import json

import pytest

from detector.read import Limits, read_bytes
from detector.types import Document


def read(data: bytes | str, name: str = "a.json", limits: Limits = Limits()) -> Document:
    return read_bytes(data.encode() if isinstance(data, str) else data, name, limits)


def test_an_array_of_flat_objects_is_a_record_table() -> None:
    rows = [{"rank": "Constable", "year": 2019, "upheld": True}, {"rank": "Sergeant", "year": 2020, "note": None}]
    document = read(json.dumps({"title": "Complaints", "records": rows}))
    assert [[cell.text for cell in row] for row in document.grids[0].cells] == [
        ["rank", "year", "upheld", "note"],
        ["Constable", "2019", "true", ""],
        ["Sergeant", "2020", "", ""],
    ]
    assert document.grids[0].where.cell == "/records"
    assert document.grids[0].header_rows == 1
    assert document.media_type == "application/json"


def test_values_have_their_pointer() -> None:
    document = read(json.dumps({"a/b": {"officer": "Imogen Thistlewood"}, "list": ["x y", 5]}))
    assert [(block.where.cell, block.text) for block in document.blocks] == [
        ("/a~1b/officer", "officer: Imogen Thistlewood"),
        ("/list/0", "list: x y"),
        ("/list/1", "list: 5"),
    ]


def test_json_lines() -> None:
    document = read('{"rank": "PC", "year": 1}\n\n{"rank": "PS", "year": 2}\n', "a.jsonl")
    assert len(document.grids[0].cells) == 3
    broken = read('{"rank": "PC", "year": 1}\n{"rank": "PS", \n{"rank": "PS", "year": 2}\n', "a.jsonl")
    assert broken.status == "partly-read"


def test_numbers_stay_as_written_and_a_name_that_stands_twice_hides_nothing() -> None:
    document = read('{"id": 1.10, "id": 00012345678901234567890}'.replace("000", ""))
    assert [block.text for block in document.blocks] == ["id: 1.10", "id: 12345678901234567890"]


@pytest.mark.parametrize("text", ['{"a": ', "[1, 2", '{"a" 1}', "not json at all {"])
def test_damage_is_told(text: str) -> None:
    document = read(text)
    assert document.status == "unreadable"
    assert document.problems[0].startswith("a.json is damaged or cut off")


def test_deep_nesting_stops() -> None:
    assert read("[" * 100_000 + "]" * 100_000).status == "unreadable"
    assert read("[" * 900 + '"x"' + "]" * 900).status in ("partly-read", "unreadable")


def test_a_text_over_the_limit_is_partly_read() -> None:
    document = read(json.dumps([{"a": "x" * 50, "b": "y"}] * 100), limits=Limits(decoded_chars=1000))
    assert document.status in ("partly-read", "unreadable")
    assert document.problems
