"""MONEY and QUANTITY: sums, durations, lengths of service, percentages, weights and distances."""

from __future__ import annotations

import re

from presidio_analyzer import LocalRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from recognizers.results import result

_NUMBER = r"\d[\d,]{0,15}(?:\.\d{1,6})?"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_WORD = rf"(?:half an?|an? half|{_TENS}(?:[ -]{_ONES})?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|{_ONES}(?: and a half)?|several|a few)"
_CURRENCIES = "GBP|MDL|GEL|AMD|AZN|ALL|MKD|RSD|CSK|RUR|UAK|ISK|FIM|NLG|PTE|LUF|CYP|MTL|EUR|USD|PLN|CHF|TRL|TRY|RON|ROL|SEK|NOK|DKK|CZK|HUF|BGN|BGL|RUB|UAH|FRF|DEM|ITL|ATS|BEF|ESP|GRD|IEP|LTL|LVL|EEK|SIT|SKK|HRK|INR|PKR|NGN|GHS|AED|CAD|AUD|NZD|JPY|CNY"
_NATIONS = "Danish|Swedish|Norwegian|Czech|Slovak|Romanian|Turkish|Russian|Ukrainian|Bulgarian|Polish|Hungarian|Swiss|French|Belgian|German|Italian|Cypriot|Maltese|Croatian|Serbian|Macedonian|Moldovan|Latvian|Lithuanian|Estonian|Icelandic|Austrian|Spanish|Portuguese|Greek|Finnish|Dutch|Irish|US|American|Canadian|Australian|Slovenian|Georgian|Armenian|Azerbaijani|Albanian|new|old"
_COINS = "zlotys?|złotys?|lei|roubles?|rubles?|liras?|lira|francs?|marks|dollars?|kroner|krone|kronor|krona|kr|korunas?|koruny|forints?|levs?|leva|hryvnias?|hryvnyas?|dinars?|denars?|kunas?|tolars?|lats|litas|litai|kroons?|drachmas?|lire|pesetas?|escudos?|schillings?|guilders?|markkas?|manats?|drams?|laris?|leks?|rupees?|naira|dirhams?|yen|yuan"
_MONEY = re.compile(
    rf"(?:[£€$]|\b(?:{_CURRENCIES})[ \t]?)[ \t]?{_NUMBER}(?:[ \t]?(?:k|m|bn|million|billion|thousand)\b)?|\b{_NUMBER}[ \t]?(?:(?:million|billion|thousand|m|bn)[ \t])?(?:(?:{_NATIONS})[ \t])?(?:pounds?(?:[ ]sterling)?|euros?|pence|{_COINS}|{_CURRENCIES}|p)\b(?!\.)(?:[ ]\((?:{_CURRENCIES})\))?",
    re.I,
)
_TIME = r"(?:years?|yrs?|months?|weeks?|nights?|days?|hours?|hrs?|minutes?|mins?)"
_QUANTITY = re.compile(
    rf"\b(?:(?:over|under|about|approximately|almost|nearly|more than|less than)[ \t]+)?(?:{_NUMBER}|{_WORD})(?:[ \t]*(?:-|–|to)[ \t]*(?:{_NUMBER}|{_WORD}))?\+?[ \t-]?(?:"
    rf"(?:{_TIME}(?:[ \t]+and[ \t]+(?:{_NUMBER}|{_WORD})[ \t]+{_TIME})?)(?:['’]?[ \t]+(?:of[ \t]+)?(?:police[ \t]+)?service)?(?![ \t-]?olds?\b)"
    r"|(?:working|calendar|clear|school|sick)[ \t]days?|school[ \t]weeks?|kgs?|kilos?|grams?|g|mg|micrograms?|µg|mcg|(?:square[ \t])?(?:miles?|kilometres?|metres?|feet)|sq\.?[ \t]?(?:m|ft)|m²|mph|km|kmh|kph|cm|mm|feet|foot|ft|inch(?:es)?|stone|st|lbs?|ounces?|oz|litres?|pints?|units[ \t]of[ \t]alcohol|ml|degrees|sessions|acres|hectares)\b(?!['’]s)|\b\d[ ]?(?:ft|foot|feet|['’])[ ]?\d{1,2}(?:[ ]?(?:in|inches|ins|\u0022|\u201d)|\b)|\b\d[\d,.]{0,15}[ \t]?(?:%|per cent\b|percent\b)",
    re.I,
)


class AmountRecognizer(LocalRecognizer):
    """Sums of money and measured quantities; mere counts are neither."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["MONEY", "QUANTITY"], supported_language="en", name="AmountRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """One result an amount."""
        return [
            result(self, entity, *match.span(), 0.8)
            for entity, pattern in (("MONEY", _MONEY), ("QUANTITY", _QUANTITY))
            for match in pattern.finditer(text)
        ]
