"""Short dates and the times of logs, told by their neighbours."""

from __future__ import annotations

import pytest

from detector.recognise.context.log_times import log_times
from recognizers.dates.neighbours import neighbour_dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Permits issued: 2020/21 14,220; 2021/22 14,905.", ["2020/21", "2021/22"]),
        ("Reference 2020/21 of the file", []),
        ("the same team mate, fraud, Q3", ["Q3"]),
        ("Q3 How many officers?", []),
        ("called him names on the 2nd and again", ["the 2nd"]),
        ("he lives on the 2nd floor", []),
        ("pregnant, due May", ["May"]),
        ("payments due may be late", []),
        ("He came back in march and left; she was off in may.", ["march", "may"]),
        ("It fell in march formation, and in may trees.", []),
        ("dismissed for drink driving in the August.", ["August"]),
    ],
)
def test_neighbours(text: str, dates: list[str]) -> None:
    assert [text[start:end] for start, end, _ in neighbour_dates(text)] == dates


def test_the_lines_of_a_log_tell_each_other() -> None:
    log = ["0612 Caller rings", "0625 Unit sent", "0641 Car seen\n0702 At address"]
    assert [len(found) for found in log_times(log)] == [1, 1, 2]
    assert log_times(["1984 Act applies", "2010 Regulations apply", "0101 Other"]) == [[], [], []]
    assert log_times(["1200 People came"]) == [[]]
