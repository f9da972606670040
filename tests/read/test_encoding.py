import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.read.encoding import decode, is_text

TEXT = "The officer’s fine was £250 – paid in March 2021.\r\nSecond line"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_the_text_comes_back_whole_with_its_line_ends_and_without_a_mark(data: bytes, encoding: str) -> None:
    decoded = decode(data, 1_000_000)
    assert (decoded.text, decoded.encoding, decoded.replaced, decoded.cut) == (TEXT, encoding, 0, False)


def test_broken_bytes_in_utf_8_are_counted() -> None:
    decoded = decode("Café déjà vu, à côté".encode() * 20 + b"\xff\xfe end", 10_000)
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 2


def test_a_replacement_character_of_the_file_itself_is_no_damage() -> None:
    assert decode("already \ufffd here".encode(), 1000).replaced == 0


def test_the_limit_cuts_and_says_so() -> None:
    decoded = decode(b"abcdef", 4)
    assert (decoded.text, decoded.cut) == ("abcd", True)


def test_a_declared_latin_1_is_windows_1252() -> None:
    assert decode(b"a \x93quote\x94", 100, "iso-8859-1").text == "a “quote”"


@pytest.mark.parametrize("declared", ["rot13", "no-such-code", "utf-7", ""])
def test_a_declared_encoding_that_is_none_is_ignored(declared: str) -> None:
    assert decode(b"plain text", 100, declared).text == "plain text"


def test_binary_content_is_no_text() -> None:
    assert not is_text(bytes(range(32)) * 40)
    assert is_text(TEXT.encode("utf-16-le"))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff\x00"), min_size=1))
def test_utf_8_is_never_damaged(text: str) -> None:
    decoded = decode(codecs.BOM_UTF8 + text.encode("utf-8"), 10_000)
    assert (decoded.text, decoded.replaced) == (text, 0)


@given(st.binary(max_size=300))
def test_any_bytes_decode_to_something(data: bytes) -> None:
    assert isinstance(decode(data, 200).text, str)
