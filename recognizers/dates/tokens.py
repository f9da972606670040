"""From text to the row of nodes that the grammar reads: known words, runs of digits, and the signs between them."""

from __future__ import annotations

import re

from recognizers.dates import calendar
from recognizers.dates.cascade import Node
from recognizers.dates.numbers import OTHER, read_number
from recognizers.dates.vocabulary import Vocabulary, phrase_key, vocabulary

_LEX = re.compile(r"[QqHh][1-4](?!\w)|[^\W\d_]+|['’‘]\d\d(?!\w)|\d+(?:[./:\-–—]\d+)*(?:,\d{3}(?!\d))*")
_SUFFIX = re.compile(
    r"(?P<ordinal>(?i:st|nd|rd|th)|[ \t](?:nd|rd|th))(?!\w)|(?P<decade>['’]?s)(?!\w)"
    r"|(?P<time>[ \t]?(?:(?i:[ap]m)|[ap]\.m\.)(?!\w)|[ \t]?(?i:hrs|hours|hr|h)(?!\w))|(?P<iso>T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?Z?)(?!\w)"
)
_OUTSIDE = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+", re.IGNORECASE)
_BROKEN_SENTENCE = re.compile(r"\.[A-Z][a-z]*")
_GAPS = (
    ("", re.compile(r"[ \u00a0\u2009\u202f\t]{1,3}|[ \u00a0]{0,3}\r?\n[ \u00a0]{0,8}|")),
    ("", re.compile(r"\.?[ \u00a0]{1,3}(?:\r?\n)?[ \u00a0]{0,3}\(?")),
    ("comma", re.compile(r",[ \u00a0]{0,3}(?:\r?\n)?[ \u00a0]{0,3}")),
    ("hyphen", re.compile(r"[-–—‐‑−]")),
    ("dash", re.compile(r"[ \u00a0]{0,3}[-–—‐‑−][ \u00a0]{0,3}(?:\r?\n)?")),
    ("slash", re.compile(r"[ \u00a0]?/[ \u00a0]?")),
    ("and", re.compile(r"[ \u00a0]?&[ \u00a0]?")),
    ("colon", re.compile(r"\.?[ \u00a0]?:[ \u00a0]{0,3}\(?")),
    ("dot", re.compile(r"\.")),
)
_ANCHORLESS = frozenset(
    "the of to and between from on in at within comma dash hyphen slash colon dot number twodigit ordinal number_word ordinal_word other"
    " unit week half period holidays part label cue ending time daypart short_year direction onwards pairless".split()
)
_MERGE_LEFT = frozenset(
    ("month", "q", "weekday", "year_label", "week_phrase", "part", "cue", "season", "on", "half_code")
)


def tokenise(text: str, cell: bool = False) -> list[Node]:
    """The stretches of neighbouring known words and numbers, with ``break`` nodes between stretches.

    Stretches that cannot hold a date are left out. In a cell, a lower-case "may" is a month.
    """
    lexer = _Lexer(text, cell)
    row: list[Node] = []
    stretch: list[Node] = []
    anchored = False
    for node in lexer.nodes():
        if stretch:
            gap = _gap(text, stretch, node)
            if gap == "break":
                if anchored:
                    row.extend(stretch)
                    row.append(Node("break", stretch[-1].end, node.start))
                stretch, anchored = [], False
            elif gap:
                stretch.append(Node(gap, stretch[-1].end, node.start))
        stretch.append(node)
        anchored = (
            anchored
            or node.kind not in _ANCHORLESS
            or (len(stretch) > 1 and node.kind in ("unit", "week", "direction", "daypart"))
        )
    if anchored:
        row.extend(stretch)
    return row


def _gap(text: str, stretch: list[Node], right: Node) -> str:
    left = stretch[-1]
    between = text[left.end : right.start]
    if between == " " or not between:
        return ""
    if len(between) > 12:
        return "break"
    for kind, pattern in _GAPS:
        if pattern.fullmatch(between):
            if (
                "\n" in between
                and kind != "comma"
                and _starts_line(text, left)
                and left.kind not in ("to", "and", "of", "from", "between", "the")
            ):
                return "break"
            if "\t" in between and right.kind in ("number", "twodigit", "year", "other"):
                return "break"
            if (
                "." in between
                and kind == ""
                and (left.end - left.start > 5 or left.kind not in ("month", "weekday", "on", "label"))
            ):
                return "break"
            return kind
    return "break"


def _starts_line(text: str, node: Node) -> bool:
    line = text.rfind("\n", 0, node.start) + 1
    return not text[line : node.start].strip(" \t\u00a0•-") and bool(line or text[: node.start].strip() == "")


