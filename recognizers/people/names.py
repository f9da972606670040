"""Personal names announced by a title, a rank, a salutation, a sign-off or a label, and the check of model names.

The statistical model finds most names; these patterns find the ones it misses (ALL-CAPS surnames after a rank,
initials, labelled fields) and ``is_plausible_name`` drops what it invents out of headings and table words.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts
from presidio_analyzer.predefined_recognizers import SpacyRecognizer

from recognizers.contact.phones import contact_data
from recognizers.results import result

_PART = r"(?:[A-Z][a-z]?['’][A-Z]?[\w’'-]*|(?:Mac|Mc|De|Le|Di|Fitz|Ap)[A-Z][a-z]+|[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)*|[A-ZÀ-Þ]{2,}(?:-[A-ZÀ-Þ]{2,})*)"
_PARTICLE = r"(?:(?:van|von|de|da|del|der|den|bin|bint|ibn|al|el|ul|ap|ab|ferch)[ \t]+)"
_INITIALS = r"(?:[A-Z]\.?[ \t]*){0,3}"
_NAME = rf"(?:(?:[A-Z]\.?[ \t]+){{0,3}}{_PARTICLE}{{0,2}}{_PART}(?:[ \t]+(?:[A-Z]\.?[ \t]+)?{_PARTICLE}{{0,2}}{_PART}){{0,3}})"
_GAP = r"[ \t\u00a0]+|[ \t]*\r?\n[ \t]*"
# An appellant known by initials in the heading of a decision: "Between B A (anonymity direction made) and ..."
_PARTY = re.compile(
    r"\b(?:Between|BETWEEN)\s*:?\s+(?P<name>[A-Z]\.?(?:[ ]?[A-Z]\.?){1,2})(?=\s+(?:\(|and\b|AND\b|Appellant|Claimant))"
)
_DASHES = "-–—"
# "Answer 1: A. Datix Web B. Only that": letters of a question's parts
_ANSWERS = re.compile(r"(?:^|[ :])A\. .{3,300}? B\. [A-Z]", re.S)
_ANSWER = re.compile(r"[A-H]\.[ ][A-Z]")


@cache
def _data() -> dict[str, Any]:
    return yaml.safe_load((files("recognizers") / "data" / "names.yaml").read_text("utf-8"))


@cache
def not_names() -> frozenset[str]:
    """Words, lower case, that are no whole name in official letters."""
    return frozenset(str(word).casefold() for word in _data()["not_names"])


@cache
def titles() -> frozenset[str]:
    """Honorifics and ranks that stand before a name."""
    return frozenset((*_data()["honorifics"], *_data()["ranks"]))


def is_plausible_name(text: str) -> bool:
    """Whether a span that a model calls a person can be one in an official letter.

    A name has letters and a capital, no digit, at most six words, no word of officialese only, and is not a single
    word that official letters use otherwise.
    """
    words = re.findall(r"[^\W\d_][\w’'-]*", text)
    if not words or len(words) > 6 or re.search(r"[\d@/\\|:;<>=£%(){}\[\]]", text) or "\n" in text.strip():
        return False
    telling = [w for w in words if w.casefold().removesuffix("'s").removesuffix("’s") not in not_names() and len(w) > 1]
    if not telling or not any(w[0].isupper() for w in telling):
        return False
    known = len(words) - len(telling)
    return known == 0 or len(telling) > known or (len(words[-1]) > 1 and words[-1] in telling and known <= 1)


class NamePatternRecognizer(LocalRecognizer):
    """PERSON after a title or rank, in a salutation, and after a label such as ``Name:``."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["PERSON"], supported_language="en", name="NamePatternRecognizer")
        data = _data()
        titles = "|".join(sorted((re.escape(t) for t in data["honorifics"]), key=len, reverse=True))
        ranks = "|".join(sorted((re.escape(t) for t in data["ranks"]), key=len, reverse=True))
        labels = "|".join(sorted((re.escape(t) for t in data["labels"]), key=len, reverse=True))
        collar = r"(?:[ \t]+(?:[A-Z]{0,2}\d{2,6}[A-Z]{0,2}|\([A-Z]{0,2}\d{2,6}[A-Z]{0,2}\)))?"
        self._titled = re.compile(
            rf"\b(?:(?i:{titles})\b\.?|(?:A/|T/|[AT]/?)?(?:{ranks}|{ranks.upper()})\b\.?{collar})(?:{_GAP})(?P<name>{_NAME})"
        )
        plural = "|".join(data["plural_titles"])
        self._plural = re.compile(
            rf"\b(?:{plural})[ \t]+(?P<names>{_NAME}(?:[ \t]*,[ \t]*{_NAME})*(?:,?[ \t]+(?:and|&)[ \t]+{_NAME}))"
        )
        self._one_name = re.compile(_NAME)
        prefixes = "|".join(sorted(map(re.escape, data["job_prefixes"]), key=len, reverse=True))
        mixed = r"[A-ZÀ-Þ][a-zß-ÿ]+(?:[-'’][A-ZÀ-Þ]?[a-zß-ÿ]+)*"
        self._prefixed = re.compile(
            rf"(?<![\w-])(?:{prefixes})[ \t]+(?P<name>{mixed}(?:[ \t]+(?:[A-Z]\.?[ \t]+)?{mixed}){{0,2}})(?![\w-])"
        )
        self._named = re.compile(
            r"(?im)^[ \t•*]*(?:(?:full |first |officer |victim |suspect |witness )?name|forename|surname)[ \t]*[:=][ \t]*"
            r"(?P<name>[^\W\d_][\w.'’-]*(?:[ \t]+[^\W\d_][\w.'’-]*){0,3})[ \t]*$"
        )
        self._labelled = re.compile(rf"(?im)^[ \t•*]*(?:{labels})[ \t]*[:=][ \t]*(?-i:(?P<name>{_NAME}))")
        bodies = "|".join(data["bodies"])
        self._body = re.compile(
            rf"(?:[ \t]+[A-Z][\w’'-]*){{0,2}}[ \t]+(?i:{bodies})(?:[ \t]+(?:of|for|and|the|[A-Z][\w’'-]*)){{0,4}}[ \t]*(?:$|[,;(\r\n])",
            re.MULTILINE,
        )
        self._surname_first = re.compile(
            r"\b(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,},[ \t]+[A-Z][a-z]+(?:[ \t]+[A-Z][a-z]*)?)\b"
        )
        self._pseudonym = re.compile(
            rf"\b(?P<name>(?:Mr|Mrs|Ms|Miss|Dr|PC|DC|PS|Sgt|{'|'.join(data['lettered'])})[ \t]+(?!I\b)[A-Z])(?![\w-]|[’'](?!s\b)|[ \t]+(?!(?:The|A|An|She|He|It|In|On|That|This|They|His|Her|When|After|At|No|We|All|There|If|Both)\b)[A-Z][a-z’'-]|[ \t]+[A-Z][A-Z]|[ \t]+[A-Z]\.?[ \t]+[A-Z]|\.\w|\.[ \t]+(?!(?:The|A|An|She|He|It|In|On|That|This|They|His|Her|When|After|At|No|We|All|There|If|Both)\b)[A-Z])"
        )

        relatives = "|".join(sorted(map(re.escape, data["relatives"]), key=len, reverse=True))
        self._relative = re.compile(
            rf"\b(?i:{relatives})[ ]\((?P<name>[A-ZÀ-Þ][a-zß-ÿ’'-]{{2,14}}(?:[ ][A-ZÀ-Þ][a-zß-ÿ’'-]{{2,20}})?)\)"
        )
        numbered = "|".join(
            role for role in data["lettered"] if role not in ("Man", "Woman", "Male", "Female", "Boy", "Girl")
        )
        self._numbered = re.compile(
            rf"\b(?P<name>(?:{numbered})[ ](?:No\.? ?)?[1-9]\d?)(?![\w/-]|[,:.]\d|[ ](?:years?|months?|weeks?|days?|hours?|of|and \d|x|per|\d|[A-Z]{{2}}))"
        )
        only = "|".join(data["lettered_only"])
        self._lettered = re.compile(rf"\b(?P<name>(?:{only})[ \t]+(?!I\b)[A-Z]{{1,2}})(?![\w-]|\.\w|[ ]?/)")
        item = r"(?:[A-Z]\.?[ ]?){1,2}(?<=[ .])(?:Mac|Mc|O['’]|De |Van )?[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?(?:[ ]\([^()\n]{1,30}\))?"
        self._initial_list = re.compile(rf"(?<![\w.]){item}(?:,[ ]?{item}){{1,}}(?:,?[ ](?:and|&)[ ]{item})?(?![\w])")
        self._initial_item = re.compile(r"(?P<name>(?:[A-Z]\.?[ ]?){1,2}(?<=[ .])[A-Z][\w'’]*(?:[ -][A-Z][a-z]+)?)")
        # an alias in quotation marks: known as "Smiley", street name ‘Bones’
        self._alias = re.compile(
            r"\b(?i:known (?:only |locally |to \w+ )?as|nicknamed|goes by(?: the name(?: of)?)?|a\.?k\.?a\.?|alias|street name|calls (?:him|her)self|called (?:him|her)self)[ :]{1,2}[\"“'‘](?P<name>[A-Z][\w’-]{1,20}(?: [A-Z][\w’-]{1,20})?)[\"”'’]"
        )
        behind = "|".join(data["lettered_parts"])
        self._initialled = re.compile(
            r"(?<=[a-z,:;(&][ ])(?<!\b[a-z][ ])(?P<name>(?:[A-Z]\.[ ]?){1,3}[A-Z][\w’'-]{2,})(?![\w’'-])", 0
        )
        self._initials = re.compile(r"(?m)^[ \t•*–-]*(?P<name>(?:[A-Z]\.[ ]?){2,3})(?=[ \t]*(?:[-–:,]\s|\())")
        self._part = re.compile(rf"\b(?:{behind})[ ]$", re.IGNORECASE)
        forenames = "|".join(data["word_forenames"])
        self._word_forename = re.compile(
            rf"\b(?P<name>(?:{forenames}) [A-Z][a-z’'-]+(?:-[A-Z][a-z]+)?)(?![\w’'-]|[ ](?:Street|Road|Lane|Avenue|Close|Park|School|Court))"
        )
        self._before_a_name = re.compile(r"(?:\b(?:from|by|with|named|called|to|and)|[a-z],|[A-Z][a-z],) $")
        self._no_surname = re.compile(
            r"(?:Term|Day|School|Bank|Holiday|Fair|Time|Break|Cottage|House|Street|Road|Lane|Close|Park|Aid|Trust|Church|Garden|Gardens|Court|Farm|Hall|Centre|Green|Hill|Wood)s?$"
        )
        self._handle = re.compile(r"(?<![\w.@/])(?P<name>@[A-Za-z][\w.]{2,28}\w)(?!\.\w|@)")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Names that a pattern announces, with a score of 0.9 after a title or rank and 0.8 after a label."""
        results = []
        for pattern, score in (
            (self._titled, 0.9),
            (self._prefixed, 0.9),
            (self._labelled, 0.8),
            (self._named, 0.8),
            (self._surname_first, 0.7),
            (self._pseudonym, 0.99),
            (self._lettered, 0.99),
            (self._numbered, 0.99),
            (self._relative, 0.85),
            (self._alias, 0.8),
        ):
            for match in pattern.finditer(text):
                whole = pattern in (self._pseudonym, self._lettered, self._numbered)
                start, end = match.span("name") if whole else trim_name(text, *match.span("name"))
                if pattern is self._labelled and self._body.match(text, end):
                    continue
                exempt = whole or pattern in (self._named, self._alias)
                if start < end and (exempt or is_plausible_name(text[start:end])):
                    results.append(result(self, "PERSON", start, end, score))
        lettered_answers = _ANSWERS.search(text) is not None
        for match in self._initialled.finditer(text):
            if lettered_answers and _ANSWER.match(match["name"]):
                continue
            if not self._part.search(text[max(0, match.start() - 16) : match.start()]) and is_plausible_name(match[0]):
                results.append(result(self, "PERSON", *match.span("name"), 0.75))
        for several in self._plural.finditer(text):
            for match in self._one_name.finditer(several["names"]):
                start, end = trim_name(
                    text, several.start("names") + match.start(), several.start("names") + match.end()
                )
                if start < end and is_plausible_name(text[start:end]):
                    results.append(result(self, "PERSON", start, end, 0.85))
        for listed in self._initial_list.finditer(text):
            for match in self._initial_item.finditer(re.sub(r"\(.*?\)", lambda m: " " * len(m[0]), listed[0])):
                if is_plausible_name(match["name"]):
                    start = listed.start() + match.start()
                    results.append(result(self, "PERSON", start, start + len(match["name"].rstrip()), 0.75))
        for match in self._word_forename.finditer(text):
            surname = match["name"].partition(" ")[2]
            if not self._before_a_name.search(text[max(0, match.start() - 8) : match.start()]):
                continue
            known = surname.casefold() in not_names() and surname not in ("May", "Law", "Head", "Page", "Lane")
            if not known and not self._no_surname.search(surname):
                results.append(result(self, "PERSON", *match.span("name"), 0.75))
        for match in _PARTY.finditer(text):
            results.append(result(self, "PERSON", *match.span("name"), 0.8))
        for match in self._initials.finditer(text):
            results.append(
                result(self, "PERSON", match.start("name"), match.start("name") + len(match["name"].rstrip()), 0.7)
            )
        for match in self._handle.finditer(text):
            if not any(word in match[0].casefold() for word in contact_data()["body_words"]):
                results.append(result(self, "PERSON", *match.span("name"), 0.7))
        return results


class ModelNameRecognizer(SpacyRecognizer):
    """The model's PERSON, LOCATION, ORGANIZATION and NRP spans, trimmed; implausible persons are dropped."""

    def __init__(self, entities: tuple[str, ...] = ("PERSON", "LOCATION", "ORGANIZATION", "NRP")) -> None:
        super().__init__(supported_entities=list(entities), name="ModelNameRecognizer")

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The model's entities as results; a score is fixed, the model gives no confidence."""
        results = []
        for entity in nlp_artifacts.entities if nlp_artifacts else ():
            start, end = entity.start_char, entity.end_char
            if entity.label_ not in self.supported_entities:
                continue
            if entity.label_ == "PERSON":
                start, end = trim_name(text, start, end)
                if start >= end or not is_plausible_name(text[start:end]):
                    continue
            elif entity.label_ not in entities or not any(c.isupper() for c in text[start:end]):
                continue
            else:
                start, end = _strip(text, start, end)
            if start < end:
                results.append(result(self, entity.label_, start, end, 0.6))
        return results


