import itertools

from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer import RecognizerResult

from detector.recognise.overlaps import resolve

TYPES = [
    "PERSON",
    "DATE_TIME",
    "LEGAL_REFERENCE",
    "RELATIONSHIP",
    "LOCATION",
    "ORGANIZATION",
    "PNC_ID",
    "EMAIL_ADDRESS",
]


def result(entity: str, start: int, end: int, score: float = 0.8, name: str = "r") -> RecognizerResult:
    return RecognizerResult(entity, start, end, score, recognition_metadata={"recognizer_name": name})


def test_a_citation_explains_the_year_inside_it() -> None:
    assert [r.entity_type for r in resolve([result("DATE_TIME", 24, 28), result("LEGAL_REFERENCE", 0, 28)])] == [
        "LEGAL_REFERENCE"
    ]


def test_data_beat_the_language_model_and_titles_beat_places() -> None:
    kept = resolve([result("PERSON", 0, 7, 0.6, "ModelNameRecognizer"), result("LOCATION", 0, 7)])
    assert [r.entity_type for r in kept] == ["LOCATION"]
    kept = resolve([result("PERSON", 0, 6, 0.9, "NamePatternRecognizer"), result("LOCATION", 0, 6)])
    assert [r.entity_type for r in kept] == ["PERSON"]


def test_a_mere_shape_does_not_beat_a_date() -> None:
    kept = resolve([result("CRIME_REFERENCE", 0, 10, 0.3), result("DATE_TIME", 0, 8, 0.95)])
    assert [r.entity_type for r in kept] == ["DATE_TIME"]


spans = st.builds(
    lambda entity, start, length, score: result(entity, start, start + length, score),
    st.sampled_from(TYPES), st.integers(0, 60), st.integers(1, 20), st.floats(0.1, 1.0),
)  # fmt: skip


@given(st.lists(spans, max_size=25))
def test_what_survives_never_overlaps_and_every_loser_meets_a_winner(results: list[RecognizerResult]) -> None:
    kept = resolve(results)
    for first, second in itertools.pairwise(kept):
        assert first.end <= second.start
    for lost in results:
        assert any(lost.start < k.end and k.start < lost.end for k in kept)


@given(st.lists(spans, max_size=12), st.randoms())
def test_the_order_of_the_results_does_not_matter(results: list[RecognizerResult], random: object) -> None:
    shuffled = list(results)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def spans_of(kept: list[RecognizerResult]) -> list[tuple[int, int, str]]:
        return [(r.start, r.end, r.entity_type) for r in kept]

    assert spans_of(resolve(results)) == spans_of(resolve(shuffled))
