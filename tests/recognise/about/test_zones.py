from detector.recognise.about.zones import zones
from detector.types import Block, Where

LETTER = [
    "Northmoor Constabulary",
    "Our ref: 02.FOI.24.004417",
    "Dear Ms Adeyemi,",
    "I note you seek access to the following information:",
    "How many officers were dismissed in 2021?",
    "2) Please state the rank of each",
    "I have today decided to disclose the requested information.",
    "One sergeant was dismissed in March 2021.",
    "Section 40(2) is engaged because disclosure would breach the data protection principles.",
    "If you are dissatisfied you may request an internal review.",
    "Yours sincerely,",
    "Jane Cole",
    "Disclosure Officer",
    "We use cookies to make this website work and remember your settings on this page.",
]


def blocks(lines: list[str]) -> list[Block]:
    return [Block(line, Where(block=i)) for i, line in enumerate(lines)]


def test_the_parts_of_a_letter_are_told_apart() -> None:
    assert zones(blocks(LETTER)) == [
        "opening", "reference", "salutation", "request", "request", "request", "answer", "answer", "boilerplate",
        "boilerplate", "signoff", "signoff", "signoff", "furniture",
    ]  # fmt: skip


def test_a_case_list_without_the_parts_of_a_letter_is_all_answer() -> None:
    lines = ["Cases for the panel", "PC Smith, March 2021, her brother", "Sgt Jones, May 2021, his cousin"]
    assert set(zones(blocks(lines))) == {"answer"}


def test_hidden_text_is_read_on_its_own() -> None:
    assert zones([*blocks(LETTER[:5]), Block("her brother", Where(block=5, hidden="comment"), "note")])[-1] == "answer"
