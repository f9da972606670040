"""Check the hand-written corpus: format, marks, promised coverage; print counts per half, type and genre.

Standard library only, so that it can run before anything is installed:

    python corpora/check_handwritten.py            errors and the table; exit 1 when there is an error
    python corpora/check_handwritten.py --hints    also places that an annotator may have overlooked

The rules are those of ``corpora/GUIDE.md``.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent / "handwritten"
HALVES = ("dev", "heldout")
GENRES = ("letter", "case-list", "email-thread", "table", "court", "clean-letter")
LANGUAGES = ("en", "cy")
ABOUT = ("case", "staff", "requester", "public", "unknown")
GRANULARITIES = ("day", "week", "month", "quarter", "season", "year", "relative", "range")
TYPES = tuple(
    "PERSON RELATIONSHIP DATE_TIME AGE LOCATION STREET_ADDRESS UK_POSTCODE EMAIL_ADDRESS PHONE_NUMBER URL IP_ADDRESS "
    "ORGANIZATION OCCUPATION GENDER NRP ORIENTATION HEALTH OFFENCE OUTCOME MONEY QUANTITY DATE_OF_BIRTH UK_NHS UK_NINO "
    "UK_PASSPORT UK_DRIVING_LICENCE UK_VEHICLE_REGISTRATION UK_BANK_ACCOUNT IBAN_CODE CREDIT_CARD PNC_ID CRO_NUMBER "
    "ARREST_SUMMONS_NUMBER CUSTODY_RECORD CRIME_REFERENCE INCIDENT_REFERENCE CASE_URN COURT_CASE_NUMBER "
    "COMPLAINT_REFERENCE COLLAR_NUMBER INTELLIGENCE_REFERENCE PRISON_NUMBER PROBATION_CRN OPERATION_NAME FOI_REFERENCE "
    "LEGAL_REFERENCE".split()
)
# A clean letter has no case and no applicant in it, and of the staff only a signature.
CLEAN_STAFF_TYPES = ("PERSON", "OCCUPATION")
LEAST_DOCUMENTS, LEAST_CLEAN, WORDS = 32, 10, (60, 700)
# Halves may share the wording of the law, never a paragraph: this many running words are too many.
SHARED_WORDS = 16

HEADER = re.compile(r"\A---\n(.*?)\n---\n", re.S)
MARK = re.compile(r"\[\[([^\[\]|]+)\|(.*?)\]\]", re.S)
TITLE = re.compile(r"(Mr|Mrs|Ms|Miss|Mx|Dr|Prof|PC|DC|DS|PS|DI|Sgt|Insp|Revd)\b\.? ", re.I)
OVERLOOKED = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\b(?:19|20)\d\d\b(?!/)"
    r"|\b\d\d?[/.]\d\d?[/.]\d\d|[\w.]+@\w|£\d|\b0\d{3,4} \d{3}|\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b"
    r"|\b(?:[Ss]ections?|[Aa]rticle|[Rr]egulation|[Rr]ule|s\.?) ?\d+|\b\w+ Act \d{4}|\bwww\.|\bhttps?:"
    r"|\b(?:aged?|dob|born) \d|\b(?:Mr|Mrs|Ms|Miss|Dr|PC|DC) [A-Z]"
)
VOCABULARY_TYPES = ("RELATIONSHIP", "OCCUPATION", "OFFENCE", "HEALTH", "NRP", "GENDER", "ORIENTATION", "ORGANIZATION")


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotated span: type, whom it is about, granularity or None, entity link or None, surface."""

    entity_type: str
    about: str
    granularity: str | None
    link: str | None
    surface: str


@dataclass(frozen=True, slots=True)
class Marked:
    """One document: where it stands, its header, its text without marks, its marks, and the text between marks."""

    name: str
    half: str
    header: dict[str, str]
    text: str
    marks: tuple[Mark, ...]
    between: str


