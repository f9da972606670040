"""Formats and labels of a book -> spans.

The text is read twice: once by runs of letters and digits (formats of tokens, and values behind labels), once by the
formats that are searched in the text. How sure a span is depends on its sentence and its check character; where
several readings overlap, the surest wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recognizers.contact.phones import is_phone_number
from recognizers.references.check_letters import CHECKS
from recognizers.references.context import has_word, is_amount, is_calendar, is_year, plain, sentence_around
from recognizers.references.formats import Format, FormatBook, Label
from recognizers.references.labels import Announcement, LabelIndex
from recognizers.spans import Span, best_spans
from recognizers.values import ReferenceValue

_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[/*.\-][A-Za-z0-9]+)*")
_LONGEST = 40
_WRONG_LETTER = 0.8
_SURE_OF_LABEL = 6
_PREFIX = re.compile(r"(?<![\w/-])(?!(?:PC|PS|DC|DS|DI|A|I|THE|FOR|AND|IN|ON|OR|NO|TO|OF|AT)[ ])[A-Z]{1,5}[ ]$")
_SPACED = re.compile(r"(?:[ ]?/[ ]?[A-Z0-9]{1,12}){1,4}(?![\w/])")
_JOIN = re.compile(r"\s*(?:,|;|&|/|\band\b|\bor\b|\bto\b|\n|[ ]-[ ])\s*(?:and\b|or\b|&)?\s*")
_JOINED = re.compile(r"([A-Z]{3,8}|[A-Z][a-z]{2,7})[-/.]?(?=[A-Z]{0,3}[0-9])(.+)")
_ALPHA_AFFIX = re.compile(r"(?:[A-Za-z]{2,20}[-.])?(?P<core>.*[0-9].*?)(?:[-.][A-Za-z]{2,20})?")
_COUNTED = re.compile(
    r"[ ](?!(?:was|is|has|does|as|this|his|its|refers|relates|states|shows|says|details|concerns)\b)[a-z]{2,}s\b|[ ](?:people|officers?|staff|per|in total)\b"
)
_REFERENCE_NEAR = re.compile(
    r"(?i)\b(?:ref(?:erence)?|crime|occurrence|incident|niche|custody|log|cad|nhs)\b[^\n]{0,25}$"
)
_SKELETON = re.compile(r"[0-9]+|[A-Za-z]+")
# A label of this type ("case reference") says least; a shape from this score on says more.
_GENERAL, _TELLING = "CASE_URN", 0.5


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str


class Finder:
    """Finds everything that a book describes."""

    def __init__(self, book: FormatBook) -> None:
        self._book = book
        self._token_formats = tuple(f for f in book.formats if f.find == "token")
        self._text_formats = tuple(f for f in book.formats if f.find == "text")
        self._labels = LabelIndex(book.labels)

    def spans(self, text: str) -> list[Span]:
        """The spans of the text in order, none overlapping another."""
        if not any(char.isdigit() for char in text):
            return []
        text = plain(text)
        tokens = [_Token(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text) if any(c.isdigit() for c in m[0])]
        return best_spans([*self._by_token(text, tokens), *self._by_text(text), *self._by_label(text, tokens)])

    def _by_token(self, text: str, tokens: list[_Token]) -> Iterator[Span]:
        for token in tokens:
            if len(token.text) > _LONGEST or is_amount(text, token.start, token.end) or is_calendar(token.text):
                continue
            if is_phone_number(token.text) and not _REFERENCE_NEAR.search(text[max(0, token.start - 60) : token.start]):
                continue
            found = list(self._readings(text, token.start, token.end))
            if not found and (core := _ALPHA_AFFIX.fullmatch(token.text)) and core["core"] != token.text:
                found = list(self._readings(text, token.start + core.start("core"), token.start + core.end("core")))
            yield from found

    def _readings(self, text: str, start: int, end: int) -> Iterator[Span]:
        value = text[start:end].upper()
        for form in self._token_formats:
            if (match := form.pattern.fullmatch(value)) is not None:
                yield from self._scored(text, form, start, end, match)

    def _by_text(self, text: str) -> Iterator[Span]:
        for form in self._text_formats:
            for match in form.pattern.finditer(text):
                group = "value" if "value" in form.pattern.groupindex and match["value"] is not None else 0
                yield from self._scored(text, form, *match.span(group), match)

    def _scored(self, text: str, form: Format, start: int, end: int, match: re.Match[str]) -> Iterator[Span]:
        before, after = sentence_around(text, start, end)

        if has_word(form.against, before, after) or (form.not_alone and _alone(text, match)):
            return
        passed = CHECKS[form.check](text[start:end]) if form.check else None
        near = has_word(form.context, before, after)
        score = _score(form, passed, near)
        if score > 0:
            issuer = self._book.forces.get(match["force"]) if "force" in form.pattern.groupindex else None
            yield Span(start, end, form.entity_type, score, ReferenceValue(form.id, issuer or form.issuer, passed))

    def _by_label(self, text: str, tokens: list[_Token]) -> Iterator[Span]:
        label: Label | None = None
        last: _Token | None = None
        found: tuple[Label, int, int] | None
        for token in tokens:
            if last is not None and token.start < last.end:
                continue
            if label and last and _continues(text, last, token):
                found = (label, token.start, token.end)
            else:
                found = self._announced(text, token)
            if found is None:
                label = None
                continue
            label, start, end = found
            last = _Token(start, end, text[start:end])
            value = text[start:end]
            shaped = self._shape_that_tells(value) if label.entity_type == _GENERAL else None
            if shaped is not None:
                yield Span(start, end, shaped.entity_type, label.score, ReferenceValue(shaped.id, shaped.issuer))
            else:
                yield Span(start, end, label.entity_type, label.score, self._labelled_value(label, value))

    def _announced(self, text: str, token: _Token) -> tuple[Label, int, int] | None:
        """The label of a token and the span of its value, spaced parts included."""
        start = token.start
        announcement = self._labels.before(text, start)
        if announcement is None and (prefix := _PREFIX.search(text[max(0, start - 8) : start])):
            announcement = self._labels.before(text, start - len(prefix[0]))
            start -= len(prefix[0])
            if announcement is not None and not (announcement.explicit or announcement.label.pattern):
                return None
        if announcement is None and (joined := _JOINED.fullmatch(token.text)):
            label = self._labels.joined(joined[1])
            announcement = Announcement(label, True) if label else None
            start = token.start
        if announcement is None:
            return None
        end = self._value_end(text, start, token, announcement)
        return None if end is None else (announcement.label, start, end)

    def _value_end(self, text: str, start: int, token: _Token, announcement: Announcement) -> int | None:
        label = announcement.label
        if label.pattern is not None:
            match = label.pattern.match(text, start)
            if match is None or re.match(r"[\w]|[/*.\-]\w", text[match.end() : match.end() + 2]):
                return None
            fits = sum(c.isdigit() for c in match[0]) >= label.min_digits and not _is_count(
                text, match[0], match.end(), announcement
            )
            return match.end() if fits else None
        spaced = _SPACED.match(text, token.end)
        end = spaced.end() if spaced and " " in spaced[0] else token.end
        value = text[start:end]
        if len(value) > _LONGEST or sum(char.isdigit() for char in value) < label.min_digits:
            return None
        closed = value.replace(" ", "")
        if is_amount(text, start, end) or (
            is_calendar(closed) and not (announcement.explicit and re.fullmatch(r"[0-9]{4}", value))
        ):
            return None
        return None if _is_count(text, value, end, announcement) else end

    def _shape_that_tells(self, value: str) -> Format | None:
        """The format whose shape says more than a label such as "case reference", None where the shape is a general one too."""
        closed = value.replace(" ", "").upper()
        fitting = [form for form in self._token_formats if form.pattern.fullmatch(closed) and form.check is None]
        sure = [form for form in fitting if form.scores.bare >= _TELLING]
        general = any(form.entity_type == _GENERAL for form in fitting)
        return sure[0] if sure and not general else None

    def _labelled_value(self, label: Label, value: str) -> ReferenceValue:
        """The format that the value has besides being announced, with its check; the label where it has none."""
        closed = value.replace(" ", "").upper()
        for form in self._token_formats:
            if form.entity_type == label.entity_type and (match := form.pattern.fullmatch(closed)):
                issuer = self._book.forces.get(match["force"]) if "force" in form.pattern.groupindex else None
                passed = CHECKS[form.check](closed) if form.check else None
                if passed is not False:
                    return ReferenceValue(form.id, issuer or form.issuer, passed)
        return ReferenceValue(label.id, label.issuer)


def _score(form: Format, passed: bool | None, near: bool) -> float:
    scores = form.scores
    if passed is None:
        return scores.context if near else scores.bare
    if passed:
        return max(scores.passed, scores.context) if near else scores.passed
    # a typing error in a check letter still leads to the person
    return max(scores.failed, scores.context * _WRONG_LETTER) if near else scores.failed


def _alone(text: str, match: re.Match[str]) -> bool:
    line_start = text.rfind("\n", 0, match.start()) + 1
    line_end = text.find("\n", match.end())
    line_end = len(text) if line_end < 0 else line_end
    return not re.search(r"\w", text[line_start : match.start()] + text[match.end() : line_end])


def _is_count(text: str, value: str, end: int, announcement: Announcement) -> bool:
    """Whether a number behind a label counts something: "IOPC 120 referrals", or a table line "Complaint 345"."""
    if not value.isdigit():
        return False
    after = text[end : end + 40]
    if not announcement.explicit and (_COUNTED.match(after) or is_year(value)):
        return True
    if announcement.explicit or len(value) >= _SURE_OF_LABEL:
        return False
    line = text[max(0, end - 60) : end].rpartition("\n")[2]
    return len(line) < 60 and len(line.split()) <= 3 and after.partition("\n")[0].strip(" |") == "" and "(" not in line


def _continues(text: str, last: _Token, token: _Token) -> bool:
    """Whether a token is one more value of the list that the last one began: joined to it and of the same shape."""
    if token.start - last.end > 12 or not _JOIN.fullmatch(text, last.end, token.start):
        return False
    if is_calendar(token.text) or is_amount(text, token.start, token.end):
        return False
    return _skeleton(last.text) == _skeleton(token.text) and abs(len(last.text) - len(token.text)) <= 1


def _skeleton(value: str) -> str:
    return _SKELETON.sub(lambda m: "9" if m[0].isdigit() else "A", value)
