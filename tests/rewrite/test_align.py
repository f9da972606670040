from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.rewrite.align import align, changed_leaves, leaves_of
from detector.rewrite.changes import BlockPlace, Edit
from detector.rewrite.errors import RefusedError


def edit(start: int, end: int, text: str) -> Edit:
    return Edit(BlockPlace(0), start, end, text)


def written(leaves: list[str], unit: str, *edits: Edit) -> list[str]:
    changed = changed_leaves([unit], [edits], leaves_of(leaves))
    return [changed.get(i, leaf) for i, leaf in enumerate(leaves)]


def test_a_stretch_over_several_runs_goes_into_the_first() -> None:
    leaves = ["Dear Ja", "ne ", "Sm", "ith, hello"]
    assert written(leaves, "Dear Jane Smith, hello", edit(5, 15, "[mark]")) == ["Dear [mark]", "", "", ", hello"]


def test_white_space_that_reading_tidied_does_not_matter() -> None:
    leaves = ["  On 3\n   March", "  2021 he left"]
    assert written(leaves, "On 3 March 2021 he left", edit(0, 15, "In 2021")) == ["  In 2021", " he left"]


def test_two_edits_in_one_leaf() -> None:
    assert written(["a bb c dd e"], "a bb c dd e", edit(2, 4, "B"), edit(7, 9, "DDD")) == ["a B c DDD e"]


def test_two_edits_that_share_a_leaf_with_a_long_one() -> None:
    leaves = ["one two", " three four", " five six"]
    unit = "one two three four five six"
    assert written(leaves, unit, edit(4, 13, "X"), edit(14, 23, "Y")) == ["one X", " Y", " six"]


def test_a_merged_cell_that_the_document_repeats_is_one_text_of_the_file() -> None:
    leaves = leaves_of(["Year", "Rank", "2021", "PC", "Sergeant", "2022", "PC"])
    units = ["Year", "Rank", "2021", "PC", "2021", "Sergeant", "2022", "PC"]
    starts = align(units, leaves)
    assert starts[2] == starts[4] == leaves.stream.index("2021")
    assert starts[6] == leaves.stream.index("2022")


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(RefusedError):
        written(["something else"], "Dear Jane", edit(5, 9, "x"))


@given(
    st.lists(st.text(alphabet="ab c", min_size=1, max_size=6), min_size=1, max_size=6),
    st.data(),
)
def test_the_leaves_together_say_what_the_edited_unit_says(leaves: list[str], data: st.DataObject) -> None:
    unit = "".join(leaves)
    if not unit.strip():
        return
    start = data.draw(st.integers(0, len(unit) - 1))
    end = data.draw(st.integers(start + 1, len(unit)))
    if not unit[start:end].strip():
        return
    result = "".join(written(leaves, unit, edit(start, end, "XYZ")))
    assert "".join(result.split()) == "".join((unit[:start] + "XYZ" + unit[end:]).split())
