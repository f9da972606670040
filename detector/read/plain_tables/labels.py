"""Lines of a label and numbers: "2015 - 10", "Burglary 12", "1 x Inspector", a question with its answer appended."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detector.read.plain_tables.model import Found, Piece, piece
from detector.read.plain_tables.values import COUNT, MONTH, NUMBER, YEAR, is_number, is_year, words

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAYS = "mon tue wed thu fri sat sun".split()
_CALENDAR = re.compile(rf"{MONTH}|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?", re.I)
_LONGEST = 400
_LONGEST_LABEL = 90
_BULLET = re.compile(r"\s*(?:[•●▪◦‣·*–—-]\s+|\(?(?:\d{1,2}[a-z]?|[a-z]|[ivx]{1,4})[.)]\s+|Q\d{1,2}[.:)]\s*)?", re.I)
_SEPARATED = re.compile(
    rf"(?P<label>\S(?:.*\S)?)(?:\s*(?:[:=]|\s[-–—]|[-–—]\s|\.{{3,}}|\t|\s->)\s*|(?<=\?)\s*)(?P<count>{COUNT})(?P<unit>(?:\s+[a-z]+){{0,2}})\s*[.;,]?",
    re.I,
)
_ENDS_IN_COUNT = re.compile(rf"(?<![^\s:=?–—-])(?P<count>{COUNT})(?P<unit>(?:\s+[a-z]+){{0,2}})\s*[.;,]?\s*$", re.I)
_TRAILING = re.compile(rf"(?:\s+(?:{NUMBER}|[<≤]\s?\d{{1,3}}|x{{2,4}}|\*{{1,3}}|\[[a-z]\]|-|–|#))+\s*$", re.I)
_TIMES = re.compile(rf"(?P<count>{NUMBER})\s?[x×]\s+(?P<label>[^\d\s].*?)\s*[.;,]?", re.I)
_COUNT_FIRST = re.compile(rf"(?P<count>{NUMBER})\s+(?P<label>[A-Za-z][^\d]*?)\s*[.;,]?")
_TIMES_ITEM = re.compile(
    rf"(?<![\w.])(?P<count>{NUMBER})\s?[x×]\s+(?P<label>[^\d\s,;&][^\d,;&]{{0,60}}?)(?=\s*(?:,|;|\band\b|&|\.?\s*$))",
    re.I,
)
_PAIR_ITEM = re.compile(
    rf"(?<![\w/–-])(?P<label>{YEAR}|[A-Z][a-z]+(?:[ -][a-z]+){{0,2}})\s?(?:[:=]\s?|\s[-–]\s|\()(?P<count>{NUMBER}|[<≤]\s?\d{{1,3}})\)?(?![\w/])(?=\s*(?:,|;|\band\b|&|\.?\s*$))"
)
_JOIN = re.compile(r"\s*(?:[,;&]\s*(?:and\s+)?|and\s+)", re.I)
_LONGEST_LEAD = 150
_BAND = re.compile(r"\d{1,2}\s?[-–]\s?\d{1,2}|\d{1,2}\+")
# A group of digits that begins with zero belongs to a telephone number; a bar to a row of something else.
_NO_LABEL = re.compile(r"(?:^|\s)\(?(?:\+44|0\d{2,5})\)?(?:\s\d+)*$|\|")
_TITLE_YEARS = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with what it was written like; ``alone`` where it is clear enough to be a table by itself."""

    cells: tuple[Piece, ...]
    style: str
    alone: bool = False


def find(texts: Sequence[str], first: int, end: int) -> Iterator[Found]:
    """The tables among the lines from ``first`` up to ``end``, in order."""
    at = first
    while at < end:
        inline = _inline_list(texts[at], at)
        row = _row(texts[at], at)
        if inline is not None:
            yield inline
        if inline is not None or row is None:
            at += 1
            continue
        rows, stop = _run(texts, at, end, row)
        yield from _tables(texts, rows, at, stop, first)
        at = stop


def is_counted(label: str) -> bool:
    """Whether a number after these words can be a count of something."""
    bare = label.strip(" .:-–—=")
    return bool(bare) and words("not_counted").fullmatch(bare) is None


def _run(texts: Sequence[str], first: int, end: int, row: _Row) -> tuple[list[_Row], int]:
    """Rows written alike; one blank line between any two of them may stand between all."""
    rows, at, stop = [row], first + 1, first + 1
    while at < end:
        if not texts[at].strip() and at == stop and at + 1 < end:
            at += 1
        following = _row(texts[at], at)
        gap = at > stop
        if following is None or not _alike(row, following) or (gap and len(rows) > 1 and not _gapped(rows)):
            break
        if not gap and len(rows) > 1 and _gapped(rows):
            break
        rows.append(following)
        at = stop = at + 1
    return rows, stop


def _gapped(rows: Sequence[_Row]) -> bool:
    return rows[1].cells[0].line - rows[0].cells[0].line > 1


