"""Which details of a paragraph belong to one person: co-reference over sentences and clauses."""

from __future__ import annotations

import pytest

from detector.policy import load_policy
from detector.read import Limits, read_bytes
from detector.records.cases import prose_cases
from detector.records.clauses import clauses
from detector.scan import scan_document
from detector.types import Mention, Where


def cases(text: str) -> list[list[str]]:
    document = read_bytes(f"Dear Applicant,\n\n{text}\n".encode(), "draft.txt", Limits())
    report = scan_document(document, load_policy({}))
    return [
        [m.text for m in sorted((m for group in record.attributes.values() for m in group), key=lambda m: m.start)]
        for record in prose_cases(document.blocks, report.mentions)
    ]


ONE = [
    "A sergeant declared that her brother had been arrested in May 2021. He was released. The officer was moved to Halifax.",
    "In March 2021 an officer declared her partner, who had been convicted. The partner was sentenced in June 2021.",
    "A chief inspector declared in November 2022 that his son, aged 19, had been arrested. The son was charged in January 2023. No action was taken against the chief inspector.",
    "A tenant of Block C complained on 3 May 2021 that his neighbour had assaulted him. The neighbour, a 54-year-old man, was evicted in September 2021.",
    "The detective inspector told his line manager in April 2022 that his wife's cousin was in prison. His wife had known for some time.",
    "A detective constable based in Wakefield disclosed that her father had been arrested. This was in June 2020. Her father was later cautioned.",
    "Whilst off duty a constable assaulted his girlfriend in Hull in March 2021. She made no complaint. The matter was referred to the IOPC, and the constable resigned.",
    "An officer in the firearms unit was reported in 2021 by his neighbour. They had been in dispute. It was resolved.",
    "A nurse on Ward 7 was suspended in May 2020. Her manager, who had reported her, left the trust in July 2020. The nurse was reinstated in September 2020.",
    "She is a sergeant in the Roads Policing Unit and her brother was sent to prison in May 2021.",
    "An inspector, aged 52, was arrested at his home in Whitby on 3 May 2021. His wife, a nurse, was arrested with him.",
    "The victim, a woman in her 30s from Driffield, reported the officer in June 2020. The officer was a constable with eight years' service.",
    "An officer was off sick from 3 May 2021 with depression; while off, she worked as a driver. Her inspector became aware in June 2021.",
    "The firefighter, who is based at Thorne, was injured on 4 May 2021 and was off sick for six weeks.",
    "The complainant, a 45-year-old woman from Skipton, said that the officer, a constable at Keighley, had kept her phone in June 2021. She later withdrew it.",
]


@pytest.mark.parametrize("text", ONE)
def test_one_person_stays_one_case(text: str) -> None:
    assert len(cases(text)) == 1