class _Lexer:
    """One pass over a text."""

    def __init__(self, text: str, cell: bool) -> None:
        self.text = text
        self.cell = cell
        self.vocabulary: Vocabulary = vocabulary()
        self.outside = (
            [m.span() for m in _OUTSIDE.finditer(text)]
            if "://" in text or "www." in text.lower() or "@" in text
            else []
        )

    def nodes(self) -> list[Node]:
        out: list[Node] = []
        text, words, heads = self.text, self.vocabulary.words, self.vocabulary.phrase_heads
        skip = 0
        for match in _LEX.finditer(text):
            start = match.start()
            if start < skip:
                continue
            run = match[0]
            if run[0].isalpha():
                if run[-1].isdecimal():
                    free = self._free_left(start, None) or bool(out and out[-1].end >= start - 1)
                    out.append(
                        Node("q" if run[0] in "Qq" else "half_code", start, match.end(), int(run[1]))
                        if free and not text.startswith(":", match.end())
                        else Node("other", start, match.end())
                    )
                    continue
                lower = run.lower()
                if lower in heads:
                    phrase = self.vocabulary.phrase_pattern.match(text, start)
                    if phrase is not None:
                        kind, value = self.vocabulary.phrases[phrase_key(phrase[0])]
                        out.append(Node(kind, start, phrase.end(), value))
                        skip = phrase.end()
                        continue
                entry = words.get(lower)
                if entry is not None:
                    out.append(self._word(run, lower, start, *entry))
            else:
                node = self._number(run, start, match.end(), out)
                out.append(node)
                skip = node.end
        outside = self.outside
        if outside:
            out = [n for n in out if not any(s <= n.start < e for s, e in outside)]
        return out

    def _word(self, run: str, lower: str, start: int, kind: str, value: int | str) -> Node:
        end = start + len(run)
        known = self.vocabulary
        if kind == "month":
            if run[0].islower() and lower in known.weak and not self.cell:
                return Node("weak", start, end, value)
            return Node(kind, start, end, value, "ambiguous" if lower in known.ambiguous_months else "")
        if kind == "weekday":
            if lower in known.capitalised_weekdays:
                return Node(
                    "other_word" if run[0].islower() and not self.cell else kind, start, end, value, "abbreviated"
                )
            if run[0].islower() and run != lower:
                return Node("other_word", start, end)
        if kind == "label" and lower in ("no", "s", "v", "ss", "art") and run.isupper() and len(run) == 1:
            return Node("other_word", start, end)
        return Node(kind, start, end, value)

    def _number(self, run: str, start: int, end: int, before: list[Node]) -> Node:
        text = self.text
        if run[0] in "'’‘":
            glued = (
                start > 0
                and (text[start - 1].isalnum())
                and not (before and before[-1].end == start and before[-1].kind in _MERGE_LEFT)
            )
            return (
                Node("other", start, end) if glued else Node("short_year", start, end, calendar.century(int(run[1:])))
            )
        left = before[-1] if before else None
        if not self._free_left(start, left):
            return Node("other", start, end)
        kind, value, note = read_number(run)
        suffix = _SUFFIX.match(text, end)
        if suffix is not None:
            if suffix["ordinal"] and kind == "number":
                return Node("ordinal", start, suffix.end(), value)
            if suffix["decade"] and run.isdecimal():
                return self._decade(run, start, suffix.end())
            if suffix["time"] and _is_clock(run):
                return Node("time", start, suffix.end())
            if suffix["iso"] and kind == "Day":
                return Node("Day", start, suffix.end(), value, note)
            if not suffix["ordinal"] and not suffix["time"]:
                return Node("other", start, suffix.end())
        if kind == "time" and note == "dotted":
            kind, value, note = OTHER
        return Node(kind, start, end, value, note) if self._free_right(end, kind) else Node("other", start, end)

    def _decade(self, run: str, start: int, end: int) -> Node:
        number = int(run) if len(run) == 4 else calendar.century(int(run)) if len(run) == 2 else 0
        if number % 10 or not (
            (len(run) == 4 and 1900 <= number <= 2090) or (len(run) == 2 and number >= 1940 and number < 2000)
        ):
            return Node("other", start, end)
        first, last = calendar.year(number), calendar.year(number + 9)
        return Node("Span", start, end, calendar.through(first, last), "" if len(run) == 4 else "bare-decade")

    def _free_left(self, start: int, left: Node | None) -> bool:
        text = self.text
        if start == 0:
            return True
        char = text[start - 1]
        if char.isalnum():
            return left is not None and left.end == start and left.kind in ("month", "year_label")
        if char in "_£$€@*+%\\#=&~^":
            return False
        if char in "./-–'’," and start >= 2 and text[start - 2].isalnum():
            return (
                char == ","
                or (left is not None and left.end == start - 1 and left.kind in _MERGE_LEFT)
                or (
                    char in "-–/"
                    and left is not None
                    and left.end == start - 1
                    and left.kind in ("ordinal", "number", "Day", "Month", "year", "time")
                )
                or (char in "–" and not text[start - 2].isdigit())
            )
        return True

    def _free_right(self, end: int, kind: str) -> bool:
        text = self.text
        if end >= len(text):
            return True
        char = text[end]
        if char.isalnum():
            word = re.compile(r"[^\W\d_]+").match(text, end)
            known = self.vocabulary.words.get(word[0].lower()) if word else None
            return (
                kind in ("number",) and known is not None and known[0] == "month" and len(word[0]) > 2
                if word
                else False
            )
        if char in "_%°*@#\\=~^+":
            return char in "*#" and not text[end + 1 : end + 2].isalnum()
        if char in "./-–'’:&" and text[end + 1 : end + 2].isalnum():
            if char == "." and kind in ("year", "Day", "Month", "fy") and _BROKEN_SENTENCE.match(text, end):
                return True
            if char in "'’":
                return text[end + 1] == "s"
            word = re.compile(r"[^\W\d_]+").match(text, end + 1)
            return char != "." and word is not None and (char == ":" or word[0].lower() in self.vocabulary.words)
        return True


def _is_clock(run: str) -> bool:
    if re.fullmatch(r"(?:[01]?\d|2[0-4])(?:[:.][0-5]\d){0,2}(?:[-–](?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?)?", run):
        return True
    return re.fullmatch(r"(?:[01]\d|2[0-4])[0-5]\d", run) is not None
