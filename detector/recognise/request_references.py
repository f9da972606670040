"""References of the request itself, which only the whole letter gives away: in the letterhead, and named again further on.

A recogniser sees one block; "Ref: 881/2024" is the request's own in a letter about a request, and may be a crime's elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presidio_analyzer import RecognizerResult

from recognizers.public_references import foi_context, is_reference
from recognizers.values import ReferenceValue

_HEAD_BLOCKS = 12
_SALUTATION = re.compile(r"(?im)^[ \t]*(?:dear|hi|hello|annwyl|good (?:morning|afternoon))\b")
_MOST_VALUES = 50
_VALUE = r"(?P<value>(?=[A-Za-z./_ -]{0,16}[0-9])[A-Za-z0-9]{1,16}(?:[./_\\-][A-Za-z0-9]{1,16}){0,6}(?:[ ][0-9]{2,6}){0,2})(?![\w/@]|[.-][0-9A-Za-z])"
_IN_HEAD = re.compile(
    r"(?im)(?:^|(?<=[\t|])|(?<= {2})|(?<=foi )|(?<=foia )|(?<=information )|(?<=act )|(?<=act 2000 )|(?<=\(foi\) )|(?<=\(foia\) ))[ \t|*>]*(?:(?:(?:our|your|ein|eich|my|foi|eir|information|case|request|contact|enquiry|internal review)[ /]*)*"
    r"(?:ref(?:erence)?s?|cyf(?:eirnod)?|(?:case|request|log|enquiry|tracking|file)[ ](?:id|ref(?:erence)?|no|number)|request)\b"
    r"(?:[ /]+(?:ref(?:erence)?|cyf(?:eirnod)?))?\.?(?:[ ]?(?:no|number|id)\b\.?)?)[ \t]*(?:[:#|=–-][ \t]*)?(?:FOI[ ]|No\.?[ ])?"
    + _VALUE
    + r"(?=[ \t]*(?:$|\r|\||\t| {2}|[,;)\]]|–|-\s))"
)
_SUBJECT = r"(?:request|review|response|reply|answer|enquiry|application|decision|appeal)s?"
_IN_TEXT = re.compile(
    rf"(?i)\b(?:{_SUBJECT}(?:[ ]under[ ]the[ ]act)?,?[ ](?:\(|under[ ])?(?:(?:our|your|with|the|has|is)[ ])?(?:ref(?:erence)?|no|number|id)\b\.?:?[ ](?:no\.?[ ]|number[ ]|is[ ])?|{_SUBJECT}[ ]\(|(?:request|review)[ ](?=[0-9]{{5,7}}\b|[A-Z]{{1,5}}[/-]?[0-9]{{2}}))"
    + _VALUE
)
_OTHER_MATTER = re.compile(
    r"\b(?:crime|custody|incident|complaint|misconduct|court|tribunal|prison|police report|intelligence|case of|log)\b",
    re.I,
)
_DATE = re.compile(
    r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|(?:19|20)[0-9]{2}(?:[/-](?:20)?[0-9]{2})?|0[0-9]{9,10}|0[0-9]{2,4}[ ][0-9 ]+"
)


def request_references(
    texts: Sequence[str], found: Sequence[Sequence[RecognizerResult]]
) -> list[list[RecognizerResult]]:
    """Further FOI_REFERENCE results for each block of a document, given what was found in each block alone."""
    more: list[list[RecognizerResult]] = [[] for _ in texts]
    if not any(foi_context(text) for text in texts):
        return more
    for index, text in enumerate(texts[:_HEAD_BLOCKS]):
        salutation = _SALUTATION.search(text)
        head = text[: salutation.start()] if salutation else text
        more[index] += [
            _result(*m.span("value"), "foi-letterhead") for m in _IN_HEAD.finditer(head) if _plausible(m["value"])
        ]
        if salutation:
            break
    for index, text in enumerate(texts):
        for match in _IN_TEXT.finditer(text):
            before = text[max(0, match.start() - 60) : match.start()].rpartition(".")[2]
            if _plausible(match["value"]) and not _OTHER_MATTER.search(before):
                more[index].append(_result(*match.span("value"), "foi-in-text"))
    values = {
        text[r.start : r.end]
        for text, results in zip(texts, [[*a, *b] for a, b in zip(found, more, strict=True)], strict=True)
        for r in results
        if r.entity_type == "FOI_REFERENCE"
    }
    for index, text in enumerate(texts):
        more[index] += _repeats(text, values)
    return more


def _repeats(text: str, values: set[str]) -> Iterator[RecognizerResult]:
    bare = {re.sub(r"^(?:FOI[A-Z]*|EIR|RFI|Ref)\.?:?[ ]", "", value) for value in values}
    known = sorted({v for v in values | bare if len(v) >= 4}, key=lambda v: (-len(v), v))[:_MOST_VALUES]
    if not known:
        return
    for match in re.finditer(rf"(?<![\w./£-])(?:{'|'.join(map(re.escape, known))})(?![\w/%]|[.,-]\w)", text):
        if (
            not match[0].isdecimal()
            or len(match[0]) >= 6
            or re.search(r"(?i)\b(?:re|ref|reference|request|no|number|foi)[.:]?[ ]$", text[: match.start()])
        ):
            yield _result(*match.span(), "foi-repeated")


def _plausible(value: str) -> bool:
    return is_reference(value) and not _DATE.fullmatch(value)


def _result(start: int, end: int, rule: str) -> RecognizerResult:
    metadata = {
        RecognizerResult.RECOGNIZER_NAME_KEY: "RequestReferences",
        RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: "RequestReferences",
        "value": ReferenceValue(rule),
    }
    return RecognizerResult("FOI_REFERENCE", start, end, 0.9, recognition_metadata=metadata)
