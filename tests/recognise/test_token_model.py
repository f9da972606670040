"""Windows, spans and the gate as pure functions, and the classifier that ships, where its run time is installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.recognise import token_model
from detector.recognise.token_model import (
    Ordinary,
    TokenModel,
    Word,
    case_of,
    decode,
    load,
    needs_model,
    segments,
    windows,
)

np = pytest.importorskip("numpy")
LABELS = ["O", "B-PERSON", "I-PERSON", "B-LOCATION", "I-LOCATION", "B-ORGANIZATION", "I-ORGANIZATION"]


@pytest.fixture(scope="module")
def model() -> TokenModel:
    pytest.importorskip("onnxruntime")
    pytest.importorskip("tokenizers")
    loaded = load()
    assert loaded is not None
    return loaded


def found(model: TokenModel, text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.label) for span in model.spans([text])[0]]


def laid_out(*written: str) -> list[Word]:
    made, at = [], 0
    for word in written:
        made.append(Word(at, at + len(word), (7,), case_of(word), not any(c.isalnum() for c in word)))
        at += len(word) + 1
    return made


def rows(*best: str) -> object:
    table = np.full((len(best), len(LABELS)), 0.01, np.float32)
    for number, label in enumerate(best):
        table[number, LABELS.index(label)] = 0.94
    return table


@pytest.mark.parametrize(
    ("word", "case"),
    [("smith", 1), ("Smith", 2), ("SMITH", 3), ("J", 4), ("McKay", 5), ("1234", 0), ("é", 1), ("", 0), ("B1", 4)],
)
def test_the_way_a_word_is_written(word: str, case: int) -> None:
    assert case_of(word) == case


@given(st.lists(st.integers(1, 100), max_size=120))
def test_windows_keep_every_word_exactly_once_and_stay_within_the_limit(sizes: list[int]) -> None:
    words = [Word(i, i + 1, (1,) * size, 1, False) for i, size in enumerate(sizes)]
    made = list(windows(words))
    assert [number for window in made for number in range(window.keep, window.until)] == list(range(len(words)))
    assert all(window.first <= window.keep and window.until <= window.last for window in made)
    assert all(sum(len(w.pieces) for w in words[window.first : window.last]) <= 254 for window in made)


@given(st.text(alphabet="ab \n", max_size=400))
def test_segments_cover_the_text_without_gaps(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(token_model, "_SEGMENT", 50)
        cuts = list(segments(text))
    assert "".join(text[start:end] for start, end in cuts) == text
    assert all(0 < end - start <= 50 for start, end in cuts)


def test_a_new_beginning_or_another_type_starts_a_new_span() -> None:
    words = laid_out("Jo", "Hale", "Ann", "Leeds")
    spans = decode(words, rows("B-PERSON", "I-PERSON", "B-PERSON", "B-LOCATION"), LABELS, 0.5)
    assert [(s.start, s.end, s.label) for s in spans] == [(0, 7, "PERSON"), (8, 11, "PERSON"), (12, 17, "LOCATION")]


def test_names_apart_are_two_even_if_the_second_has_no_beginning() -> None:
    spans = decode(laid_out("Hale", "met", "Cole"), rows("B-PERSON", "O", "I-PERSON"), LABELS, 0.5)
    assert [(s.start, s.end) for s in spans] == [(0, 4), (9, 13)]


def test_marks_at_the_ends_are_cut_but_the_full_stop_of_an_initial_stays() -> None:
    assert decode(laid_out("'", "Hale", ")"), rows("B-PERSON", "I-PERSON", "I-PERSON"), LABELS, 0.5)[0].end == 6
    assert decode(laid_out("Hale", "J", "."), rows("B-PERSON", "I-PERSON", "I-PERSON"), LABELS, 0.5)[0].end == 8
    assert decode(laid_out("@", "12"), rows("B-PERSON", "I-PERSON"), LABELS, 0.5) == []


def test_missing_files_give_no_model(tmp_path: Path) -> None:
    assert load(tmp_path) is None


def test_a_folder_with_all_but_one_file_gives_no_model(tmp_path: Path) -> None:
    for name in (token_model.TOKENIZER_FILE, token_model.SETTINGS_FILE, token_model.ORDINARY_FILE):
        shutil.copy(token_model.default_folder() / name, tmp_path / name)
    assert load(tmp_path) is None


@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_names_are_found_however_they_are_written(model: TokenModel, change: object) -> None:
    text = "PC Harriet Oyelaran of Lewisham told Mr Wojciech Zielinski that he would be arrested."
    text = change(text)  # type: ignore[operator]
    assert [(name.lower(), label) for name, label in found(model, text)] == [
        ("harriet oyelaran", "PERSON"),
        ("lewisham", "LOCATION"),
        ("wojciech zielinski", "PERSON"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Freedom of Information Act 2000",
        "Nature of Association | Reason for Declaring | Month | Year",
        "One sergeant was dismissed in March 2021 because of his sister's partner.",
        "WE USE SOME ESSENTIAL COOKIES TO MAKE OUR WEBSITE WORK.",
        "Section 40(2) - Personal Information",
        "foi.team@example.police.uk",
    ],
)
def test_officialese_names_nobody(model: TokenModel, text: str) -> None:
    assert [name for name, label in found(model, text) if label == "PERSON"] == []


@pytest.mark.parametrize(
    "text", ["", "   ", "\ud800", "\x00", "🙂" * 300, "a" * 30_000, "12 " * 500, "İ" * 50 + " Smith"]
)
def test_odd_text_is_read_without_error(model: TokenModel, text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in model.spans([text])[0])


def test_offsets_count_code_points_after_astral_characters(model: TokenModel) -> None:
    assert ("Siobhán Featherstone", "PERSON") in found(model, "🙂🙂 Dear Ms Siobhán Featherstone, thank you 🙂")


@settings(max_examples=10, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Dear Ms Hale,", "PC COLE was in Leeds.", "nobody", "", "Dear Ms Hale, " * 40]),
        min_size=1,
        max_size=5,
    )
)
def test_a_text_is_read_the_same_whatever_its_neighbours(model: TokenModel, texts: list[str]) -> None:
    assert model.spans(texts) == [model.spans([text])[0] for text in texts]


def test_a_name_is_found_at_every_place_of_a_long_text(model: TokenModel) -> None:
    filler = "The panel read the report and then heard the officer in the afternoon. "
    text = "".join(f"{filler * (1 + number % 4)}Mr Okonkwo spoke. " for number in range(40))
    assert sum(name == "Okonkwo" for name, _ in found(model, text)) == 40


ORDINARY = Ordinary.of(["the^", "officer^", "was", "dismissed", "for", "fraud^", "mark", "spoke"])


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("The officer was dismissed for fraud, 3.5.21", False),
        ("the OFFICER'S fraud", False),
        ("The officer was Hale", True),
        ("the officer was hale", True),
        ("Officer B was dismissed", True),
        ("the officer was mark", False),
        ("the officer was Mark", True),
        ("", False),
        ("| 12 | <5 |", False),
    ],
)
def test_only_a_text_with_an_extraordinary_word_needs_the_model(text: str, needed: bool) -> None:
    assert needs_model(text, ORDINARY) is needed


def test_only_the_sentences_that_need_it_are_read() -> None:
    text = "The officer was dismissed. Mark spoke. The officer spoke.\n\nthe fraud\nHale was the officer"
    assert [text[start:end] for start, end in token_model.needed(text, ORDINARY)] == [
        "Mark spoke.",
        "the fraud\nHale was the officer",
    ]
