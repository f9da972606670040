"""Rich Text Format (RTF 1.9.1): paragraphs and tables, and what is hidden, deleted, noted or embedded in them."""

from __future__ import annotations

from detector.read.builder import DocumentBuilder


def read_rich_text(data: bytes, builder: DocumentBuilder) -> None:
    """Add a document. What cannot be understood is passed over, as programs do that read RTF."""
    from detector.read.rich_text.story import Story
    from detector.read.rich_text.tokens import tokens

    story = Story(builder)
    for token in tokens(data):
        story.take(token)
    story.finish()
