"""The union of the token classifier and spaCy, with scripted readers."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer.nlp_engine import NlpArtifacts

from detector.recognise.token_model import NameSpan, default_folder
from recognizers.people.name_union import Candidate, candidates, features, probability
from recognizers.people.token_names import ENTITIES, UNION_FILE, TokenNameRecognizer

LOG_ODDS_AND_SPACY = [0.0, 1.0, 2.0, 4.5] + [0.0] * 10
WEIGHTS = dict.fromkeys(ENTITIES, LOG_ODDS_AND_SPACY)
LEAST = dict.fromkeys(ENTITIES, 0.5)


class Scripted:
    """A classifier that says what it is told."""

    def __init__(self, *spans: NameSpan) -> None:
        self._spans = list(spans)

    def spans(self, texts: list[str]) -> list[list[NameSpan]]:
        return [self._spans for _ in texts]


def artifacts(text: str, *entities: tuple[int, int, str]) -> NlpArtifacts:
    doc = spacy.blank("en")(text)
    spans = [doc.char_span(start, end, label=label) for start, end, label in entities]
    return NlpArtifacts(spans, doc, [], [], None, "en", [])  # type: ignore[arg-type]


def recognised(text: str, *spans: NameSpan, heard: tuple[tuple[int, int, str], ...] = ()) -> list[tuple[str, str]]:
    found = TokenNameRecognizer(Scripted(*spans), WEIGHTS, LEAST).analyze(
        text, ["PERSON", "LOCATION"], artifacts(text, *heard)
    )
    return [(text[r.start : r.end], r.entity_type) for r in found]


def test_a_lone_letter_takes_its_role_with_it() -> None:
    assert recognised("Officer B left", NameSpan(8, 9, "PERSON", 0.9)) == [("Officer B", "PERSON")]
    assert recognised("then Ms A. left", NameSpan(8, 10, "PERSON", 0.9)) == [("Ms A.", "PERSON")]
    assert recognised("see FOI B left", NameSpan(8, 9, "PERSON", 0.9)) == [("B", "PERSON")]


def test_titles_are_cut_off_persons() -> None:
    assert recognised("PC Hale left", NameSpan(0, 7, "PERSON", 0.9)) == [("Hale", "PERSON")]


def test_entities_that_are_not_asked_for_stay_out() -> None:
    assert recognised("of Northmoor Trust", NameSpan(3, 18, "ORGANIZATION", 0.9)) == []


def test_a_weak_span_needs_the_second_reader() -> None:
    weak = NameSpan(3, 8, "LOCATION", 0.3)
    assert recognised("in Leeds", weak) == []
    assert recognised("in Leeds", weak, heard=((3, 8, "LOCATION"),)) == [("Leeds", "LOCATION")]


def test_what_only_spacy_sees_is_weighed_too() -> None:
    assert recognised("in Leeds", heard=((3, 8, "LOCATION"),)) == [("Leeds", "LOCATION")]


def test_the_same_place_read_by_both_is_one_candidate() -> None:
    assert candidates([(0, 5, "PERSON", 0.9)], [(0, 9, "PERSON")]) == [Candidate(0, 5, "PERSON", 0.9, True, False)]


def test_different_readings_of_a_place_are_two_candidates_that_oppose_each_other() -> None:
    found = candidates([(0, 5, "PERSON", 0.9)], [(0, 5, "LOCATION")])
    assert [(c.label, c.agreed, c.opposed) for c in found] == [("LOCATION", True, True), ("PERSON", False, True)]


def test_the_weights_that_ship_fit_the_features() -> None:
    recognizer = TokenNameRecognizer.from_file(Scripted(NameSpan(3, 7, "PERSON", 0.99)), default_folder() / UNION_FILE)
    (found,) = recognizer.analyze("PC Hale left", ["PERSON"])
    assert (found.start, found.end) == (3, 7)
    assert 0.9 < found.score <= 1


@given(st.text(min_size=1, max_size=40), st.data(), st.one_of(st.none(), st.floats(0, 1)), st.booleans(), st.booleans())
def test_every_candidate_has_a_probability(
    text: str, data: st.DataObject, said: float | None, agreed: bool, opposed: bool
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    candidate = Candidate(start, end, "PERSON", said, agreed, opposed)
    assert len(features(text, candidate)) == len(LOG_ODDS_AND_SPACY)
    assert 0 <= probability(text, candidate, WEIGHTS) <= 1


@pytest.mark.parametrize(("lower", "higher"), [(0.2, 0.4), (0.4, 0.9)])
def test_more_from_the_classifier_never_means_less(lower: float, higher: float) -> None:
    values = [probability("Hale", Candidate(0, 4, "PERSON", p, False, False), WEIGHTS) for p in (lower, higher)]
    assert values[0] < values[1]
