"""Columns of names, whose every cell is one."""

from __future__ import annotations

from presidio_analyzer import RecognizerResult

from detector.recognise.context.names.name_columns import with_names


def person(text: str) -> list[RecognizerResult]:
    return [RecognizerResult("PERSON", 0, len(text), 0.9)]


def names(cells: dict[str, list[RecognizerResult]]) -> set[str]:
    return {
        text[r.start : r.end]
        for text, results in with_names(cells).items()
        for r in results
        if r.entity_type == "PERSON"
    }


def test_the_names_that_a_reader_missed() -> None:
    cells = {
        "SUNITA MAGAR": person("SUNITA MAGAR"),
        "KEANA LAWSON": person("KEANA LAWSON"),
        "ELLIOT RIX": [],
        "Total": [],
        "Grand Total": [],
    }
    assert names(cells) == {"SUNITA MAGAR", "KEANA LAWSON", "ELLIOT RIX"}


def test_a_column_of_other_things_stays_as_it_is() -> None:
    cells: dict[str, list[RecognizerResult]] = {
        "Grace Hall": person("Grace Hall"),
        "Market Square": [],
        "Bus Station": [],
        "Town Park": [],
        "Old Mill": [],
    }
    assert names(cells) == {"Grace Hall"}
