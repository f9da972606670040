"""References of the request itself, which only the whole letter gives away: in the letterhead, and named again further on.

A recogniser sees one block; "Ref: 881/2024" is the request's own in a letter about a request, and may be a crime's elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presidio_analyzer import RecognizerResult

from recognizers.references.public_references import foi_context, is_reference
from recognizers.results import told
from recognizers.values import ReferenceValue

_HEAD_BLOCKS = 12
_SALUTATION = re.compile(r"(?im)^[ \t]*(?:dear|hi|hello|annwyl|good (?:morning|afternoon))\b")
_MOST_VALUES = 50
_SHORT, _LONGEST_LIST = 160, 40
REQUESTS = re.compile(
    r"\b(?:foi|freedom of information|information|eir) (?:requests|responses|reviews|disclosures|answers)\b|\bfoi publication\b|\bdisclosure log\b|\breviews? of foi requests\b|\bresponses under the\b",
    re.I,
)
_LINE_VALUE = re.compile(
    r"(?m)^[ \t•*–-]*(?P<value>[0-9]{4,6}|[0-9]{2,4}[-/][0-9]{2,6}|[A-Z]{1,5}[-/]?[0-9]{2,8}(?:[-/][0-9]{2,6})?)(?=[ ]?[:–—-]\s|[ \t]+[A-Z])"
)
_TOKEN = re.compile(r"(?<![\w./£-])[A-Za-z0-9]{1,12}(?:[./_-][A-Za-z0-9]{1,12}){0,4}(?![\w/%]|[.,-]\w)")
_SPOKEN = re.compile(
    r"\b(?:request|answer|repl(?:y|ies)|response|review|disclosure|foi|reference|refs?|published)\w*\b[^.]{0,50}$", re.I
)
_VALUE = r"(?P<value>(?:[A-Z]{2,6}[ ](?=[0-9]))?(?=[A-Za-z./_ -]{0,16}[0-9])[A-Za-z0-9]{1,16}(?:[./_\\-][A-Za-z0-9]{1,16}){0,6}(?:[ ][0-9]{2,6}){0,2})(?![\w/@]|[.-][0-9A-Za-z])"
_IN_HEAD = re.compile(
    r"(?im)(?:^|(?<=[\t|])|(?<= {2})|(?<=foi )|(?<=foia )|(?<=information )|(?<=act )|(?<=act 2000 )|(?<=\(foi\) )|(?<=\(foia\) ))[ \t|*>•·–-]*(?:(?:(?:our|your|ein|eich|my|foi|eir|information|case|request|contact|enquiry|internal review)[ /]*)*"
    r"(?:ref(?:erence)?s?|cyf(?:eirnod)?|(?:case|request|log|enquiry|tracking|file)[ ](?:id|ref(?:erence)?|no|number)|request)\b"
    r"(?:[ /]+(?:ref(?:erence)?|cyf(?:eirnod)?))?\.?(?:[ ]?(?:no|number|id)\b\.?)?)[ \t]*(?:[:#|=–-][ \t]*)?(?:FOI[ ]|No\.?[ ])?"
    + _VALUE
    + r"(?=[ \t]*(?:$|\r|\||\t| {2}|[,;)\]]|–|-\s))"
)
# A line of the letterhead that is nothing but a number: six digits at least, or letters and strokes among them.
_ALONE = re.compile(
    r"(?m)^[ \t]*(?P<value>(?:[A-Z]{1,6}[-/ ]?)?[0-9]{2,9}(?:[-/][A-Z0-9]{2,8}){1,3}|[A-Z]{2,6}[0-9]{4,9}|[0-9]{6,10})[ \t]*$"
)
# The title of an answer as disclosure logs print it, "Misconduct Dismissals (592A/23)", above "Request" or "You asked".
_TITLE = re.compile(r"\s*[^\n()]{3,90}\((?P<value>[A-Z]{0,4}[-/ ]?[0-9]{1,6}[A-Z]{0,2}[-/][0-9]{2,4})\)[ \t]*(?:\n|$)")
# A page of a disclosure log that does not say what it is.
_LOG_PAGE = re.compile(
    r"(?im)^\W*(?:date (?:released|of (?:request|response|release)|(?:request|response) (?:received|sent))|disclosure id)\b"
)
_BEGINS = re.compile(
    r"(?:the )?(?:request|response|question|q\b|you asked|you requested|your request|information request|applicant)",
    re.I,
)
_SUBJECT = r"(?:request|review|response|reply|answer|enquiry|application|decision|appeal)s?"
_IN_TEXT = re.compile(
    rf"(?i)\b(?:{_SUBJECT}(?:[ ]under[ ]the[ ]act)?,?[ ](?:\(|under[ ])?(?:(?:our|your|with|the|has|is)[ ])?(?:ref(?:erence)?|no|number|id)\b\.?:?[ ](?:no\.?[ ]|number[ ]|is[ ])?|(?:{_SUBJECT}|foi|eir)[ ]\(|(?:request|review|enquiry)[ ](?=[0-9]{{5,7}}\b|[A-Z]{{1,5}}[/-]?[0-9]{{2}})"
    rf"|(?<=\()our[ ]ref(?:erence)?\.?:?[ ]|ref(?:erence)?(?:[ ](?:no|number))?[ ](?:for|of|given to)[ ](?:your|this|the)[ ]{_SUBJECT}[ ]is:?[ ])"
    + _VALUE
)
_ITEM = r"(?=[A-Za-z./_-]{0,14}[0-9])[A-Za-z0-9]{1,12}(?:[./_-][A-Za-z0-9]{1,12}){0,5}"
# "your earlier requests, 24/0188, 24/0191 and 24/0207"
_SEVERAL = re.compile(
    rf"(?i)\b(?:requests|reviews|responses|references|refs|enquiries|applications)(?:[ ](?:with[ ])?(?:the[ ])?(?:numbers?|nos?\.?|refs?\.?|references?|under))?(?:,|:|[ ]\(|[ ]–|[ ]-)?[ ]?"
    rf"(?P<items>{_ITEM}(?:(?:,|,?[ ](?:and|or|to))[ ]{_ITEM})*)(?![\w/@])"
)
_OTHER_MATTER = re.compile(
    r"\b(?:crime|custody|incident|complaint|misconduct|court|tribunal|prison|police report|intelligence|case of|log)\b",
    re.I,
)
# Appeals to the tribunal about information are of somebody all the same.
_TRIBUNAL = re.compile(r"(?:EA|FT|QJ)[./](?:EA[./])?20[0-9]{2}[./][0-9]{3,4}.*")
_DATE = re.compile(
    r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|(?:19|20)[0-9]{2}(?:[/-](?:20)?[0-9]{2})?|0[0-9]{9,10}|0[0-9]{2,4}[ ][0-9 ]+"
)


def request_references(
    texts: Sequence[str], found: Sequence[Sequence[RecognizerResult]]
) -> list[list[RecognizerResult]]:
    """Further FOI_REFERENCE results for each block of a document, given what was found in each block alone."""
    more: list[list[RecognizerResult]] = [[] for _ in texts]
    if not any(foi_context(text) or _LOG_PAGE.search(text) for text in texts):
        return more
    for index, text in enumerate(texts[:_HEAD_BLOCKS]):
        salutation = _SALUTATION.search(text)
        head = text[: salutation.start()] if salutation else text
        more[index] += [
            _result(*m.span("value"), "foi-letterhead") for m in _IN_HEAD.finditer(head) if _plausible(m["value"])
        ]
        more[index] += [
            _result(*m.span("value"), "foi-letterhead")
            for m in _ALONE.finditer(head)
            if _plausible(m["value"]) and salutation_follows(texts, index)
        ]
        if salutation:
            _after_salutation(texts, index, more)
            break
    if title := _TITLE.match(texts[0]):
        behind = texts[0][title.end() :].lstrip() or next((text for text in texts[1:3] if text.strip()), "")
        if _BEGINS.match(behind):
            more[0].append(_result(*title.span("value"), "foi-title"))
    for index, text in enumerate(texts):
        for match in _IN_TEXT.finditer(text):
            before = text[max(0, match.start() - 60) : match.start()].rpartition(".")[2]
            if _plausible(match["value"]) and not _OTHER_MATTER.search(before):
                more[index].append(_result(*match.span("value"), "foi-in-text"))
        more[index] += _several(text)
    values = {
        text[r.start : r.end]
        for text, results in zip(texts, [[*a, *b] for a, b in zip(found, more, strict=True)], strict=True)
        for r in results
        if r.entity_type == "FOI_REFERENCE"
    }
    for index, result in _listed(texts):
        more[index].append(result)
    for index, text in enumerate(texts):
        more[index] += [*_repeats(text, values), *_alike(text, values)]
    return more


def _after_salutation(texts: Sequence[str], index: int, more: list[list[RecognizerResult]]) -> None:
    """The subject line may stand below the salutation, and the reference in it or behind it."""
    for below in range(index, min(index + 3, len(texts))):
        salutation = _SALUTATION.search(texts[below]) if below == index else None
        start = salutation.end() if salutation else 0
        if len(texts[below]) - start <= _SHORT:
            more[below] += [
                _result(*m.span("value"), "foi-letterhead")
                for m in _IN_HEAD.finditer(texts[below], start)
                if _plausible(m["value"])
            ]


def _several(text: str) -> Iterator[RecognizerResult]:
    """The references of several requests that one word announces."""
    for match in _SEVERAL.finditer(text):
        if not _OTHER_MATTER.search(text[max(0, match.start() - 60) : match.start()].rpartition(".")[2]):
            for item in re.finditer(_ITEM, match["items"]):
                if _plausible(item[0]):
                    yield _result(match.start("items") + item.start(), match.start("items") + item.end(), "foi-several")


def _listed(texts: Sequence[str]) -> Iterator[tuple[int, RecognizerResult]]:
    """Values that begin the lines of a list of requests, under a heading that says so."""
    heading = None
    for index, text in enumerate(texts):
        if len(text) <= _SHORT and REQUESTS.search(text):
            heading = index
        elif heading is not None and index - heading <= _LONGEST_LIST:
            for match in _LINE_VALUE.finditer(text):
                if _plausible(match["value"]):
                    yield index, _result(*match.span("value"), "foi-listed")


def _alike(text: str, values: set[str]) -> Iterator[RecognizerResult]:
    """References of the same make as a known one, where the words before them speak of answers and requests."""
    makes = {_make(value) for value in values if len(value) >= 6 and not value.isdecimal()}
    for match in _TOKEN.finditer(text):
        if (
            _make(match[0]) in makes
            and not _DATE.fullmatch(match[0])
            and _SPOKEN.search(text[max(0, match.start() - 60) : match.start()])
        ):
            yield _result(*match.span(), "foi-alike")


def _make(value: str) -> str:
    return re.sub(r"[0-9]", "9", re.sub(r"[A-Za-z]", "A", value))


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


def salutation_follows(texts: Sequence[str], index: int) -> bool:
    """Whether a block stands in the head of a letter: a salutation comes in it or soon after."""
    return any(_SALUTATION.search(text) for text in texts[index : index + 4])


def _plausible(value: str) -> bool:
    return is_reference(value) and not _DATE.fullmatch(value) and not _TRIBUNAL.fullmatch(value)


def _result(start: int, end: int, rule: str) -> RecognizerResult:
    return told("RequestReferences", "FOI_REFERENCE", start, end, 0.9, ReferenceValue(rule))