def _alike(one: _Row, other: _Row) -> bool:
    return one.style == other.style and len(one.cells) == len(other.cells)


def _row(text: str, line: int) -> _Row | None:
    if len(text) > _LONGEST or not text.strip():
        return None
    bullet = _BULLET.match(text)
    skipped = bullet.end() if bullet else 0
    return _separated(text, line, skipped) or _count_first(text, line, skipped) or _trailing(text, line, skipped)


def _separated(text: str, line: int, skipped: int) -> _Row | None:
    ending = _ENDS_IN_COUNT.search(text)
    if ending is None:
        return None
    # What looks like an item's number may be the label itself ("Q1: 9").
    stop = len(text.rstrip())
    match = _SEPARATED.fullmatch(text, skipped, stop) or _SEPARATED.fullmatch(
        text, len(text) - len(text.lstrip()), stop
    )
    if match is None:
        return None
    label, count = match["label"], match["count"]
    question = label.rstrip().endswith("?") or words("counting_question").match(label) is not None
    if not is_counted(label) or not any(ch.isalnum() for ch in label):
        return None
    if label.endswith("..") or ((len(label) > _LONGEST_LABEL or "http" in label) and not question):
        return None
    if is_year(label) and is_year(count) and not match["unit"]:
        return None
    if (
        label[-1].isdigit()
        and not _ends_in_year(label)
        and text[match.end("label")] in ":-–—"
        and label.replace(" ", "").isdigit()
    ):
        return None
    if (
        re.match(r"[\s:]*[-–—]", count)
        and not is_number(count)
        and not text[match.end("label") :].strip().startswith((":", "="))
    ):
        return None
    cells = (piece(text, line, *match.span("label")), piece(text, line, *match.span("count")))
    return _Row(cells, "separated", question and is_number(count))


def _ends_in_year(label: str) -> bool:
    return is_year(label) or _TITLE_YEARS.search(label[-9:]) is not None


def _count_first(text: str, line: int, skipped: int) -> _Row | None:
    for style, pattern in (("times", _TIMES), ("first", _COUNT_FIRST)):
        match = pattern.fullmatch(text.rstrip(), skipped)
        if match is None or len(match["label"]) > _LONGEST_LABEL or words("not_counting").fullmatch(match["label"]):
            continue
        if style == "first" and len(match["label"].split()) > 6:
            continue
        cells = (piece(text, line, *match.span("label")), piece(text, line, *match.span("count")))
        return _Row(cells, style)
    return None


def _trailing(text: str, line: int, skipped: int) -> _Row | None:
    match = _TRAILING.search(text, skipped) if text.rstrip()[-1:] in "0123456789xX*]-–#" else None
    if match is None or match.start() <= skipped:
        return None
    label = piece(text, line, skipped, match.start())
    if (
        not label.text
        or len(label.text) > _LONGEST_LABEL
        or not is_counted(label.text)
        or words("not_counted_bare").fullmatch(label.text)
    ):
        return None
    if (
        not (label.text[0].isalpha() or is_year(label.text) or _BAND.fullmatch(label.text))
        or label.text.endswith((".", ":", ";", ",", "-", "–", "£"))
        or _NO_LABEL.search(label.text)
    ):
        return None
    numbers = [m.span() for m in re.finditer(r"[<≤]\s?\d+|\S+", text[match.start() :])]
    cells = (label, *(piece(text, line, match.start() + a, match.start() + b) for a, b in numbers))
    if cells[1].text in ("-", "–") and all(is_year(cell.text) for cell in cells[2:]):
        return None
    return _Row(cells, "trailing")


def _inline_list(text: str, line: int) -> Found | None:
    """ "1 x Inspector, 2 x Sergeant and 3 x PC" or "by year: 2019 - 4, 2020 - 7" on one line; words before it are its title."""
    if len(text) > _LONGEST or sum(map(text.count, "x×X:=-–(")) < 2:
        return None
    for pattern in (_TIMES_ITEM, _PAIR_ITEM):
        matches = list(pattern.finditer(text))
        if len(matches) < 2 or not _is_whole(text, matches):
            continue
        rows = tuple((piece(text, line, *m.span("label")), piece(text, line, *m.span("count"))) for m in matches)
        if _are_labels([label.text for label, _ in rows]) and all(is_counted(label.text) for label, _ in rows):
            lead = piece(text, line, 0, matches[0].start())
            return Found(line, line + 1, rows, "labels", 0, lead if lead.text else None)
    return None


def _is_whole(text: str, matches: Sequence[re.Match[str]]) -> bool:
    """Whether the items follow each other to the end of the line, behind nothing but a short lead."""
    between = [text[a.end() : b.start()] for a, b in itertools.pairwise(matches)]
    lead = text[: matches[0].start()].strip()
    tail = text[matches[-1].end() :]
    return (
        all(_JOIN.fullmatch(gap) for gap in between)
        and not any(ch.isalnum() for ch in tail)
        and (len(lead) <= 1 or (len(lead) <= _LONGEST_LEAD and ". " not in lead and "?" not in lead))
    )