SEVERAL = [
    (
        "One officer at Leeds declared his partner in May 2021. Another, at Bradford, declared her son in June 2021. The second was moved to a different team in July 2021.",
        [{"Leeds", "May 2021"}, {"Bradford", "June 2021", "July 2021"}],
    ),
    (
        "Two were dismissed. The first, a sergeant at Hull, was dismissed in March 2021 for theft. The second, a constable at Goole, was dismissed in June 2021 for assault. The first has appealed to the Police Appeals Tribunal in May 2022.",
        [{"Hull", "March 2021"}, {"Goole", "June 2021"}],
    ),
    (
        "Officer A is a constable at Ripon who declared her uncle in March 2021. Officer B is an inspector at York who declared his nephew in April 2021.",
        [{"Ripon", "March 2021"}, {"York", "April 2021"}],
    ),
    (
        "PC Adams resigned in March 2021 after an allegation of theft. Sergeant Brown was dismissed in May 2021. PC Adams was convicted in July 2021.",
        [{"Adams", "March 2021", "July 2021"}, {"Brown", "May 2021"}],
    ),
    (
        "In January 2021 a female officer at Otley reported that her ex-husband had threatened her; he was later convicted. In February 2021 a male officer at Ilkley reported his stepson.",
        [{"Otley", "ex-husband", "convicted"}, {"Ilkley", "stepson"}],
    ),
    (
        "In the first, a teacher at Moor School was dismissed in June 2021. In the second, a caretaker at Hill School was warned in July 2021. In the third, a nurse resigned in May 2022.",
        [{"June 2021"}, {"July 2021"}, {"May 2022"}],
    ),
    (
        "A PCSO in Barnsley was given a written warning in August 2019, and a control room operator in Rotherham was dismissed in October 2019.",
        [{"Barnsley", "August 2019"}, {"Rotherham", "October 2019"}],
    ),
    (
        "A man aged 62 from Selby died in custody in March 2020. His daughter complained in April 2020. The sergeant on duty was interviewed in May 2020.",
        [{"Selby", "daughter", "April 2020"}, {"sergeant", "May 2020"}],
    ),
    (
        "One inspector was dismissed in March 2021; a second inspector resigned in April 2021; the third retired in May 2021.",
        [{"March 2021"}, {"April 2021"}, {"May 2021"}],
    ),
    (
        "A pupil aged 14 at Northfield School was excluded in May 2022 for possession of a knife. A second pupil, aged 15, was excluded in the same month.",
        [{"aged 14", "May 2022"}, {"aged 15"}],
    ),
    (
        "In 2020 a superintendent was investigated for bullying. In 2021 a different superintendent, based at Harrogate, was investigated for fraud.",
        [{"2020"}, {"2021", "Harrogate"}],
    ),
    (
        "Constable 1 (male, Leeds, March 2021) declared his brother. Constable 2 (female, Bradford, May 2021) declared her friend.",
        [{"Leeds", "brother"}, {"Bradford", "friend"}],
    ),
    (
        "A sergeant was arrested in Leeds in May 2021. An inspector from York resigned in June 2021. The sergeant was acquitted in March 2022.",
        [{"Leeds", "May 2021", "March 2022"}, {"York", "June 2021"}],
    ),
    (
        "The dates on which officers were dismissed are: PC, March 2021; Sergeant, May 2021; Inspector, July 2022.",
        [{"PC", "March 2021"}, {"Sergeant", "May 2021"}, {"Inspector", "July 2022"}],
    ),
    (
        "There were three dismissals: a constable (assault, Leeds, March 2021), a sergeant (theft, Bradford, May 2021) and an inspector (fraud, York, June 2022).",
        [
            {"constable", "Leeds", "March 2021"},
            {"sergeant", "Bradford", "May 2021"},
            {"inspector", "York", "June 2022"},
        ],
    ),
    (
        "A male sergeant disclosed his brother-in-law in June 2022, whereas a female sergeant disclosed her flatmate in July 2022.",
        [{"male", "June 2022"}, {"female", "July 2022"}],
    ),
    (
        "Case 1: a PC at Ripon, March 2021, brother convicted. Case 2: a DC at York, May 2021, partner under investigation.",
        [{"PC", "Ripon", "brother"}, {"DC", "York", "partner"}],
    ),
    (
        "The firefighter, based at Thorne, was injured on 4 May 2021. A crew manager was injured in the same incident.",
        [{"Thorne", "4 May 2021"}, {"crew manager"}],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_persons_stay_several(text: str, expected: list[set[str]]) -> None:
    found = cases(text)
    assert len(found) == len(expected)
    for case, telling in zip(found, expected, strict=True):
        assert telling <= set(case)


def test_a_sentence_of_months_one_for_each_officer_is_a_table() -> None:
    for text, rows in (
        ("The officers were dismissed in January 2021, March 2021 and June 2021 respectively.", 3),
        ("Reports were received in March 2020, May 2020, June 2020, January 2021 and April 2021.", 5),
    ):
        document = read_bytes(f"Dear Applicant,\n\n{text}\n".encode(), "draft.txt", Limits())
        (table,) = scan_document(document, load_policy({})).tables
        assert table.table.shape == "records"
        assert len(table.table.rows) == rows


def test_many_clauses_take_linear_time() -> None:
    text = "The officer aged 34 was warned and a sergeant was moved. " * 5_000
    mentions = [
        Mention(f"m{i}", "AGE", "aged 34", 0.9, "case", "r", Where(block=0), i * 57 + 12, i * 57 + 19)
        for i in range(5_000)
    ]
    assert sum(len(c.mentions) for c in clauses(text, mentions)) == 5_000