def main(arguments: list[str]) -> int:
    """Print errors, hints where asked for, and the table. Exit status 1 when there is an error."""
    documents, errors = [], []
    for half in HALVES:
        for path in sorted((ROOT / half).glob("*.txt")):
            try:
                document = read(path, half)
            except ValueError as error:
                errors.append(f"{half}/{path.name}: {error}")
                continue
            documents.append(document)
            errors += [f"{half}/{path.name}: {problem}" for problem in problems(document)]
    errors += [*coverage(documents), *shared_paragraphs(documents)]
    for line in errors:
        print("error:", line)
    if "--hints" in arguments:
        for line in hints(documents):
            print("hint:", line)
    print(table(documents))
    return 1 if errors else 0


def read(path: Path, half: str) -> Marked:
    """One file. Raises ValueError where the header or a mark cannot be read."""
    raw = path.read_text("utf-8")
    match = HEADER.match(raw)
    if match is None:
        raise ValueError("the header between two lines of --- is missing")
    header = dict(line.split(": ", 1) for line in match[1].split("\n"))
    body = raw[match.end() :]
    marks = tuple(_mark(found[1], found[2]) for found in MARK.finditer(body))
    between = MARK.sub("\0", body)
    if "[[" in between or "]]" in between.replace("\0]", "\0"):
        raise ValueError("brackets of a mark are left over: a mark is nested, or not closed")
    return Marked(path.name, half, header, MARK.sub(lambda found: found[2], body), marks, between)


def _mark(inside: str, surface: str) -> Mark:
    parts = inside.split()
    if len(parts) < 2:
        raise ValueError(f"a mark needs a type and 'about': {inside}")
    plain = [part for part in parts[2:] if not part.startswith("#")]
    links = [part for part in parts[2:] if part.startswith("#")]
    if len(plain) > 1 or len(links) > 1:
        raise ValueError(f"too many attributes: {inside}")
    return Mark(parts[0], parts[1], plain[0] if plain else None, links[0] if links else None, surface)


def problems(document: Marked) -> Iterator[str]:
    """What breaks a rule of the guide within one document."""
    header = document.header
    if set(header) != {"id", "genre", "language", "clean", "source"}:
        yield "header keys are not id, genre, language, clean, source"
        return
    if not re.fullmatch(r"\d{3}-[a-z0-9-]+\.txt", document.name):
        yield "the name is not NNN-slug.txt"
    if header["id"] != f"{document.half}-{document.name[:3]}":
        yield f"id {header['id']} does not agree with the name"
    for key, allowed in (("genre", GENRES), ("language", LANGUAGES), ("clean", ("true", "false"))):
        if header[key] not in allowed:
            yield f"{key}: {header[key]} is not one of {', '.join(allowed)}"
    if (header["clean"] == "true") != (header["genre"] == "clean-letter"):
        yield "clean and genre disagree"
    words = len(document.text.split())
    if not WORDS[0] <= words <= WORDS[1]:
        yield f"{words} words"
    for mark in document.marks:
        yield from _mark_problems(mark, header["clean"] == "true")
    types_of = defaultdict(set)
    for mark in document.marks:
        if mark.link:
            types_of[mark.link].add(mark.entity_type)
    yield from (f"{link} links spans of different types" for link, types in types_of.items() if len(types) > 1)


def _mark_problems(mark: Mark, clean: bool) -> Iterator[str]:
    label = f"[[{mark.entity_type} {mark.about}|{mark.surface}]]"
    if mark.entity_type not in TYPES:
        yield f"unknown type: {label}"
    if mark.about not in ABOUT:
        yield f"unknown 'about': {label}"
    if mark.surface != mark.surface.strip() or not mark.surface:
        yield f"the span begins or ends with a space: {label}"
    if (mark.entity_type == "DATE_TIME") != (mark.granularity is not None):
        yield f"a granularity belongs to DATE_TIME and only there: {label}"
    if mark.granularity is not None and mark.granularity not in GRANULARITIES:
        yield f"unknown granularity: {label}"
    if mark.entity_type == "PERSON" and TITLE.match(mark.surface):
        yield f"a title or rank is inside the span: {label}"
    if clean and (
        mark.about not in ("public", "staff") or (mark.about == "staff" and mark.entity_type not in CLEAN_STAFF_TYPES)
    ):
        yield f"this is a finding, and the letter is clean: {label}"


