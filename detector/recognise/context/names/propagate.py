"""Every name found once is found in its other mentions: whole in any case, a surname or forename alone with a capital."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from detector.recognise.context.names.initials import shortened
from recognizers.people.names import not_names

_SHORTEST_ALONE = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’‘-][^\W\d_]+)*")
_ADDRESSES = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
_GAP = re.compile(r"[ \t\u00a0]*(?:,[ \t]*|\r?\n[ \t]*)?|\.[ \t]*")
_POSSESSIVE = re.compile(r"['’‘]s?$", re.I)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """``whole`` maps the first word of each name of two or more words to these names; ``alone`` are words that count singly,
    ``short`` the initials."""

    whole: Mapping[str, tuple[tuple[str, ...], ...]]
    alone: frozenset[str]
    short: frozenset[str] = frozenset()

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each mention, longest first at each place, without overlaps. Linear in the text."""
        if not self.alone and not self.whole:
            return
        words = [(m.start(), _bare_end(m)) for m in _WORD.finditer(text)]
        folded = [_folded(text[start:end]) for start, end in words]
        index = 0
        while index < len(words):
            length = self._match(text, words, folded, index)
            if length:
                yield words[index][0], words[index + length - 1][1]
            index += length or 1

    def _match(self, text: str, words: list[tuple[int, int]], folded: list[str], index: int) -> int:
        for name in self.whole.get(folded[index], ()):
            last = index + len(name)
            if tuple(folded[index:last]) == name and all(
                _GAP.fullmatch(text, words[i][1], words[i + 1][0]) for i in range(index, last - 1)
            ):
                return len(name)
        return int(folded[index] in self.alone and text[words[index][0]].isupper())


def name_index(names: Iterable[str], texts: Iterable[str]) -> NameIndex:
    """The index of the names of a document; a word that its texts also use in lower case does not count alone."""
    whole: dict[str, set[tuple[str, ...]]] = {}
    alone: set[str] = set()
    names = list(names)
    for name in names:
        words = tuple(_folded(_POSSESSIVE.sub("", word)) for word in _WORD.findall(name))
        if len(words) >= 2:
            for order in {words, words[1:] + words[:1] if "," in name else words}:
                whole.setdefault(order[0], set()).add(order)
        alone.update(word for word in words if len(word) >= _SHORTEST_ALONE and word not in not_names())
    if alone:
        for text in texts:
            plain = _ADDRESSES.sub(" ", text)
            alone.difference_update(_folded(word) for word in _WORD.findall(plain) if word[0].islower())
    ordered = {first: tuple(sorted(found, key=lambda n: (-len(n), n))) for first, found in whole.items()}
    return NameIndex(ordered, frozenset(alone), shortened(names))


def _folded(word: str) -> str:
    return word.replace("’", "'").replace("‘", "'").casefold()


def _bare_end(match: re.Match[str]) -> int:
    """The end of a word without its possessive "'s"."""
    possessive = _POSSESSIVE.search(match[0])
    return match.end() - len(possessive[0]) if possessive else match.end()
