"""Internet mail (RFC 5322, RFC 2045): ``.eml`` files."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message

from detector.read.builder import DocumentBuilder
from detector.read.limits import UnreadableError
from detector.read.mail.parts import Attachment, add_attachments, add_bodies, add_headers, add_subject

_MOST_PARTS = 2_000
_MOST_HEADERS = 2_000
_DEEPEST = 50


def read_message(data: bytes, builder: DocumentBuilder) -> None:
    """Add a message. Raises UnreadableError where it has neither headers nor a body."""
    message = email.message_from_bytes(data, policy=policy.default)
    if not message.keys() and not message.get_payload():
        raise UnreadableError("is not an e-mail that can be parsed; it was not read")
    if any(part.defects for part in _leaves(message)):
        builder.problem("does not keep to the form of e-mail everywhere; what follows from that was guessed")
    add_subject(_header(message, "subject"), builder)
    plain, page, files = _sorted(message, builder)
    add_bodies(plain, page, builder)
    add_headers(_headers(message), builder)
    add_attachments(files, builder)
    _preamble(message, builder)


def _headers(message: Message) -> list[tuple[str, str]]:
    result = []
    for name, value in list(message.raw_items())[:_MOST_HEADERS]:
        try:
            text = str(message.policy.header_fetch_parse(name, value))
        except Exception:
            # The standard library raises for a few damaged addresses; the raw header says the same.
            text = str(value)
        result.append((str(name), text))
    return result


def _header(message: Message, name: str) -> str:
    return next((value for key, value in _headers(message) if key.lower() == name), "")


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts of a message that hold content, a message inside it as one."""
    if depth > _DEEPEST:
        return
    if (message.get_content_type() == "message/rfc822" and depth) or not message.is_multipart():
        yield message
        return
    payload = message.get_payload()
    for part in payload if isinstance(payload, list) else []:
        if isinstance(part, Message):
            yield from _leaves(part, depth + 1)


def _sorted(message: Message, builder: DocumentBuilder) -> tuple[str | None, bytes | None, list[Attachment]]:
    """The plain body, the body as a page, and everything else as attachments."""
    plain: list[str] = []
    page: list[bytes] = []
    files: list[Attachment] = []
    for number, part in enumerate(_leaves(message)):
        if number >= _MOST_PARTS:
            builder.incomplete("has more parts than the limit: not all of them were read")
            break
        kind, name = part.get_content_type(), _name(part)
        attached = part.get_content_disposition() == "attachment" or name
        if kind == "message/rfc822":
            files += [Attachment(name or "message.eml", inner) for inner in _inner(part)]
        elif kind == "text/plain" and not attached:
            plain.append(_text(part))
        elif kind == "text/html" and not attached:
            page.append(_as_page(part))
        else:
            files.append(Attachment(name or f"part{_ending(kind)}", _bytes(part)))
    return ("\n".join(plain) if plain else None), (b"\n".join(page) if page else None), files


def _name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except Exception:
        return ""


def _inner(part: Message) -> Iterator[bytes]:
    payload = part.get_payload()
    for message in payload if isinstance(payload, list) else []:
        try:
            yield message.as_bytes(policy=policy.compat32)  # type: ignore[union-attr]
        except Exception:
            yield str(message).encode("utf-8", "replace")


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    data, charset = _bytes(part), part.get_content_charset() or "utf-8"
    try:
        text = data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _as_page(part: Message) -> bytes:
    return _text(part).encode("utf-8") if isinstance(part, EmailMessage) or part.get_content_charset() else _bytes(part)


def _ending(kind: str) -> str:
    import mimetypes

    return mimetypes.guess_extension(kind) or ".bin"


def _preamble(message: Message, builder: DocumentBuilder) -> None:
    """Text before the first and after the last part, which no mail program shows."""
    usual = ("This is a multi-part message in MIME format.", "This is a multipart message in MIME format.")
    texts = [text.strip() for text in (message.preamble, message.epilogue) if text and text.strip() not in usual]
    builder.hidden_block("other-version", "\n".join(filter(None, texts)), "text between the parts of the message")
