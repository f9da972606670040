"""The tracked changes of a text: nothing lost, and no change cut in two at a space."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detector.rewrite.marked_up import _pieces

TEXTS = st.text(alphabet="ab c.", max_size=30)


def kept(text: str, now: str) -> list[tuple[str, str]]:
    return [piece for piece in _pieces(text, now) if piece[1]]


def test_a_name_is_replaced_as_a_whole() -> None:
    assert kept("Dear Ms Rowe,", "Dear [redacted: s.40(2)],") == [
        ("", "Dear "),
        ("del", "Ms Rowe"),
        ("ins", "[redacted: s.40(2)]"),
        ("", ","),
    ]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_pieces(text: str, now: str) -> None:
    pieces = kept(text, now)
    assert "".join(piece for kind, piece in pieces if kind != "ins") == text
    assert "".join(piece for kind, piece in pieces if kind != "del") == now
