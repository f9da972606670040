"""What a file is, by its content first and its name second."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from detector.read.encoding import decode, is_text
from detector.read.limits import UnreadableError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
MEDIA_TYPES = {
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "pptx": _OFFICE + "presentationml.presentation",
    "odt": _OPEN + "text",
    "ods": _OPEN + "spreadsheet",
    "odp": _OPEN + "presentation",
    "html": "text/html",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "markdown": "text/markdown",
    "text": "text/plain",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "eml": "message/rfc822",
    "msg": "application/vnd.ms-outlook",
    "rtf": "application/rtf",
    "xls": "application/vnd.ms-excel",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "image": "image/*",
}
_BY_NAME = {
    "docx": "docx", "docm": "docx", "dotx": "docx", "xlsx": "xlsx", "xlsm": "xlsx", "xltx": "xlsx",
    "pptx": "pptx", "pptm": "pptx", "ppsx": "pptx", "potx": "pptx", "dotm": "docx", "xltm": "xlsx",
    "odt": "odt", "ott": "odt", "fodt": "odt", "ods": "ods", "ots": "ods", "fods": "ods", "odp": "odp", "otp": "odp", "fodp": "odp",
    "html": "html", "htm": "html", "xhtml": "html", "csv": "csv", "tsv": "tsv", "tab": "tsv",
    "md": "markdown", "markdown": "markdown", "txt": "text", "text": "text",
    "pdf": "pdf", "zip": "zip", "eml": "eml", "msg": "msg", "rtf": "rtf", "xls": "xls", "json": "json",
    "geojson": "json", "jsonl": "jsonl", "ndjson": "jsonl", "jpg": "image", "jpeg": "image", "png": "image",
    "tif": "image", "tiff": "image", "gif": "image", "webp": "image", "heic": "image", "heif": "image",
}  # fmt: skip
_NAMES = {
    "docx": "a Word document",
    "xlsx": "an Excel workbook",
    "pptx": "a presentation",
    "odt": "an OpenDocument text",
    "ods": "an OpenDocument spreadsheet",
    "odp": "an OpenDocument presentation",
    "html": "a web page",
    "csv": "a CSV table",
    "tsv": "a tab-separated table",
    "markdown": "a Markdown text",
    "text": "plain text",
    "pdf": "a PDF",
    "zip": "a zip archive",
    "eml": "an e-mail",
    "msg": "an Outlook message",
    "rtf": "a rich text document",
    "xls": "an Excel 97 workbook",
    "json": "JSON",
    "jsonl": "JSON",
    "image": "a picture",
}
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
)
_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)
_HEIF = frozenset({b"heic", b"heix", b"mif1", b"heim", b"heis", b"hevc", b"avif"})
_ZIP_KINDS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    ("ppt/presentation.xml", "pptx"),
)
_PACKAGES = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})
_OPEN_KINDS = {
    "text": "odt",
    "text-master": "odt",
    "text-web": "odt",
    "spreadsheet": "ods",
    "presentation": "odp",
    "graphics": "odp",
}
_FLAT = re.compile(
    r"<office:document\b[^>]{0,20000}office:mimetype=[\"']application/vnd\.oasis\.opendocument\.([a-z-]{4,20})"
)
_OLE_KINDS = (
    ("worddocument", "application/msword"),
    ("workbook", "xls"),
    ("book", "xls"),
    ("powerpoint document", "application/vnd.ms-powerpoint"),
    ("__properties_version1.0", "msg"),
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,500})?>", re.I)
_HEADERS = re.compile(
    r"(?:(?:from|to|subject|date|received|return-path|mime-version|message-id|delivered-to):[^\n]*\n(?:[ \t][^\n]*\n)*){3}",
    re.I,
)
_HEADER = re.compile(r"\s*[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\n")
_JSON_START = re.compile(r'\s*(?:\{\s*"|\[\s*[\[{"\d]|\{\s*\}|\[\s*\])')


@dataclass(frozen=True, slots=True)
class Kind:
    """A format that is read, with a sentence where the name of the file says something else."""

    format: str
    note: str = ""
    exact: str = ""

    @property
    def media_type(self) -> str:
        """The registered media type."""
        return self.exact or MEDIA_TYPES[self.format]


class UnsupportedError(UnreadableError):
    """A format that is recognised and not read; ``media_type`` is what it is."""

    def __init__(self, media_type: str, reason: str | None = None) -> None:
        super().__init__(reason or f"was not read: {media_type} is not supported yet")
        self.media_type = media_type


def sniff(data: bytes, name: str) -> Kind:
    """The format of non-empty content. Raises UnsupportedError with the reason where it cannot be read."""
    named = _BY_NAME.get(PurePosixPath(name).suffix.lower().lstrip("."))
    picture = _image_type(data)
    if picture:
        wrong = named is not None and named != "image"
        return Kind("image", f"is a picture, not {_NAMES[str(named)]} as its name says" if wrong else "", picture)
    found = _by_content(data, named)
    if named is None or found == named:
        return Kind(found)
    if _NAMES[found] == _NAMES[named] or (found in _TEXT and named in _TEXT):
        return Kind(found)
    return Kind(found, f"is {_NAMES[found]}, not {_NAMES[named]} as its name says; it was read as {_NAMES[found]}")


_TEXT = frozenset({"csv", "tsv", "markdown", "text"})


def guess_media_type(name: str) -> str:
    """The media type that a name promises, for a file that could not be opened."""
    named = _BY_NAME.get(PurePosixPath(name).suffix.lower().lstrip("."))
    return MEDIA_TYPES[named] if named else "application/octet-stream"


def _by_content(data: bytes, named: str | None) -> str:
    if data.startswith(b"PK\x03\x04") or data.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(data, named)
    if data.startswith(_OLE):
        return _ole_kind(data)
    for magic, found in _MAGIC:
        if data.startswith(magic):
            if found in MEDIA_TYPES:
                return found
            raise UnsupportedError(found)
    if b"%PDF-" in data[:1024] and b"%%EOF" in data[-4096:]:
        return "pdf"
    if not is_text(data):
        raise UnsupportedError(
            "application/octet-stream", _not_what_it_says(named, "is neither text nor an Office file")
        )
    return _text_kind(decode(data[:65_536], 16_384).text, named)


def _text_kind(start: str, named: str | None) -> str:
    if named != "markdown" and _HTML_START.match(start):
        return "html"
    if named == "html":
        return "html" if _TAG.search(start) else "text"
    if named == "eml" and _HEADER.match(start):
        return "eml"
    if named in _TEXT:
        return named if named != "text" else _delimited(start) or "text"
    if _HEADERS.match(start):
        return "eml"
    flat = _FLAT.search(start) if start.lstrip().startswith("<") else None
    if flat and flat.group(1) in _OPEN_KINDS:
        return _OPEN_KINDS[flat.group(1)]
    if named in ("json", "jsonl") or (named is None and _is_json(start)):
        return _json_kind(start, named)
    if start.lstrip().startswith("<?xml"):
        raise UnsupportedError("application/xml")
    return _delimited(start) or "text"


def _is_json(start: str) -> bool:
    return _JSON_START.match(start) is not None


def _json_kind(start: str, named: str | None) -> str:
    if named == "jsonl" or not _is_json(start):
        return named or "text"
    lines = [line.strip() for line in start.splitlines() if line.strip()]
    return "jsonl" if len(lines) > 1 and all(x.startswith("{") and x.endswith("}") for x in lines[:2]) else "json"


def _image_type(data: bytes) -> str | None:
    """The media type of a picture."""
    for magic, media_type in _IMAGES:
        if data.startswith(magic):
            return media_type
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF:
        return "image/heic"
    return "image/webp" if data.startswith(b"RIFF") and data[8:12] == b"WEBP" else None


def _delimited(start: str) -> str | None:
    """A table whatever its name: every line has the same number of tabs, or of commas that no space follows."""
    lines = [line for line in start.splitlines() if line.strip()]
    if len(start) >= 16_000:
        lines = lines[:-1]
    if len(lines) < 3:
        return None
    tabs = {line.count("\t") for line in lines}
    if len(tabs) == 1 and 0 not in tabs:
        return "tsv"
    commas = {line.count(",") for line in lines}
    return "csv" if len(commas) == 1 and 0 not in commas and ", " not in start else None


def _zip_kind(data: bytes, named: str | None) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            files = [info for info in archive.infolist() if not info.is_dir()]
            if files and all(info.flag_bits & 1 for info in files):
                raise UnsupportedError("application/zip", "is password-protected; it was not read")
            mimetype = archive.read("mimetype")[:100].decode("ascii", "replace") if _small(archive, "mimetype") else ""
    except UnsupportedError:
        raise
    except Exception:
        media_type = MEDIA_TYPES[named] if named in _PACKAGES else "application/zip"
        raise UnsupportedError(
            media_type, "is damaged or cut off (its zip archive is not complete); it was not read"
        ) from None
    for member, kind in _ZIP_KINDS:
        if member in names:
            if kind in MEDIA_TYPES:
                return kind
            raise UnsupportedError(kind)
    for kind, folder in (("docx", "word/"), ("xlsx", "xl/"), ("pptx", "ppt/")):
        if any(name.startswith(folder) for name in names) and "[Content_Types].xml" in names:
            return kind
    opened = mimetype.strip().removesuffix("-template").removeprefix(_OPEN)
    if mimetype.startswith(_OPEN) and opened in _OPEN_KINDS:
        return _OPEN_KINDS[opened]
    if mimetype.startswith("application/"):
        raise UnsupportedError(mimetype.strip())
    return "zip"


def _small(archive: zipfile.ZipFile, name: str) -> bool:
    try:
        return archive.getinfo(name).file_size <= 1000
    except KeyError:
        return False


def _ole_kind(data: bytes) -> str:
    names = {"encryptedpackage"} if "EncryptedPackage".encode("utf-16-le") in data else _ole_streams(data)
    if "encryptedpackage" in names:
        raise UnsupportedError("application/x-ole-storage", "is password-protected; it was not read")
    for stream, found in _OLE_KINDS:
        if stream in names:
            if found in MEDIA_TYPES:
                return found
            raise UnsupportedError(found, _OLD.get(found))
    raise UnsupportedError("application/x-ole-storage")


_OLD = {
    "application/msword": "is a Word 97 document (.doc), which is not read; save it as .docx and scan that",
    "application/vnd.ms-powerpoint": "is a PowerPoint 97 presentation (.ppt), which is not read; save it as .pptx and scan that",
}


def _ole_streams(data: bytes) -> set[str]:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return {path[0].lower() for path in ole.listdir()}
    except Exception:
        return {name for name, _ in _OLE_KINDS if name.encode("utf-16-le") in data.lower()}


def _not_what_it_says(named: str | None, what: str) -> str:
    return f"{what}; it was not read" if named is None else f"is not {_NAMES[named]}: it {what}; it was not read"
