"""What internet mail and Outlook messages have in common: headers, bodies, and differing versions of one body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detector.read.builder import DocumentBuilder
from detector.read.inside.names import tidy_name
from detector.read.inside.parts import add_part, copy_part
from detector.types import Where

_SILENT = re.compile(
    r"mime-version|content-.*|date|subject|dkim-.*|arc-.*|authentication-results.*|received-spf|x-spam.*|precedence|importance|"
    r"x-priority|priority|list-.*|x-ms-exchange-(?!.*(?:author|sender|user)).*|x-microsoft-antispam.*|x-forefront.*|accept-language|"
    r"auto-submitted|x-mailer|user-agent|x-eopattributedmessage|x-exchange-antispam.*|x-proofpoint.*|msip_labels|feedback-id|"
    r"x-virus.*|x-mimecast.*|x-ms-tnef.*|x-ms-has-attach|thread-index|message-id|references|in-reply-to|mailing-list|x-ms-traffic.*|"
    r"x-auto-response.*|x-content.*|errors-to|x-google-dkim.*|x-gm-message.*|x-received-spf",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that hangs on a message."""

    name: str
    data: bytes


def add_headers(headers: Sequence[tuple[str, str]], builder: DocumentBuilder) -> None:
    """Add the headers that say who wrote to whom, from where and through which machines, one hidden part each."""
    for name, value in headers:
        value = " ".join(value.split())
        if value and not _SILENT.fullmatch(name):
            builder.hidden_block(
                "mail-header", f"{name}: {value}", f"mail header '{name[:40]}'", Where(), name.lower()[:40]
            )


def add_subject(subject: str, builder: DocumentBuilder) -> None:
    """Add the subject as the heading of the message."""
    subject = " ".join(subject.split())
    if subject:
        builder.line(subject, "heading")
        builder.line("")


def add_bodies(plain: str | None, page: bytes | None, builder: DocumentBuilder) -> None:
    """Add the body. Where there are two versions of it, the page is what is shown, and what only the plain text says is hidden."""
    if page is None:
        builder.lines(plain or "")
        builder.flush()
        return
    from detector.read.reading import read_bytes

    document = read_bytes(page, "body.html", builder.limits)
    if document.status == "unreadable":
        builder.lines(plain or "")
        builder.incomplete("has a body as a web page that could not be read")
        return
    if document.status != "read":
        builder.incomplete("has a body that was not read in full")
    copy_part(document, "", builder)
    if plain:
        shown = _letters(" ".join(block.text for block in document.blocks))
        shown += _letters(" ".join(c.text for grid in document.grids for row in grid.cells for c in row))
        only = [line for line in plain.splitlines() if _letters(line) and _letters(line) not in shown]
        only = [line for line in only if any(word not in shown for word in map(_letters, line.split()) if word)]
        builder.hidden_block("other-version", "\n".join(only), "what only the plain-text version of the message says")


def add_attachments(found: Sequence[Attachment], builder: DocumentBuilder) -> None:
    """Read every attachment as a part. They are no secret: a mail program shows that they are there."""
    names: set[str] = set()
    for number, item in enumerate(found, 1):
        name = tidy_name(item.name, f"attachment {number}").rpartition("/")[2] or f"attachment {number}"
        if name in names:
            name = f"{number}-{name}"
        names.add(name)
        add_part(item.data, name, builder)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", re.sub(r"<(?:https?|mailto):[^>]*>|\[cid:[^\]]*\]", "", text)).casefold()
