"""Date expressions of British letters: where they are, which days they cover, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from recognizers.dates import DateExpressionRecognizer, calendar, parse_date
from recognizers.dates.grammar import find
from recognizers.values import DateValue

REFERENCE_DATE = date(2022, 7, 6)


def only(text: str, reference: date | None = REFERENCE_DATE) -> tuple[str, DateValue]:
    found = find(text, reference)
    assert len(found) == 1, [text[e.start : e.end] for e in found]
    return text[found[0].start : found[0].end], found[0].value


def shown(value: DateValue) -> str:
    """ "day 2021-05-03", "month 2021-05-01..2021-05-31"; a missing end is printed as "?"."""
    start, end = (str(moment or "?") for moment in (value.start, value.end))
    return f"{value.granularity} {start}" if start == end else f"{value.granularity} {start}..{end}"


def span(expression: str, sentence: str = "{}") -> tuple[str, str]:
    """The expression without its brackets, and the part in brackets, which is what should be found."""
    plain = expression.replace("[", "").replace("]", "")
    inner = expression.partition("[")[2].partition("]")[0] or plain
    return sentence.format(plain), inner


# The 25 expressions of the comparison of date libraries, on 6 July 2022.
LIBRARY_COMPARISON = """
3 May 2021                                | day 2021-05-03
03/05/2021                                | day 2021-05-03
3/5/21                                    | day 2021-05-03
on [12/03]                                | day 2022-03-12
May 2021                                  | month 2021-05-01..2021-05-31
Sept 2021                                 | month 2021-09-01..2021-09-30
2021                                      | year 2021-01-01..2021-12-31
2021/22                                   | year 2021-04-01..2022-03-31
FY 2021-22                                | year 2021-04-01..2022-03-31
the financial year 2021/2022              | year 2021-04-01..2022-03-31
Q2 2021/22                                | quarter 2021-07-01..2021-09-30
Q3 2020                                   | quarter 2020-07-01..2020-09-30
spring 2021                               | season 2021-03-01..2021-05-31
last March                                | month 2022-03-01..2022-03-31
March last year                           | month 2021-03-01..2021-03-31
last week                                 | week 2022-06-27..2022-07-03
w/c 4 July                                | week 2022-07-04..2022-07-10
week commencing 4th July 2022             | week 2022-07-04..2022-07-10
between 3 and 5 May 2021                  | range 2021-05-03..2021-05-05
1 April 2020 to 31 March 2021             | range 2020-04-01..2021-03-31
April - June 2021                         | range 2021-04-01..2021-06-30
early 2021                                | range 2021-01-01..2021-04-30
the evening of 3rd May                    | day 2022-05-03
Monday 3rd May 2021 at 22:15 hrs          | day 2021-05-03
in [the 12 months to 31 March 2022]       | range 2021-04-01..2022-03-31
"""

# The second list there: what a prototype written against the first list missed.
SECOND_LIST = """
calendar year 2020                        | year 2020-01-01..2020-12-31
2019-2021                                 | range 2019-01-01..2021-12-31
FY22/23                                   | year 2022-04-01..2023-03-31
Q1 22/23                                  | quarter 2022-04-01..2022-06-30
Feb-22                                    | month 2022-02-01..2022-02-28
Feb '22                                   | month 2022-02-01..2022-02-28
on [20220212]                             | day 2022-02-12
Easter 2021                               | season 2021-04-02..2021-04-05
1st week of June 2021                     | week 2021-06-01..2021-06-07
"""

# What leans on its neighbours, is broken over lines or spaced out.
HARDER = """
2018/19-2020/21                           | range 2018-04-01..2021-03-31
3 / 5 / 2021                              | day 2021-05-03
the [third of May 2021]                   | day 2021-05-03
the [twenty-first of May 2021]            | day 2021-05-21
d.o.b. [3.5.85]                           | day 1985-05-03
since April                               | month 2022-04-01..?
the financial year (2021/22)              | year 2021-04-01..2022-03-31
last financial year                       | year 2021-04-01..2022-03-31
the current financial year                | year 2022-04-01..2023-03-31
this academic year                        | year 2021-09-01..2022-08-31
the 12-month period ending March 2022     | range 2021-04-01..2022-03-31
the first three months of 2021            | range 2021-01-01..2021-03-31
the last six months of 2021               | range 2021-07-01..2021-12-31
Tuesday last week                         | day 2022-06-28
the Tuesday before                        | relative ?
that same month                           | relative ?
Monday the 3rd                            | relative ?
the month of [May]                        | month 2022-05-01..2022-05-31
her [April] disclosure                    | month 2022-04-01..2022-04-30
as of [March]                             | month 2022-03-01..2022-03-31
the [summer holidays of 2021]             | season 2021-06-01..2021-08-31
Summer 2021 term                          | season 2021-04-01..2021-07-31
October half term 2021                    | season 2021-10-01..2021-10-31
Monday 3 and Tuesday 4 May 2021           | range 2021-05-03..2021-05-04
Spring/Summer 2021                        | range 2021-03-01..2021-08-31
3rd\u00a0May\u00a02021                      | day 2021-05-03
3\u2011May\u20112021                        | day 2021-05-03
"""

BRITISH = """
3rd May 2021                              | day 2021-05-03
the [3rd of May 2021]                     | day 2021-05-03
3 May, 2021                               | day 2021-05-03
03-May-2021                               | day 2021-05-03
03-May-21                                 | day 2021-05-03
3May2021                                  | day 2021-05-03
3 MAY 2021                                | day 2021-05-03
Mon 3 May 2021                            | day 2021-05-03
Mon. 3 May 2021                           | day 2021-05-03
Tuesday, 4 May 2021                       | day 2021-05-04
Monday the 3rd of May 2021                | day 2021-05-03
Friday 03/12/2021                         | day 2021-12-03
3.5.21                                    | day 2021-05-03
03.05.2021                                | day 2021-05-03
3-5-2021                                  | day 2021-05-03
2021-05-03                                | day 2021-05-03
2021/05/03                                | day 2021-05-03
2021-05-03T22:15:00Z                      | day 2021-05-03
May 3rd, 2021                             | day 2021-05-03
May 3, 2021                               | day 2021-05-03
29 February 2020                          | day 2020-02-29
13/05/2021                                | day 2021-05-13
05/13/2021                                | day 2021-05-13
31.12.99                                  | day 1999-12-31
the [3rd of March]                        | day 2022-03-03
on [3 May]                                | day 2022-05-03
on [Mon 3 May]                            | day 2022-05-03
on [25 December]                          | day 2021-12-25
on [3rd August]                           | day 2021-08-03
on [25/12]                                | day 2021-12-25
3 May 2021 at 10pm                        | day 2021-05-03
22:15 on 3 May 2021                       | day 2021-05-03
03/05/2021 22:15                          | day 2021-05-03
03/05/2021 at 2215 hours                  | day 2021-05-03
the early hours of 3 May 2021             | day 2021-05-03
the night of 3-4 May 2021                 | range 2021-05-03..2021-05-04
3-5 May 2021                              | range 2021-05-03..2021-05-05
3–5 May 2021                              | range 2021-05-03..2021-05-05
3/4 May 2021                              | range 2021-05-03..2021-05-04
3rd to 7th June 2021                      | range 2021-06-03..2021-06-07
from [3 to 5 May 2021]                    | range 2021-05-03..2021-05-05
between 3 and 5 May                       | range 2022-05-03..2022-05-05
between 03/05/2021 and 05/06/2021         | range 2021-05-03..2021-06-05
03/05/2021 - 05/06/2021                   | range 2021-05-03..2021-06-05
01/04/2020-31/03/2021                     | range 2020-04-01..2021-03-31
1 April 2020 – 31 March 2021              | range 2020-04-01..2021-03-31
01.04.20 to 31.03.21                      | range 2020-04-01..2021-03-31
from [1st January 2019 until 30th June 2021] | range 2019-01-01..2021-06-30
between March and June 2021               | range 2021-03-01..2021-06-30
December 2020 to February 2021            | range 2020-12-01..2021-02-28
November to January 2021                  | range 2020-11-01..2021-01-31
Jan-Mar 2021                              | range 2021-01-01..2021-03-31
April/May 2021                            | range 2021-04-01..2021-05-31
from [2018 to 2021]                       | range 2018-01-01..2021-12-31
between 2018 and 2021                     | range 2018-01-01..2021-12-31
2018-21                                   | range 2018-01-01..2021-12-31
2018/19 to 2020/21                        | range 2018-04-01..2021-03-31
2018/19-2020/21                           | range 2018-04-01..2021-03-31
March 2021                                | month 2021-03-01..2021-03-31
march 2021                                | month 2021-03-01..2021-03-31
Mar-21                                    | month 2021-03-01..2021-03-31
Mar 2021                                  | month 2021-03-01..2021-03-31
March, 2021                               | month 2021-03-01..2021-03-31
March of 2021                             | month 2021-03-01..2021-03-31
March/2021                                | month 2021-03-01..2021-03-31
03/2021                                   | month 2021-03-01..2021-03-31
03-2021                                   | month 2021-03-01..2021-03-31
2021-03                                   | month 2021-03-01..2021-03-31
in [March]                                | month 2022-03-01..2022-03-31
in [October]                              | month 2021-10-01..2021-10-31
Q2 2021                                   | quarter 2021-04-01..2021-06-30
Q4 2021-22                                | quarter 2022-01-01..2022-03-31
2021 Q2                                   | quarter 2021-04-01..2021-06-30
2021/22 Q3                                | quarter 2021-10-01..2021-12-31
the second quarter of 2021                | quarter 2021-04-01..2021-06-30
Quarter 2 2021/22                         | quarter 2021-07-01..2021-09-30
FY22                                      | year 2021-04-01..2022-03-31
FY2021/22                                 | year 2021-04-01..2022-03-31
FY 21/22                                  | year 2021-04-01..2022-03-31
2021-22                                   | year 2021-04-01..2022-03-31
2021–22                                   | year 2021-04-01..2022-03-31
2021/2022                                 | year 2021-04-01..2022-03-31
financial year 21/22                      | year 2021-04-01..2022-03-31
the tax year 2021-22                      | year 2021-04-01..2022-03-31
the 2021/22 financial year                | year 2021-04-01..2022-03-31
the financial year ending 31 March 2022   | range 2021-04-01..2022-03-31
the academic year 2021/22                 | year 2021-09-01..2022-08-31
the 2021/22 academic year                 | year 2021-09-01..2022-08-31
school year 2021-22                       | year 2021-09-01..2022-08-31
H1 2021                                   | range 2021-01-01..2021-06-30
H2 2021/22                                | range 2021-10-01..2022-03-31
the first half of 2021                    | range 2021-01-01..2021-06-30
the second half of 2021                   | range 2021-07-01..2021-12-31
the [summer of 2021]                      | season 2021-06-01..2021-08-31
Autumn 2020                               | season 2020-09-01..2020-11-30
winter 2020/21                            | season 2020-12-01..2021-02-28
autumn term 2021                          | season 2021-09-01..2021-12-31
the [Spring Term of 2022]                 | season 2022-01-01..2022-04-30
Christmas 2020                            | season 2020-12-24..2020-12-26
Christmas Day 2020                        | day 2020-12-25
New Year's Eve 2020                       | day 2020-12-31
Good Friday 2021                          | day 2021-04-02
Boxing Day 2019                           | day 2019-12-26
w/c 04/07/2022                            | week 2022-07-04..2022-07-10
W/C 4th July 2022                         | week 2022-07-04..2022-07-10
w/e 10 July 2022                          | week 2022-07-04..2022-07-10
week ending 10/07/2022                    | week 2022-07-04..2022-07-10
the week beginning 4 July 2022            | week 2022-07-04..2022-07-10
the last week of June 2021                | week 2021-06-24..2021-06-30
mid 2021                                  | range 2021-05-01..2021-08-31
mid-2021                                  | range 2021-05-01..2021-08-31
late 2021                                 | range 2021-09-01..2021-12-31
early March 2021                          | range 2021-03-01..2021-03-10
mid-March 2021                            | range 2021-03-11..2021-03-20
late March 2021                           | range 2021-03-21..2021-03-31
the beginning of March 2021               | range 2021-03-01..2021-03-10
the end of 2021                           | range 2021-09-01..2021-12-31
the year to 31 March 2022                 | range 2021-04-01..2022-03-31
the year ending March 2022                | range 2021-04-01..2022-03-31
the quarter ending 30 June 2021           | range 2021-04-01..2021-06-30
the six months to 30 September 2021       | range 2021-04-01..2021-09-30
the three years to 31 March 2022          | range 2019-04-01..2022-03-31
since 2019                                | year 2019-01-01..?
since March 2020                          | month 2020-03-01..?
since 3 May 2021                          | day 2021-05-03..?
from [May 2020 onwards]                   | range 2020-05-01..?
from [2015 to date]                       | range 2015-01-01..?
1 January 2020 to present                 | range 2020-01-01..?
yesterday                                 | day 2022-07-05
last month                                | month 2022-06-01..2022-06-30
last year                                 | year 2021-01-01..2021-12-31
this year                                 | year 2022-01-01..2022-12-31
last summer                               | season 2021-06-01..2021-08-31
three weeks ago                           | week 2022-06-13..2022-06-19
two years ago                             | year 2020-01-01..2020-12-31
the past 12 months                        | range 2021-07-07..2022-07-06
summer of last year                       | season 2021-06-01..2021-08-31
the following month                       | relative ?
the following day                         | relative ?
two weeks later                           | relative ?
a few days later                          | relative ?
the previous March                        | relative ?
the same day                              | relative ?
the [1990s]                               | range 1990-01-01..1999-12-31
early 2000s                               | range 2000-01-01..2003-04-30
"""


def rows(table: str) -> list[tuple[str, str]]:
    pairs = (line.rsplit("|", 1) for line in table.strip().splitlines())
    return [(left.strip(), right.strip()) for left, right in pairs]


EVERY = rows(LIBRARY_COMPARISON) + rows(SECOND_LIST) + rows(HARDER) + rows(BRITISH)


@pytest.mark.parametrize(("expression", "value"), EVERY)
def test_alone(expression: str, value: str) -> None:
    text, inner = span(expression)
    found, resolved = only(text)
    assert (found, shown(resolved)) == (inner, value)


@pytest.mark.parametrize(("expression", "value"), EVERY)
def test_in_a_sentence(expression: str, value: str) -> None:
    text, inner = span(expression, "The force recorded it {}, and a file was opened.")
    found, resolved = only(text)
    assert (found, shown(resolved)) == (inner, value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in May or June 2021", ["May 2021-05-01", "June 2021 2021-06-01"]),
        ("in April, May and June 2021", ["April 2021-04-01", "May 2021-05-01", "June 2021 2021-06-01"]),
        ("December and January 2021", ["December 2020-12-01", "January 2021 2021-01-01"]),
        ("Q1 and Q2 2021", ["Q1 2021-01-01", "Q2 2021 2021-04-01"]),
        ("12/05/21, 13/05/21 & 14/05/21", ["12/05/21 2021-05-12", "13/05/21 2021-05-13", "14/05/21 2021-05-14"]),
        ("2019, 2020 and 2021", ["2019 2019-01-01", "2020 2020-01-01", "2021 2021-01-01"]),
        ("late 2021 or early 2022", ["late 2021 2021-09-01", "early 2022 2022-01-01"]),
        ("On the 3rd\nof March 2021 it rained.", ["3rd\nof March 2021 2021-03-03"]),
        ("It was March\n2021 then.", ["March\n2021 2021-03-01"]),
    ],
)
def test_lists_and_line_breaks(text: str, expected: list[str]) -> None:
    assert [f"{text[e.start : e.end]} {e.value.start}" for e in find(text)] == expected


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("3 May", {"no_year", "--05-03"}),
        ("March", {"no_year", "--03"}),
        ("April to June", {"no_year", "--04/--06"}),
        ("since April", {"no_year", "open", "--04-01"}),
        ("last March", {"relative", "--03"}),
        ("03/05/2021", {"ambiguous_dmy"}),
        ("13/05/2021", set()),
        ("2021/22", {"financial"}),
        ("the academic year 2021/22", {"academic"}),
        ("3 May 2021 at 22:15", {"time"}),
        ("since 2019", {"open"}),
    ],
)
def test_flags_without_a_reference_date(text: str, flags: set[str]) -> None:
    assert only(text, None)[1].flags == flags


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("March 2021", "month 2021-03-01..2021-03-31"),
        (" Mar-21* ", "month 2021-03-01..2021-03-31"),
        ("2021", "year 2021-01-01..2021-12-31"),
        ("(2021)", "year 2021-01-01..2021-12-31"),
        ("2021 - 22", "year 2021-04-01..2022-03-31"),
        ("2021 March", "month 2021-03-01..2021-03-31"),
        ("may 2021", "month 2021-05-01..2021-05-31"),
        ("Summer 21", "season 2021-06-01..2021-08-31"),
        ("2021-03-03 00:00:00", "day 2021-03-03"),
        ("03/2021", "month 2021-03-01..2021-03-31"),
        ("March", "month ?"),
        ("MAY", "month ?"),
        ("may", "month ?"),
        ("Q1", "quarter ?"),
        ("Autumn", "season ?"),
        ("Autumn Term", "season ?"),
        ("March and April 2021", "range 2021-03-01..2021-04-30"),
        ("2019, 2020 & 2021", "range 2019-01-01..2021-12-31"),
        ("12/05/21, 14/05/21", "range 2021-05-12..2021-05-14"),
    ],
)
def test_cells(cell: str, value: str) -> None:
    parsed = parse_date(cell)
    assert parsed is not None
    assert shown(parsed) == value


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "12",
        "PC",
        "Monday",
        "Marching",
        "2021 officers",
        "n/a",
        "-",
        "March 2021 convictions",
        "10-12",
        "3.5",
        "0",
        "x" * 200,
    ],
)
def test_cells_that_are_no_date(cell: str) -> None:
    assert parse_date(cell) is None


def test_birth_dates_are_reported_beside_the_date() -> None:
    recognizer = DateExpressionRecognizer()
    for text in (
        "DOB: 03/05/1985",
        "born on 3 May 1985",
        "date of birth 3.5.1985",
        "3 May 1985 (DOB)",
        "d.o.b. 03/05/85",
    ):
        assert {r.entity_type for r in recognizer.analyze(text, [])} == {"DATE_TIME", "DATE_OF_BIRTH"}
    assert {r.entity_type for r in recognizer.analyze("arrested on 3 May 1985", [])} == {"DATE_TIME"}


def test_only_the_entities_asked_for() -> None:
    assert [r.entity_type for r in DateExpressionRecognizer().analyze("born on 3 May 1985", ["DATE_OF_BIRTH"])] == [
        "DATE_OF_BIRTH"
    ]


def test_the_recogniser_resolves_against_its_reference_date() -> None:
    (result,) = DateExpressionRecognizer(REFERENCE_DATE).analyze("It began last March.", ["DATE_TIME"])
    assert result.recognition_metadata["value"].start == date(2022, 3, 1)


def test_easter_sundays() -> None:
    """From the tables of the Church of England."""
    expected = {1961: (4, 2), 2008: (3, 23), 2011: (4, 24), 2019: (4, 21), 2021: (4, 4), 2024: (3, 31), 2038: (4, 25)}
    assert {
        year: (calendar.easter_sunday(year).month, calendar.easter_sunday(year).day) for year in expected
    } == expected
