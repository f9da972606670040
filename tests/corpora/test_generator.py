"""The corpus generator: exact offsets, reproducible, disjoint splits, nothing left unfilled, every type there."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora import generator
from corpora.generator import generate
from corpora.generator.__main__ import main
from corpora.generator.catalogue import column_specifications, load, prose_templates, table_specifications
from corpora.generator.context import new_context
from corpora.generator.names import name_pool
from corpora.generator.pieces import Piece, assemble, text_of, with_articles
from corpora.generator.places import place_pool
from corpora.generator.slots import fill
from corpora.generator.splits import SPLITS, in_split, sliced
from corpora.generator.vocabulary import vocabulary
from detector.evaluate.corpus import plain_entry
from detector.policy import COLUMN_KINDS, ENTITY_TYPES
from detector.types import About, Role
from recognizers.references.check_letters import CHECKS

GRANULARITIES = {None, "day", "month", "quarter", "season", "year", "relative", "range"}
CHECKED = {
    "PNC_ID": "pnc",
    "CRO_NUMBER": "cro",
    "ARREST_SUMMONS_NUMBER": "asn",
    "UK_NHS": "nhs",
    "UK_NINO": "nino",
    "IBAN_CODE": "iban",
    "CREDIT_CARD": "luhn",
    "UK_DRIVING_LICENCE": "driving_licence",
}


@cache
def corpus(split: str) -> list[dict[str, Any]]:
    return list(generate(split, 400, 7))


def everything() -> list[dict[str, Any]]:
    return [document for split in SPLITS for document in corpus(split)]


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(SPLITS))
def test_spans_are_exact_and_apart(seed: int, split: str) -> None:
    for document in generate(split, 2, seed):
        text, position = document["text"], 0
        for span in document["spans"]:
            surface = text[span["start"] : span["end"]]
            assert position <= span["start"] < span["end"] <= len(text)
            assert surface == surface.strip()
            assert span["type"] in ENTITY_TYPES
            assert span["about"] in get_args(About)
            assert span["granularity"] in GRANULARITIES
            assert (span["granularity"] is None) == (span["type"] != "DATE_TIME"), surface
            assert span["entity"]
            position = span["end"]


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(SPLITS))
def test_cells_stand_in_the_text(seed: int, split: str) -> None:
    for document in generate(split, 2, seed):
        for table in document["tables"]:
            assert {len(row) for row in table["rows"]} == {len(table["columns"])}
            assert all(cell in document["text"] for row in table["rows"] for cell in row)
            assert all(
                column["kind"] in COLUMN_KINDS and column["role"] in get_args(Role) for column in table["columns"]
            )


def test_same_seed_gives_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    def written(seed: int) -> bytes:
        path = tmp_path / "corpus.jsonl"
        main(
            [
                "--seed",
                str(seed),
                "--documents",
                "8",
                "--split",
                "train",
                "--data",
                str(tmp_path / "none"),
                "-o",
                str(path),
            ]
        )
        return path.read_bytes()

    first = written(3)
    assert first == written(3)
    assert first != written(4)
    assert len(first.splitlines()) == 8


def test_a_document_does_not_depend_on_how_many_are_made() -> None:
    assert list(generate("test", 3, 5)) == list(generate("test", 6, 5))[:3]


@pytest.mark.parametrize("mark", ["{", "}", "((", "a/an", " =", " #"])
def test_no_slot_is_left(mark: str) -> None:
    context = new_context(random.Random(1), "train", None)
    for template in prose_templates():
        text = text_of(fill(template.text, context, "case"))
        assert mark not in text, template.id


def test_no_slot_is_left_in_documents() -> None:
    for document in everything():
        assert not any(mark in document["text"] for mark in ("{", "}", "((", "a/an")), document["id"]


def test_every_entity_type_occurs_in_both_splits() -> None:
    for split in SPLITS:
        assert {span["type"] for document in corpus(split) for span in document["spans"]} == set(ENTITY_TYPES)


def test_everything_about_occurs_in_both_splits() -> None:
    for split in SPLITS:
        assert {span["about"] for document in corpus(split) for span in document["spans"]} == set(get_args(About))


def test_templates_are_many_and_belong_to_one_split() -> None:
    train = {t.text for t in prose_templates() if t.split == "train"}
    test = {t.text for t in prose_templates() if t.split == "test"}
    assert len(train) >= 150
    assert len(test) >= 80
    assert not train & test
    assert len({t.id for t in prose_templates()}) == len(prose_templates())


def test_documents_use_templates_of_their_split_only() -> None:
    for split in SPLITS:
        used = {name for document in corpus(split) for name in document["template"].split()}
        assert used
        assert all(name.startswith(f"{split}.") for name in used)


def test_headings_are_many_and_disjoint() -> None:
    columns = column_specifications().values()
    plain = {heading.casefold() for column in columns for heading in column["both"]}
    own = {split: {heading.casefold() for column in columns for heading in column[split]} for split in SPLITS}
    assert not own["train"] & own["test"]
    assert not plain & (own["train"] | own["test"])
    assert all(len(own[split] | plain) >= 120 for split in SPLITS)


def test_columns_have_known_kinds_and_themes_known_columns() -> None:
    columns = column_specifications()
    assert {column["kind"] for column in columns.values()} <= COLUMN_KINDS
    records, counts = table_specifications()["records"], table_specifications()["counts"]
    named = {c for split in SPLITS for theme in records[split].values() for c in theme["columns"]}
    assert named | {c for split in SPLITS for c in counts[split]["labels"]} <= columns.keys()
    assert not {json.dumps(t["columns"]) for t in records["train"].values()} & {
        json.dumps(t["columns"]) for t in records["test"].values()
    }


def test_open_words_are_disjoint_and_no_list_is_empty() -> None:
    words = Path(generator.__file__).parent / "data" / "vocabulary.yaml"
    for name in yaml.safe_load(words.read_text("utf-8"))["open"]:
        train, test = vocabulary("train")[name], vocabulary("test")[name]
        assert train, name
        assert test, name
        assert not set(train) & set(test), name


@given(st.lists(st.text(min_size=1, max_size=8), min_size=2, max_size=30, unique_by=str.casefold))
def test_slices_divide_a_list(words: list[str]) -> None:
    train, test = sliced(words, "train"), sliced(words, "test")
    assert train
    assert test
    assert sorted(train + test) == sorted(words)
    assert all(in_split(word, "train") != in_split(word, "test") for word in words)


def test_names_and_places_are_disjoint_in_the_large_lists(tmp_path: Path) -> None:
    (tmp_path / "gb_places.csv").write_text(
        "name,type,country\n" + "".join(f"Place{chr(97 + i)}ton,Town,England\n" for i in range(26)), "utf-8"
    )
    (tmp_path / "uk_surnames.csv").write_text(
        "surname,freq\n" + "".join(f"sur{chr(97 + i)}name,0.01\n" for i in range(26)), "utf-8"
    )
    train, test = place_pool(tmp_path, "train").listed, place_pool(tmp_path, "test").listed
    assert len(train) + len(test) == 26
    assert not set(train) & set(test)
    # Without the forenames beside them the surnames are no use, and the built-in list serves alone.
    assert name_pool(tmp_path, "train").surnames == ()


def test_references_pass_their_checks() -> None:
    seen: set[str] = set()
    for document in everything():
        for span in document["spans"]:
            check = CHECKED.get(span["type"])
            if check is not None:
                seen.add(check)
                assert CHECKS[check](document["text"][span["start"] : span["end"]].upper()), span["type"]
    assert seen == set(CHECKED.values())


def test_clean_documents_speak_of_nobody() -> None:
    clean = [document for document in everything() if document["clean"]]
    assert len(clean) > 60
    for document in clean:
        assert {span["about"] for span in document["spans"]} <= {"public", "staff"}
        counts = [cell for t in document["tables"] for row in t["rows"] for cell in row[1:]]
        assert all(int(cell.replace(",", "")) >= 20 for cell in counts)


def test_mentions_of_one_person_are_linked() -> None:
    text = "{PERSON staff full #S} to {PERSON case full #a}, {PERSON case formal #a}; {EMAIL_ADDRESS staff work #S}"
    pieces = fill(text, new_context(random.Random(2), "train", None))
    signatory, case, again = (p.entity for p in pieces if p.type == "PERSON")
    assert case == again != signatory
    assert next(p.entity for p in pieces if p.type == "EMAIL_ADDRESS").split(":")[1] == signatory.split(":")[1]


@pytest.mark.parametrize(
    "slot",
    ["{PERSON case nonesuch}", "{DATE_TIME case nonesuch}", "{OFFENCE case}", "{PERSON somebody full}", "{_ nonesuch}"],
)
def test_a_slot_that_cannot_be_filled_is_an_error(slot: str) -> None:
    with pytest.raises(ValueError):
        fill(slot, new_context(random.Random(1), "train", None))


def test_an_unknown_split_is_an_error() -> None:
    with pytest.raises(ValueError):
        next(generate("dev", 1, 1))


@pytest.mark.parametrize(
    ("following", "article"),
    [
        ("inspector", "an"),
        ("18-year-old", "an"),
        ("Year 9", "a"),
        ("union", "a"),
        ("HMP", "an"),
        ("PC", "a"),
        ("eleven", "an"),
    ],
)
def test_articles(following: str, article: str) -> None:
    pieces = with_articles([Piece("It was a/an "), Piece(following, "OCCUPATION", "case")])
    assert pieces[0].text == f"It was {article} "


def test_white_space_at_the_edge_of_a_piece_is_no_part_of_its_span() -> None:
    text, spans = assemble([Piece("By"), Piece(" Ann Lee\n", "PERSON", "case")])
    assert text[spans[0].start : spans[0].end] == "Ann Lee"


def test_the_loader_reads_what_the_generator_writes() -> None:
    document = corpus("test")[0]
    read = plain_entry(document, "x")
    assert read.text == document["text"]
    assert len(read.spans) == len(document["spans"])
    assert read.clean == document["clean"]


def test_names_come_in_many_forms() -> None:
    texts = [d["text"][s["start"] : s["end"]] for d in everything() for s in d["spans"] if s["type"] == "PERSON"]
    assert any(t.isupper() and " " in t for t in texts)
    assert any(t.islower() and " " in t for t in texts)
    assert any("\n" in t for t in texts)
    assert any("'" in t.strip("'") for t in texts)
    assert any(len(t) == 1 for t in texts)
    assert any(not t.isascii() for t in texts)


def test_genres_name_parts_that_exist() -> None:
    parts = {(t.split, t.part) for t in prose_templates()}
    for genre in load("genres").values():
        for step in genre["parts"]:
            for part in set(step.get("parts", [step.get("part")])) - {"records", "counts", "list", "sentence"}:
                assert all((split, part) in parts for split in SPLITS), part


def test_case_references_of_a_table_are_all_different() -> None:
    for document in everything():
        for table in document["tables"]:
            for i, column in enumerate(table["columns"]):
                if column["kind"] == "identifier":
                    assert len({row[i] for row in table["rows"]}) == len(table["rows"])
