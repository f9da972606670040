from detector.generalise.relationships import ladder, ladder_many
from recognizers.relationships import parse_relationship
from recognizers.relationships.taxonomy import taxonomy


def words(cell: str) -> list[str]:
    (value,) = parse_relationship(cell)
    return [wording for _, _, wording in ladder(value)]


def test_each_step_is_coarser_and_the_top_is_the_same_for_all() -> None:
    assert words("Brothers") == ["siblings", "family members", "relatives or associates"]
    assert words("sister's partner") == [
        "sibling's partner", "sibling's spouse or partner", "relative's partner or former partner", "relative or associate",
    ]  # fmt: skip
    assert words("stepfather")[0] == "step-parent"


def test_every_term_climbs_to_the_top_without_repeating_itself() -> None:
    for form in taxonomy().forms:
        for value in parse_relationship(form):
            steps = [wording for _, _, wording in ladder(value)]
            is_top = value.chain[-1].path[-1] == "broad"
            assert is_top or steps[-1] in taxonomy().top
            assert len(set(steps)) == len(steps)


def test_a_cell_with_several_relations_keeps_them_apart_as_long_as_they_differ() -> None:
    steps = ladder_many(parse_relationship("Sister and sister's partner"))
    assert steps[0][1] == "sibling and sibling's partner"
    assert steps[-1][1] == "relatives or associates"
