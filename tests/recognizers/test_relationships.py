from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.relationships import RelationshipRecognizer, covers_cell, parse_relationship
from recognizers.relationships.taxonomy import taxonomy

recognizer = RelationshipRecognizer()


def found(text: str) -> list[tuple[str, list[str]]]:
    results = recognizer.analyze(text, ["RELATIONSHIP"])
    return [(text[r.start : r.end], [c.path[0] for c in r.recognition_metadata["value"].chain]) for r in results]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She declared her sister's partner.", [("sister's partner", ["sister", "partner"])]),
        ("the father of her child", [("father of her child", ["child", "father"])]),
        ("a member of her family", [("member of her family", ["family member"])]),
        ("members of the officer's family", [("members of the officer's family", ["family member"])]),
        ("Various Friends", [("Friends", ["friend"])]),
        ("her mother’s ex-boyfriend", [("mother’s ex-boyfriend", ["mother", "ex-boyfriend"])]),
        ("BROTHER-IN-LAW", [("BROTHER-IN-LAW", ["brother-in-law"])]),
        ("his step-son and half brother", [("step-son", ["stepson"]), ("half brother", ["half-brother"])]),
        ("partner's brother's friend", [("partner's brother's friend", ["partner", "brother", "friend"])]),
        ("friend of the family", [("friend of the family", ["family", "friend"])]),
        ("wife of the officer's brother", [("wife of the officer's brother", ["brother", "wife"])]),
        ("sisters partner", [("sisters partner", ["sister", "partner"])]),
        ("ex-wife's new partner", [("ex-wife's new partner", ["ex-wife", "partner"])]),
        ("his ex‑wife’s sister", [("ex‑wife’s sister", ["ex-wife", "sister"])]),
        ("brother‑in‑law", [("brother‑in‑law", ["brother-in-law"])]),
        ("brother-\nin-law", [("brother-\nin-law", ["brother-in-law"])]),
        ("her sister's\npartner was named", [("sister's\npartner", ["sister", "partner"])]),
        ("SISTER'S PARTNER", [("SISTER'S PARTNER", ["sister", "partner"])]),
        ("sister`s partner", [("sister`s partner", ["sister", "partner"])]),
        ("wifes brother", [("wifes brother", ["wife", "brother"])]),
        ("the mother of his child", [("mother of his child", ["child", "mother"])]),
        ("members of her immediate family", [("members of her immediate family", ["family member"])]),
        ("his next of kin was told", [("next of kin", ["next of kin"])]),
        ("one of his known associates", [("known associates", ["associate"])]),
        ("her colleague declared it", [("colleague", ["colleague"])]),
        ("her ex was arrested", [("ex", ["ex-partner"])]),
        ("his former brother-in-law", [("former brother-in-law", ["brother-in-law"])]),
        ("his adopted daughter", [("adopted daughter", ["daughter"])]),
        ("a relative was arrested", [("relative", ["relative"])]),
        (
            "the daughter's boyfriend's brother",
            [("daughter's boyfriend's brother", ["daughter", "boyfriend", "brother"])],
        ),
        ("a teacher's husband", [("teacher's husband", ["teacher", "husband"])]),
        ("her partner acted alone", [("partner", ["partner"])]),
        ("his mother cared for him", [("mother", ["mother"])]),
        ("friends of hers", [("friends", ["friend"])]),
    ],
)
def test_terms_and_chains(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "our partner agencies, criminal justice partners and delivery partners",
        "child protection, the Children Act 1989 and children's services",
        "the Family Court, family law and a family liaison officer",
        "a victim personal statement, the Victims' Code and witness statements",
        "sister force, parent company, mother tongue, Father Christmas",
        "this is relative to the other figures and relatively small",
        "friendly staff in the neighbourhood of neighbouring forces",
        "a sister ship and a partner force",
        "partner organisations and partner agency",
        "the brotherhood of man",
        "with relative ease",
        "a father figure",
        "Friends of the Park",
        "The Friends of Example Woods",
        "parents' evening and parent governors",
        "Victim Support",
        "child sexual exploitation",
        "intimate partner violence",
        "an HR business partner",
        "Smith & Sons Ltd",
        "Mother's Day",
        "family history and family name",
        "employer's liability insurance",
        "ex gratia payments and ex officio members",
        "the doctor, the solicitor and the social worker",
        "twin-track approach",
        "a partnership with partner bodies",
    ],
)
def test_ordinary_words_stay_silent(text: str) -> None:
    assert found(text) == []


