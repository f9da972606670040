"""The parts of an Office file, guarded against decompression bombs and XML attacks."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from urllib.parse import unquote

from lxml import etree

from detector.read.limits import Limits, UnreadableError
from detector.read.office.xml import attr, local

DTD_MARKS = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
# Far above any workbook that Excel opens: what is read piece by piece costs time and no memory.
_MOST_STREAMED = 4_000_000_000
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Relation:
    """A link of one part to another. ``kind`` is the last word of its type; ``target`` a part name or an address."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The members of an Office file by part name, without the leading slash.

    ``streamed`` is a pattern of the names of parts that are only ever read piece by piece, to which the limits on bytes do
    not apply. Raises UnreadableError where the archive is damaged or unpacks to more than the limits allow; nothing is unpacked
    before that is known. ``asked`` names the parts that were asked for, ``broken`` those of them that could not be read.
    """

    def __init__(self, data: bytes, limits: Limits, streamed: str = "") -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE:
            raise UnreadableError("is damaged or cut off (its zip archive is not complete); it was not read") from None
        members = [info for info in self._archive.infolist() if not info.is_dir()]
        loose = [info for info in members if streamed and re.match(streamed, _name(info))]
        _refuse_bomb([info for info in members if info not in loose], len(data), limits)
        _refuse_ratio(members, len(data), limits)
        if sum(info.file_size for info in loose) > _MOST_STREAMED:
            raise UnreadableError(f"unpacks to more than {_MOST_STREAMED:,} bytes; it was not read")
        self._most = limits.archive_member_bytes
        self._members = {_name(info): info for info in members}
        self.broken: list[str] = []
        self.asked: set[str] = set()

    def names(self, pattern: str = "") -> list[str]:
        """The part names that a pattern matches from the start, in lower case and in order."""
        return sorted((name for name in self._members if re.match(pattern, name)), key=_natural)

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none or it is damaged."""
        info = self._members.get(name.lower())
        self.asked.add(name.lower())
        if info is None:
            return None
        try:
            if info.file_size <= self._most:
                return self._archive.read(info)
        except _DAMAGE:
            pass
        self.broken.append(name)
        return None

    def stream(self, name: str) -> IO[bytes] | None:
        """A part to be read piece by piece, None where there is none or it is damaged at its beginning."""
        info = self._members.get(name.lower())
        self.asked.add(name.lower())
        if info is None:
            return None
        try:
            return self._archive.open(info)
        except _DAMAGE:
            self.broken.append(name)
            return None

    def safe_xml(self, name: str) -> bytes | None:
        """The bytes of an XML part. Raises UnreadableError where it declares a document type or an entity."""
        data = self.data(name)
        if data is not None and any(mark in data for mark in DTD_MARKS):
            raise UnreadableError("declares XML entities, which no Office file does; it was not read")
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part, None where there is none; a damaged part counts as broken and gives what it has."""
        data = self.safe_xml(name)
        if not data:
            return None
        try:
            return etree.fromstring(data, _parser(recover=False))
        except etree.XMLSyntaxError:
            self.broken.append(name)
        try:
            return etree.fromstring(data, _parser(recover=True))
        except etree.XMLSyntaxError:
            return None

    def loose_xml(self, name: str) -> etree._Element | None:
        """The root of a part that programs write as markup rather than XML (VML), None where nothing can be made of it."""
        data = self.safe_xml(name)
        try:
            return etree.fromstring(data, _parser(recover=True)) if data else None
        except etree.XMLSyntaxError:
            return None

    def relations(self, name: str) -> dict[str, Relation]:
        """The links of a part ("" for the whole file) by their id."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        return {relation.id: relation for relation in _relations(root, folder)} if root is not None else {}

    def related(self, name: str, kind: str) -> list[str]:
        """The parts of a kind that a part links to."""
        links = self.relations(name).values()
        return [link.target for link in links if link.kind == kind and not link.external]

    def main(self, usual: str) -> str:
        """The name of the main part, by the link of the file to it."""
        found = [name for name in self.related("", "officeDocument") if name.lower() in self._members]
        return found[0] if found else usual


def _relations(root: etree._Element, folder: str) -> Iterator[Relation]:
    for element in root:
        if local(element) != "Relationship":
            continue
        target, external = attr(element, "Target"), attr(element, "TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target.partition("#")[0]))).lstrip("/")
        yield Relation(attr(element, "Id"), attr(element, "Type").rpartition("/")[2], target, external)


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, recover=recover
    )


def _refuse_bomb(members: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    unpacked = sum(info.file_size for info in members)
    largest = max((info.file_size for info in members), default=0)
    if len(members) > limits.archive_members:
        raise UnreadableError(
            f"has {len(members):,} parts, more than the limit of {limits.archive_members:,}; it was not read"
        )
    if unpacked > limits.archive_bytes or largest > limits.archive_member_bytes:
        raise UnreadableError(f"unpacks to {unpacked:,} bytes, more than the limit; it was not read")
    if any(info.flag_bits & 1 for info in members):
        raise UnreadableError("is password-protected; it was not read")


def _refuse_ratio(members: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    unpacked = sum(info.file_size for info in members)
    if unpacked > limits.archive_free_bytes and unpacked > packed * limits.archive_ratio:
        raise UnreadableError(
            f"unpacks to {unpacked:,} bytes from {packed:,}, as decompression bombs do; it was not read"
        )


def _name(info: zipfile.ZipInfo) -> str:
    return info.filename.lstrip("/").replace("\\", "/").lower()


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part) if part.isdigit() else 0, part) for part in re.split(r"(\d{1,9})", name)]
