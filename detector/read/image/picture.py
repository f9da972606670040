"""A picture as a document of its own."""

from __future__ import annotations

import io
import warnings
from typing import Any

from detector.read.builder import DocumentBuilder
from detector.read.image.metadata import add_metadata
from detector.read.image.recognised import can_recognise, recognise_print
from detector.read.limits import UnreadableError

_MOST_FRAMES = 20


def read_image(data: bytes, builder: DocumentBuilder) -> None:
    """Add the metadata of a picture and, where tesseract is installed, the print in it.

    Without it the picture itself was not read. Raises UnreadableError for what is no picture.
    """
    if not add_metadata(data, "the picture", builder):
        more = " (HEIC needs the extra 'heic')" if data[4:8] == b"ftyp" else ""
        raise UnreadableError(f"is a picture that cannot be opened{more}; it was not read")
    text = _print_in(data, builder) if can_recognise() else None
    if text is None:
        builder.incomplete("is a picture: what it shows was not read")
        return
    builder.lines(text)
    builder.problem("is a picture that was read by machine; what it misread was not checked")


def _print_in(data: bytes, builder: DocumentBuilder) -> str | None:
    """The print in every frame; None where there is a frame that cannot be read."""
    from PIL import Image

    texts = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                for number in range(min(getattr(image, "n_frames", 1), _MOST_FRAMES + 1)):
                    if number == _MOST_FRAMES:
                        builder.incomplete(f"has more than {_MOST_FRAMES} pages: the rest was not read")
                        break
                    image.seek(number)
                    if image.width * image.height > builder.limits.pixels:
                        builder.incomplete("has more pixels than the limit")
                        return None
                    text = recognise_print(_as_png(image))
                    if text is None:
                        return None
                    texts.append(text)
    except Exception:
        return None
    return "\n\n".join(texts)


def _as_png(image: Any) -> bytes:
    stream = io.BytesIO()
    image.convert("L").save(stream, "PNG")
    return stream.getvalue()
