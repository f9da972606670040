"""The flow of a rich text document: what is shown goes to the builder as it comes, what is not at the end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from detector.read.builder import DocumentBuilder
from detector.read.limits import UnreadableError
from detector.read.markup.flow import add_paragraph
from detector.read.markup.links import hide_links
from detector.read.metadata.properties import add_property
from detector.read.office.embedded import read_object
from detector.read.rich_text.tokens import Token
from detector.types import Cell, Where

_DEEPEST = 500
_INFO = frozenset("title subject author manager company operator category keywords comment doccomm hlinkbase".split())
_SKIPPED = frozenset(
    "fonttbl stylesheet listtable listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles filetbl "
    "xmlnstbl pgptbl mmathpr bkmkstart bkmkend pict shpinst sp sn objclass objname background htmltag mhtmltag private creatim revtim "
    "printim buptim pntext listtext panose falt fontemb blipuid picprop nonshppict pnseclvl passwordhash oldcprops oldpprops".split()
)
_ASIDE = {"header": "header", "headerl": "header", "headerr": "header", "headerf": "header", "footer": "footer",
          "footerl": "footer", "footerr": "footer", "footerf": "footer", "footnote": "footnote"}  # fmt: skip
_SYMBOLS = {
    "tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "endash": "–", "emdash": "—",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_CHARSETS = {0: "cp1252", 77: "mac_roman", 128: "cp932", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
             186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}  # fmt: skip
_TINY_HALF_POINTS = 8


@dataclass(frozen=True, slots=True)
class State:
    """What a group inherits: where its text goes, how it is written, and what hides it."""

    target: str = "body"
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    colour: int = 0
    shaded: bool = False
    half_points: int = 24
    skip: int = 1
    reviser: int | None = None


class Story:
    """One pass over the tokens."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self.builder = builder
        self.state = State()
        self.stack: list[State] = []
        self.codepage = "cp1252"
        self.pending = bytearray()
        self.to_skip = 0
        self.starred = False
        self.paragraph = 0
        self.texts: dict[str, list[str]] = {}
        self.hidden: dict[tuple[str, str], list[str]] = {}
        self.white: set[int] = set()
        self.rgb: dict[str, int] = {}
        self.colours = 0
        self.cells: list[str] = []
        self.rows: list[list[str]] = []
        self.in_table = False
        self.links: list[str] = []
        self.author = ""
        self.notes: list[tuple[str, str]] = []
        self.revisers: list[str] = []
        self.objects: list[bytes] = []
        self.objects_unread = 0
        self.pictures = 0
        self.broken = False

    def take(self, token: Token) -> None:
        """The next token."""
        if token.kind == "open":
            self._flush()
            if len(self.stack) >= _DEEPEST:
                raise UnreadableError("has groups nested too deeply; it was not read")
            self.stack.append(self.state)
        elif token.kind == "close":
            self._flush()
            self._close()
        elif token.kind == "word":
            self._flush()
            self._word(token.data.decode("ascii"), token.number)
        elif token.kind == "symbol":
            self._flush()
            self._symbol(token.data)
        elif self.to_skip and token.kind == "hex":
            self.to_skip -= 1
        else:
            data = token.data[self.to_skip :] if token.kind == "text" else token.data
            self.to_skip = max(self.to_skip - len(token.data), 0) if token.kind == "text" else 0
            self.pending += data

    def finish(self) -> None:
        """Add what is left, and everything that is not shown."""
        self._flush()
        self._end_paragraph()
        self._end_table()
        if self.stack:
            self.builder.incomplete("is cut off: not all of it was read")
        for label in ("header", "footer", "footnote"):
            for text in dict.fromkeys(self._take(label).split("\f")):
                self.builder.block(text.strip(), "note", Where(), label)
        for author, note in self.notes:
            label = f"author: {author}" if author else ""
            self.builder.hidden_block("comment", note or label, "a comment", Where(), label)
        for (kind, label), texts in self.hidden.items():
            what = {"vanished-text": "text formatted as hidden", "tracked-deletion": "deleted text that is still in the file",
                    "white-text": "white text", "tiny-text": "text too small to be read"}[kind]  # fmt: skip
            self.builder.hidden_block(kind, "".join(texts).strip(), what, Where(), label)
        self._users()
        for name in sorted(_INFO):
            self._property(name)
        self._property("userprops")
        variables = self._take("docvar").strip()
        self.builder.hidden_block("document-variable", variables, "document variables")
        hide_links(self.links, self.builder)
        for number, data in enumerate(self.objects, 1):
            self._object(data, number)
        if self.pictures:
            self.builder.problem(
                f"holds {self.pictures:,} picture{'s' if self.pictures > 1 else ''}, which nobody has looked at here"
            )

    def _word(self, word: str, number: int | None) -> None:
        starred, self.starred = self.starred, False
        on = number != 0
        if word == "u" and number is not None:
            self._text(chr(number % 65536) if not 0xD800 <= number % 65536 < 0xE000 else "\ufffd")
            self.to_skip = self.state.skip
        elif word == "ansicpg" and number:
            self.codepage = f"cp{number}" if number != 65001 else "utf-8"
        elif word == "mac":
            self.codepage = "mac_roman"
        elif word in _SYMBOLS:
            self._text(_SYMBOLS[word])
        elif word in ("par", "sect", "page"):
            self._paragraph_mark()
        elif word in ("cell", "nestcell"):
            self._cell()
        elif word in ("row", "nestrow"):
            self._row()
        elif word == "trowd":
            self.in_table = True
        elif word == "pard":
            self.state = replace(self.state, shaded=False)
        elif word == "plain":
            self.state = replace(self.state, hidden=False, deleted=False, inserted=False, colour=0, half_points=24)
        else:
            if not self._format(word, number, on):
                self._destination(word, starred)

    def _format(self, word: str, number: int | None, on: bool) -> bool:
        changes: dict[str, Callable[[], State]] = {
            "v": lambda: replace(self.state, hidden=on),
            "webhidden": lambda: self.state,
            "deleted": lambda: replace(self.state, deleted=on),
            "revised": lambda: replace(self.state, inserted=on),
            "revauthdel": lambda: replace(self.state, reviser=number),
            "revauth": lambda: replace(self.state, reviser=number),
            "cf": lambda: replace(self.state, colour=number or 0),
            "cb": lambda: replace(self.state, shaded=bool(number)),
            "chcbpat": lambda: replace(self.state, shaded=bool(number)),
            "highlight": lambda: replace(self.state, shaded=bool(number)),
            "cbpat": lambda: replace(self.state, shaded=bool(number)),
            "clcbpat": lambda: replace(self.state, shaded=bool(number)),
            "shading": lambda: replace(self.state, shaded=bool(number)),
            "fs": lambda: replace(self.state, half_points=24 if number is None else number),
            "uc": lambda: replace(self.state, skip=min(max(number or 0, 0), 20)),
        }
        if word in ("red", "green", "blue") and self.state.target == "colortbl":
            self.rgb[word] = number or 0
            return True
        if word not in changes:
            return False
        self.state = changes[word]()
        return True

    def _destination(self, word: str, starred: bool) -> None:
        target = self.state.target
        if word == "pict":
            self.pictures += 1
        if target == "skip":
            return
        if word in _ASIDE:
            self.state = replace(self.state, target=_ASIDE[word], hidden=False)
        elif (
            word == "colortbl"
            or (word in _INFO and target in ("info", "skip"))
            or word
            in ("info", "annotation", "atnauthor", "fldinst", "objdata", "revtbl", "docvar", "userprops", "atnid")
        ):
            self.state = replace(self.state, target=word)
        elif word in ("propname", "staticval") and target == "userprops":
            self._text("\n" if word == "propname" else ": ")
        elif word in ("shptxt", "result", "fldrslt", "shpinst", "shp"):
            self.state = replace(self.state, target=target if word not in ("shptxt",) else "body")
        elif word in _SKIPPED or starred:
            self.state = replace(self.state, target="skip")

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.starred = True
        elif symbol in (b"\\", b"{", b"}"):
            self._text(symbol.decode())
        elif symbol == b"~":
            self._text(" ")
        elif symbol == b"_":
            self._text("-")
        elif symbol in (b"\r", b"\n"):
            self._paragraph_mark()

    def _flush(self) -> None:
        if not self.pending:
            return
        data, self.pending = bytes(self.pending), bytearray()
        try:
            text = data.decode(self.codepage)
        except (LookupError, UnicodeDecodeError):
            text = data.decode("cp1252", "replace")
        self._text(text)

    def _text(self, text: str) -> None:
        state = self.state
        if state.target == "colortbl":
            for _ in range(text.count(";")):
                if self.rgb and min(self.rgb.get(name, 0) for name in ("red", "green", "blue")) > 240:
                    self.white.add(self.colours)
                self.colours, self.rgb = self.colours + 1, {}
            return
        if state.target == "skip":
            return
        unseen = self._unseen() if state.target == "body" else None
        if unseen:
            author = ""
            if (
                unseen == "tracked-deletion"
                and state.reviser is not None
                and 0 <= state.reviser < len(self._revisers())
            ):
                author = f"author: {self._revisers()[state.reviser]}"
            self.hidden.setdefault((unseen, author), []).append(text)
        else:
            self.texts.setdefault(state.target, []).append(text)

    def _unseen(self) -> str | None:
        state = self.state
        if state.deleted:
            return "tracked-deletion"
        if state.hidden:
            return "vanished-text"
        if state.colour in self.white and not state.shaded:
            return "white-text"
        return "tiny-text" if state.half_points < _TINY_HALF_POINTS else None

    def _paragraph_mark(self) -> None:
        target = self.state.target
        if target == "body" and not self.in_table:
            for texts in self.hidden.values():
                if texts and texts[-1] != "\n":
                    texts.append("\n")
            self._end_table()
            self._end_paragraph()
        elif target != "skip":
            self.texts.setdefault(target, []).append("\n")

    def _end_paragraph(self) -> None:
        text = self._take("body").strip("\n ")
        self.paragraph += bool(text)
        add_paragraph(self.builder, text, "paragraph", Where(paragraph=self.paragraph))

    def _cell(self) -> None:
        if self.state.target == "body":
            self.cells.append(re.sub(r"\s*\n\s*", "\n", self._take("body")).strip())
            self.in_table = True

    def _row(self) -> None:
        if self.cells:
            self.rows.append(self.cells)
            self.cells = []
        self.in_table = False

    def _end_table(self) -> None:
        if self.cells:
            self._row()
        rows, self.rows = self.rows, []
        if not rows:
            return
        if max(map(len, rows)) < 2:
            for row in rows:
                add_paragraph(self.builder, "\n".join(row), "paragraph", Where(paragraph=self.paragraph or 1))
            return
        from openpyxl.utils import get_column_letter

        cells = [
            [Cell(text, f"{get_column_letter(c)}{r}") for c, text in enumerate(row[:16_000], 1)]
            for r, row in enumerate(rows, 1)
        ]
        self.builder.grid(cells, Where())

    def _close(self) -> None:
        if not self.stack:
            self.broken = True
            return
        ended, self.state = self.state.target, self.stack.pop()
        if ended == self.state.target:
            if ended == "revtbl":
                self.texts.setdefault("revtbl", []).append(";")
            return
        if ended in ("header", "footer", "footnote"):
            self.texts.setdefault(ended, []).append("\f")
        elif ended == "fldinst":
            match = re.search(r'HYPERLINK\s+(?:\\l\s+)?"?([^"\s]+)', self._take("fldinst"))
            if match:
                self.links.append(match.group(1))
        elif ended == "atnauthor":
            self.author = self._take("atnauthor").strip()
        elif ended == "annotation":
            note = self._take("annotation").strip()
            self.notes.append((self.author or self._take("atnid").strip(), note))
            self.author = ""
        elif ended == "objdata":
            self.objects.append(re.sub(rb"[^0-9A-Fa-f]", b"", self._take("objdata").encode("ascii", "ignore")))

    def _users(self) -> None:
        known = {label for kind, label in self.hidden if kind == "tracked-deletion"}
        for name in self._revisers():
            label = f"author: {name}"
            if name.lower() not in ("", "unknown") and label not in known:
                self.builder.hidden_block("tracked-deletion", label, "the author of tracked changes", Where(), label)

    def _revisers(self) -> list[str]:
        return [name.strip() for name in "".join(self.texts.get("revtbl", ())).replace(";;", ";").split(";")]

    def _property(self, name: str) -> None:
        shown = {"operator": "last modified by", "doccomm": "comments", "comment": "comments", "hlinkbase": "link base"}
        for line in self._take(name).split("\n") if name == "userprops" else [self._take(name)]:
            if name == "userprops":
                key, _, value = line.partition(": ")
                add_property(key or "custom", value, self.builder)
            else:
                add_property(shown.get(name, name), line, self.builder)

    def _object(self, digits: bytes, number: int) -> None:
        """An embedded object (MS-OLEDS 2.2.5): a header, then the data of the program that made it."""
        data = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        starts = [data.find(magic) for magic in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")]
        if found := [start for start in starts if start >= 0]:
            read_object(data[min(found) :], f"object {number}", self.builder)
            return
        self.builder.incomplete("holds an embedded object that was not read")

    def _take(self, target: str) -> str:
        return "".join(self.texts.pop(target, ()))
