"""Citations of the European Court of Human Rights and of codes without a year."""

from __future__ import annotations

import pytest

from recognizers.references.citations import citation_spans


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("under Article 34 of the Convention for the Protection of Human Rights and Fundamental Freedoms by", ["Article 34 of the Convention for the Protection of Human Rights and Fundamental Freedoms"]),
        ("under Article 168 § 2 of the Criminal Code. On", ["Article 168 § 2 of the Criminal Code"]),
        ("see Kudła v. Poland [GC], no. 30210/96, ECHR 2000-XI.", ["Kudła v. Poland [GC], no. 30210/96, ECHR 2000-XI"]),
        ("See Akdivar and Others v. Turkey, 16 September 1996, Reports 1996-IV, p. 1210", ["Akdivar and Others v. Turkey, 16 September 1996, Reports 1996-IV, p. 1210"]),
        ("UNDER THE INQUIRIES INTO FATAL ACCIDENTS AND SUDDEN DEATHS ETC (SCOTLAND) ACT 2016", ["INQUIRIES INTO FATAL ACCIDENTS AND SUDDEN DEATHS ETC (SCOTLAND) ACT 2016"]),
        ("The Code of Practice and the Constitution say so.", []),
    ],
)  # fmt: skip
def test_citations(text: str, cited: list[str]) -> None:
    assert [text[s.start : s.end] for s in citation_spans(text)] == cited