def coverage(documents: list[Marked]) -> Iterator[str]:
    """What each half must have: enough documents, enough clean letters, every genre, a Welsh document, every type."""
    for half in HALVES:
        mine = [d for d in documents if d.half == half]
        clean = sum(d.header["clean"] == "true" for d in mine)
        if len(mine) < LEAST_DOCUMENTS:
            yield f"{half}: {len(mine)} documents"
        if clean < LEAST_CLEAN:
            yield f"{half}: {clean} clean letters"
        if not any(d.header["language"] == "cy" for d in mine):
            yield f"{half}: no document in Welsh"
        yield from (f"{half}: no {g}" for g in GENRES if g not in {d.header["genre"] for d in mine})
        yield from (f"{half}: no {t}" for t in TYPES if t not in {m.entity_type for d in mine for m in d.marks})


def shared_paragraphs(documents: list[Marked]) -> Iterator[str]:
    """Runs of words that stand in both halves."""
    seen: dict[tuple[str, ...], str] = {}
    reported = set()
    for document in sorted(documents, key=lambda d: HALVES.index(d.half)):
        words = re.findall(r"[^\W_]+", document.text.casefold())
        for at in range(len(words) - SHARED_WORDS + 1):
            run = tuple(words[at : at + SHARED_WORDS])
            if document.half == HALVES[0]:
                seen.setdefault(run, document.name)
            elif run in seen and (document.name, seen[run]) not in reported:
                reported.add((document.name, seen[run]))
                yield f"{document.half}/{document.name} shares wording with {HALVES[0]}/{seen[run]}: {' '.join(run)}"


def hints(documents: list[Marked]) -> Iterator[str]:
    """Unmarked text that looks like what is marked elsewhere. Not every hint is a mistake."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for mark in document.marks:
            kinds[mark.surface.casefold()][mark.entity_type] += 1
    common = {s for s, types in kinds.items() if types.most_common(1)[0][0] in VOCABULARY_TYPES and len(s) > 3}
    for document in documents:
        place = f"{document.half}/{document.name}"
        own = {m.surface.casefold() for m in document.marks if len(m.surface) > 3 and not m.surface.isdigit()}
        for found in OVERLOOKED.finditer(document.between):
            yield f"{place}: unmarked {found[0]!r} in {_around(document.between, found.start())!r}"
        for surface in sorted(own | common):
            for found in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", document.between.casefold()):
                yield f"{place}: {surface!r} is marked elsewhere: {_around(document.between, found.start())!r}"
    for surface, types in sorted(kinds.items()):
        if len(types) > 1:
            yield f"{surface!r} has several types: {dict(types)}"


def _around(text: str, at: int) -> str:
    return " ".join(text[max(0, at - 30) : at + 40].replace("\0", "…").split())


def table(documents: list[Marked]) -> str:
    """Documents per genre, and marks per type, for each half."""
    lines = [f"{'':26}" + "".join(f"{half:>10}" for half in HALVES)]

    def row(label: str, counts: list[int]) -> None:
        lines.append(f"{label:26}" + "".join(f"{count:>10}" for count in counts))

    by_half = [[d for d in documents if d.half == half] for half in HALVES]
    row("documents", [len(mine) for mine in by_half])
    row("words", [sum(len(d.text.split()) for d in mine) for mine in by_half])
    for genre in GENRES:
        row(f"  {genre}", [sum(d.header.get("genre") == genre for d in mine) for mine in by_half])
    row("marks", [sum(len(d.marks) for d in mine) for mine in by_half])
    for about in ABOUT:
        row(f"  about {about}", [sum(m.about == about for d in mine for m in d.marks) for mine in by_half])
    for entity_type in TYPES:
        row(f"  {entity_type}", [sum(m.entity_type == entity_type for d in mine for m in d.marks) for mine in by_half])
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