def test_sex_and_count() -> None:
    (two,) = parse_relationship("two brothers")
    assert (two.sex, two.count, two.chain[-1].plural) == ("male", 2, True)
    (friends,) = parse_relationship("Various Friends")
    assert (friends.sex, friends.count) == (None, None)


def test_whole_cells() -> None:
    for cell in (
        "Sister and sister's partner",
        "Various family members",
        "Ex-partner",
        "Father / step-father",
        "Acquaintance",
    ):
        assert covers_cell(cell)
    assert len(parse_relationship("Sister and sister's partner")) == 2
    for cell in ("the officer's partner", "Partner (ex)", "Friend / Teacher", "Son & daughter", "2 brothers"):
        assert covers_cell(cell)
    for cell in (
        "Teacher",
        "Solicitor",
        "criminal convictions",
        "March 2021",
        "PC",
        "partner named in an investigation",
        "",
    ):
        assert not covers_cell(cell)


def test_professions_are_relationships_only_in_cells() -> None:
    (value,) = parse_relationship("Probation officer")
    assert value.chain[0].path == ("probation officer", "justice professional", "professional")
    assert found("the probation officer") == []


# Every term of the reference taxonomy: contact relationship codes, the harmonised standard, WordNet and the seed table.
TAXONOMY = """
family: father, mother, parent, stepfather, stepmother, foster parent, adoptive parent, guardian, in loco parentis, son,
daughter, child, stepson, stepdaughter, adopted child, foster child, godchild, brother, sister, half-brother, half-sister,
stepbrother, stepsister, twin, sibling, grandfather, grandmother, grandparent, great-grandparent, grandson, granddaughter,
grandchild, great-grandchild, uncle, aunt, nephew, niece, cousin, second cousin, great-aunt, great-uncle, mother-in-law,
father-in-law, brother-in-law, sister-in-law, son-in-law, daughter-in-law, relative, family members, family member, next of kin, kin
intimate: husband, wife, spouse, civil partner, partner, common-law husband, common-law wife, boyfriend, girlfriend, fiance,
fiancee, fiancé, fiancée, lover, ex-partner, ex-husband, ex-wife, ex-boyfriend, ex-girlfriend
social: friend, close friend, family friend, acquaintance, associate, neighbour, online contact
household: housemate, flatmate, roommate, lodger, tenant, landlord
work: colleague, former colleague, supervisor, employee, employer, business partner
professional: police officer, probation officer, prison offender manager, solicitor, family liaison officer, youth justice worker,
social worker, doctor, teacher, priest, clergy, imam, rabbi, prison visitor
operational: victim, witness, suspect, co-defendant, informant, gang member
"""


def test_the_whole_reference_taxonomy_is_known() -> None:
    missing = []
    for entry in TAXONOMY.strip().replace(",\n", ", ").splitlines():
        family, _, terms = entry.partition(":")
        for term in terms.split(", "):
            parsed = parse_relationship(term.strip())
            if len(parsed) != 1 or parsed[0].chain[-1].path[-1] != family:
                missing.append((term, parsed))
    assert missing == []


@given(st.sampled_from(sorted(form for form, (term, _) in taxonomy().forms.items() if not term.cell)))
def test_every_form_is_found_where_it_stands(form: str) -> None:
    text = f"In 2021 she declared that her {form} was known to the force."
    spans = [text[r.start : r.end] for r in recognizer.analyze(text, [])]
    assert any(form in span or span in form for span in spans)


@given(st.text(max_size=200))
def test_any_text_is_survived_and_offsets_are_exact(text: str) -> None:
    for result in recognizer.analyze(text, []):
        assert 0 <= result.start < result.end <= len(text)


@given(
    st.lists(
        st.sampled_from(
            "her sister's sister partner ’s ' of the mother friends in-law ex - family member\n and".split(" ")
        ),
        max_size=12,
    )
)
def test_expressions_never_overlap(words: list[str]) -> None:
    results = sorted(recognizer.analyze(" ".join(words), []), key=lambda r: r.start)
    assert all(a.end <= b.start for a, b in pairwise(results))


def test_long_input_takes_time_in_proportion() -> None:
    for piece in ("sister's ", "friend of ", "member of the ", "in law ", "her ' "):
        text = piece * 5_000
        assert all(0 <= r.start < r.end <= len(text) for r in recognizer.analyze(text, []))
