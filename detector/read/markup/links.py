"""Link targets that tell something which the page does not show: mailboxes, and paths of somebody's computer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from detector.read.builder import DocumentBuilder

_SCHEME = re.compile(r"(?:mailto|tel|sms|callto|sip):", re.I)
_PATH = re.compile(r"file:|\\\\|[a-z]:[\\/]|/(?:users|home)/", re.I)
_ACCOUNT = re.compile(r"[\\/](?:users|home|documents and settings|profiles)[\\/]([^\\/?#]{2,64})[\\/]", re.I)
_SHARED = frozenset({"public", "default", "shared", "all users", "default user"})


def hide_links(targets: Iterable[str], builder: DocumentBuilder) -> None:
    """Add, as one hidden part, the telling targets that do not stand in the text already.

    Telling is a mailbox, a telephone number or a place on a computer; a public web page is not. The account that a path
    names is a hidden part of its own, because it is a person by definition.
    """
    telling = [_SCHEME.sub("", target, count=1) for target in map(unquote, dict.fromkeys(targets)) if tells(target)]
    if not telling:
        return
    builder.flush()
    shown = "\n".join(block.text for block in builder.blocks).lower()
    shown += "\n".join(cell.text for grid in builder.grids for row in grid.cells for cell in row).lower()
    kept = [target for target in dict.fromkeys(telling) if target.partition("?")[0].lower() not in shown]
    count = f"{len(kept):,} link targets" if len(kept) > 1 else "a link target"
    builder.hidden_block("link-target", "\n".join(kept), f"{count} behind the text")
    accounts = dict.fromkeys(match.group(1) for target in kept for match in _ACCOUNT.finditer(target))
    for account in accounts:
        if account.lower() not in _SHARED:
            builder.hidden_block("link-target", f"account: {account}", "a user account in a path", label="account")


def tells(target: str) -> bool:
    """Whether a link target is a mailbox, a telephone number or a place on somebody's computer."""
    return bool(_SCHEME.match(target) or _PATH.match(target) or _ACCOUNT.search(target)) or "@" in target
