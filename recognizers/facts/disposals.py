"""OUTCOME as a whole sentence or sanction with its length ("18 months' imprisonment", "excluded for five days"), and
results told by a verb ("was evicted", "the appeal succeeded")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.results import result
from recognizers.values import Concept

_NUMBER = r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty|thirty)(?: and a half)?"
_UNIT = r"(?:hour|day|week|month|year|mth|yr)(?:s?['’]s?|s)?"
_LENGTH = rf"{_NUMBER}[ -]{_UNIT}(?:(?: and |, ){_NUMBER} {_UNIT})?"
_KINDS = (
    r"imprisonment|custody|detention|in (?:prison|custody|jail)|unpaid work|community (?:order|service|payback)|suspended (?:sentence|prison sentence)|driving (?:ban|disqualification)"
    r"|curfew|conditional discharge|probation(?: order)?|prison sentence|custodial sentence|supervision order|referral order|exclusion|fixed[- ]term exclusion|written warning|final written warning"
)
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<![\w-]){_LENGTH} (?:of )?(?:{_KINDS})\b", re.I), "criminal outcome"),
    (re.compile(rf"\b(?:sentenced (?:(?:him|her|them|both|the [a-z]{4,12}) )?to|jailed for|imprisoned for|suspended for|disqualified (?:from driving )?for|banned (?:from [a-z ]{{2,30}} )?for|excluded for|expelled for|a curfew of|(?:final )?written warning for)"
                rf" (?:a (?:period|total) of )?{_LENGTH}(?: (?:of )?(?:{_KINDS}))?(?:,? suspended(?: for {_LENGTH})?)?", re.I), "criminal outcome"),
    (re.compile(rf"\b(?:got|gets|getting|doing|did|serving|(?<!had )(?<!has )(?<!have )(?<!['’]d )served|received|handed|sentence(?: of|:)|jail term of)\s(?P<span>{_LENGTH}(?:,? suspended(?: for (?:{_LENGTH}|\d{{1,2}}))?)?)(?!\s(?:later|ago|before|of service|notice|work|pay|leave|in the|service|experience|worth))", re.I), "criminal outcome"),
    (re.compile(rf"(?<![\w-]){_LENGTH},? suspended(?: for (?:{_LENGTH}|\d{{1,2}}))?", re.I), "criminal outcome"),
    (re.compile(r"\b(?:reduction in (?:pay|rank)|reduced in rank|required to resign|written improvement notice|management action|words of advice|reflective practice)\b", re.I), "other outcome"),
    (re.compile(r"(?<=\bwas )arrested\b|(?<=\bwere )arrested\b|(?<=\bbeen )arrested\b|(?<=, )arrested\b|(?<=\band )arrested\b|(?<=\bbeing )arrested\b|\barrested(?= on suspicion)", re.I), "criminal outcome"),
    (re.compile(r"\b(?:was|were|been|be|being|got|and|then|later|also|subsequently)\s(?P<span>(?:censured|evicted|rehoused|re-homed|rehomed|let go|stood down|deselected|sanctioned|excommunicated|blacklisted"
                r"|moved to (?:another|a different) (?:block|flat|room|site|hall|home|placement|class|area|team|unit|department|station|school|prison|wing|ward|post|role)|given notice to quit|served with notice|served notice|taken into care|placed in care"
                r"|placed on (?:the )?sex offenders?['’]? register|barred from [a-z]{3,12}(?: [a-z]{2,12}){0,3}|banned from [a-z]{3,12}(?: [a-z]{2,12}){0,3}|released on licence))\b", re.I), "other outcome"),
    (re.compile(r"\b(?:appeal|claim|application|challenge|grievance|complaint|bid)s?\s(?:is |are |be |been |was |were |has |had )?(?P<span>succeeded|failed|succeeds|fails|refused|granted|rejected|allowed|dismissed|declined|struck out)\b", re.I), "other outcome"),
    (re.compile(r"\b(?:(?:full|interim|final|urgent)[ ])?(?:care|placement|adoption|special guardianship|emergency protection|child arrangements|non-molestation|occupation|guardianship|deprivation of liberty) orders?\b", re.I), "other outcome"),
    (re.compile(r"\bsex offenders?['’]? register\b", re.I), "criminal outcome"),
)  # fmt: skip


def disposals(text: str) -> Iterator[tuple[int, int, Concept]]:
    """Start, end and value of each."""
    for pattern, family in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("span") if "span" in pattern.groupindex else match.span()
            words = " ".join(text[start:end].lower().split())
            yield start, end, Concept((words, family, "any outcome"))


class DisposalRecognizer(LocalRecognizer):
    """OUTCOME, with a Concept under ``recognition_metadata["value"]``."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["OUTCOME"], supported_language="en", name="DisposalRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result a sentence, sanction or result."""
        return [result(self, "OUTCOME", start, end, 0.8, value) for start, end, value in disposals(text)]
