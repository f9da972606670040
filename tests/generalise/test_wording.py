"""Replacements read as English: the expected sentences were written by hand."""

from __future__ import annotations

import re

import pytest

from detector.generalise.ladders import Step, ladder_of
from detector.generalise.wording import reworded
from detector.generalise.wording.pronouns import neutral_pronouns
from detector.recognise import cells
from detector.types import Mention, Where
from recognizers.values import AgeValue

OUT = "left out"


def said(text: str, kind: str, level: str) -> str:
    """The text with the part between [ and ] said at a level, or left out."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    values = cells.values(plain[start:end], kind.casefold())
    value = values[0] if values else None
    if kind == "AGE" and value is None:
        value = AgeValue(*[int(re.findall(r"\d+", plain)[0])] * 2)
    step = Step("withheld", None, "[withheld]")
    if level != OUT:
        step = next(s for s in ladder_of(value) if level in (s.level, s.wording))
    mention = Mention("m1", kind, plain[start:end], 1.0, "case", "", Where(), start, end, value)
    new = reworded(plain, mention, step)
    return plain[: new.start] + new.text + plain[new.end :]


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        ("He left on [3 March 2021].", "year", "He left in 2021."),
        ("On [3 March 2021] he left.", "month", "In March 2021 he left."),
        ("On [3 March 2021], he left.", "quarter", "Between January and March 2021, he left."),
        ("He left in [March 2021].", "quarter", "He left between January and March 2021."),
        ("On Wednesday [3 March 2021] he left.", "year", "In 2021 he left."),
        ("He has been suspended since [3 March 2021].", "month", "He has been suspended since March 2021."),
        ("It was closed by [3 March 2021].", "quarter", "It was closed by the end of March 2021."),
        ("On [3 March 2021], an officer left.", OUT, "An officer left."),
        ("An officer left on [3 March 2021].", OUT, "An officer left."),
        ("An officer, on [3 March 2021], left.", OUT, "An officer left."),
        ("An officer left in [March 2021] and returned.", OUT, "An officer left and returned."),
        ("The [March 2021] incident.", "year", "The 2021 incident."),
        ("At about [3 March 2021] he left.", "quarter", "Between January and March 2021 he left."),
        ("The court sat [between 3 and 5 March 2021].", OUT, "The court sat."),
        ("Date: [3 March 2021]", "year", "Date: 2021"),
        ("Date: [3 March 2021]", OUT, "Date: [withheld]"),
    ],
)
def test_dates(text: str, level: str, expected: str) -> None:
    assert said(text, "DATE_TIME", level) == expected


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        ("She said that her [sister's partner] was arrested.", "class", "She said that a sibling's spouse or partner was arrested."),
        ("He declared his [brother].", "sex-neutral term", "He declared a sibling."),
        ("He declared his [brothers].", "sex-neutral term", "He declared siblings."),
        ("The officer's [son] was cautioned.", "sex-neutral term", "The officer's child was cautioned."),
        ("Her [uncle] was arrested.", "class", "A member of the extended family was arrested."),
        ("A [brother] was named.", "relative or associate", "A relative or associate was named."),
        ("He declared his [brother].", OUT, "He declared a person."),
    ],
)  # fmt: skip
def test_relationships(text: str, level: str, expected: str) -> None:
    assert said(text, "RELATIONSHIP", level) == expected


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        ("A [34-year-old] officer left.", "ten-year band", "An officer aged 30 to 39 left."),
        ("The [34-year-old] male officer left.", "five-year band", "The male officer aged 30 to 34 left."),
        ("The [34-year-old] was dismissed.", "ten-year band", "The person aged 30 to 39 was dismissed."),
        ("The [34-year-old] was dismissed.", OUT, "The person was dismissed."),
        ("An officer, [aged 45], left.", OUT, "An officer left."),
        ("An officer [aged 45] left.", "ten-year band", "An officer aged 40 to 49 left."),
        ("An officer [aged 45] left.", OUT, "An officer left."),
        ("A [16-year-old] boy was held.", "adult", "A boy aged under 18 was held."),
        ("A [16-year-old] boy was held.", OUT, "A boy was held."),
        ("A boy in [Year 10] was held.", "adult", "A boy aged under 18 was held."),
    ],
)
def test_ages(text: str, level: str, expected: str) -> None:
    assert said(text, "AGE", level) == expected


@pytest.mark.parametrize(
    ("text", "kind", "level", "expected"),
    [
        ("A [Detective Inspector] left.", "OCCUPATION", "inspecting rank", "An officer of inspecting rank left."),
        ("An [inspector] left.", "OCCUPATION", "police officer", "A police officer left."),
        ("A [Detective Sergeant] left.", "OCCUPATION", OUT, "A person left."),
        ("[Officers] said that he left.", "OCCUPATION", OUT, "People said that he left."),
        ("A [nurse] left.", "OCCUPATION", OUT, "An employee left."),
        ("She became a permanent [social worker] then.", "OCCUPATION", OUT, "She became a permanent employee then."),
        (
            "It was held by her, and of [Housing Officer], held by him.",
            "OCCUPATION",
            OUT,
            "It was held by her, and of an employee, held by him.",
        ),
        ("A [pupil] left.", "OCCUPATION", OUT, "A person left."),
        ("She is a [Russian] national married to him.", "NRP", OUT, "She is a person married to him."),
        ("She is married to a [Pole].", "NRP", OUT, "She is married to a person."),
        ("He is a man of [Russian] origin.", "NRP", OUT, "He is a man."),
        ("He worked in the [Road Policing] Unit then.", "OCCUPATION", OUT, "He worked then."),
        ("He was seen at [Brixton police station] twice.", "LOCATION", "London", "He was seen in London twice."),
        ("He lived in [Durham].", "LOCATION", "North East", "He lived in the North East."),
        ("He worked at [Lewisham Custody].", "LOCATION", OUT, "He worked at [withheld]."),
        ("He lived in [Ilkley] then.", "LOCATION", OUT, "He lived in [withheld] then."),
        ("He was sentenced at [Leeds] Crown Court.", "LOCATION", OUT, "He was sentenced."),
        ("He was seen at the [Riverside] retail park twice.", "LOCATION", OUT, "He was seen twice."),
        ("A [male] constable left.", "GENDER", OUT, "A constable left."),
        ("A [male] officer left.", "GENDER", OUT, "An officer left."),
        ("A [woman] complained.", "GENDER", OUT, "A person complained."),
        ("An officer, of [Polish] origin, left.", "NRP", OUT, "An officer left."),
        ("A [Polish] officer left.", "NRP", OUT, "An officer left."),
    ],
)
def test_terms(text: str, kind: str, level: str, expected: str) -> None:
    assert said(text, kind, level) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was dismissed.", "They were dismissed."),
        ("She has told him that her brother knows her.", "They have told them that their brother knows them."),
        ("She denies it and blames herself.", "They deny it and blames themselves."),
        ("He also watches his son.", "They also watch their son."),
        ("The officer said she's left.", "The officer said they’re left."),
        ("There she goes, where the hero is.", "There they go, where the hero is."),
    ],
)
def test_pronouns(text: str, expected: str) -> None:
    found = sorted(neutral_pronouns(text, 0, len(text)), key=lambda r: -r.start)
    for new in found:
        text = text[: new.start] + new.text + text[new.end :]
    assert text == expected