def _tables(texts: Sequence[str], rows: Sequence[_Row], first: int, stop: int, lowest: int) -> Iterator[Found]:
    style = rows[0].style
    cells = tuple(row.cells for row in rows)
    if style == "trailing":
        found = _trailing_table(texts, cells, first, stop, lowest)
    elif style == "separated":
        found = _separated_table(texts, rows, first, stop)
    elif style == "times" or _is_count_list(cells):
        found = Found(first, stop, cells, "labels", 0)
    else:
        found = None
    if found is not None:
        yield found


def _separated_table(texts: Sequence[str], rows: Sequence[_Row], first: int, stop: int) -> Found | None:
    cells = tuple(row.cells for row in rows)
    alone = all(row.alone for row in rows)
    figures = sum(1 for _, count in cells if is_number(count.text))
    if (
        (len(cells) < 2 and not alone)
        or not figures
        or not _are_labels(list(dict.fromkeys(label.text for label, _ in cells)))
    ):
        return None
    return Found(first, stop, cells, "labels", 0)


def _in_calendar_order(labels: Sequence[str]) -> bool:
    """Months or days of the week are labels where they follow each other; else a number after one makes a date."""
    names = [label.casefold()[:3] for label in labels if not label.casefold().startswith(("total", "grand total"))]
    for calendar in (_MONTHS, _DAYS):
        places = [calendar.index(name) for name in names if name in calendar]
        if len(places) == len(names) >= 3 and all((b - a) % len(calendar) == 1 for a, b in itertools.pairwise(places)):
            return True
    return False


def _are_labels(labels: Sequence[str]) -> bool:
    calendar = any(_CALENDAR.fullmatch(label) for label in labels)
    return len({label.casefold() for label in labels}) == len(labels) and (not calendar or _in_calendar_order(labels))


def _is_count_list(cells: Sequence[Sequence[Piece]]) -> bool:
    """Counts before labels rather than numbered headings: plural after more than one, or no running numbers."""
    numbers = [int(count.text.replace(",", "")) for _, count in cells]
    if len(cells) < 2 or any(number == 0 or number >= 10_000 for number in numbers):
        return False
    running = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    agree = [_is_plural(label.text) == (number > 1) for (label, _), number in zip(cells, numbers, strict=True)]
    return all(agree) if running else sum(agree) * 2 > len(agree)


def _is_plural(label: str) -> bool:
    return any(word.rstrip(".,)").endswith(("s", "men", "women", "people", "staff")) for word in label.split())


def _trailing_table(
    texts: Sequence[str], cells: Sequence[tuple[Piece, ...]], first: int, stop: int, lowest: int
) -> Found | None:
    labels = [row[0].text for row in cells]
    width = len(cells[0])
    if len(cells) < (3 if width == 2 else 2) or not _are_labels(labels):
        return None
    if not any(is_number(cell.text) for row in cells for cell in row[1:]):
        return None
    if width == 2 and sum(is_year(row[1].text) for row in cells) * 2 > len(cells):
        return None
    if any(len(label.split()) > 8 for label in labels):
        return None
    header = _header(texts[first - 1], first - 1, width) if first > lowest else None
    if header is not None:
        return Found(first - 1, stop, (header, *cells), "matrix", 1)
    if width == 2 and _is_contents(texts, cells, first, lowest):
        return None
    return Found(first, stop, tuple(cells), "labels", 0)


def _header(text: str, line: int, width: int) -> tuple[Piece, ...] | None:
    """A line of one word a column above single-spaced rows ("Offence 2019 2020 Total"), blank corner allowed."""
    if len(text) > _LONGEST_LABEL * 2:
        return None
    parts = [m.span() for m in re.finditer(r"\S+", text)]
    if (
        len(parts) < width - 1
        or (width == 2 and words("count_heading").fullmatch(text[slice(*parts[-1])]) is None)
        or text.rstrip().endswith((".", ":", "?", ","))
    ):
        return None
    tail = [piece(text, line, a, b) for a, b in parts[len(parts) - width + 1 :]]
    lead = piece(text, line, 0, tail[0].at)
    if len(lead.text.split()) > 3 or (
        width > 2 and not any(is_year(cell.text) for cell in tail) and len(parts) != width
    ):
        return None
    return (lead, *tail)


def _is_contents(texts: Sequence[str], cells: Sequence[tuple[Piece, ...]], first: int, lowest: int) -> bool:
    numbers = [int(row[1].text) for row in cells if row[1].text.isdigit()]
    rising = len(numbers) == len(cells) and all(a <= b for a, b in itertools.pairwise(numbers))
    above = next((texts[i] for i in range(first - 1, max(lowest, first - 4) - 1, -1) if texts[i].strip()), "")
    return rising and (
        re.search(r"\b(?:contents|index|page)\b", above, re.I) is not None or (len(numbers) > 4 and numbers[0] == 1)
    )
