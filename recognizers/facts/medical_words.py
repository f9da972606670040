"""HEALTH by the form of a word: conditions, operations and medicines whose endings say what they are ("apixaban", "vasculitis")."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml
from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.results import result
from recognizers.values import Concept

_SCORE = 0.6
_FEWEST_LETTERS = 3


@cache
def _grammar() -> tuple[re.Pattern[str], frozenset[str]]:
    data = yaml.safe_load((files("recognizers") / "data" / "medical_words.yaml").read_text("utf-8"))
    kinds = {
        "condition": [*data["conditions"]],
        "operation": [*data["operations"]],
        "medicine": [*data["medicines"]],
    }
    stem = rf"[A-Za-z]{{{_FEWEST_LETTERS},16}}"
    endings = "|".join(
        f"(?P<{kind}>{stem}(?:{'|'.join(sorted(words, key=len, reverse=True))}))" for kind, words in kinds.items()
    )
    whole = "|".join(re.escape(word) for word in sorted(data["words"], key=len, reverse=True))
    qualified = r"(?:(?:intra|sub|post|pre|peri)?[a-z-]{2,16}(?:al|ar|ic|oid|ous|ary|ive)[ ]){0,2}"
    parts, troubles, broken = ("|".join(map(re.escape, data[key])) for key in ("parts", "troubles", "broken"))
    where = rf"(?P<part>(?:{parts})[ ](?:{troubles})|(?:{broken})[ ](?:(?:left|right|lower|upper)[ ])?(?:{parts})(?![ ](?:office|row|door))"
    where += rf"|(?!heart )(?:{parts})[ ](?:(?:was|were|is|are|being|been|got|badly)[ ]){{0,2}}(?:{broken})(?![ ](?:off|down|up|short|out))"
    injuries, body = (
        "|".join(map(re.escape, words)) for words in (data["injuries"], [*data["of_the_body"], *data["parts"]])
    )
    where += rf"|(?:{injuries})[ ]to[ ](?:(?:the|his|her|their|my|both|left|right|upper|lower|top|back|side|of)[ ]){{0,4}}(?:{body})|(?:[a-z-]{{3,14}}[ ]){{0,3}}syndrome)"
    return (
        re.compile(rf"(?i)(?<![\w-])(?:{qualified}(?:{endings}|(?P<word>{whole}))|{where})(?![\w-])"),
        frozenset(data["never"]),
    )


class MedicalWordRecognizer(LocalRecognizer):
    """Medical words that no vocabulary lists; the value has the word, its kind and "health"."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["HEALTH"], supported_language="en", name="MedicalWordRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result a word with the adjectives of place before it ("intracranial haemorrhage")."""
        pattern, never = _grammar()
        found = []
        for match in pattern.finditer(text):
            kind = match.lastgroup or "word"
            word = match[kind]
            titled = word[0].isupper() and not word.isupper() and kind not in ("word", "part")
            if word.casefold() in never or (titled and _inside_a_name(text, match.start(kind))):
                continue
            class_ = "condition" if kind in ("word", "part") else kind
            value = Concept((match[0].casefold(), class_, "health condition"))
            found.append(result(self, "HEALTH", *match.span(), _SCORE, value))
        return found


def _inside_a_name(text: str, start: int) -> bool:
    """Whether a capitalised word is no beginning of a sentence or a cell, so that it is rather a name."""
    return re.search(r"[a-z,’'] $", text[max(0, start - 3) : start]) is not None