def trim_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut titles, ranks, possessives, officialese and punctuation off both ends of a name span."""
    changed = True
    while changed and start < end:
        changed = False
        s, e = _strip(text, start, end)
        word = re.match(r"[\w/.’'-]+", text[s:e])
        if word and word.end() < e - s and _is_title(word[0]):
            s += word.end()
            changed = True
        possessive = re.search(r"['’]s?$", text[s:e])
        if possessive:
            e = s + possessive.start()
            changed = True
        last = re.search(r"[\s]([\w/.’'-]+)$", text[s:e])
        if last and last[1].casefold() in not_names():
            e = s + last.start()
            changed = True
        changed = changed or (s, e) != (start, end)
        start, end = s, e
    return start, end


@cache
def _titles() -> frozenset[str]:
    data = _data()
    return frozenset(
        word.casefold()
        for entry in (*data["honorifics"], *data["plural_titles"], *data["ranks"], *data["job_prefixes"])
        for word in entry.split()
    )


def _is_title(word: str) -> bool:
    bare = word.casefold().strip(".")
    return bare in _titles() or bare.rpartition("/")[2] in _titles() or bare in not_names()


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not (text[start].isalnum()):
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] == "."):
        end -= 1
    while start < end and text[end - 1] == "." and not re.search(r"\b[A-Z]\.$", text[start:end]):
        end -= 1
    return start, end
