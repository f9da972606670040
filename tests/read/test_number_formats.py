import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.read.workbook.formats import code_of, shown_number, shown_text

MARCH_5 = "44260"


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("3", "General", "3"),
        ("3.0", "General", "3"),
        ("0", "General", "0"),
        ("-4", "General", "-4"),
        ("12345678901", "General", "12345678901"),
        ("0.30000000000000004", "General", "0.3"),
        ("0.3333333333333333", "General", "0.333333333"),
        ("1234", "#,##0", "1,234"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("2.5", "0", "3"),
        ("0.125", "0%", "13%"),
        ("0.125", "0.0%", "12.5%"),
        ("1234.5", '"£"#,##0.00', "£1,234.50"),
        ("1234.5", "[$£-809]#,##0.00", "£1,234.50"),
        ("-5", "0;(0)", "(5)"),
        ("-5", "0", "-5"),
        ("0", '0;-0;"nil"', "nil"),
        ("7", "000", "007"),
        ("7700900123", "00000 000000", "07700 900123"),
        ("5", '0" officers"', "5 officers"),
        ("3", '[<5]"<5";0', "<5"),
        ("12", '[<5]"<5";0', "12"),
        ("1500000", '0.0,,"m"', "1.5m"),
        ("1.50", "0.##", "1.5"),
        ("5", ";;;", ""),
        ("12", "@", "12"),
        (MARCH_5, "mmm-yy", "Mar-21"),
        (MARCH_5, "dd/mm/yyyy", "05/03/2021"),
        (MARCH_5, "yyyy-mm-dd", "2021-03-05"),
        (MARCH_5, "d mmmm yyyy", "5 March 2021"),
        (MARCH_5, "dddd d mmm", "Friday 5 Mar"),
        (MARCH_5, "[$-809]dd mmmm yyyy;@", "05 March 2021"),
        (MARCH_5, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "05 March 2021"),
        (MARCH_5 + ".75", "dd/mm/yyyy hh:mm", "05/03/2021 18:00"),
        ("0.75", "h:mm AM/PM", "6:00 PM"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.0104166667", "mm:ss", "15:00"),
        ("1", "dd/mm/yyyy", "01/01/1900"),
        ("not a number", "0", "not a number"),
        ("1e400", "0.00", "1e400"),
        ("99999999", "dd/mm/yyyy", "99999999"),
    ],
)
def test_a_number_is_shown_as_in_the_sheet(raw: str, code: str, shown: str) -> None:
    assert shown_number(raw, code) == shown


def test_the_short_date_is_british() -> None:
    assert shown_number(MARCH_5, code_of(14, {})) == "05/03/2021"
    assert code_of(165, {165: "0.0"}) == "0.0"
    assert code_of(999, {}) == "General"


def test_dates_may_count_from_1904() -> None:
    assert shown_number("42798", "dd/mm/yyyy", from_1904=True) == "05/03/2021"


@pytest.mark.parametrize(
    ("code", "shown"), [("General", "PC"), ("0;0;0;@", "PC"), (";;;", ""), ('0;0;0;"rank: "@', "rank: PC")]
)
def test_text_under_a_code(code: str, shown: str) -> None:
    assert shown_text("PC", code) == shown


@given(st.integers(-(10**9), 10**9))
def test_whole_numbers_are_whole(number: int) -> None:
    assert shown_number(f"{number}.0", "General") == str(number)
    assert shown_number(str(number), "#,##0") == f"{number:,}"


@given(st.floats(allow_nan=True, allow_infinity=True), st.text('0#?.,%/EeymdhsAPMG"[]<>;_*\\@ -', max_size=12))
def test_no_code_raises(number: float, code: str) -> None:
    assert isinstance(shown_number(str(number), code), str)
    assert isinstance(shown_text("PC", code), str)
