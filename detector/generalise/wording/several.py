"""What is said alike of several persons, said of all of them at once: "Three officers declared that a relative had been arrested"."""

from __future__ import annotations

import re

_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
# "An officer declared ...": the subject up to its verb, which has to be one that shows where the subject ends
_SUBJECT = re.compile(
    r"(?P<lead>\W*(?:(?:In|On|During|Between)\b[^,]{3,40},\s)?)(?P<article>An?|One|an?|one)\s(?P<subject>(?:[a-z][\w’'-]*\s){0,3}?"
    r"(?P<noun>officer|constable|sergeant|inspector|superintendent|employee|member of staff|member of police staff|worker|teacher|nurse|doctor|manager|person|man|woman|pupil|patient|driver|prisoner|applicant|councillor|firefighter|"
    r"individual|student|resident|tenant|staff member|police officer|special constable))(?P<between>(?:\s(?:in|at|from|based|aged|with|whose|who)\b[^.;]{0,60})?)\s(?P<verb>was|is|has|had|does|\w+ed)\b"
)
_PLURAL_VERBS = {"was": "were", "is": "are", "has": "have", "does": "do"}
_OWN = re.compile(r"\b(?:his or her|his|her)(?=\s+[a-z])", re.I)
_PRONOUN = re.compile(r"\b(?:he|she)\b(?P<gap>\s+)(?P<verb>was|is|has)\b", re.I)
_ALONE = re.compile(r"\b(?:he|she)\b", re.I)


def said_of_several(text: str, number: int) -> str:
    """One sentence or item of a list about one person, told of ``number`` of them (2 and more).

    A full sentence gets its subject in the plural; anything else, such as "Officer, relative, 2021", gets the number in brackets.
    """
    match = _SUBJECT.match(text)
    if match is None or match["between"].strip().startswith(("whose", "who")):
        stripped = text.rstrip()
        stop = stripped[-1:] if stripped[-1:] in ".;," else ""
        return f"{stripped.removesuffix(stop)} ({number} cases){stop}"
    count = _NUMBERS[number - 2] if number - 2 < len(_NUMBERS) else str(number)
    count = count if match["lead"].strip() else count.capitalize()
    verb = _PLURAL_VERBS.get(match["verb"], match["verb"])
    rest = text[match.end() :]
    rest = _PRONOUN.sub(lambda m: f"they{m['gap']}{_PLURAL_VERBS[m['verb'].lower()]}", rest)
    rest = _ALONE.sub("they", _OWN.sub("their", rest))
    return f"{match['lead']}{count} {_plural(match['subject'])}{match['between']} {verb}{rest}"


def _plural(noun: str) -> str:
    head, of, rest = noun.partition(" of ")
    first, _, last = head.rpartition(" ")
    if last in ("man", "woman"):
        last = last[:-2] + "en"
    elif last == "person":
        last = "people"
    else:
        last += "s"
    return f"{first} {last}".strip() + of + rest
