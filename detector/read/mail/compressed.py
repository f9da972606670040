"""Compressed rich text of Outlook (MS-OXRTFCP 2.2): a dictionary of 4,096 bytes that begins with the usual commands."""

from __future__ import annotations

import struct

_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbol"
    b"ArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_SIZE = 4096


def decompressed(data: bytes, most: int) -> bytes | None:
    """The rich text, up to ``most`` bytes; None where the data are damaged."""
    if len(data) < 16:
        return None
    size, kind = struct.unpack_from("<I", data, 4)[0], struct.unpack_from("<I", data, 8)[0]
    if kind == _PLAIN:
        return data[16 : 16 + min(size, most)]
    if kind != _PACKED:
        return None
    window = bytearray(_START.ljust(_SIZE, b" "))
    write, out, at = len(_START), bytearray(), 16
    while at < len(data) and len(out) < most:
        flags = data[at]
        at += 1
        for bit in range(8):
            if not flags >> bit & 1:
                if at >= len(data):
                    return bytes(out)
                found = data[at : at + 1]
                at += 1
            else:
                if at + 1 >= len(data):
                    return bytes(out)
                pair = data[at] << 8 | data[at + 1]
                at += 2
                offset, length = pair >> 4, (pair & 15) + 2
                if offset == write:
                    return bytes(out)
                for step in range(length):
                    byte = window[(offset + step) % _SIZE]
                    out.append(byte)
                    window[write] = byte
                    write = (write + 1) % _SIZE
                continue
            out += found
            window[write] = found[0]
            write = (write + 1) % _SIZE
    return bytes(out)
