import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import hidden, read, saved

from detector.types import Document


def kinds(document: Document) -> set[str]:
    return {part.kind for part in document.hidden}


def tags(text: str) -> str:
    return "".join(chr(0xE0000 + ord(character)) for character in text)


def selectors(data: bytes) -> str:
    return "".join(chr(0xFE00 + byte if byte < 16 else 0xE0100 + byte - 16) for byte in data)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=2, max_size=40).filter(lambda t: t.strip()))
def test_tag_characters_spell_a_text(text: str) -> None:
    assert hidden(read(f"Dear Ms{tags(text)} Example".encode(), "a.txt"), "smuggled-text") == [text]


@given(st.text(st.characters(min_codepoint=33, max_codepoint=0x2FF), min_size=3, max_size=40))
def test_variation_selectors_spell_a_text(text: str) -> None:
    if text.strip():
        document = read(f"Thank you \U0001f600{selectors(text.encode())}.".encode(), "a.txt")
        assert hidden(document, "smuggled-text") == [text]


@pytest.mark.parametrize("character", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_a_word_that_is_split_is_put_together(character: str) -> None:
    document = read(f"PC Al Exa{character}mple left.\nNext line.".encode(), "a.txt")
    assert hidden(document, "invisible-characters") == ["PC Al Example left."]


def test_an_order_that_is_turned_round_is_told_as_shown() -> None:
    document = read("The file \u202eelpmaxE lA\u202c was closed.".encode(), "a.txt")
    assert hidden(document, "direction-controls") == ["The file Al Example was closed."]


@pytest.mark.parametrize(
    "text",
    [
        "A flag \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f of England",
        "A family \U0001f468\u200d\U0001f469\u200d\U0001f467 and a heart \u2764\ufe0f",
        "in\u00adforma\u00adtion with soft hyphens",
        "a line \u200b that may break here, and \u200ba list",
        "می\u200cخواهم",
        "\u200fעברית\u200e in a letter",
        "plain text",
    ],
)
def test_ordinary_uses_are_no_hiding_place(text: str) -> None:
    assert read(text.encode(), "a.txt").hidden == ()


def test_cells_and_pages_too() -> None:
    book = openpyxl.Workbook()
    book.properties.creator = ""
    book.active.append(["Name", "Rank"])
    book.active.append([f"x{tags('Al Example')}", "PC"])
    document = read(saved(book), "a.xlsx")
    assert hidden(document, "smuggled-text") == ["Al Example"]
    assert next(part.where.cell for part in document.hidden) == "A2"
    page = f"<html><body><p>Exa\u200bmple{tags('hi')}</p></body></html>"
    assert kinds(read(page.encode(), "a.html")) == {"smuggled-text", "invisible-characters"}
