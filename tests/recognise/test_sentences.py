import itertools

from hypothesis import given
from hypothesis import strategies as st

from detector.recognise.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[s:e] for s, e in sentence_spans(text)]


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = "Mr. J. Smith saw Sgt. Khan at approx. 9 p.m. on Monday. He left. See s. 40 of the Act."
    assert sentences(text) == [
        "Mr. J. Smith saw Sgt. Khan at approx. 9 p.m. on Monday.",
        "He left.",
        "See s. 40 of the Act.",
    ]


def test_quotes_and_blank_lines_end_one() -> None:
    assert sentences("She said “no.” He agreed.\n\nNext part") == ["She said “no.”", "He agreed.", "Next part"]


@given(st.text(max_size=300))
def test_nothing_but_white_space_is_lost_and_spans_are_in_order(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())
